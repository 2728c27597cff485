import type { Table } from "../graph.ts";
import { negate } from "../intent-parts.ts";
import { isRowNoun } from "../link/row-nouns.ts";
import type { Atom } from "../parse/sketch.ts";
import { addCondition, addOnTable, type Draft, note, placeCondition, unknown } from "./draft.ts";
import type { Of } from "./filters.ts";
import { atomsOf, tableChoices } from "./nouns.ts";
import { relate, roleOf } from "./relations.ts";
import { nearestValue, valueCondition } from "./values.ts";

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
  note(draft, term.phrase, `value of ${place.name}.${value.column.name}`, value.quality * 0.9, value);
  for (const atom of atomsOf(subject)) {
    if (atom === last) note(draft, atom, `column ${place.name}.${value.column.name}`, 0.97);
    else if (tableChoices(draft, atom)[0]?.table === place) note(draft, atom, `table ${place.name}`, 0.99);
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
    const atoms = [...phrase.atoms, ...phrase.scopes.flatMap((scope) => scope.atoms)];
    const named = atoms.filter((atom) => !isValue(atom) && tableChoices(draft, atom).length > 0);
    const places = named.flatMap((atom) => tableChoices(draft, atom)[0] ?? []);
    const place = places[0]?.table ?? (element.there ? draft.targets.at(-1) : null) ?? null;
    const filtered = new Set<Table>();
    for (const atom of atoms.filter((other) => !named.includes(other))) {
      const reading = isValue(atom) ? valueAt(draft, atom, place) : null;
      if (!reading) {
        // "expired ones", "lost items"
        if (atom.kind === "word" && isRowNoun(atom.word)) note(draft, atom, "the rows", 0.99);
        else unknown(draft, atom);
        continue;
      }
      note(draft, atom, `value of ${reading.table.name}.${reading.column.name}`, reading.quality, reading);
      filtered.add(reading.table);
      const never = element.negated && saysNever(draft, element) && reading.table !== draft.source;
      const there = never ? placeCondition(draft, reading.table, reading.condition, atom) : null;
      if (there) addCondition(draft, negate(there));
      else
        addOnTable(
          draft,
          reading.table,
          element.negated ? negate(reading.condition) : reading.condition,
          atom,
        );
    }
    named.forEach((atom, i) => {
      const place = places[i];
      if (!place) return;
      note(draft, atom, `table ${place.table.name} (${place.reason})`, place.score);
      if (place.table === draft.source || filtered.has(place.table)) return;
      relate(draft, place.table, [], element.negated, null, atom, roleOf(draft, phrase, place.table));
    });
  }
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
