import type { Column, Table } from "../graph.ts";
import type { Amount, Condition, GroupKey, Lookup, Operand, Ordering, Path } from "../intent.ts";
import { allOf, pathKey } from "../intent-parts.ts";
import type { ColumnOf } from "../link/graph-index.ts";
import type { Measure, Quantity, Range } from "../parse/sketch.ts";
import type { JoinSettings } from "../plan/edges.ts";
import { findPath, type PathResult } from "../plan/paths.ts";
import type { Diagnostic } from "../result.ts";
import type { Universal } from "./every.ts";
import { asRemark, type Meaning } from "./meanings.ts";
import { narrow } from "./narrow.ts";

/** How one stretch of tokens was taken, for the explanation and for the confidence. */
export interface Use extends Range {
  readonly meaning: Meaning;
  /** 0..1 */
  readonly quality: number;
  /** The condition that these words ask for: the finished intent must hold it. */
  readonly value?: { readonly condition: Condition } | undefined;
  /** Whether the words say where the things are: a column is no place unless something is asked of it. */
  readonly place?: boolean | undefined;
}

/** A reason why a reading cannot be answered as it stands. */
export interface Trouble extends Range {
  readonly code: Diagnostic["code"];
  /** What the phrase could be instead: names, or "column = value". */
  readonly choices: readonly string[];
  /** What the definition could be instead. */
  readonly readings?: readonly string[];
  readonly detail: string;
}

/** One condition and how it is tied to the one before it. */
export interface Joined {
  readonly condition: Condition;
  readonly joinedBy: "and" | "or";
  /** Whether a connecting word was said right before it. */
  readonly listed: boolean;
  /** Said by a word before the noun ("open accounts") or its place, not by a clause. */
  readonly modifier: boolean;
}

/** The intent under construction for one sketch and one source table. */
/** What is there more than so many times. */
export interface Repeated {
  readonly columns: readonly Column[];
  readonly moreThan: number;
  /** Whether it is what the things are called that occurs so often: "lot numbers that occur more than once". */
  readonly ofThings: boolean;
}

export interface Draft {
  readonly source: Table;
  readonly settings: JoinSettings;
  readonly conditions: Joined[];
  /** How many conditions were said before what must be so; null where the definition is no rule. */
  ruleFrom: number | null;
  /** What is said of each of the rows that a condition is about. */
  readonly universals: Universal[];
  readonly lookups: Lookup[];
  readonly groups: GroupKey[];
  readonly order: Ordering[];
  readonly uses: Use[];
  readonly unknown: Range[];
  /** Verbs that say no more than that there is the one for the other ("who placed an order"). */
  readonly linking: Range[];
  readonly troubles: Trouble[];
  /** Tables that the definition compares the source with, in order. */
  readonly targets: Table[];
  /** Tables that the definition names outright, wherever. */
  readonly focus: readonly Table[];
  /** Columns that the definition asks for by name. */
  readonly asked: Column[];
  measures: {
    measure: Measure;
    distinct: boolean;
    column: ColumnOf | null;
    table: Table | null;
    dimension?: readonly string[] | undefined;
    /** What is worked out from each row, where that is measured. */
    amount?: Amount;
  }[];
  /**
   * How many conditions were said before the word for a share, and whether what it is a share of comes after it ("late
   * fines as a percentage of all fines") or came before ("of all fines, what percentage is late").
   */
  share: { said: number; ofRest: boolean } | null;
  /** How many conditions were said before what the things are asked to be: "screenings in 2026 *were cancelled*". */
  predicateFrom: number | null;
  duplicates: Repeated | null;
  figures: Operand[];
  /** Those of the figures that are asked for ("and their number of orders"). */
  shown: Operand[];
  limit: { count: number; descending: boolean; inOrder?: "first" | "last" | undefined } | null;
  /** "the most common city": groups ranked by how many rows they have. */
  frequent: Range | null;
  distinct: boolean;
  /** Where the quantities ("no", "at least 3") begin that some rule has put into the intent. */
  readonly heeded: Set<number>;
  /** "the names of the customers": only what is asked for; "customer names that ..." shows whole rows. */
  askedOf: boolean;
  having: { quantity: Quantity; table: Table; column: Column | null } | null;
  /** "only those with more than 60": of whatever is measured. */
  threshold: Quantity | null;
  /** The period that was read last, what it is about and where it ends; ISO dates, `to` exclusive. */
  dated: {
    readonly end: number;
    readonly from: string | null;
    readonly to: string | null;
    readonly column: Column;
    readonly inside: Condition;
  } | null;
  nextJoin: "and" | "or";
  /** Whether "and" or "or" was the last thing said. */
  connected: boolean;
  /** Where the last "and" or "or" was. */
  joinedAt: Range;
  /** Whether the definition names the source table anywhere. */
  named: boolean;
  /** Whether only a general noun ("products") names the source: a table said to hold the things is rather meant. */
  nounOnly: boolean;
  /** Whether a clause says that the things are in the source table ("present in RBP GPU"). */
  placed: boolean;
  /** How many names that were understood the finished intent does not speak of. */
  unused: number;
  cost: number;
}

export function newDraft(source: Table, settings: JoinSettings, focus: readonly Table[]): Draft {
  return {
    source,
    settings,
    conditions: [],
    ruleFrom: null,
    universals: [],
    lookups: [],
    groups: [],
    order: [],
    uses: [],
    unknown: [],
    linking: [],
    troubles: [],
    targets: [],
    focus,
    asked: [],
    measures: [],
    share: null,
    predicateFrom: null,
    duplicates: null,
    figures: [],
    shown: [],
    limit: null,
    frequent: null,
    distinct: false,
    heeded: new Set(),
    askedOf: false,
    having: null,
    threshold: null,
    dated: null,
    nextJoin: "and",
    connected: false,
    joinedAt: { start: 0, end: 1 },
    named: false,
    placed: false,
    nounOnly: false,
    unused: 0,
    cost: 0,
  };
}

/** The words of a range, as the grammar knows them. */
/** Whether a range holds all of another. */
export function covers(range: Range, inner: Range): boolean {
  return range.start <= inner.start && range.end >= inner.end;
}

export function wordsIn({ settings }: Draft, { start, end }: Range): string[] {
  return Array.from({ length: end - start }, (_, i) => settings.wordAt({ end: start + i + 1 }));
}

export function noUnion(draft: Draft): void {
  const detail = "rows of one table or of another cannot be asked for in one definition";
  trouble(draft, { ...draft.joinedAt, code: "unsupported", choices: [], detail });
}

export function addCondition(draft: Draft, condition: Condition, modifier = false): void {
  if (draft.nextJoin === "or" && draft.conditions.length === 0) noUnion(draft);
  const counted =
    modifier && draft.nextJoin === "and" && !draft.connected ? countedLast(draft, condition) : null;
  if (counted) {
    replaceLast(draft, counted);
    return;
  }
  draft.conditions.push({ condition, joinedBy: draft.nextJoin, listed: draft.connected, modifier });
  draft.nextJoin = "and";
  draft.connected = false;
}

/** "Fined at least twice for speeding": what says which of the rows are counted, where those were counted last. */
function countedLast({ conditions }: Draft, which: Condition): Condition | null {
  const last = conditions.at(-1)?.condition;
  if (which.kind !== "related" || last?.kind !== "compare" || last.operand.kind !== "related") return null;
  const { operand } = last;
  if (operand.function !== "count" || pathKey(operand.path) !== pathKey(which.path)) return null;
  const where = allOf([...(operand.where ? [operand.where] : []), ...(which.where ? [which.where] : [])]);
  return { ...last, operand: { ...operand, where } };
}

/** What the last condition becomes by the words after it; how it is tied to the one before stays. */
export function replaceLast(draft: Draft, condition: Condition): void {
  const last = draft.conditions.at(-1);
  if (last) draft.conditions[draft.conditions.length - 1] = { ...last, condition };
}

export function note(
  draft: Draft,
  range: Range,
  said: Meaning | string,
  quality: number,
  value?: Use["value"],
  place?: boolean,
): void {
  const meaning = typeof said === "string" ? asRemark(said) : said;
  draft.uses.push({ start: range.start, end: range.end, meaning, quality, value, place });
  draft.cost += 1 - quality;
}

export function unknown(draft: Draft, range: Range): void {
  draft.unknown.push({ start: range.start, end: range.end });
  draft.cost += 2.2 * (range.end - range.start);
}

/** What a question costs a reading, so that one without it is tried. */
export const TROUBLE_COST = 1;

export function trouble(draft: Draft, problem: Trouble): void {
  draft.troubles.push(problem);
  draft.cost += problem.code === "no_join" ? 1.2 : TROUBLE_COST;
}

/** The path to a table; a missing or ambiguous one is noted as trouble and gives null. */
export function pathTo(draft: Draft, table: Table, range: Range): Path | null {
  const result: PathResult = findPath(draft.settings, draft.source, table);
  if (result.kind === "path") {
    draft.cost += 0.12 * (result.path.length - 1);
    return result.path;
  }
  if (result.kind === "ambiguous") {
    trouble(draft, {
      ...range,
      code: "ambiguous_reading",
      choices: result.choices,
      detail: `${draft.source.name} and ${table.name} can be joined in several ways`,
    });
  } else {
    const how = result.excluded.length > 0 ? `; excluded: ${result.excluded.join("; ")}` : "";
    trouble(draft, {
      ...range,
      code: "no_join",
      choices: result.excluded,
      detail: `there is no join between ${draft.source.name} and ${table.name}${how}`,
    });
  }
  return null;
}

/** Whether a table can be reached at all, and in how many joins; null when it cannot. */
export function distanceTo(draft: Draft, table: Table): number | null {
  if (table === draft.source) return 0;
  const result = findPath(draft.settings, draft.source, table);
  return result.kind === "path" ? result.path.length : result.kind === "ambiguous" ? 2 : null;
}

/** A condition on a column wherever it is: on the source as it stands, elsewhere on a related row. */
export function placeCondition(
  draft: Draft,
  table: Table,
  condition: Condition,
  range: Range,
): Condition | null {
  if (table === draft.source) return condition;
  const path = pathTo(draft, table, range);
  return path ? { kind: "related", path, where: condition } : null;
}

/**
 * Adds a condition on a table. What follows "not in OPS Excel" and can only be about OPS Excel belongs inside that
 * absence: beside it, it would contradict it.
 */
export function addOnTable(draft: Draft, table: Table, condition: Condition, range: Range): void {
  const last = draft.conditions[draft.conditions.length - 1];
  const absent = table !== draft.source && last?.condition.kind === "not" && draft.nextJoin === "and";
  // "with more than two pets, birds not counted"
  const counted = table !== draft.source && last?.condition.kind === "compare" && !draft.connected;
  // "Terminated, or with a request with direction OUT": the alternative is what it is with.
  const alternative = table !== draft.source && last?.joinedBy === "or" && !draft.connected;
  const narrowed =
    last && (absent || counted || alternative) ? narrow(last.condition, table, condition) : null;
  if (last && narrowed) {
    replaceLast(draft, narrowed);
    return;
  }
  if (narrowRanked(draft, table, condition)) return;
  const placed = placeCondition(draft, table, condition, range);
  if (placed) addCondition(draft, placed);
}

/** "the most visits in 2025", "the most tickets paid by voucher": which of the related rows the order counts. */
export function narrowRanked(draft: Draft, table: Table, inside: Condition): boolean {
  const last = draft.order.at(-1);
  if (last?.by.kind !== "related" || last.by.path.at(-1)?.to !== table || draft.nextJoin === "or")
    return false;
  const by = { ...last.by, where: allOf([...(last.by.where ? [last.by.where] : []), inside]) };
  draft.figures = draft.figures.map((figure) => (figure === last.by ? by : figure));
  draft.order[draft.order.length - 1] = { ...last, by };
  return true;
}
