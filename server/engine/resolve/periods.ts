import type { Column, Table } from "../graph.ts";
import type { CompareOp, Condition, Path } from "../intent.ts";
import { allOf, figuresIn, flatten, negate, substitute } from "../intent-parts.ts";
import { isFunctionWord } from "../link/function-words.ts";
import { identifierParts } from "../link/names.ts";
import { actsOf } from "../link/vocabulary.ts";
import type { Range } from "../parse/sketch.ts";
import { isParticiple } from "../parse/verbs.ts";
import { isToOne, neighbourHops } from "../plan/paths.ts";
import { addDays, shift } from "../text/calendar.ts";
import { singular, stem } from "../text/words.ts";
import { BIRTH, dateColumn, ORIGIN } from "./amounts.ts";
import type { ColumnReading } from "./columns.ts";
import { datesOfVerb, isAbout, namesAbout } from "./done.ts";
import {
  addCondition,
  type Draft,
  type Joined,
  narrowRanked,
  note,
  replaceLast,
  trouble,
  unknown,
  wordsIn,
} from "./draft.ts";
import { addOn, columnFor, type Of } from "./filters.ts";
import { asColumn, namesColumn } from "./meanings.ts";
import { narrow } from "./narrow.ts";
import { areApart } from "./one-row.ts";
import { isNumeric, isTemporal, isYear, mayBeDate } from "./values.ts";

type PeriodSaid = Omit<Of<"period">, "kind" | "cost">;

/** A date condition; without a column, the date of the period before it, of the table last spoken of, or of the source. */
export function readPeriod(
  draft: Draft,
  element: PeriodSaid,
  recent: Table | null = null,
  aged = false,
): void {
  const { others, ...first } = element;
  const [second] = others?.periods ?? [];
  // "Who ordered in 1996 and 1997": in each of the two; a date of the things themselves is in one of them.
  if (others?.joinedBy === "and" && second && !element.negated) {
    readPeriod(draft, { ...first, end: second.start - 1 }, recent, aged);
    for (const other of others.periods)
      readPeriod(draft, { ...other, subject: null, negated: false }, recent, aged);
    return;
  }
  if (continueLast(draft, element)) return;
  const condition = (column: Column): Condition => {
    const inside = withinAny(element, column);
    const { end, from, to } = element;
    draft.dated = { end, from, to, column, inside };
    return element.negated ? negate(inside) : inside;
  };
  if (element.subject) {
    const subject = element.subject;
    const found = columnFor(draft, subject, (reading) =>
      mayBeDate(reading.column) || holdsYears(reading.column, element) ? condition(reading.column) : null,
    );
    if (found) {
      addPeriod(draft, found.reading, found.got, element);
      return;
    }
    unknown(draft, subject);
    return;
  }
  if (namesNumberBefore(draft, element)) {
    unknown(draft, element);
    return;
  }
  if (contrastLast(draft, element) || datesDone(draft, element, condition)) return;
  const saysWhen = (one: Draft) =>
    recent !== null &&
    (eventLast(one, recent, condition, element, true) ||
      narrowLast(one, recent, condition, element) ||
      eventLast(one, recent, condition, element, false));
  if (ofEachApart(draft, saysWhen)) return;
  const having = recent ?? possessed(draft);
  if (having && having !== draft.source && having.columns.filter(mayBeDate).length > 1) {
    askWhichDate(draft, element, having);
    return;
  }
  if (datesLast(draft, element, condition)) return;
  const done = dateOfWordBefore(draft, element);
  // "Approved within 3 days", where that is a state without a date: when something else was is hardly meant.
  const other = !done && followsState(draft, element);
  if (other && wordsIn(draft, element)[0] === "within") {
    unknown(draft, element);
    return;
  }
  // "The most rented vehicle in 2026": rented then.
  const by = draft.order.at(-1)?.by;
  const counted = by?.kind === "related" ? by.path.at(-1)?.to : undefined;
  if (!done && counted && narrowLast(draft, counted, condition, element)) return;
  const column =
    (aged && (dateColumn(draft.source, BIRTH, true) ?? dateColumn(draft.source, ORIGIN, true))) ||
    done ||
    // "A nonsense build year: before 1950".
    yearNamed(draft, element) ||
    dateColumn(draft.source) ||
    yearColumn(draft.source, element);
  if (!column) {
    askWhichDate(draft, element);
    return;
  }
  note(draft, element, asColumn(draft.source, column), other ? 0.8 : 0.92);
  addCondition(draft, condition(column));
}

function isOfRowsApart({ conditions }: Draft, table: Table): boolean {
  const [before, last] = conditions.slice(-2).map(({ condition }) => condition);
  const apart = before !== undefined && last !== undefined && areApart(before, last);
  return apart && last.kind === "related" && last.path.at(-1)?.to === table;
}

function narrowsLast(draft: Draft, table: Table, inside: Condition): boolean {
  const last = draft.conditions.at(-1);
  const narrowed = last && narrow(last.condition, table, inside);
  if (narrowed) replaceLast(draft, narrowed);
  return Boolean(narrowed);
}

/** "Both an early and a night shift in November": what is said of the last is said of those that it was listed with. */
function ofEachApart(draft: Draft, says: (one: Draft) => boolean): boolean {
  const last = draft.conditions.at(-1);
  for (let at = draft.conditions.length - 2; last && at >= 0; at--) {
    const other = draft.conditions[at];
    if (!other || !areApart(other.condition, last.condition)) break;
    const alone: Draft = { ...draft, conditions: [other], uses: [], order: [] };
    if (says(alone)) draft.conditions.splice(at, 1, ...alone.conditions);
  }
  return says(draft);
}

/** Whether what is said right before is what was done, and stored as a state. */
function followsState(draft: Draft, { start }: Range): boolean {
  const state = draft.uses.some((use) => use.end === start && use.value);
  return state && isParticiple(draft.settings.wordAt({ end: start }));
}

/** "Rooms that were not booked in May" have no such booking, whatever others they have. */
function addPeriod(draft: Draft, reading: ColumnReading, holds: Condition, element: PeriodSaid): void {
  const { path, filters, table } = reading;
  const inside = allOf([holds, ...filters]) ?? holds;
  // "Both an early and a night shift in November", where shift is in the name of its date.
  if (isOfRowsApart(draft, table) && ofEachApart(draft, (one) => narrowsLast(one, table, inside))) return;
  const last = draft.conditions.at(-1)?.condition;
  const other = path && last && areApart(last, { kind: "related", path, where: inside });
  if (other && draft.settings.words.has("both")) narrowsLast(draft, table, holds);
  if (!element.negated || !path || isToOne(path)) addOn(draft, reading, holds, element);
  else addCondition(draft, negate({ kind: "related", path, where: allOf([negate(holds), ...filters]) }));
}

/** "Passengers with a fine": the table of which each row may have several, where the last condition is about that. */
function possessed({ conditions }: Draft): Table | null {
  const last = conditions.at(-1)?.condition;
  return last?.kind === "related" && !isToOne(last.path) ? (last.path.at(-1)?.to ?? null) : null;
}

/** "Complaints closed before 1990", where closed is a state as well: the date of that. */
export function dateOfWordBefore(draft: Draft, { start }: Range): Column | null {
  const [date, more] = datesOfVerb(draft.source, draft.settings.wordAt({ end: start }));
  return (!more && date) || null;
}

/** Several dates, and none that the words are about; or no date at all. */
export function askWhichDate(draft: Draft, range: Range, table = draft.source): void {
  const choices = table.columns.filter(mayBeDate).map(({ name }) => name);
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
  return (
    before !== undefined &&
    draft.source.columns.some((column) => isNumeric(column) && namesColumn(before, draft.source, column))
  );
}

/** Dates in a period, ISO, `to` exclusive; null where it is open; or days of the week. */
type Bounds = Pick<Of<"period">, "from" | "to" | "weekdays">;

/** That a column that holds dates, or years as numbers, is within a period. */
export function within({ from, to, weekdays }: Bounds, column: Column): Condition {
  if (weekdays) return { kind: "weekday", column, days: weekdays };
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

/** That it is in the period, or in one of those that were said in one breath with it. */
function withinAny(element: PeriodSaid, column: Column): Condition {
  const all = [element, ...(element.others?.periods ?? [])].map((bounds) => within(bounds, column));
  return all.length === 1 && all[0] ? all[0] : { kind: "any", items: all };
}

/** "Before May or after September", "in January and in March": about the same date as the period right before. */
function continueLast(draft: Draft, element: PeriodSaid): boolean {
  const { dated, nextJoin } = draft;
  const last = draft.conditions.at(-1);
  if (!dated || !last || element.subject || dated.end > element.start) return false;
  const between = wordsIn(draft, { start: dated.end, end: element.start });
  if (!between.every((word) => BETWEEN.has(word)) || between.includes("or") !== (nextJoin === "or"))
    return false;
  const apart = isBefore(dated.to, element.from) || isBefore(element.to, dated.from);
  // Of related rows each period may have its own.
  if (last.condition.kind === "related" && nextJoin === "and" && (apart || element.negated)) return false;
  const inside = withinAny(element, dated.column);
  const both: Condition = {
    kind: nextJoin === "or" || (apart && !element.negated) ? "any" : "all",
    items: [dated.inside, element.negated ? negate(inside) : inside],
  };
  const condition = substitute(last.condition, dated.inside, both);
  if (condition === last.condition) return false;
  note(draft, element, `${dated.column.name} as well`, 0.97);
  replaceLast(draft, condition);
  draft.dated = { ...dated, end: element.end, inside: both };
  draft.nextJoin = "and";
  draft.connected = false;
  return true;
}

const BETWEEN = new Set(["and", "or", "but", ","]);

/** Whether a column holds years as numbers, and a period is of years: "founded before 2000", "in the last 20 years". */
function holdsYears(column: Column, bounds: Bounds): boolean {
  return isOfYears(bounds) && isYear(column);
}

function isOfYears({ from, to, weekdays }: Bounds): boolean {
  if (weekdays) return false;
  if ([from, to].every((date) => date === null || date.endsWith("-01-01"))) return true;
  if (!from || !to) return false;
  const last = addDays(to, -1);
  const years = Number(last.slice(0, 4)) - Number(from.slice(0, 4));
  return years > 0 && shift(from, years, "year") === last;
}

/** The period that a condition on a date, or on a column of years, asks for; null of any other. */
export function datedBy(
  condition: Condition,
): Pick<NonNullable<Draft["dated"]>, "column" | "from" | "to"> | null {
  if (condition.kind === "period") return condition;
  if (condition.kind !== "compare" || condition.operand.kind !== "column") return null;
  const { column } = condition.operand;
  const { op, value } = condition;
  if (!isYear(column) || typeof value !== "number" || op === "!=") return null;
  return { column, ...boundsOfYear(op, value) };
}

/** After, in or before a year, and from or until it on: ISO dates, `to` exclusive. */
export function boundsOfYear(op: CompareOp, year: number): { from: string | null; to: string | null } {
  const [first, next] = [`${year}-01-01`, `${year + 1}-01-01`];
  return {
    from: op === ">" ? next : op === ">=" || op === "=" ? first : null,
    to: op === "<" ? first : op === "<=" || op === "=" ? next : null,
  };
}

/** The column of years that was named. */
function yearNamed({ source, uses }: Draft, bounds: Bounds): Column | undefined {
  const years = source.columns.filter((column) => holdsYears(column, bounds));
  return years.find((column) => uses.some(({ meaning }) => namesColumn(meaning, source, column)));
}

/** The one column of a table that holds years, for a period of such. */
export function yearColumn(table: Table, bounds: Bounds): Column | null {
  const years = table.columns.filter((column) => holdsYears(column, bounds));
  return (years.length === 1 && years[0]) || null;
}

/** "with no transaction in the last 90 days": the period is about the date that was just said to be filled or blank. */
function datesLast(draft: Draft, range: Range, condition: (column: Column) => Condition): boolean {
  const last = draft.conditions.at(-1);
  if (last && datesHappened(draft, range, last, condition)) return true;
  const absent = last?.condition.kind === "blank";
  const blank = last?.condition.kind === "not" ? last.condition.item : last?.condition;
  if (!last || blank?.kind !== "blank" || !mayBeDate(blank.column)) return false;
  const inside = condition(blank.column);
  note(draft, range, asColumn(draft.source, blank.column), 0.93);
  const outside: Condition = { kind: "any", items: [blank, negate(inside)] };
  replaceLast(draft, absent ? outside : inside);
  return true;
}

/** "Outings in boats bought in 2016": when what stands right before was done, to whichever rows. */
function datesDone(draft: Draft, range: Range, condition: (column: Column) => Condition): boolean {
  const last = draft.conditions.at(-1);
  const word = draft.settings.wordAt({ end: range.start });
  if (!last || draft.connected || !isParticiple(word)) return false;
  const acts = actsOf(stem(word));
  for (const filled of nested(last.condition)) {
    const column = filled.kind === "not" && filled.item.kind === "blank" ? filled.item.column : null;
    if (!column || !mayBeDate(column)) continue;
    if (!namesAbout(column).some((name) => acts.some((act) => isAbout(name, act)))) continue;
    note(draft, range, `${column.name}: ${word}`, 0.95);
    const dated = substitute(last.condition, filled, condition(column));
    replaceLast(draft, dated);
    return true;
  }
  return false;
}

/** A condition and those within it, of related rows too. */
function* nested(node: Condition): Generator<Condition> {
  yield node;
  if (node.kind === "all" || node.kind === "any") for (const item of node.items) yield* nested(item);
  else if (node.kind === "not") yield* nested(node.item);
  else if (node.kind === "related" && node.where) yield* nested(node.where);
}

/** "That expired in 2025": not just at some time before today. */
function datesHappened(
  draft: Draft,
  range: Range,
  last: Joined,
  condition: (column: Column) => Condition,
): boolean {
  const denied = last.condition.kind === "not";
  const said = last.condition.kind === "not" ? last.condition.item : last.condition;
  const { today } = draft.settings;
  if (said.kind !== "period" || said.from !== null || draft.connected) return false;
  if (said.to !== today && said.to !== shift(today, 1, "day")) return false;
  note(draft, range, asColumn(draft.source, said.column), 0.93);
  const inside = condition(said.column);
  replaceLast(draft, denied ? negate(inside) : inside);
  return true;
}

/**
 * "who ordered in 1996 but not in 1997", "in 1996 and in 1997": there is a row of the one period, and one or none of the
 * other; no row is of both.
 */
function contrastLast(draft: Draft, element: PeriodSaid): boolean {
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
    note(draft, element, asColumn(dated.table, dated.column), 0.95);
    return true;
  }
  if (!last) return false;
  const narrowed = narrow(
    last.condition,
    table,
    dated.path ? { kind: "related", path: dated.path, where: inside } : inside,
  );
  if (!narrowed) return false;
  note(draft, element, asColumn(dated.table, dated.column), 0.95);
  replaceLast(draft, narrowed);
  // What is shown of a sum is what was compared.
  if (last.condition.kind === "computed" && narrowed.kind === "computed")
    draft.figures = figuresIn(narrowed.left).concat(figuresIn(narrowed.right));
  return true;
}

/**
 * "Who rented a car in 2026": when they did, by the one rental that leads to the car, and not a date of the car. `said` =
 * only where a word says what they did: who "took part in an exam in 2026" did so when the exam was.
 */
function eventLast(
  draft: Draft,
  table: Table,
  condition: (column: Column) => Condition,
  element: Range,
  said: boolean,
): boolean {
  const last = draft.conditions.at(-1);
  const related = last?.condition.kind === "not" ? last.condition.item : last?.condition;
  // "Outings in boats bought in 2016": that was said of the boats.
  if (!last || related?.kind !== "related" || filledDate(last.condition, table)) return false;
  const { path } = related;
  const [end, ...way] = path.toReversed();
  if (end?.to !== table || !isToOne([end])) return false;
  const events = way.flatMap(({ to }) => {
    const column = to === draft.source || (said && !isDoneBy(draft, to, table)) ? null : dateColumn(to);
    return column ? [{ to, column }] : [];
  });
  const [event, more] = events;
  const narrowed = event && !more ? narrow(last.condition, event.to, condition(event.column)) : null;
  if (!event || !narrowed) return false;
  note(draft, element, asColumn(event.to, event.column), 0.95);
  replaceLast(draft, narrowed);
  return true;
}

/** Whether a verb of the definition says that there is a row of a table, such as "rented" of rentals. */
function isDoneBy(draft: Draft, event: Table, end: Table): boolean {
  const acts = [...draft.settings.words].flatMap((word) => actsOf(stem(word)));
  const about = (table: Table) => acts.filter((act) => namesAbout(table).some((name) => isAbout(name, act)));
  const ofEnd = about(end);
  return about(event).some((act) => !ofEnd.includes(act));
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
