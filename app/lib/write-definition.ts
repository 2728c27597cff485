/** Puts a text into the definition's field. */
export function writeDefinition(field: HTMLTextAreaElement, text: string): void {
  field.value = text;
  tellWritten(field);
}

/** Lets whoever listens to the field hear of what was written there without typing. */
export function tellWritten(field: HTMLTextAreaElement): void {
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
