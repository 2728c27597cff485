/** Stands in a form whose work is done once however often it is sent. Browsers are not to bring an old one back. */
export function FormKey({ value }: { value: string }) {
  return <input type="hidden" name="form_key" value={value} autoComplete="off" />;
}
