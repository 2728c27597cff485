import { useNavigation, useSubmit } from "@remix-run/react";
import { type FormEvent, useEffect, useRef } from "react";

const DEBOUNCE_MS = 300;

/**
 * An `onChange` for a search form, or for a field that belongs to one, that sends the form while one types,
 * without filling the browser's history.
 */
export function useAutoSubmit(): (event: FormEvent<HTMLElement>) => void {
  const submit = useSubmit();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // Whoever goes elsewhere meanwhile, by a link or by Apply, must not be brought back by what was still waiting.
  const destination = useNavigation().location?.key;
  useEffect(() => {
    if (destination) clearTimeout(timer.current);
  }, [destination]);
  return (event) => {
    const { form } = event.target as HTMLInputElement | HTMLSelectElement;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (form?.isConnected) submit(form, { replace: true, preventScrollReset: true });
    }, DEBOUNCE_MS);
  };
}
