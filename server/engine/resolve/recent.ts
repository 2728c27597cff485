import type { Table } from "../graph.ts";
import type { Condition } from "../intent.ts";
import { allOf, negate } from "../intent-parts.ts";
import type { Atom, Element, Phrase, Range, Sketch } from "../parse/sketch.ts";
import { findPath, isToOne } from "../plan/paths.ts";
import { isParticiple } from "../text/participles.ts";
import { type Draft, distanceTo, note, replaceLast, unknown } from "./draft.ts";
import { asValue } from "./meanings.ts";
import { narrow } from "./narrow.ts";
import { atomsOf, tableChoices } from "./nouns.ts";
import { readTable } from "./relations.ts";
import { spokenOf } from "./unused.ts";
import { mayBeDate, valueCondition } from "./values.ts";

/** The clause just before, if any; "only" says something about the next. */
export function before(sketch: Sketch, element: Element): Element | undefined {
  return sketch.elements
    .slice(0, sketch.elements.indexOf(element))
    .findLast(({ kind }) => kind !== "skip" && kind !== "only");
}

/** The table of the clause just before, when that clause was about a related table. */
export function recentTable(draft: Draft, sketch: Sketch, element: Element): Table | null {
  let last = before(sketch, element);
  // "with orders in 2024 above 100": the period was theirs, and so is the amount.
  const dated = lastRelated(draft);
  if (last?.kind === "period" && last.subject && dated) return dated;
  while (last && DATED.has(last.kind) && dated && dated === draft.targets.at(-1)) last = before(sketch, last);
  // "vaccinated against rabies in 2024", "scores in exams taken in 2025": what was said of the related row does not end it.
  const does =
    element.kind === "verb" ||
    (DATED.has(element.kind) && isParticiple(draft.settings.wordAt({ end: element.start + 1 })));
  if (last?.kind === "phrase" && element.kind === "period" && last.end === element.start) {
    const place = datedPlace(draft, last.phrase);
    if (place) return place;
  }
  const done = does && last?.kind === "phrase" && endsInRelated(draft, last.phrase);
  if (done) return draft.targets.at(-1) ?? null;
  if (last?.kind === "phrase" || last?.kind === "times") last = before(sketch, last);
  if (last?.kind === "order") return rankedBy(draft);
  // "The sum of their payments in 2026": of those.
  if (last?.kind === "computed" && last.right.kind === "total") return draft.targets.at(-1) ?? null;
  if (!last || !["have", "present", "verb"].includes(last.kind)) return null;
  return draft.targets[draft.targets.length - 1] ?? null;
}

const DATED: ReadonlySet<string> = new Set<Element["kind"]>(["period", "age"]);

/** The table whose rows the last condition is about. */
function lastRelated({ conditions }: Draft): Table | undefined {
  const last = conditions.at(-1)?.condition;
  return last?.kind === "related" ? last.path.at(-1)?.to : undefined;
}

/** "With a film in a screening in 2026": the screening was then. */
function datedPlace(draft: Draft, { atoms, scopes }: Phrase): Table | null {
  const noun = atoms.length === 0 ? scopes.at(-1)?.atoms.at(-1) : undefined;
  const table = noun && tableChoices(draft, noun).find(({ score }) => score >= 0.9)?.table;
  const last = draft.conditions.at(-1)?.condition;
  if (!table || table === draft.source || !last || !spokenOf(last).tables.has(table)) return null;
  return table.columns.some(mayBeDate) ? table : null;
}

/** "complaints about batches", before what was done with the batches. */
function endsInRelated(draft: Draft, { scopes }: Phrase): boolean {
  const last = scopes.at(-1)?.atoms.at(-1);
  const target = draft.targets.at(-1);
  return last !== undefined && target !== undefined && tableChoices(draft, last)[0]?.table === target;
}

/** The table whose rows the last order counts or sums: "the most visits in 2025". */
function rankedBy(draft: Draft): Table | null {
  const by = draft.order.at(-1)?.by;
  return by?.kind === "related" ? (by.path.at(-1)?.to ?? null) : null;
}

/**
 * "Rowers with an outing in a carbon boat": a place right after a related row is that row's, where that row belongs to
 * it as closely as the rows that are asked for. False when it does not, and nothing was read. `nested` = the place
 * follows the name of those rows: "customers in London" are not those of orders that went to London.
 */
export function readPlaceOfRelated(
  draft: Draft,
  phrase: Phrase,
  recent: Table,
  nested = false,
  negated = false,
): boolean {
  const last = draft.conditions.at(-1);
  const atoms = atomsOf(phrase);
  const place = phrase.atoms.length === 0 || atoms.every(isStored);
  if (!place || !last) return false;
  const named = atoms.flatMap((atom) => tableChoices(draft, atom).filter(({ score }) => score >= 0.9));
  const stored = atoms.flatMap((atom) => (atom.kind === "mention" ? atom.mention.values : []));
  const places = (named.length > 0 ? named : stored).map(({ table }) => table);
  if (named.length === 0 && nested && places.includes(recent)) {
    const own = valuesOf(draft, phrase, recent);
    const narrower = own && allOf(own);
    const there = narrower && narrow(last.condition, recent, negated ? negate(narrower) : narrower);
    if (there) replaceLast(draft, there);
    return Boolean(there);
  }
  const table = places.includes(draft.source) ? undefined : places.find((to) => isCloser(draft, recent, to));
  const path = table && findPath(draft.settings, recent, table);
  if (!table || path?.kind !== "path") return false;
  const where = named.length > 0 ? filtersOf(draft, phrase, table) : valuesOf(draft, phrase, table);
  if (!where) return false;
  const placed: Condition = { kind: "related", path: path.path, where: allOf(where) };
  const narrowed = narrow(last.condition, recent, negated ? negate(placed) : placed);
  if (narrowed) replaceLast(draft, narrowed);
  return narrowed !== null;
}

/**
 * "With orders outside Germany", "with orders not shipped to Germany": which of the orders, not which customers. False
 * when it says nothing of the related rows, and nothing was read.
 */
export function readPlacesOfRecent(
  draft: Draft,
  { start, phrases, negated }: Range & { readonly phrases: readonly Phrase[]; readonly negated: boolean },
  recent: Table | null,
): boolean {
  const ofPeople = ["who", "whom"].includes(draft.settings.wordAt({ end: start + 1 }));
  if (!recent || ofPeople || (phrases.length > 1 && !negated)) return false;
  if (!phrases.every((phrase) => phrase.scopes.length === 0 && phrase.atoms.every(isStored))) return false;
  return phrases.every((phrase, i) => {
    const own = draft.settings.wordAt({ end: phrase.start }) !== "from";
    const read = readPlaceOfRelated(draft, phrase, recent, own, negated);
    if (!read && i > 0) unknown(draft, phrase);
    return read || i > 0;
  });
}

/** Whether rows of a table lead to another in fewer joins than the rows that are asked for; in as few where each has one. */
function isCloser(draft: Draft, from: Table, to: Table): boolean {
  const found = findPath(draft.settings, from, to);
  if (found.kind !== "path") return false;
  const far = distanceTo(draft, to) ?? 99;
  return found.path.length < far || (found.path.length === far && isToOne(found.path));
}

/** A stored value, and no name; "cancelled" where it is stored is not the `cancelled_on` beside it. */
function isStored(atom: Atom): boolean {
  if (atom.kind !== "mention") return false;
  const { tables, columns, values } = atom.mention;
  const [value] = values;
  return value !== undefined && tables.length === 0 && columns.every(({ score }) => score < value.score);
}

function filtersOf(draft: Draft, phrase: Phrase, table: Table): readonly Condition[] | null {
  const reading = readTable(draft, { ...phrase, atoms: atomsOf(phrase), scopes: [] });
  return reading?.table === table ? reading.filters : null;
}

function valuesOf(draft: Draft, phrase: Phrase, table: Table): readonly Condition[] | null {
  const atoms = atomsOf(phrase);
  const values = atoms.map((atom) => valueCondition(draft, atom, table));
  if (!values.every((value) => value !== null)) return null;
  values.forEach((value, i) => {
    const atom = atoms[i];
    if (atom) note(draft, atom, asValue(table, value.column), value.quality, value);
  });
  return values.map(({ condition }) => condition);
}
