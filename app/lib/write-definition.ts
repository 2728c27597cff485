/** Puts a text into the definition's field as if it had been typed: whoever listens to the field hears of it. */
export function writeDefinition(field: HTMLTextAreaElement, text: string): void {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
