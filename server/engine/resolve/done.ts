import type { Column, Table } from "../graph.ts";
import type { Condition } from "../intent.ts";
import { negate } from "../intent-parts.ts";
import { shortFor } from "../link/abbreviations.ts";
import { identifierParts } from "../link/names.ts";
import { actsOf } from "../link/vocabulary.ts";
import type { Range } from "../parse/sketch.ts";
import { shift } from "../text/calendar.ts";
import { isParticiple, undoneOf } from "../text/participles.ts";
import { stem, stems } from "../text/words.ts";
import type { Draft } from "./draft.ts";
import { mayBeDate } from "./values.ts";

/** What of a table says that something was done with its rows. */

/** When it ought to be done. */
export const PLANNED = stems("due promise plan schedule target deadline expect require");

export function namesAbout({ name, aliases }: Table | Column): string[] {
  return [name, ...aliases].flatMap(identifierParts);
}

/** The dates of a table whose names are about what was done: "shipped", and `ship_date`; "bought", and `acquired_on`. */
export function datesOfVerb(table: Table, verb: string): Column[] {
  // When it is expected says nothing of when it was done.
  const planned = (column: Column) => namesAbout(column).some((word) => PLANNED.has(stem(word)));
  const dates = table.columns.filter(
    (column) => mayBeDate(column) && (PLANNED.has(stem(verb)) || !planned(column)),
  );
  for (const act of actsOf(stem(verb))) {
    const about = dates.filter((column) => namesAbout(column).some((word) => isAbout(word, act)));
    if (about.length > 0) return about;
  }
  const shortened = shortFor(
    verb,
    dates.flatMap(({ name }) => identifierParts(name)),
  );
  return dates.filter(({ name }) => identifierParts(name).some((part) => shortened.includes(part)));
}

/** What says that something was done: its dates, else who did it, `approved_by`. */
export function doneColumns(table: Table, verb: string): Column[] {
  const dates = datesOfVerb(table, verb);
  if (dates.length > 0) return dates;
  const by = (column: Column) => {
    const [what, who, more] = identifierParts(column.name);
    return what !== undefined && who === "by" && !more && isAbout(what, stem(verb));
  };
  return table.columns.filter(by);
}

/**
 * That the rows of a table are "paid", or "unpaid": there is a date of that, or a name of who did it, or a state that is
 * called so. Null where nothing, or more than one column, says it.
 */
export function doneState(
  table: Table,
  word: string,
  today: string,
): { column: Column; condition: Condition } | null {
  const undone = undoneOf(word);
  const verb = undone ?? (isParticiple(word) ? word : null);
  if (!verb) return null;
  const [column, more] = doneColumns(table, verb);
  if (column && more) return null;
  if (column) {
    const done = happened(column, verb, today);
    return { column, condition: undone ? negate(done) : done };
  }
  const states = undone ? table.columns.filter((one) => statesCalled(one, verb).length > 0) : [];
  const [state, other] = states;
  if (!state || other) return null;
  return {
    column: state,
    condition: negate({ kind: "oneOf", column: state, values: statesCalled(state, verb), fold: false }),
  };
}

/** What is dated ahead of time: that it "has expired" is not told by there being a date. */
const ENDS = stems("expire lapse mature elapse end");
const BEGINS = stems("start begin begun began commence");

/** That what a column says was done: it is filled, or its date has come. `today` is an ISO date. */
export function happened(column: Column, verb: string, today: string): Condition {
  const ends = ENDS.has(stem(verb));
  const dated = mayBeDate(column) && isParticiple(verb) && (ends || BEGINS.has(stem(verb)));
  if (!dated) return negate({ kind: "blank", column });
  return { kind: "period", column, from: null, to: ends ? today : shift(today, 1, "day") };
}

/** "Contracts that ended this year" are none that will: the bounds, no later than today where such words are said. */
export function endedSoFar<T extends { readonly from: string | null; readonly to: string | null }>(
  bounds: T,
  words: readonly string[],
  today: string,
): T {
  const tomorrow = shift(today, 1, "day");
  const ended = words.some((word) => ENDS.has(stem(word)) && isParticiple(word));
  const open = bounds.to !== null && bounds.to > tomorrow && (bounds.from ?? "") < tomorrow;
  return ended && open ? { ...bounds, to: tomorrow } : bounds;
}

/** The same of a word of a definition; null of several words together. */
export function doneByWord(draft: Draft, atom: Range, table: Table): ReturnType<typeof doneState> {
  const { wordAt, today } = draft.settings;
  return atom.end === atom.start + 1 ? doneState(table, wordAt(atom), today) : null;
}

function statesCalled({ values = [] }: Column, name: string): string[] {
  return values.filter((value) => value.trim().toLowerCase() === name);
}

/** "produced" and "production date". */
export function isAbout(word: string, base: string): boolean {
  return stem(word) === base || (base.length > 4 && word.startsWith(base));
}
