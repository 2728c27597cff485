import type { Column, Table } from "../graph.ts";
import type { Intent } from "../intent.ts";
import { comparedPath } from "../intent-parts.ts";

/**
 * The columns of the source by which a definition tells things apart, where several rows may be about one thing: those
 * it is compared by ("not in OPS Excel" by Material), else those it asks for by name. Null when rows are not listed or
 * counted one by one, when it names no key, and when the key is unique in its table.
 */
export function repeatingKey(intent: Intent): readonly Column[] | null {
  const { shape, source } = intent;
  if (!isAboutRecords(intent)) return null;
  const [hop] = comparedPath(intent) ?? [];
  const names = hop?.from === source ? hop.fromColumns : shape.kind === "rows" ? asked(shape.columns) : [];
  if (names.length === 0 || isUnique(source, names)) return null;
  const key = names.flatMap((name) => source.columns.find((column) => column.name === name) ?? []);
  return key.length === names.length ? key : null;
}

/** Whether the answer lists all records of the source that meet the conditions, or is their number. */
export function isAboutRecords({ shape, limit }: Intent): boolean {
  if (limit !== null) return false;
  if (shape.kind === "rows") return !shape.distinct;
  const [measure] = shape.kind === "measures" && shape.groups.length === 0 ? shape.measures : [];
  return measure?.function === "count" && measure.column === null;
}

function asked(columns: readonly Column[] | null): string[] {
  return (columns ?? []).map((column) => column.name);
}

function isUnique(table: Table, names: readonly string[]): boolean {
  return [table.primaryKey, ...table.uniqueKeys].some(
    (key) => key.length > 0 && key.every((name) => names.includes(name)),
  );
}
