import type { Column, Table } from "../graph.ts";
import type { Condition, Path } from "../intent.ts";
import { flatten } from "../intent-parts.ts";
import { isFunctionWord } from "../link/function-words.ts";
import { identifierParts } from "../link/names.ts";
import type { Range } from "../parse/sketch.ts";
import { isToOne, neighbourHops } from "../plan/paths.ts";
import { singular, stem, stems } from "../text/words.ts";
import { dateColumn } from "./amounts.ts";
import { type Bounds, holdsYears } from "./bounds.ts";
import { datesOfVerb } from "./done.ts";
import type { Draft } from "./draft.ts";
import { namesColumn } from "./meanings.ts";
import { isTemporal, mayBeDate, wordsOf } from "./values.ts";

/** "Complaints closed before 1990", where closed is a state as well: the date of that. */
export function dateOfWordBefore(draft: Draft, { start }: Range): Column | null {
  const [date, more] = datesOfVerb(draft.source, draft.settings.wordAt({ end: start }));
  return (!more && date) || null;
}

/** The column of years that was named. */
export function yearNamed({ source, uses }: Draft, bounds: Bounds): Column | undefined {
  const years = source.columns.filter((column) => holdsYears(column, bounds));
  return years.find((column) => uses.some(({ meaning }) => namesColumn(meaning, source, column)));
}

/** The one column of a table that holds years, for a period of such. */
export function yearColumn(table: Table, bounds: Bounds): Column | null {
  const years = table.columns.filter((column) => holdsYears(column, bounds));
  return (years.length === 1 && years[0]) || null;
}

/** A table without dates whose rows are of a year. */
export function datedByYear(table: Table, bounds: Bounds): DatedRow | null {
  const column = table.columns.some(isTemporal) ? null : yearColumn(table, bounds);
  return column && { table, column, path: null };
}

/** The date of a related row that was just said to be filled: "batches produced" in 2023. */
export function filledDate(condition: Condition, table: Table): Column | null {
  const related = condition.kind === "not" ? condition.item : condition;
  if (related.kind !== "related" || related.path.at(-1)?.to !== table) return null;
  const filled = flatten(related.where).findLast((node) => node.kind === "not" && node.item.kind === "blank");
  return filled?.kind === "not" && filled.item.kind === "blank" && mayBeDate(filled.item.column)
    ? filled.item.column
    : null;
}

interface DatedRow {
  readonly table: Table;
  readonly column: Column;
  /** To the row that has the date; null where it is on the table's own rows. */
  readonly path: Path | null;
}

const EDGES = { start: stems("start begin commence"), end: stems("end expire expiry expiration until") };

/** Whether a date says when something begins, or when it ends. */
export function isEdge(column: Column, edge: keyof typeof EDGES): boolean {
  return wordsOf(column).some((word) => EDGES[edge].has(stem(word)));
}

/** Where a table's rows have their date: on themselves, or on the one row that each belongs to (order lines on their order). */
export function datedRow(draft: Draft, table: Table): DatedRow | null {
  // "In 2026" is no hint at a date of coming in.
  const own = dateColumn(
    table,
    [...draft.settings.words].filter((word) => !isFunctionWord(word)),
  );
  if (own) return { table, column: own, path: null };
  if (table.columns.some(isTemporal)) return null;
  const words = identifierParts(table.name).map(singular);
  const owners = neighbourHops(draft.settings, table).flatMap((hop) => {
    const column = hop.to !== draft.source && isToOne([hop]) ? dateColumn(hop.to) : null;
    const named = identifierParts(hop.to.name).some((part) => words.includes(singular(part)));
    return column && named ? [{ table: hop.to, column, path: [hop] as Path }] : [];
  });
  return owners.length === 1 ? (owners[0] ?? null) : null;
}
