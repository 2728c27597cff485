import type { Column, Table } from "../graph.ts";
import type { CompareOp, Condition, Operand } from "../intent.ts";
import { foldValue } from "../link/graph-index.ts";
import type { ValueHit } from "../link/mention.ts";
import { canonical, identifierParts } from "../link/names.ts";
import { inAllUnits, inUnitOf, isTimeUnit } from "../link/units.ts";
import { expand } from "../link/vocabulary.ts";
import type { Atom, Term } from "../parse/sketch.ts";
import { isParticiple } from "../text/participles.ts";
import { type Draft, distanceTo, trouble } from "./draft.ts";

export interface ValueReading {
  readonly condition: Condition;
  readonly table: Table;
  readonly column: Column;
  readonly quality: number;
}

/** Equality with an indexed value: folded when it is stored in several ways. */
export function equalsValue(hit: Pick<ValueHit, "column" | "stored" | "flag" | "family">): Condition {
  if (hit.family) {
    const { family, ...given } = hit;
    return { kind: "all", items: [equalsValue(given), equalsValue(family)] };
  }
  if (hit.flag) return isFlagged(hit.column, hit.stored);
  const stored = hit.stored[0] ?? "";
  const fold = hit.stored.length > 1 || stored !== stored.trim();
  return { kind: "oneOf", column: hit.column, values: [fold ? stored.trim() : stored], fold };
}

/** A flag that says yes, or no, in whatever way its column does. */
function isFlagged(column: Column, stored: readonly string[]): Condition {
  if (column.kind === "text" || column.kind === "unknown") {
    const values = [...new Set(stored.map((value) => value.trim().toUpperCase()))];
    return { kind: "oneOf", column, values, fold: true };
  }
  return { kind: "compare", operand: { kind: "column", column }, op: "=", value: stored[0] === "0" ? 0 : 1 };
}

/** The condition that an atom's value is on a given table; null when the table has no such value. */
export function valueCondition(draft: Draft, atom: Atom, table: Table): ValueReading | null {
  if (atom.kind !== "mention") return null;
  const own = atom.mention.values.filter((hit) => hit.table === table);
  const top = Math.max(...own.map((hit) => hit.score));
  const hits = own.filter((hit) => top - hit.score < 0.02);
  const first = hits[0];
  if (!first) return null;
  const columns = new Set(hits.map((hit) => hit.column));
  if (columns.size > 1) {
    const chosen = bySaidWords(draft, hits) ?? statusLike(hits);
    if (chosen)
      return { condition: equalsValue(chosen), table, column: chosen.column, quality: chosen.score * 0.93 };
    trouble(draft, {
      start: atom.start,
      end: atom.end,
      code: "ambiguous_value",
      choices: hits.map((hit) => `${hit.column.name} = ${hit.stored[0]?.trim()}`),
      detail: "the value occurs in several columns",
    });
  }
  return { condition: equalsValue(first), table, column: first.column, quality: first.score };
}

/** "GPU products": the column that shares most of its name with the definition. */
function bySaidWords(draft: Draft, hits: readonly ValueHit[]): ValueHit | null {
  const shares = hits.map((hit) => {
    const parts = canonical(identifierParts(hit.column.name));
    return { hit, share: parts.filter((part) => draft.settings.words.has(part)).length / parts.length };
  });
  const [first, second] = shares.sort((a, b) => b.share - a.share);
  return first && first.share > (second?.share ?? 0) ? first.hit : null;
}

function statusLike(hits: readonly ValueHit[]): ValueHit | null {
  const spread = hits
    .map((hit) => ({ hit, distinct: hit.column.distinctCount ?? hit.column.values?.length ?? 1e9 }))
    .sort((a, b) => a.distinct - b.distinct);
  const [first, second] = spread;
  return first && second && first.distinct * 1.5 < second.distinct ? first.hit : null;
}

/** The value an atom means, on the source if it can be, else on the nearest table that has it. */
export function nearestValue(draft: Draft, atom: Atom, preferred: readonly Table[]): ValueReading | null {
  if (atom.kind !== "mention") return null;
  const tables = [...new Set(atom.mention.values.map((hit) => hit.table))];
  const ranked = tables
    .map((table) => {
      const place = preferred.indexOf(table);
      return { table, far: place >= 0 ? place * 0.1 : 1 + (distanceTo(draft, table) ?? 99) };
    })
    .sort((a, b) => a.far - b.far);
  const first = ranked[0];
  if (!first || first.far > 50) return null;
  const rivals = ranked.filter((entry) => entry.far === first.far);
  if (rivals.length > 1 && first.far > 1) {
    trouble(draft, {
      start: atom.start,
      end: atom.end,
      code: "ambiguous_value",
      choices: rivals.map(({ table }) => table.name),
      detail: "the value occurs in several tables",
    });
  }
  const reading = valueCondition(draft, atom, first.table);
  return (
    reading && { ...reading, quality: reading.quality - Math.min(0.25, Math.max(0, first.far - 1) * 0.12) }
  );
}

/** The words of what a column is called, abbreviations written out. */
export function wordsOf({ name, aliases }: Column): string[] {
  return [name, ...aliases].flatMap(identifierParts).flatMap(expand);
}

const NUMERIC = new Set(["integer", "decimal"]);

/** Whether a column of numbers says in which year something was: `founded_year`, `BLT_YR`, not `years_of_service`. */
export function isYear(column: Column): boolean {
  return isNumeric(column) && identifierParts(column.name).some((part) => expand(part).includes("year"));
}

/** Whether a column of numbers may say when: `start_hour`, `founded`, `model_year`. */
export function isTime(column: Column): boolean {
  return namesTime(column) || wordsOf(column).some(isParticiple);
}

function namesTime(column: Column): boolean {
  return wordsOf(column).some((word) => TIMES.has(word) || isTimeUnit(word));
}

const TIMES = new Set(["year", "quarter", "month", "season", "date", "time", "century", "decade"]);

/** Days that are stored as whole numbers are none. */
export function isNumeric(column: Column): boolean {
  return NUMERIC.has(column.kind) && !column.hasCompactDates;
}

export function isTemporal(column: Column): boolean {
  return column.kind === "date" || column.kind === "timestamp";
}

/** A text column whose name says date holds ISO dates in landing tables. */
export function mayBeDate(column: Column): boolean {
  return (
    isTemporal(column) ||
    column.hasCompactDates === true ||
    (column.kind !== "integer" &&
      column.kind !== "decimal" &&
      /(date|_dt|_at|time|timestamp|tms)$/i.test(column.name))
  );
}

export interface TermReading {
  readonly condition: Condition;
  readonly quality: number;
  readonly meaning: string;
}

/** `column op term` for one term; null when the term cannot be a value of the column. */
export function compareTerm(column: Column, op: CompareOp, term: Term, length: boolean): TermReading | null {
  const operand: Operand = length ? { kind: "length", column } : { kind: "column", column };
  if (term.kind === "number") {
    // "is not the one on the order": a date is no number.
    if (!length && (isTemporal(column) || column.hasCompactDates)) return null;
    const ordered = !length && op !== "=" && op !== "!=";
    if (ordered && (holdsWords(column) || column.distinctCount === 0)) return null;
    const text = column.kind === "text" && !length && (op === "=" || op === "!=");
    const stored = text ? storedAs(column, term.text) : null;
    if (text && stored) return positive(op, equalsValue({ column, stored }), 1, term.text);
    // All its values are known, and this is none of them.
    if (text && (column.values?.length ?? 0) > 0) return null;
    // "Members 0766944169": no number is written so, but phone numbers, codes and months are.
    if (!text && !namesTime(column) && /^0\d/.test(term.text)) return null;
    const value = text ? term.text : numberFor(column, term);
    if (value === null) return null;
    return {
      condition: { kind: "compare", operand, op, value },
      quality: 0.99,
      meaning: `${op} ${term.text}`,
    };
  }
  if (length) return null;
  if (term.kind === "date") return dateTerm(column, op, term);
  if (term.kind === "phrase") {
    const atom =
      term.phrase.atoms.length === 1 && term.phrase.scopes.length === 0 ? term.phrase.atoms[0] : undefined;
    if (atom?.kind !== "mention") return null;
    const hit = atom.mention.values.find((value) => value.column === column);
    if (!hit) return null;
    if (op !== "=" && op !== "!=") return null;
    return positive(op, equalsValue(hit), hit.score, `'${hit.stored[0]}'`);
  }
  if (op !== "=" && op !== "!=") return null;
  return textTerm(column, op, term.text, term.quoted);
}

/** The number in the unit that the column's name says it is measured in; null where that measures something else. */
export function numberFor(column: Column, term: NumberTerm): number | bigint | null {
  const exact = exactNumber(term);
  return typeof exact === "bigint" ? exact : inUnitOf(exact, term.measuredIn ?? null, wordsOf(column));
}

/** Whether an intent holds the number, in whatever unit. */
export function keepsNumber(constants: ReadonlySet<unknown>, term: NumberTerm): boolean {
  const exact = exactNumber(term);
  const all = typeof exact === "bigint" ? [exact] : [exact, ...inAllUnits(exact, term.measuredIn ?? null)];
  return all.some((value) => constants.has(value));
}

type NumberTerm = Extract<Term, { kind: "number" }>;

/** The number as it was typed: a double rounds whole numbers beyond 2^53. */
export function exactNumber(term: NumberTerm): number | bigint {
  const digits = term.text.replaceAll(",", "").replace("−", "-");
  return Number.isSafeInteger(term.value) || !/^-?\d+$/.test(digits) ? term.value : BigInt(digits);
}

/** A text column that holds no numbers: it is neither above nor below one, and nothing is added up. */
export function holdsWords(column: Column): boolean {
  if (column.hasNoNumbers) return true;
  const values = (column.values ?? []).filter((value) => value.trim() !== "");
  return column.kind === "text" && values.length > 0 && values.every((value) => Number.isNaN(Number(value)));
}

function positive(op: CompareOp, condition: Condition, quality: number, meaning: string): TermReading {
  return op === "!="
    ? { condition: { kind: "not", item: condition }, quality, meaning: `not ${meaning}` }
    : { condition, quality, meaning };
}

function dateTerm(column: Column, op: CompareOp, term: { from: string; to: string }): TermReading | null {
  if (!mayBeDate(column)) return null;
  const meaning = `${op} ${term.from}`;
  const bounds = {
    "=": [term.from, term.to],
    "!=": [term.from, term.to],
    "<": [null, term.from],
    "<=": [null, term.to],
    ">": [term.to, null],
    ">=": [term.from, null],
  }[op] as [string | null, string | null];
  return positive(
    op === "!=" ? "!=" : "=",
    { kind: "period", column, from: bounds[0], to: bounds[1] },
    0.99,
    meaning,
  );
}

/** The ways in which a column stores a text, whatever its case and spaces; null when the index has it in none. */
export function storedAs(column: Column, text: string): string[] | null {
  const stored = (column.values ?? []).filter((value) => foldValue(value) === foldValue(text));
  return stored.length > 0 ? stored : null;
}

/** Free text: as stored when the index knows it; else as typed, doubtful when the index lists all values. */
function textTerm(column: Column, op: CompareOp, text: string, quoted: boolean): TermReading | null {
  const stored = storedAs(column, text);
  if (stored) return positive(op, equalsValue({ column, stored }), 1, `'${stored[0]}'`);
  if (isNumeric(column) || (isTemporal(column) && !quoted)) return null;
  const listed = column.values !== undefined && column.values.length > 0;
  if (listed && !quoted) return null;
  const condition: Condition = { kind: "oneOf", column, values: [text], fold: false };
  return positive(op, condition, quoted ? 0.97 : /\p{Lu}|\p{N}/u.test(text) ? 0.85 : 0.6, `'${text}'`);
}
