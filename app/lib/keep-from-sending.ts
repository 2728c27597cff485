import type { KeyboardEvent } from "react";

/** Enter in a field presses the form's first button; not in a field that is only a help for the others. */
export function keepFromSending(event: KeyboardEvent): void {
  if (event.key === "Enter") event.preventDefault();
}
