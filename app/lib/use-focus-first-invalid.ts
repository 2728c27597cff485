import { type RefObject, useEffect, useRef } from "react";

/** A ref for a form, or a part of one, whose first refused field gets the focus each time `errors` arrive. */
export function useFocusFirstInvalid<Part extends HTMLElement = HTMLFormElement>(
  errors: object | undefined,
): RefObject<Part> {
  const form = useRef<Part>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer is the signal, even with the same errors
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [errors]);
  return form;
}
