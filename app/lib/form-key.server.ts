import { createHash, randomUUID } from "node:crypto";

/** The name of the hidden field of a form that must not do its work twice. */
const FIELD = "form_key";

/** A key for a form that is about to be shown. */
export function newFormKey(): string {
  return randomUUID();
}

/**
 * What tells one sending of a form from another: the same form with the same entries, sent again by a double click, a
 * reload or the way back, has the same key, and changed entries have another. Undefined without the hidden field.
 */
export function keyOfForm(form: FormData): string | undefined {
  const key = String(form.get(FIELD) ?? "");
  if (!/^[\w-]{1,100}$/.test(key)) return undefined;
  const entries = JSON.stringify([...form].filter(([name]) => name !== FIELD));
  return `${key}.${createHash("sha256").update(entries).digest("hex").slice(0, 32)}`;
}
