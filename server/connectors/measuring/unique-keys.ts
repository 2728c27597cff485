import type { Measured } from "./tally.ts";

/**
 * The unique keys of a table beside its primary key: those declared, then single columns that were measured to be
 * unique, each once. `measured` is in the order of `columns`.
 */
export function uniqueKeysOf(
  primaryKey: readonly string[],
  declared: readonly (readonly string[])[],
  columns: readonly { readonly name: string }[],
  measured: readonly (Measured | undefined)[],
): (readonly string[])[] {
  // Prices and days can be distinct by chance; codes, names and numbers are what keys are made of.
  const found = columns
    .filter((_, index) => {
      const column = measured[index];
      return column?.unique === true && (column.kind === "text" || column.kind === "integer");
    })
    .map((column) => [column.name]);
  const known = new Set([JSON.stringify(primaryKey)]);
  return [...declared, ...found].filter((key) => {
    const text = JSON.stringify(key);
    return known.has(text) ? false : known.add(text);
  });
}
