import type { Column, Table } from "../graph.ts";
import type { Condition, Path } from "../intent.ts";
import { flatten, negate } from "../intent-parts.ts";
import { identifierParts } from "../link/names.ts";
import { inUnitOf, isTimeUnit } from "../link/units.ts";
import type { Range } from "../parse/sketch.ts";
import { isToOne, neighbourHops } from "../plan/paths.ts";
import { addDays, shift } from "../text/calendar.ts";
import { singular } from "../text/words.ts";
import { BIRTH, dateColumn } from "./amounts.ts";
import { addCondition, type Draft, narrowRanked, note, trouble, unknown } from "./draft.ts";
import { addOn, columnFor, type Of } from "./filters.ts";
import { narrow } from "./narrow.ts";
import { isNumeric, isTemporal, isYear, mayBeDate, wordsOf } from "./values.ts";
import { datesOfVerb } from "./verbs.ts";

/** A date condition; without a column, the date of the table last spoken of, or of the source. */
export function readPeriod(
  draft: Draft,
  element: Pick<Of<"period">, "start" | "end" | "subject" | "from" | "to" | "negated">,
  recent: Table | null = null,
  aged = false,
): void {
  const condition = (column: Column): Condition => {
    const inside = within(element, column);
    return element.negated ? negate(inside) : inside;
  };
  if (element.subject) {
    const subject = element.subject;
    const found = columnFor(draft, subject, (reading) =>
      mayBeDate(reading.column) || holdsYears(reading.column, element) ? condition(reading.column) : null,
    );
    if (found) {
      addOn(draft, found.reading, found.got, element);
      return;
    }
    unknown(draft, subject);
    return;
  }
  if (namesNumberBefore(draft, element)) {
    unknown(draft, element);
    return;
  }
  if (contrastLast(draft, element)) return;
  if (recent && narrowLast(draft, recent, condition, element)) return;
  if (datesLast(draft, element, condition)) return;
  const column =
    (aged && dateColumn(draft.source, BIRTH, true)) ||
    dateOfWordBefore(draft, element) ||
    dateColumn(draft.source) ||
    yearColumn(draft.source, element);
  if (!column) {
    askWhichDate(draft, element);
    return;
  }
  note(draft, element, `column ${draft.source.name}.${column.name}`, isNumeric(column) ? 0.93 : 0.92);
  addCondition(draft, condition(column));
}

/** "Complaints closed before 1990", where closed is a state as well: the date of that. */
function dateOfWordBefore(draft: Draft, { start }: Range): Column | null {
  const [date, more] = datesOfVerb(draft.source, draft.settings.wordAt({ end: start }));
  return (!more && date) || null;
}

/** Several dates, and none that the words are about; or no date at all. */
export function askWhichDate(draft: Draft, range: Range): void {
  const choices = draft.source.columns.filter(mayBeDate).map(({ name }) => name);
  if (choices.length === 0) {
    unknown(draft, range);
    return;
  }
  const { start, end } = range;
  trouble(draft, {
    start,
    end,
    code: "ambiguous_column",
    choices,
    detail: "which date is meant is not said",
  });
}

/** "requested qty before 2000": the column that stands right before a number decides what the number is. */
function namesNumberBefore(draft: Draft, element: Range): boolean {
  const before = draft.uses.find((use) => use.end === element.start)?.meaning;
  return draft.source.columns.some(
    (column) => isNumeric(column) && before?.startsWith(`column ${draft.source.name}.${column.name} (`),
  );
}

/** Dates in a period, ISO, `to` exclusive; null where it is open. */
type Bounds = Pick<Of<"period">, "from" | "to">;

/** That a column that holds dates, or years as numbers, is within a period. */
function within({ from, to }: Bounds, column: Column): Condition {
  if (!isNumeric(column)) return { kind: "period", column, from, to };
  const bound = (op: ">=" | "<=", date: string): Condition => ({
    kind: "compare",
    operand: { kind: "column", column },
    op,
    value: Number(date.slice(0, 4)),
  });
  const bounds = [...(from ? [bound(">=", from)] : []), ...(to ? [bound("<=", addDays(to, -1))] : [])];
  return bounds.length === 1 && bounds[0] ? bounds[0] : { kind: "all", items: bounds };
}

/** Whether a column holds years as numbers, and a period is of years: "founded before 2000", "in the last 20 years". */
function holdsYears(column: Column, bounds: Bounds): boolean {
  return isOfYears(bounds) && isYear(column);
}

function isOfYears({ from, to }: Bounds): boolean {
  if ([from, to].every((date) => date === null || date.endsWith("-01-01"))) return true;
  if (!from || !to) return false;
  const last = addDays(to, -1);
  const years = Number(last.slice(0, 4)) - Number(from.slice(0, 4));
  return years > 0 && shift(from, years, "year") === last;
}

/** The one column of a table that holds years, for a period of such. */
function yearColumn(table: Table, bounds: Bounds): Column | null {
  const years = table.columns.filter((column) => holdsYears(column, bounds));
  return (years.length === 1 && years[0]) || null;
}

/** "with no transaction in the last 90 days": the period is about the date that was just said to be filled or blank. */
function datesLast(draft: Draft, range: Range, condition: (column: Column) => Condition): boolean {
  const last = draft.conditions.at(-1);
  const absent = last?.condition.kind === "blank";
  const blank = last?.condition.kind === "not" ? last.condition.item : last?.condition;
  if (!last || blank?.kind !== "blank" || !mayBeDate(blank.column)) return false;
  const inside = condition(blank.column);
  note(draft, range, `column ${draft.source.name}.${blank.column.name}`, 0.93);
  const outside: Condition = { kind: "any", items: [blank, negate(inside)] };
  draft.conditions[draft.conditions.length - 1] = { ...last, condition: absent ? outside : inside };
  return true;
}

/**
 * "who ordered in 1996 but not in 1997", "in 1996 and in 1997": there is a row of the one period, and one or none of the
 * other; no row is of both.
 */
function contrastLast(draft: Draft, element: Range & Pick<Of<"period">, "from" | "to" | "negated">): boolean {
  const last = draft.conditions.at(-1)?.condition;
  if (last?.kind !== "related" || draft.nextJoin === "or") return false;
  let column: Column | undefined;
  let apart = false;
  const other = (node: Condition): Condition => {
    if (node.kind === "all") return { ...node, items: node.items.map(other) };
    if (node.kind === "related") return { ...node, where: node.where && other(node.where) };
    if (node.kind !== "period") return node;
    column = node.column;
    apart ||= isBefore(node.to, element.from) || isBefore(element.to, node.from);
    return { ...node, from: element.from, to: element.to };
  };
  const contrasted = other(last);
  if (!column || !(element.negated || apart)) return false;
  note(draft, element, `${column.name} of another row`, 0.95);
  // In brackets of its own: two relations to the same table are one row otherwise.
  addCondition(draft, element.negated ? negate(contrasted) : { kind: "all", items: [contrasted] });
  return true;
}

/** Whether a period has ended when another begins; ISO dates, null where it is open. */
function isBefore(end: string | null, start: string | null): boolean {
  return end !== null && start !== null && end <= start;
}

/** "with no invoice in 2024": the period belongs inside the relation that was just read. */
function narrowLast(
  draft: Draft,
  table: Table,
  condition: (column: Column) => Condition,
  element: Range & Bounds,
): boolean {
  const last = draft.conditions.at(-1);
  const own = (last && filledDate(last.condition, table)) ?? null;
  const dated = own
    ? { table, column: own, path: null }
    : (datedRow(draft, table) ?? datedByYear(table, element));
  if (!dated) return false;
  const inside = condition(dated.column);
  if (
    narrowRanked(draft, table, dated.path ? { kind: "related", path: dated.path, where: inside } : inside)
  ) {
    note(draft, element, `column ${dated.table.name}.${dated.column.name}`, 0.95);
    return true;
  }
  if (!last) return false;
  const narrowed = narrow(
    last.condition,
    table,
    dated.path ? { kind: "related", path: dated.path, where: inside } : inside,
  );
  if (!narrowed) return false;
  note(draft, element, `column ${dated.table.name}.${dated.column.name}`, 0.95);
  draft.conditions[draft.conditions.length - 1] = { ...last, condition: narrowed };
  return true;
}

/** A table without dates whose rows are of a year. */
function datedByYear(table: Table, bounds: Bounds): DatedRow | null {
  const column = table.columns.some(isTemporal) ? null : yearColumn(table, bounds);
  return column && { table, column, path: null };
}

/** The date of a related row that was just said to be filled: "batches produced" in 2023. */
function filledDate(condition: Condition, table: Table): Column | null {
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

/** Where a table's rows have their date: on themselves, or on the one row that each belongs to (order lines on their order). */
export function datedRow(draft: Draft, table: Table): DatedRow | null {
  const own = dateColumn(table, [...draft.settings.words]);
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

/** False where it is no age but a length that no column says, "longer than 10 nights": nothing was read. */
export function readAge(draft: Draft, element: Of<"age">, recent: Table | null): boolean {
  if (readLasting(draft, element) || readAgeByYear(draft, element)) return true;
  if (element.lasting?.long && !element.subject) return false;
  const after = element.op === ">" || element.op === ">=";
  if (element.born && !dateColumn(draft.source, BIRTH, true)) {
    unknown(draft, element);
    return true;
  }
  readPeriod(
    draft,
    { ...element, from: after ? element.date : null, to: after ? null : element.date, negated: false },
    recent,
    // Who "has been with us for more than 5 years" may be of any age.
    element.lasting === undefined,
  );
  return true;
}

/** "Choirs older than 20 years", where only the year of the beginning is known: by the difference of the years. */
function readAgeByYear(
  draft: Draft,
  { op, date, unit, subject, born, lasting, ...range }: Of<"age">,
): boolean {
  const year = Number(date.slice(0, 4));
  const january = { first: `${year}-01-01`, next: `${year + 1}-01-01` };
  const bounds = {
    from: op === ">" ? january.next : op === ">=" ? january.first : null,
    to: op === "<" ? january.first : op === "<=" ? january.next : null,
  };
  if (subject || born || unit !== "year" || draft.source.columns.some(mayBeDate)) return false;
  const column = yearColumn(draft.source, bounds);
  if (!column) return false;
  note(draft, range, `column ${draft.source.name}.${column.name}`, 0.93);
  addCondition(draft, within(bounds, column));
  return true;
}

/** "Leave longer than 10 days", where the rows say how many days, or hours, they are. */
function readLasting(draft: Draft, { lasting, subject, ...range }: Of<"age">): boolean {
  if (!lasting || subject) return false;
  const { op, count, unit } = lasting;
  const columns = draft.source.columns.filter(
    (column) => isNumeric(column) && wordsOf(column).some((word) => isTimeUnit(word) && word !== "day"),
  );
  const [column, more] = columns;
  const value = column && !more ? inUnitOf(count, unit, wordsOf(column)) : null;
  if (!column || value === null) return false;
  note(draft, range, `column ${draft.source.name}.${column.name}`, 0.93);
  addCondition(draft, { kind: "compare", operand: { kind: "column", column }, op, value });
  return true;
}
