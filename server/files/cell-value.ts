import type { ColumnType } from "./column-type.ts";
import { readDate } from "./dates.ts";
import type { RawCell } from "./file-shape.ts";
import { decimalValue, integerValue } from "./numbers.ts";

/** What a table of the landing store holds in one cell. */
export type StoredValue = string | number | bigint | null;

const TRUE = new Set(["true", "wahr", "vrai", "yes", "ja", "oui", "y", "1"]);
const FALSE = new Set(["false", "falsch", "faux", "no", "nein", "non", "n", "0"]);

/** Only these words make a column boolean by themselves; yes and no are often answers among others. */
const LOGICAL = /^(?:true|false|wahr|falsch|vrai|faux)$/i;

export const isLogical = (text: string): boolean => LOGICAL.test(text);

/** What a cell is stored as when its column has this type; undefined when it does not fit. */
export function storedCell(cell: RawCell | undefined, type: ColumnType): StoredValue | undefined {
  if (cell === null || cell === undefined || cell === "") return null;
  return typeof cell === "string" ? storedValue(cell, type) : storedValue(cell.text, CANONICAL[type.kind]);
}

/** How typed cells are written, whatever the writing of the texts in their column. */
const CANONICAL: { readonly [K in ColumnType["kind"]]: ColumnType } = {
  text: { kind: "text" },
  integer: { kind: "integer", notation: "point" },
  decimal: { kind: "decimal", notation: "point" },
  boolean: { kind: "boolean" },
  date: { kind: "date", order: "ymd" },
  datetime: { kind: "datetime", order: "ymd" },
};

/**
 * What a cell that is not empty is stored as when its column has this type; undefined when it does not fit. Spaces
 * around numbers, dates and booleans do not count; text is kept as written.
 */
export function storedValue(written: string, type: ColumnType): StoredValue | undefined {
  if (type.kind === "text") return written;
  const text = written.trim();
  if (text === "") return null;
  switch (type.kind) {
    case "integer":
      return integerValue(text, type.notation) ?? undefined;
    case "decimal":
      return decimalValue(text, type.notation) ?? undefined;
    case "boolean": {
      const word = text.toLowerCase();
      return TRUE.has(word) ? 1 : FALSE.has(word) ? 0 : undefined;
    }
    case "date": {
      const date = readDate(text, type.order);
      return date === null || (date.time !== null && !/^00:00:00(?:\.0+)?$/.test(date.time))
        ? undefined
        : date.day;
    }
    case "datetime": {
      const date = readDate(text, type.order);
      return date === null ? undefined : `${date.day} ${date.time ?? "00:00:00"}`;
    }
  }
}
