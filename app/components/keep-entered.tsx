import { type ReactNode, useEffect, useState } from "react";

/** Dropdowns and text areas of the server's page with what they hold now. */
function entered(): [field: HTMLSelectElement | HTMLTextAreaElement, value: string][] {
  const fields = document.querySelectorAll<HTMLSelectElement | HTMLTextAreaElement>("select, textarea");
  return [...fields].map((field) => [field, field.value]);
}

/**
 * React 18 sets dropdowns and text areas back to their first value when it takes over the server's page. What was
 * entered before that comes back; text in other inputs React leaves alone itself.
 */
export function KeepEntered({ children }: { children: ReactNode }) {
  const [before] = useState(entered);
  useEffect(() => {
    for (const [field, value] of before) field.value = value;
  }, [before]);
  return children;
}
