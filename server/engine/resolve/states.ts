import type { Table } from "../graph.ts";
import { negate } from "../intent-parts.ts";
import { isRowNoun } from "../link/row-nouns.ts";
import type { Atom, Phrase } from "../parse/sketch.ts";
import { isParticiple } from "../text/participles.ts";
import { doneByWord, doneState } from "./done.ts";
import {
  addCondition,
  addOnTable,
  type Draft,
  note,
  pathTo,
  placeCondition,
  replaceLast,
  unknown,
} from "./draft.ts";
import type { Of } from "./filters.ts";
import { asColumn, asDeed, asRows, asTable, asValue } from "./meanings.ts";
import { narrow } from "./narrow.ts";
import { atomsOf, tableChoices } from "./nouns.ts";
import { mergeRelated } from "./one-row.ts";
import { relate, roleOf } from "./relations.ts";
import { nearestValue, type ValueReading, valueCondition } from "./values.ts";
import { tableOfVerb } from "./verbs.ts";

const STATE_WORDS = new Set(["status", "state", "flag", "indicator", "condition"]);

/** "whose status in OPS Excel is inactive": a table without a column of that name may still have the value. */
export function compareState(draft: Draft, element: Of<"compare">): boolean {
  const { subject, terms } = element;
  const last = subject?.atoms[subject.atoms.length - 1];
  const term = terms[0];
  if (
    !subject ||
    !last ||
    terms.length !== 1 ||
    term?.kind !== "phrase" ||
    (element.op !== "=" && element.op !== "!=")
  )
    return false;
  const said = last.kind === "word" ? last.word : draft.settings.wordAt(last);
  const place = atomsOf(subject).flatMap((atom) => tableChoices(draft, atom))[0]?.table ?? draft.source;
  const value =
    term.phrase.atoms.length === 1
      ? valueCondition(draft, term.phrase.atoms[0] as (typeof term.phrase.atoms)[0], place)
      : null;
  if (!STATE_WORDS.has(said) || !value) return false;
  note(draft, term.phrase, asValue(place, value.column), value.quality * 0.9, value);
  for (const atom of atomsOf(subject)) {
    if (atom === last) note(draft, atom, asColumn(place, value.column), 0.97);
    else if (tableChoices(draft, atom)[0]?.table === place) note(draft, atom, asTable(place), 0.99);
  }
  const placed = placeCondition(
    draft,
    place,
    element.op === "!=" ? negate(value.condition) : value.condition,
    element,
  );
  if (placed) addCondition(draft, placed);
  return placed !== null;
}

/** "are closed in the core ledger": values, on the table that is named or on the nearest that has them. */
export function readIs(draft: Draft, element: Of<"is">): void {
  for (const phrase of element.phrases) {
    if (doneToRecent(draft, element, phrase) || neverDone(draft, element, phrase)) continue;
    const atoms = [...phrase.atoms, ...phrase.scopes.flatMap((scope) => scope.atoms)];
    const named = atoms.filter((atom) => !isValue(atom) && tableChoices(draft, atom).length > 0);
    const places = named.flatMap((atom) => tableChoices(draft, atom)[0] ?? []);
    const place = places[0]?.table ?? (element.there ? draft.targets.at(-1) : null) ?? null;
    const values = atoms
      .filter((other) => !named.includes(other))
      .flatMap((atom) => readValue(draft, atom, place) ?? []);
    const filtered = new Set(values.map(({ reading }) => reading.table));
    named.forEach((atom, i) => {
      const hit = places[i];
      if (hit) note(draft, atom, asTable(hit.table, hit.reason), hit.score);
    });
    const others = named.filter((_, i) => {
      const table = places[i]?.table;
      return table !== undefined && table !== draft.source && !filtered.has(table);
    });
    if (element.negated && others.length > 0 && denyTogether(draft, values, others)) continue;
    for (const { atom, reading } of values) addValue(draft, element, atom, reading);
    for (const atom of others) {
      const table = tableChoices(draft, atom)[0]?.table;
      if (table) relate(draft, table, [], element.negated, null, atom, roleOf(draft, phrase, table));
    }
  }
}

/** "With fines that were not paid": the date of that of the rows spoken of last, whatever is called paid elsewhere. */
function doneToRecent(draft: Draft, { negated, there }: Of<"is">, { atoms, scopes }: Phrase): boolean {
  const [atom, more] = atoms;
  const recent = draft.targets.at(-1);
  const last = draft.conditions.at(-1);
  if (!atom || more || scopes.length > 0 || there || !recent || !last || draft.connected) return false;
  const known = atom.kind === "mention" ? atom.mention.values : [];
  if (known.some(({ table }) => table === recent || table === draft.source)) return false;
  const done = doneByWord(draft, atom, recent);
  const inside = done && narrow(last.condition, recent, negated ? negate(done.condition) : done.condition);
  if (!inside) return false;
  note(draft, atom, asColumn(recent, done.column), 0.93);
  replaceLast(draft, inside);
  return true;
}

/** What "was never rented" has no rental, whatever its state is now. */
function neverDone(draft: Draft, element: Of<"is">, { atoms, scopes }: Phrase): boolean {
  const [atom, more] = atoms;
  if (!atom || more || scopes.length > 0 || !element.negated || !saysNever(draft, element)) return false;
  const verb = draft.settings.wordAt(atom);
  const table =
    isParticiple(verb) && !doneState(draft.source, verb, draft.settings.today)
      ? tableOfVerb(draft, verb)
      : null;
  if (!table) return false;
  relate(draft, table, [], true, null, atom);
  note(draft, atom, asDeed(table, verb), 0.9);
  return true;
}

interface ReadValue {
  readonly atom: Atom;
  readonly reading: ValueReading;
}

function readValue(draft: Draft, atom: Atom, place: Table | null): ReadValue | null {
  const reading = isValue(atom) ? valueAt(draft, atom, place) : null;
  if (reading) {
    note(draft, atom, asValue(reading.table, reading.column), reading.quality, reading);
    return { atom, reading };
  }
  // "expired ones", "lost items"
  if (atom.kind === "word" && isRowNoun(atom.word)) note(draft, atom, asRows(), 0.99);
  else unknown(draft, atom);
  return null;
}

function addValue(draft: Draft, element: Of<"is">, atom: Atom, { table, condition }: ValueReading): void {
  const never = element.negated && table !== draft.source && saysNever(draft, element);
  const there = never ? placeCondition(draft, table, condition, atom) : null;
  if (there) addCondition(draft, negate(there));
  else addOnTable(draft, table, element.negated ? negate(condition) : condition, atom);
}

/** "Not enrolled in any course": one denial of what is said of one row; false when the words are not about one. */
function denyTogether(draft: Draft, values: readonly ReadValue[], others: readonly Atom[]): boolean {
  if (!values.some(({ reading }) => reading.table !== draft.source)) return false;
  const said = [
    ...values.map(({ atom, reading }) => placeCondition(draft, reading.table, reading.condition, atom)),
    ...others.map((atom) => {
      const table = tableChoices(draft, atom)[0]?.table;
      const path = table && pathTo(draft, table, atom);
      return path ? ({ kind: "related", path, where: null } as const) : null;
    }),
  ];
  const [row, more] = mergeRelated(said.flatMap((condition) => condition ?? []));
  if (!row || more || said.includes(null)) return false;
  addCondition(draft, negate(row));
  return true;
}

/** "Meters that were never calibrated" have no such order; "not calibrated" may be said of the one that they have. */
function saysNever(draft: Draft, { start, end }: Of<"is">): boolean {
  return Array.from({ length: end - start }, (_, i) =>
    draft.settings.wordAt({ end: start + i + 1 }),
  ).includes("never");
}

function isValue(atom: Atom): boolean {
  return atom.kind === "mention" && atom.mention.values.length > 0;
}

function valueAt(draft: Draft, atom: Atom, place: Table | null) {
  const onPlace = place && valueCondition(draft, atom, place);
  return onPlace ?? nearestValue(draft, atom, [...(place ? [place] : []), draft.source, ...draft.focus]);
}
