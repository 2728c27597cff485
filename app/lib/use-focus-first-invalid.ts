import { type RefObject, useEffect, useRef } from "react";

/** A ref for a form whose first refused field gets the focus each time `errors` arrive. */
export function useFocusFirstInvalid(errors: object | undefined): RefObject<HTMLFormElement> {
  const form = useRef<HTMLFormElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer is the signal, even with the same errors
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [errors]);
  return form;
}
