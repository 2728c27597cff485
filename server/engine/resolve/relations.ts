import type { Column, Table } from "../graph.ts";
import type { Condition, Path } from "../intent.ts";
import { allOf, negate } from "../intent-parts.ts";
import { identifierParts } from "../link/names.ts";
import { isRowNoun } from "../link/row-nouns.ts";
import type { Atom, Element, Phrase, Quantity, Range } from "../parse/sketch.ts";
import { findPath, isToOne, neighbourHops } from "../plan/paths.ts";
import { stem } from "../text/words.ts";
import { isKeyColumn, noteColumn, readColumn } from "./columns.ts";
import { doneByWord } from "./done.ts";
import { addCondition, type Draft, note, pathTo, placeCondition, unknown } from "./draft.ts";
import { asColumn, asRows, asTable, asValue } from "./meanings.ts";
import { elsewhereCost, entityQuality, isOutright, sameEntity, tableChoices, tableOf } from "./nouns.ts";
import { onTheWay } from "./one-row.ts";
import { spokenOf } from "./unused.ts";
import { nearestValue, valueCondition } from "./values.ts";

export type Of<K extends Element["kind"]> = Extract<Element, { kind: K }>;

/** A phrase read as a table and what its rows must meet ("cancelled orders", "the north branch sheet"). */
export interface TableReading {
  readonly table: Table;
  readonly filters: readonly Condition[];
  readonly quality: number;
}

/** Reads a phrase as a table; null when no piece of it names one. Leftover words become unknown. */
export function readTable(draft: Draft, phrase: Phrase): TableReading | null {
  const place = placeOfTable(draft, phrase);
  if (place) {
    const reading = readTable(draft, { ...phrase, scopes: [] });
    const placed = reading && readTable(draft, { ...phrase, atoms: place.atoms, scopes: [] });
    if (!reading || !placed) return null;
    const there: Condition = { kind: "related", path: place.path, where: allOf(placed.filters) };
    const quality = Math.min(reading.quality, placed.quality);
    return { table: reading.table, filters: [...reading.filters, there], quality };
  }
  const atoms = [...phrase.atoms, ...phrase.scopes.flatMap((scope) => scope.atoms)];
  const named = atoms.filter((atom) => (tableChoices(draft, atom)[0]?.score ?? 0) >= 0.6);
  // "items on shipped orders" are on orders, although there are shipments too.
  const placed = phrase.scopes.map(({ atoms }) => atoms.findLast((atom) => named.includes(atom)));
  const main = placed.find((atom) => atom !== undefined) ?? named.at(-1);
  if (!main) return null;
  const hit = tableOf(draft, main);
  if (!hit) return null;
  const filters: Condition[] = [];
  let quality = hit.score;
  for (const atom of atoms) {
    if (atom === main) continue;
    const value = valueCondition(draft, atom, hit.table);
    const done = doneByWord(draft, atom, hit.table);
    const belonging = value || done ? null : valueBelonging(draft, atom, hit.table);
    if (value) {
      filters.push(value.condition);
      note(draft, atom, asValue(value.table, value.column), value.quality, value);
    } else if (belonging) filters.push(belonging);
    else if (done) {
      filters.push(done.condition);
      note(draft, atom, asColumn(hit.table, done.column), 0.93);
    } else quality *= leftover(draft, atom, hit.table);
  }
  note(draft, main, asTable(hit.table, hit.reason), quality);
  return { table: hit.table, filters, quality };
}

/** "No family film": a value of what the rows of the table belong to, where only one such table has it. */
function valueBelonging(draft: Draft, atom: Atom, table: Table): Condition | null {
  if (atom.kind !== "mention" || atom.mention.tables.length > 0 || atom.mention.columns.length > 0)
    return null;
  const tables = [...new Set(atom.mention.values.map((hit) => hit.table))].filter(
    (to) => to !== draft.source,
  );
  const paths = tables.flatMap((to) => {
    const found = findPath(draft.settings, table, to);
    return found.kind === "path" ? [found.path] : [];
  });
  const shortest = Math.min(...paths.map(({ length }) => length));
  const [path, more] = paths.filter(({ length }) => length === shortest && length <= 2);
  const to = path?.at(-1)?.to;
  const value = path && !more && to ? valueCondition(draft, atom, to) : null;
  if (!path || !value) return null;
  note(draft, atom, asValue(value.table, value.column), value.quality * 0.95, value);
  return { kind: "related", path, where: value.condition };
}

/** "An outing in a carbon boat": what each row of the first belongs to; null where the place is the table that is meant. */
function placeOfTable(draft: Draft, { atoms, scopes }: Phrase): { atoms: Atom[]; path: Path } | null {
  const noun = atoms.at(-1);
  const placed = scopes.flatMap((scope) => scope.atoms);
  const named = (atom: Atom) => tableChoices(draft, atom).find(isOutright)?.table;
  const [from, to] = [noun && named(noun), placed.map(named).find((table) => table !== undefined)];
  if (!noun || !from || !to || [from, to].includes(draft.source) || from === to) return null;
  if (entityQuality(draft.settings.wordAt(noun)) > 0.9) return null;
  const path = findPath(draft.settings, from, to);
  return path.kind === "path" && isToOne(path.path) ? { atoms: placed, path: path.path } : null;
}

/** Other words of a table phrase: its entity ("products"), one of its columns, or something unknown. */
function leftover(draft: Draft, atom: Atom, table: Table): number {
  const quality = leftoverQuality(draft, atom, table);
  if (quality === null) unknown(draft, atom);
  else note(draft, atom, asRows(table), quality);
  return quality ?? 1;
}

function leftoverQuality(draft: Draft, atom: Atom, table: Table): number | null {
  if (atom.kind === "word") {
    if (isRowNoun(atom.word) || entityQuality(atom.word) > 0.9) return 0.97;
    const part = stem(atom.word);
    return identifierParts(table.name).some((word) => stem(word) === part) ? 0.97 : null;
  }
  const general = atom.end === atom.start + 1 && entityQuality(draft.settings.wordAt(atom)) > 0.9;
  const own = atom.mention.columns.find((hit) => hit.table === table && hit.score > 0.6);
  // "not in OPS Excel and planner": the very name of a column says more than that rows are meant.
  // "The guest" of the stays is whose key they hold; "tonnes" are no word for deliveries.
  if (own) return general ? 0.95 : !isOutright(own) && isKeyColumn(draft, own) ? 0.85 : null;
  const other = atom.mention.tables[0];
  if (!other) return null;
  if (!general && isOutright(other) && other.table !== table && other.table !== draft.source) return null;
  return other.table === draft.source || sameEntity(draft, other.table, table) ? 0.94 : 0.85;
}

/** "not in the switch", "found in both A and B", "in Germany". */
export function readPresent(draft: Draft, element: Of<"present">): void {
  const phrases = element.phrases.flatMap((phrase) => (phrase.both ? splitBoth(phrase) : [phrase]));
  if (element.key) readKey(draft, element.key);
  const said = draft.conditions.length;
  for (const phrase of phrases) presentIn(draft, phrase, element.negated);
  // "Whose manager is in Japan" says nothing of where the row itself is.
  const joins = draft.conditions.slice(said).some(({ condition }) => spokenOf(condition).tables.size > 0);
  if (element.key && !joins && draft.conditions.length > said) unknown(draft, element.key);
  if (element.only && !element.negated) draft.figures.length = 0;
}

/** The column that something is found by only names the join; a column the source lacks is not understood. */
function readKey(draft: Draft, key: Phrase): void {
  const reading = readColumn(draft, key).find((candidate) => candidate.path === null);
  if (reading) noteColumn(draft, reading);
  else unknown(draft, key);
}

/** "both branch sheets": one phrase, every table that matches it. */
function splitBoth(phrase: Phrase): Phrase[] {
  const at = phrase.atoms.findIndex((atom) => atom.kind === "mention" && atom.mention.tables.length > 1);
  const atom = phrase.atoms[at];
  if (atom?.kind !== "mention") return [phrase];
  const top = atom.mention.tables[0]?.score ?? 0;
  return atom.mention.tables
    .filter((hit) => top - hit.score < 0.03)
    .map((hit) => ({
      ...phrase,
      atoms: phrase.atoms.map((other, i) =>
        i === at ? { ...atom, mention: { ...atom.mention, tables: [hit] } } : other,
      ),
    }));
}

function presentIn(draft: Draft, phrase: Phrase, negated: boolean): void {
  const hasTable = [...phrase.atoms, ...phrase.scopes.flatMap((scope) => scope.atoms)].some(
    (atom) => (tableChoices(draft, atom)[0]?.score ?? 0) >= 0.6,
  );
  if (!hasTable) {
    presentAsValue(draft, phrase, negated);
    return;
  }
  const reading = readTable(draft, phrase);
  if (!reading) return;
  if (reading.table === draft.source) {
    if (negated) draft.cost += 3;
    for (const filter of reading.filters) addCondition(draft, filter, true);
    return;
  }
  if (!negated) draft.cost += elsewhereCost(draft, reading.table);
  relate(draft, reading.table, reading.filters, negated, null, phrase);
}

/** "located in Germany", "not from France": a place that is a value. */
function presentAsValue(draft: Draft, phrase: Phrase, negated: boolean): void {
  draft.cost += 0.1;
  if (presentAsFilled(draft, phrase, negated)) return;
  for (const atom of phrase.atoms) {
    const reading = nearestValue(draft, atom, [draft.source]);
    // "Never in a race": there is no such related row.
    const there = reading && placeCondition(draft, reading.table, reading.condition, atom);
    if (!reading || !there) {
      unknown(draft, atom);
      continue;
    }
    note(draft, atom, asValue(reading.table, reading.column), reading.quality, reading);
    addCondition(draft, negated ? negate(there) : there);
  }
}

const ANY = new Set(["any", "an", "a", "some", "no"]);

/** "Not in any alliance": what belongs to one has its name, or has none. */
function presentAsFilled(draft: Draft, { atoms: [noun, other] }: Phrase, negated: boolean): boolean {
  if (noun?.kind !== "mention" || other) return false;
  const { wordAt } = draft.settings;
  const inAny = ANY.has(wordAt({ end: noun.start })) && wordAt({ end: noun.start - 1 }) === "in";
  const hit = inAny ? noun.mention.columns.find(({ table }) => table === draft.source) : undefined;
  if (!hit || !isOutright(hit)) return false;
  note(draft, noun, asColumn(hit.table, hit.column, hit.reason), 0.95);
  const blank: Condition = { kind: "blank", column: hit.column };
  addCondition(draft, negated ? blank : negate(blank));
  return true;
}

export function relate(
  draft: Draft,
  table: Table,
  filters: readonly Condition[],
  negated: boolean,
  quantity: Quantity | null,
  range: Range,
  via: Path | null = null,
): void {
  const whole = via ?? pathTo(draft, table, range);
  if (!whole) return;
  draft.targets.push(table);
  const { path, where } = onTheWay(whole, allOf(filters));
  const counted =
    quantity !== null &&
    !(quantity.op === ">=" && quantity.count === 1) &&
    !(quantity.op === ">" && quantity.count === 0);
  const operand = { kind: "related" as const, path, function: "count" as const, column: null, where };
  const condition: Condition =
    quantity?.upTo !== undefined
      ? { kind: "between", operand, low: quantity.count, high: quantity.upTo }
      : counted
        ? { kind: "compare", operand, op: quantity.op, value: quantity.count }
        : { kind: "related", path, where };
  if (counted && (quantity.op === ">" || quantity.op === ">=")) draft.figures.push(operand);
  addCondition(draft, negated ? negate(condition) : condition);
}

/** The join by which a phrase's role word ("the sales rep of a customer") reaches a table, if it names one. */
export function roleOf(draft: Draft, phrase: Phrase, table: Table): Path | null {
  const role = roleTable(draft, phrase);
  return role?.table === table ? role.path : null;
}

/** "are the sales rep of at least one customer": a key of the other table that points here. */
export function roleTable(
  draft: Draft,
  phrase: Phrase,
): { table: Table; column: Column; path: Path; atom: Atom } | null {
  for (const atom of phrase.atoms) {
    if (atom.kind !== "mention") continue;
    for (const hit of atom.mention.columns) {
      if (hit.table === draft.source || hit.score < 0.7) continue;
      const hop = neighbourHops(draft.settings, draft.source).find(
        (edge) => edge.to === hit.table && edge.toColumns.includes(hit.column.name),
      );
      if (hop) return { table: hit.table, column: hit.column, path: [hop], atom };
    }
  }
  return null;
}
