import type { Table } from "../graph.ts";
import type { Condition } from "../intent.ts";
import { allOf } from "../intent-parts.ts";
import type { Element, Phrase, Sketch } from "../parse/sketch.ts";
import { findPath, isToOne } from "../plan/paths.ts";
import { type Draft, distanceTo, note } from "./draft.ts";
import { narrow } from "./narrow.ts";
import { tableChoices } from "./nouns.ts";
import { readTable } from "./relations.ts";
import { valueCondition } from "./values.ts";

/** The clause just before, if any. */
export function before(sketch: Sketch, element: Element): Element | undefined {
  return sketch.elements.slice(0, sketch.elements.indexOf(element)).findLast(({ kind }) => kind !== "skip");
}

/** The table of the clause just before, when that clause was about a related table. */
export function recentTable(draft: Draft, sketch: Sketch, element: Element): Table | null {
  const last = before(sketch, element);
  if (last?.kind === "order") return rankedBy(draft);
  if (!last || !["have", "present", "verb"].includes(last.kind)) return null;
  return draft.targets[draft.targets.length - 1] ?? null;
}

/** The table whose rows the last order counts or sums: "the most visits in 2025". */
function rankedBy(draft: Draft): Table | null {
  const by = draft.order.at(-1)?.by;
  return by?.kind === "related" ? (by.path.at(-1)?.to ?? null) : null;
}

/**
 * "Rowers with an outing in a carbon boat": a place right after a related row is that row's, where that row belongs to
 * it as closely as the rows that are asked for. False when it does not, and nothing was read.
 */
export function readPlaceOfRelated(draft: Draft, phrase: Phrase, recent: Table): boolean {
  const last = draft.conditions.at(-1);
  if (phrase.atoms.length > 0 || !last) return false;
  const atoms = phrase.scopes.flatMap((scope) => scope.atoms);
  const named = atoms.flatMap((atom) => tableChoices(draft, atom).filter(({ score }) => score >= 0.9));
  const stored = atoms.flatMap((atom) => (atom.kind === "mention" ? atom.mention.values : []));
  const place = (named.length > 0 ? named : stored).map(({ table }) => table);
  const table = place.includes(draft.source) ? undefined : place.find((to) => isCloser(draft, recent, to));
  const path = table && findPath(draft.settings, recent, table);
  if (!table || path?.kind !== "path") return false;
  const where = named.length > 0 ? filtersOf(draft, phrase, table) : valuesOf(draft, phrase, table);
  if (!where) return false;
  const narrowed = narrow(last.condition, recent, { kind: "related", path: path.path, where: allOf(where) });
  if (narrowed) draft.conditions[draft.conditions.length - 1] = { ...last, condition: narrowed };
  return narrowed !== null;
}

/** Whether each row of a table belongs to one of another, in no more joins than the rows that are asked for. */
function isCloser(draft: Draft, from: Table, to: Table): boolean {
  const path = findPath(draft.settings, from, to);
  return path.kind === "path" && isToOne(path.path) && path.path.length <= (distanceTo(draft, to) ?? 99);
}

function filtersOf(draft: Draft, phrase: Phrase, table: Table): readonly Condition[] | null {
  const atoms = phrase.scopes.flatMap((scope) => scope.atoms);
  const reading = readTable(draft, { ...phrase, atoms, scopes: [] });
  return reading?.table === table ? reading.filters : null;
}

function valuesOf(draft: Draft, phrase: Phrase, table: Table): readonly Condition[] | null {
  const atoms = phrase.scopes.flatMap((scope) => scope.atoms);
  const values = atoms.map((atom) => valueCondition(draft, atom, table));
  if (!values.every((value) => value !== null)) return null;
  values.forEach((value, i) => {
    const atom = atoms[i];
    if (atom) note(draft, atom, `value of ${table.name}.${value.column.name}`, value.quality, value);
  });
  return values.map(({ condition }) => condition);
}
