/** `2026-11-23 10:30:00` as SQLite writes it, as `2026-11-23T10:30:00Z`. */
export function isoTimestamp(sqlite: string): string {
  return `${sqlite.replace(" ", "T")}Z`;
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}

/** The words of a name in small letters with underscores between them: `sales_2024` of `Sales 2024`. Blank without any. */
export function underscored(name: string): string {
  // Vowels of many scripts are marks; file names of macOS have accents as marks of their own.
  const words = name
    .normalize("NFC")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "");
  return words.join("_").toLowerCase();
}
