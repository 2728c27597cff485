import type { Column } from "../graph.ts";
import type { Amount, Condition, TimeUnit } from "../intent.ts";
import { allOf } from "../intent-parts.ts";
import { BIRTH_SAID } from "../parse/elapsed.ts";
import { INVERSE } from "../parse/quantities.ts";
import type { DateSaid, ElapsedTerm, Lasting } from "../parse/sketch.ts";
import { stem, stems } from "../text/words.ts";
import { BIRTH, dateColumn, dimensionColumn } from "./amounts.ts";
import { datesOfVerb, isAbout, PLANNED } from "./done.ts";
import { addCondition, type Draft, note, unknown } from "./draft.ts";
import { columnFor, type Of } from "./filters.ts";
import { asColumn } from "./meanings.ts";
import { mayBeDate, wordsOf } from "./values.ts";

/** What the beginning of something is called, and its end: "opened", and a column `created_at`. */
const BEGINNINGS = stems(
  "open begin start create raise place submit receive receipt purchase issue launch commence incept hire join enrol admit log request report order register began begun sent sold from",
);
const ENDINGS = stems(
  "close complete finish end resolve settle deliver terminate expire leave left exit arrive discharge return solve fulfil pay paid settle till until to",
);

/** Of several beginnings or ends those that are surely the thing's own. */
const OWN = stems("start begin open from end close finish complete to until deliver");
/** Verbs that say no more than the thing that was done. */
const LIGHT = new Set(["made", "done", "happened", "occurred", "performed", "carried"]);

type Elapsed = Extract<Amount, { kind: "elapsed" }>;

/** "more than 30 days after the loss": how long it is between two dates of a row. */
export function readElapsed(draft: Draft, element: Of<"elapsed">): void {
  const { bounds, negated, done } = element;
  const left = writtenDown(draft, element.elapsed) ?? elapsedOf(draft, element.elapsed);
  if (!left) return;
  if (element.order && left.kind === "elapsed") {
    const op = negated ? INVERSE[element.order] : element.order;
    const follows: Condition = { kind: "columns", left: left.to, op, right: left.from };
    // What was never paid was not paid by its due date.
    const never: Condition = { kind: "blank", column: left.to };
    addCondition(draft, negated ? { kind: "any", items: [follows, never] } : follows);
    return;
  }
  const parts = bounds.map(({ op, value }): Condition => {
    const right = { kind: "number" as const, value };
    return { kind: "computed", left, op: negated ? INVERSE[op] : op, right };
  });
  // What was not done at all was not done within 30 days.
  const date = left.kind === "elapsed" && done ? left[done] : null;
  const undone: Condition[] = negated && date ? [{ kind: "blank", column: date }] : [];
  const items = [...parts, ...undone];
  const holds = negated && items.length > 1 ? { kind: "any" as const, items } : allOf(items);
  if (holds) addCondition(draft, holds);
}

/** "Stays longer than 10 nights": from their beginning to their end. */
export function readLength(draft: Draft, { start, end, lasting }: Of<"age">): void {
  const left = lasting ? elapsedOf(draft, { start, end, unit: unitOf(lasting), from: null, to: null }) : null;
  if (!left || !lasting) {
    unknown(draft, { start, end });
    return;
  }
  const { count, unit } = lasting;
  const value = unit === "quarter" ? count * 3 : count;
  addCondition(draft, { kind: "computed", left, op: lasting.op, right: { kind: "number", value } });
}

function unitOf({ unit }: Lasting): TimeUnit {
  return unit === "quarter" ? "month" : unit;
}

/** "Took more than 5 hours", and there is a column of hours. */
function writtenDown(draft: Draft, term: ElapsedTerm): Amount | null {
  if (term.from || term.to) return null;
  const column = dimensionColumn(draft.source, [term.unit, `${term.unit}s`]);
  if (!column) return null;
  note(draft, term, asColumn(draft.source, column, `${term.unit}s`), 0.95);
  return { kind: "column", column };
}

/** The length of time; null, and noted what is not known, where a date is not told. */
export function elapsedOf(draft: Draft, term: ElapsedTerm): Elapsed | null {
  const early = term.to?.word === "due";
  const span = term.from || term.to ? null : spanOf(draft);
  const to = span?.to ?? dateSaid(draft, term.to, ENDINGS);
  const said = span?.from ?? dateSaid(draft, term.from, early ? ENDINGS : BEGINNINGS);
  const from = said ?? (term.from || early ? null : dateColumn(draft.source));
  const ofDays = [from, to].some((column) => column?.kind === "date");
  const guessed = !term.from && ofDays && ["minute", "hour"].includes(term.unit);
  if (!from || !to || from === to || guessed) {
    unknown(draft, from && term.to ? term.to : (term.from ?? term));
    return null;
  }
  note(draft, term, `${term.unit}s from ${from.name} to ${to.name}`, term.from ? 0.97 : 0.9);
  return { kind: "elapsed", unit: term.unit, from, to };
}

/** Words for the two ends of one time, which belong together whatever else begins or ends. */
const PAIRS = [
  ["arrive arrival", "depart departure leave"],
  ["in", "out"],
  ["start begin", "end finish"],
  ["from", "to until till"],
  ["pickup", "return dropoff"],
].map((ends) => ends.map(stems) as [ReadonlySet<string>, ReadonlySet<string>]);

const RETURNS = stems("return close end finish complete back");

/** The two dates of a row that are called after the ends of one time; null without any. */
function spanOf({ source }: Draft): { from: Column; to: Column } | null {
  const dates = source.columns.filter(mayBeDate);
  const called = (words: ReadonlySet<string>) =>
    only(dates.filter((column) => wordsOf(column).some((word) => words.has(stem(word)))));
  for (const [first, last] of PAIRS) {
    const [from, to] = [called(first), called(last)];
    if (!from || !to || from === to) continue;
    // What goes out comes in at the end, where it is called so.
    const late = wordsOf(from).some((word) => RETURNS.has(stem(word)));
    return late ? { from: to, to: from } : { from, to };
  }
  return null;
}

function dateSaid(draft: Draft, said: DateSaid | null, otherwise: ReadonlySet<string>): Column | null {
  if (!said) return dateAbout(draft, otherwise);
  const named =
    said.phrase &&
    columnFor(draft, said.phrase, ({ column, path, filters }) =>
      path === null && filters.length === 0 && mayBeDate(column) ? column : null,
    );
  if (named) return named.got;
  if (said.end - said.start > 1 && said.phrase) return null;
  const about = [BEGINNINGS, ENDINGS, PLANNED].find((words) => words.has(stem(said.word)));
  const column = LIGHT.has(said.word)
    ? dateColumn(draft.source)
    : said.word === BIRTH_SAID
      ? dateColumn(draft.source, BIRTH, true)
      : (only(datesOfVerb(draft.source, said.word)) ?? (about ? dateAbout(draft, about) : null));
  if (column) note(draft, said, asColumn(draft.source, column, said.word), 0.93);
  return column;
}

/** The one date whose name is about what the words say. */
function dateAbout(draft: Draft, words: ReadonlySet<string>): Column | null {
  const about = (column: Column, some: ReadonlySet<string>) =>
    wordsOf(column).some((word) => [...some].some((base) => isAbout(word, base)));
  const dates = draft.source.columns.filter((column) => mayBeDate(column) && about(column, words));
  return only(dates) ?? only(dates.filter((column) => about(column, OWN)));
}

function only<T>(items: readonly T[]): T | null {
  return items.length === 1 ? (items[0] ?? null) : null;
}
