import type { Column, Table } from "../graph.ts";
import type { Condition } from "../intent.ts";
import { figuresIn, negate, substitute } from "../intent-parts.ts";
import { actsOf } from "../link/vocabulary.ts";
import type { Range } from "../parse/sketch.ts";
import { isToOne } from "../plan/paths.ts";
import { shift } from "../text/calendar.ts";
import { isParticiple } from "../text/participles.ts";
import { stem } from "../text/words.ts";
import { dateColumn } from "./amounts.ts";
import { type Bounds, isBefore, type PeriodSaid, withinAny } from "./bounds.ts";
import { datedByYear, datedRow, filledDate } from "./dates.ts";
import { isAbout, namesAbout } from "./done.ts";
import { addCondition, type Draft, type Joined, narrowRanked, note, replaceLast, wordsIn } from "./draft.ts";
import { asColumn } from "./meanings.ts";
import { narrow } from "./narrow.ts";
import { areApart } from "./one-row.ts";
import { mayBeDate } from "./values.ts";

export function isOfRowsApart({ conditions }: Draft, table: Table): boolean {
  const [before, last] = conditions.slice(-2).map(({ condition }) => condition);
  const apart = before !== undefined && last !== undefined && areApart(before, last);
  return apart && last.kind === "related" && last.path.at(-1)?.to === table;
}

export function narrowsLast(draft: Draft, table: Table, inside: Condition): boolean {
  const last = draft.conditions.at(-1);
  const narrowed = last && narrow(last.condition, table, inside);
  if (narrowed) replaceLast(draft, narrowed);
  return Boolean(narrowed);
}

/** "Both an early and a night shift in November": what is said of the last is said of those that it was listed with. */
export function ofEachApart(draft: Draft, says: (one: Draft) => boolean): boolean {
  const last = draft.conditions.at(-1);
  for (let at = draft.conditions.length - 2; last && at >= 0; at--) {
    const other = draft.conditions[at];
    if (!other || !areApart(other.condition, last.condition)) break;
    const alone: Draft = { ...draft, conditions: [other], uses: [], order: [] };
    if (says(alone)) draft.conditions.splice(at, 1, ...alone.conditions);
  }
  return says(draft);
}

/** "Before May or after September", "in January and in March": about the same date as the period right before. */
export function continueLast(draft: Draft, element: PeriodSaid): boolean {
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

/** "with no transaction in the last 90 days": the period is about the date that was just said to be filled or blank. */
export function datesLast(draft: Draft, range: Range, condition: (column: Column) => Condition): boolean {
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
export function datesDone(draft: Draft, range: Range, condition: (column: Column) => Condition): boolean {
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
export function contrastLast(draft: Draft, element: PeriodSaid): boolean {
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

/** "with no invoice in 2024": the period belongs inside the relation that was just read. */
export function narrowLast(
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
export function eventLast(
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
