import type { Column, Table } from "../graph.ts";
import type { CompareOp, Condition, Hop } from "../intent.ts";
import { allOf, negate } from "../intent-parts.ts";
import type { Element, Phrase, Range } from "../parse/sketch.ts";
import { findPath } from "../plan/paths.ts";
import { type ColumnReading, isKeyColumn, noteColumn, readColumn } from "./columns.ts";
import { addCondition, type Draft, pathTo, trouble, unknown, wordsIn } from "./draft.ts";
import { tableChoices } from "./nouns.ts";
import { readTable } from "./relations.ts";
import { isNumeric, mayBeDate } from "./values.ts";

type Of<K extends Element["kind"]> = Extract<Element, { kind: K }>;

/** The same, said from the other side. */
export const FLIP: Readonly<Record<CompareOp, CompareOp>> = {
  "=": "=",
  "!=": "!=",
  "<": ">",
  ">": "<",
  "<=": ">=",
  ">=": "<=",
};

/** Clauses about values that differ (or agree) between matched rows, or between two columns of a row. */
export function readDiffer(draft: Draft, element: Of<"differ">): void {
  if (!differ(draft, element.subjects, element.op, element.across, element)) {
    for (const phrase of element.subjects) {
      if (readColumn(draft, phrase).length > 0) missingThere(draft, phrase);
      else unknown(draft, phrase);
    }
    draft.cost += 2;
  }
}

/** The source has the column, the table that it is compared with has none of that name. */
function missingThere(draft: Draft, phrase: Phrase): void {
  const tables = [...new Set([draft.source, ...draft.targets, ...draft.focus])].map((table) => table.name);
  const detail = `it is not a column of both ${tables.slice(0, 2).join(" and ")}`;
  trouble(draft, { start: phrase.start, end: phrase.end, code: "unknown_phrase", choices: [], detail });
}

/** Adds the difference between the columns that the phrases name; false when they name no such pair. */
export function differ(
  draft: Draft,
  phrases: readonly Phrase[],
  op: CompareOp,
  across: readonly Phrase[],
  range: Range,
): boolean {
  if (
    phrases.length === 2 &&
    across.length === 0 &&
    pair(draft, phrases[0] as Phrase, phrases[1] as Phrase, op, range)
  )
    return true;
  const places = across.flatMap((phrase) => readTable(draft, phrase)?.table ?? []);
  const owner = phrases
    .flatMap((phrase) => phrase.scopes.flatMap((scope) => scope.atoms))
    .flatMap((atom) => tableChoices(draft, atom))
    .find((hit) => hit.score >= 0.9);
  if (owner && owner.table !== draft.source) draft.cost += 0.3;
  const others = [...places, ...draft.targets].filter((table) => table !== draft.source);
  // Of tables named as equals, the rows are those of the first; when it lacks the column this reading fails.
  if (places.length > 1 && places[0] !== draft.source) draft.cost += places.includes(draft.source) ? 0.3 : 1;
  const other = others[0];
  if (!other) return false;
  return phrases.every((phrase) => same(draft, phrase, other, op, range));
}

/** Two phrases, one column each: "RM code and CRM relationship manager". */
function pair(draft: Draft, first: Phrase, second: Phrase, op: CompareOp, range: Range): boolean {
  const lefts = readColumn(draft, first, [...draft.targets, ...draft.focus]);
  const rights = readColumn(draft, second, [...draft.targets, ...draft.focus]);
  let best: { left: ColumnReading; right: ColumnReading; score: number } | null = null;
  for (const left of lefts) {
    for (const right of rights) {
      if (left.column === right.column && left.table === right.table) continue;
      if (left.table !== draft.source && right.table !== draft.source) continue;
      if (op !== "=" && op !== "!=" && !haveOneOrder(left.column, right.column)) continue;
      // "Payments higher than the invoice amount" are not about their numbers.
      if (op !== "=" && op !== "!=" && [left, right].some((one) => !one.outright && isKeyColumn(draft, one)))
        continue;
      const kinds = left.column.kind === right.column.kind ? 0 : 0.1;
      const score = left.quality + right.quality - kinds;
      if (!best || score > best.score) best = { left, right, score };
    }
  }
  if (!best) return false;
  const [mine, theirs, direction] =
    best.left.table === draft.source ? [best.left, best.right, op] : [best.right, best.left, FLIP[op]];
  for (const side of [best.left, best.right]) {
    // That the two are not joined otherwise speaks against no value that is also there.
    const named = saysAlso(draft, range, op) && side.table !== draft.source && side.outright;
    noteColumn(draft, named ? { ...side, quality: 0.95 } : side);
  }
  add(draft, mine, theirs, direction, range);
  return true;
}

/** "Graded before the exam date": a grade is neither before nor after a date. */
function haveOneOrder(a: Column, b: Column): boolean {
  return (
    mayBeDate(a) === mayBeDate(b) &&
    (isNumeric(a) === isNumeric(b) || a.kind === "unknown" || b.kind === "unknown")
  );
}

function add(draft: Draft, mine: ColumnReading, theirs: ColumnReading, op: CompareOp, range: Range): void {
  if (theirs.table !== draft.source && saysAlso(draft, range, op)) {
    addAlso(draft, mine, theirs, op === "!=");
    return;
  }
  const path = theirs.path ?? (theirs.table === draft.source ? null : pathTo(draft, theirs.table, range));
  const condition: Condition = path
    ? { kind: "differs", path, mine: mine.column, op, theirs: theirs.column }
    : { kind: "columns", left: mine.column, op, right: theirs.column };
  if (path) draft.targets.push(theirs.table);
  addCondition(draft, allOf([condition, ...mine.filters]) ?? condition);
}

function saysAlso(draft: Draft, range: Range, op: CompareOp): boolean {
  return (op === "=" || op === "!=") && wordsIn(draft, range).includes("also");
}

/** "Whose last name is also that of an actor": of any actor, however else the two are joined. */
function addAlso(draft: Draft, mine: ColumnReading, theirs: ColumnReading, negated: boolean): void {
  const hop: Hop = {
    ...{ from: draft.source, to: theirs.table },
    ...{ fromColumns: [mine.column.name], toColumns: [theirs.column.name], comparisons: [{ how: "exact" }] },
    ...{ reason: "said in the definition", confidence: 0.95 },
  };
  draft.targets.push(theirs.table);
  const also: Condition = { kind: "related", path: [hop], where: allOf(theirs.filters) };
  addCondition(draft, allOf([negated ? negate(also) : also, ...mine.filters]) ?? also);
}

/** One phrase, a column of that name in both tables: "do not match on product type". */
function same(draft: Draft, phrase: Phrase, other: Table, op: CompareOp, range: Range): boolean {
  const readings = readColumn(draft, phrase, [draft.source, other]);
  const mine = readings.find((reading) => reading.table === draft.source);
  const theirs = bestOn(draft, phrase, other);
  const path = findPath(draft.settings, draft.source, other);
  if (!mine || !theirs || path.kind !== "path") return false;
  noteColumn(draft, { ...mine, quality: Math.min(mine.quality, theirs.quality + 0.1) });
  add(draft, mine, { ...theirs, path: path.path }, op, range);
  return true;
}

function bestOn(draft: Draft, phrase: Phrase, table: Table): ColumnReading | undefined {
  const atoms = phrase.atoms.filter((atom) => atom.kind === "word" || atom.mention.columns.length > 0);
  return readColumn(draft, { ...phrase, atoms, scopes: [] }, [table]).find(
    (reading) => reading.table === table,
  );
}
