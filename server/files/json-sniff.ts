import { FileError, shown } from "./file-error.ts";

/** An object, or a list of objects or lists, over several lines. */
const JSON_DOCUMENT = /^\s*(?:\{\s*(?:"[^"\n]*"\s*:|\})|\[\s*[{[]\s*["\d{[\]])/;

/** Whether a line is an object of its own; throws a FileError when only the whole file is JSON. */
export function isJsonLines(text: string, whole: boolean, name: string): boolean {
  const line = /^\s*(\S[^\n]*)(\n?)/.exec(text);
  if (line?.[1]?.startsWith("{")) {
    // A first line beyond the beginning that was read is cut.
    if (line[2] === "" && !whole) return /^\{\s*"/.test(line[1]);
    if (isObject(line[1])) return true;
  }
  if (!JSON_DOCUMENT.test(text)) return false;
  throw new FileError(
    "unreadable",
    `${shown(name)} is one JSON document. Write it as JSON lines, one object a line without brackets and commas around, and upload that.`,
  );
}

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
