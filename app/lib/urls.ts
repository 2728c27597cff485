/** Pure helpers for pages whose state lives in their URL. */

export type ParamChanges = Readonly<Record<string, string | number | null | undefined>>;

/**
 * The query string with some parameters replaced; null, undefined or "" takes one out.
 * Begins with "?", or is "" when nothing is left.
 */
export function withParams(search: string | URLSearchParams, changes: ParamChanges): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value == null || value === "") params.delete(name);
    else params.set(name, String(value));
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

/**
 * The query string without blank parameters, or null when there are none. A form sent by GET names every field,
 * also the empty ones; pages redirect to the short address so that links stay readable.
 */
export function withoutBlanks(params: URLSearchParams): string | null {
  const kept = [...params].filter(([, value]) => value.trim() !== "");
  if (kept.length === params.size) return null;
  const text = new URLSearchParams(kept).toString();
  return text === "" ? "" : `?${text}`;
}

/** A path on this site to go back to, or `fallback` when the text is anything else. */
export function localPath(text: FormDataEntryValue | null, fallback: string): string {
  if (typeof text !== "string" || !text.startsWith("/")) return fallback;
  const base = "http://local.invalid";
  const url = URL.canParse(text, base) ? new URL(text, base) : null;
  // "/.//evil.example" is on this site as it stands, and its path alone, "//evil.example", is another.
  return url && url.origin === base && !url.pathname.startsWith("//") ? url.pathname + url.search : fallback;
}
