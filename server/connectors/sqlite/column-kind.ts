import type { ColumnKind } from "../../engine/graph.ts";
import type { Observed } from "../measuring/observed.ts";

/**
 * What a declaration promises, whatever the spelling. SQLite itself only knows affinities and lets any value
 * into any column, so this is a promise that the data may break.
 */
export function declaredKind(declaredType: string): ColumnKind {
  const type = declaredType.toUpperCase();
  if (/BOOL/.test(type)) return "boolean";
  if (/DATETIME|TIMESTAMP/.test(type)) return "timestamp";
  if (/DATE/.test(type)) return "date";
  if (/INT(?!ERVAL)|SERIAL|^YEAR/.test(type)) return "integer";
  if (/CHAR|CLOB|TEXT|STRING|ENUM|UUID|JSON|^TIME/.test(type)) return "text";
  if (/BLOB|BINARY|BYTEA/.test(type)) return "binary";
  if (/REAL|FLOA|DOUB|DEC|NUM|MONEY/.test(type)) return "decimal";
  return "unknown";
}

/**
 * The kind of a column, from its declaration and the values seen in it. Values win where they contradict the
 * declaration: a DATE column filled with `31.12.2025` has to be compared as text. Numbers written as text stay
 * text, because leading zeros count.
 */
export function columnKind(declaredType: string, seen: Observed): ColumnKind {
  const declared = declaredKind(declaredType);
  const numbers = seen.integers + seen.reals;
  const total = numbers + seen.texts + seen.blobs;
  if (total === 0) return declared;
  if (seen.texts === total && seen.isoDates + seen.isoTimestamps === total) {
    return seen.isoTimestamps > 0 ? "timestamp" : "date";
  }
  if (seen.blobs * 2 > total) return "binary";
  if (seen.texts * 2 > total) return "text";
  if (declared === "boolean" && seen.reals === 0) return "boolean";
  if (declared === "text" && seen.texts > 0) return "text";
  return declared === "decimal" || seen.reals > 0 ? "decimal" : "integer";
}
