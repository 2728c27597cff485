import { type ReactNode, useEffect } from "react";

type Field = HTMLSelectElement | HTMLTextAreaElement;

/** Watches the dropdowns and text areas of the server's page; the answer ends that, and gives them back what they held. */
export function watchEntered(): () => void {
  const fields = document.querySelectorAll<Field>("select, textarea");
  const entered = new Map<EventTarget | null, string>([...fields].map((field) => [field, field.value]));
  const note = ({ target }: Event) => {
    if (entered.has(target)) entered.set(target, (target as Field).value);
  };
  document.addEventListener("input", note, true);
  return () => {
    document.removeEventListener("input", note, true);
    for (const field of fields) field.value = entered.get(field) ?? field.value;
  };
}

/**
 * React 18 sets text areas, and some dropdowns, back to their first value when it takes over the server's page. What
 * was entered before that comes back, also what is entered meanwhile, which on a slow machine is seconds. Text in
 * other inputs React leaves alone itself.
 */
export function KeepEntered({ giveBack, children }: { giveBack: () => void; children: ReactNode }) {
  useEffect(giveBack, [giveBack]);
  return children;
}
