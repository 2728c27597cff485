import type { Column, Table } from "../graph.ts";
import type { Condition, Path } from "../intent.ts";
import { identifierParts } from "../link/names.ts";
import { isRowNoun } from "../link/row-nouns.ts";
import { objectsOfVerb } from "../link/vocabulary.ts";
import type { Atom, Element, Phrase, Quantity, Range } from "../parse/sketch.ts";
import { columnOf, findPath, neighbourHops } from "../plan/paths.ts";
import { stem } from "../text/words.ts";
import { amountColumn } from "./amounts.ts";
import { type ColumnReading, noteColumn, readColumn } from "./columns.ts";
import {
  addCondition,
  addOnTable,
  allOf,
  type Draft,
  negate,
  note,
  pathTo,
  trouble,
  unknown,
} from "./draft.ts";
import { narrow } from "./narrow.ts";
import { elsewhereCost, entityQuality, sameEntity, tableChoices, tableOf } from "./nouns.ts";
import { nearestValue, valueCondition } from "./values.ts";

type Of<K extends Element["kind"]> = Extract<Element, { kind: K }>;

/** A phrase read as a table and what its rows must meet ("cancelled orders", "the north branch sheet"). */
export interface TableReading {
  readonly table: Table;
  readonly filters: readonly Condition[];
  readonly quality: number;
}

/** Reads a phrase as a table; null when no piece of it names one. Leftover words become unknown. */
export function readTable(draft: Draft, phrase: Phrase): TableReading | null {
  const atoms = [...phrase.atoms, ...phrase.scopes.flatMap((scope) => scope.atoms)];
  const named = atoms.filter((atom) => (tableChoices(draft, atom)[0]?.score ?? 0) >= 0.6);
  const main =
    named.find((atom) => phrase.scopes.some((scope) => scope.atoms.includes(atom))) ??
    named[named.length - 1];
  if (!main) return null;
  const hit = tableOf(draft, main);
  if (!hit) return null;
  const filters: Condition[] = [];
  let quality = hit.score;
  for (const atom of atoms) {
    if (atom === main) continue;
    const value = valueCondition(draft, atom, hit.table);
    if (value) {
      filters.push(value.condition);
      note(draft, atom, `value of ${value.table.name}.${value.column.name}`, value.quality);
    } else quality *= leftover(draft, atom, hit.table);
  }
  note(draft, main, `table ${hit.table.name} (${hit.reason})`, quality);
  return { table: hit.table, filters, quality };
}

/** Other words of a table phrase: its entity ("products"), one of its columns, or something unknown. */
function leftover(draft: Draft, atom: Atom, table: Table): number {
  const quality = leftoverQuality(draft, atom, table);
  if (quality === null) unknown(draft, atom);
  else note(draft, atom, `the rows of ${table.name}`, quality);
  return quality ?? 1;
}

function leftoverQuality(draft: Draft, atom: Atom, table: Table): number | null {
  if (atom.kind === "word") {
    if (isRowNoun(atom.word) || entityQuality(atom.word) > 0.9) return 0.97;
    const part = stem(atom.word);
    return identifierParts(table.name).some((word) => stem(word) === part) ? 0.97 : null;
  }
  if (atom.mention.columns.some((hit) => hit.table === table && hit.score > 0.6)) return 0.95;
  const other = atom.mention.tables[0];
  if (!other) return null;
  return other.table === draft.source || sameEntity(draft, other.table, table) ? 0.94 : 0.85;
}

/** "not in the switch", "found in both A and B", "in Germany". */
export function readPresent(draft: Draft, element: Of<"present">): void {
  const phrases = element.phrases.flatMap((phrase) => (phrase.both ? splitBoth(phrase) : [phrase]));
  if (element.key) readKey(draft, element.key);
  for (const phrase of phrases) presentIn(draft, phrase, element.negated);
  if (element.only && !element.negated) draft.figures.length = 0;
}

/** The column that something is found by only names the join; a column the source lacks is not understood. */
function readKey(draft: Draft, key: Phrase): void {
  const reading = readColumn(draft, key).find((candidate) => candidate.path === null);
  if (reading) noteColumn(draft, key, reading);
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
  for (const atom of phrase.atoms) {
    const reading = nearestValue(draft, atom, [draft.source]);
    if (!reading || reading.table !== draft.source) {
      unknown(draft, atom);
      continue;
    }
    note(draft, atom, `value of ${reading.table.name}.${reading.column.name}`, reading.quality);
    addCondition(draft, negated ? negate(reading.condition) : reading.condition);
  }
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
  const path = via ?? pathTo(draft, table, range);
  if (!path) return;
  draft.targets.push(table);
  const where = allOf(filters);
  const counted =
    quantity !== null &&
    !(quantity.op === ">=" && quantity.count === 1) &&
    !(quantity.op === ">" && quantity.count === 0);
  const condition: Condition = counted
    ? {
        kind: "compare",
        operand: { kind: "related", path, function: "count", column: null, where },
        op: quantity.op,
        value: quantity.count,
      }
    : { kind: "related", path, where };
  if (counted && (quantity.op === ">" || quantity.op === ">="))
    draft.figures.push({ kind: "related", path, function: "count", column: null, where });
  addCondition(draft, negated ? negate(condition) : condition);
}

/** "with no invoice", "without a composer", "with more than 300 tracks", "having a sales rep". */
export function readHave(draft: Draft, element: Of<"have">): void {
  for (const phrase of element.phrases) haveOne(draft, element, phrase);
}

function haveOne(draft: Draft, element: Of<"have">, phrase: Phrase): void {
  const tableScore = bestTable(draft, phrase);
  if (phrase.quantity && !element.negated && haveInGroup(draft, phrase, phrase.quantity)) return;
  if (haveColumn(draft, element, phrase, tableScore) || haveColumnThere(draft, element, phrase)) return;
  const role = roleTable(draft, phrase);
  if (tableScore >= 0.6) {
    const reading = readTable(draft, phrase);
    if (reading && reading.table !== draft.source) {
      draft.cost += tableScore < 0.9 ? (1 - tableScore) * 2 : 0;
      if (!element.negated && !phrase.quantity)
        draft.cost += phrase.scopes.some((scope) => scope.preposition === "from") ? 0.6 : 0.1;
      relate(
        draft,
        reading.table,
        reading.filters,
        element.negated,
        phrase.quantity,
        phrase,
        element.verb ? viaVerb(draft, reading.table, element.verb) : null,
      );
      return;
    }
    if (reading && phrase.quantity && draft.groups.length > 0) {
      draft.having = { quantity: phrase.quantity, table: reading.table, column: null };
      return;
    }
    if (reading) draft.cost += 1.5;
  }
  if (role) {
    note(draft, phrase, `${role.table.name}.${role.column.name}`, 0.85);
    relate(draft, role.table, [], element.negated, phrase.quantity, phrase, role.path);
    return;
  }
  haveValues(draft, element, phrase);
}

/** "without a composer": a column that is blank, or filled; false when the phrase is rather a table. */
function haveColumn(draft: Draft, element: Of<"have">, phrase: Phrase, tableScore: number): boolean {
  const readings = phrase.quantity ? [] : readColumn(draft, phrase, draft.focus);
  const own = readings.find((reading) => reading.path === null && reading.quality > 0.55);
  const column = own ?? (tableScore < 0.6 && element.negated ? readings[0] : undefined);
  if (
    !column ||
    (column.path && isKey(draft, column)) ||
    column.filters.length > 0 ||
    tableScore >= 0.9 ||
    column.quality < Math.max(0.55, tableScore - 0.05)
  )
    return false;
  noteColumn(draft, phrase, column);
  const filled = negate({ kind: "blank", column: column.column });
  const condition: Condition = column.path ? { kind: "related", path: column.path, where: filled } : filled;
  if (!element.negated) draft.cost += 0.35;
  addCondition(draft, element.negated ? negate(condition) : condition);
  return true;
}

/** "suppliers with more than 100 materials": what is asked for is a column, and its groups are counted. */
function haveInGroup(draft: Draft, phrase: Phrase, quantity: Quantity): boolean {
  const grouped = draft.asked.length === 1 ? draft.asked[0] : undefined;
  const bare = { ...phrase, quantity: null };
  const named = phrase.atoms.some((atom) =>
    tableChoices(draft, atom).some((hit) => hit.table === draft.source),
  );
  const counted = named
    ? undefined
    : readColumn(draft, bare).find((reading) => reading.path === null && reading.column !== grouped);
  if (!grouped || (!named && !counted)) return false;
  if (counted) noteColumn(draft, bare, counted);
  else note(draft, phrase, `the rows of ${draft.source.name}`, 0.97);
  draft.groups.push({ path: null, columns: [grouped] });
  draft.having = { quantity, table: draft.source, column: counted?.column ?? null };
  return true;
}

/** "without a planner in OPS Excel": a column of another table that is no key is blank there, not the row missing. */
function haveColumnThere(draft: Draft, element: Of<"have">, phrase: Phrase): boolean {
  if (phrase.scopes.length === 0 || phrase.quantity || bestTable(draft, { ...phrase, scopes: [] }) >= 0.6)
    return false;
  const column = readColumn(draft, phrase)[0];
  if (!column?.path || column.quality < 0.8 || column.filters.length > 0 || isKey(draft, column))
    return false;
  noteColumn(draft, phrase, column);
  if (!element.negated) draft.cost += 0.4;
  const blank: Condition = { kind: "blank", column: column.column };
  addCondition(draft, { kind: "related", path: column.path, where: element.negated ? blank : negate(blank) });
  return true;
}

/** Whether rows are found by the column: then having none means that the row is missing. */
function isKey(draft: Draft, { table, column }: ColumnReading): boolean {
  const ends = draft.settings.graph.relationships.flatMap((relationship) => [
    relationship.source,
    relationship.target,
  ]);
  return (
    table.primaryKey.includes(column.name) ||
    ends.some((end) => end.table === table.name && end.columns.includes(column.name))
  );
}

function bestTable(draft: Draft, phrase: Phrase): number {
  return Math.max(
    0,
    ...[...phrase.atoms, ...phrase.scopes.flatMap((s) => s.atoms)].map(
      (atom) => tableChoices(draft, atom)[0]?.score ?? 0,
    ),
  );
}

/** The join by which a phrase's role word ("the sales rep of a customer") reaches a table, if it names one. */
export function roleOf(draft: Draft, phrase: Phrase, table: Table): Path | null {
  const role = roleTable(draft, phrase);
  return role?.table === table ? role.path : null;
}

/** "are the sales rep of at least one customer": a key of the other table that points here. */
function roleTable(draft: Draft, phrase: Phrase): { table: Table; column: Column; path: Path } | null {
  for (const atom of phrase.atoms) {
    if (atom.kind !== "mention") continue;
    for (const hit of atom.mention.columns) {
      if (hit.table === draft.source || hit.score < 0.7) continue;
      const hop = neighbourHops(draft.settings, draft.source).find(
        (edge) => edge.to === hit.table && edge.toColumns.includes(hit.column.name),
      );
      if (hop) return { table: hit.table, column: hit.column, path: [hop] };
    }
  }
  return null;
}

function haveValues(draft: Draft, element: Of<"have">, phrase: Phrase): void {
  const atoms = [...phrase.atoms, ...phrase.scopes.flatMap((scope) => scope.atoms)];
  for (const atom of atoms) {
    const reading = nearestValue(draft, atom, [draft.source]);
    if (!reading) {
      const own = atom.kind === "mention" && atom.mention.columns.some((hit) => hit.table === draft.source);
      const filtered = atoms.some((other) => other.kind === "mention" && other.mention.values.length > 0);
      if (own && filtered) note(draft, atom, "column", 0.9);
      else unknown(draft, atom);
      continue;
    }
    note(draft, atom, `value of ${reading.table.name}.${reading.column.name}`, reading.quality);
    addOnTable(draft, reading.table, element.negated ? negate(reading.condition) : reading.condition, atom);
  }
}

/** A verb that names one of several joins: "employees who support a customer" and SupportRepId. */
function viaVerb(draft: Draft, table: Table, verb: string): Path | null {
  const base = stem(verb);
  const hops = neighbourHops(draft.settings, draft.source).filter((hop) => hop.to === table);
  const named = hops.filter((hop) =>
    [...hop.fromColumns, ...hop.toColumns].some((column) =>
      identifierParts(column).some((part) => stem(part) === base),
    ),
  );
  return hops.length > 1 && named.length === 1 ? [named[0] as (typeof named)[0]] : null;
}

/** "never ordered", "have never been sold", "paid more than 150000": what the verb is about is a related table. */
export function readVerb(draft: Draft, element: Of<"verb">, recent: Table | null): void {
  if (recent && verbOfRecent(draft, element, recent)) return;
  const table = tableOfVerb(draft, element.verb);
  if (!table) {
    unknown(draft, element);
    return;
  }
  note(draft, element, `${element.verb}: table ${table.name}`, 0.88);
  if (!element.amount) {
    relate(draft, table, [], element.negated, null, element);
    return;
  }
  const amount = amountColumn(table);
  const path = amount && pathTo(draft, table, element);
  if (!amount || !path || element.amount.term.kind !== "number") {
    trouble(draft, {
      start: element.start,
      end: element.end,
      code: "unknown_phrase",
      suggestions: [],
      detail: `no amount found in ${table.name}`,
    });
    return;
  }
  const operand = { kind: "related" as const, path, function: "sum" as const, column: amount, where: null };
  draft.figures.push(operand);
  draft.targets.push(table);
  const condition: Condition = {
    kind: "compare",
    operand,
    op: element.amount.op,
    value: element.amount.term.value,
  };
  addCondition(draft, element.negated ? negate(condition) : condition);
}

/** "genres of which at least one track was sold": the verb is about the tracks. */
function verbOfRecent(draft: Draft, element: Of<"verb">, recent: Table): boolean {
  const last = draft.conditions[draft.conditions.length - 1];
  const table = tableOfVerb({ ...draft, source: recent }, element.verb);
  const path = table && findPath(draft.settings, recent, table);
  if (!last || !table || element.amount || path?.kind !== "path" || table === draft.source) return false;
  const inner: Condition = { kind: "related", path: path.path, where: null };
  const narrowed = narrow(last.condition, recent, element.negated ? negate(inner) : inner);
  if (!narrowed) return false;
  note(draft, element, `${element.verb}: table ${table.name}`, 0.88);
  draft.conditions[draft.conditions.length - 1] = { ...last, condition: narrowed };
  return true;
}

/** The nearest related table whose name is about the verb, the one with fewest words first. */
export function tableOfVerb(draft: Draft, verb: string): Table | null {
  const hops = neighbourHops(draft.settings, draft.source).filter((hop) => hop.to !== draft.source);
  for (const wanted of objectsOfVerb(stem(verb))) {
    const matching = hops.filter((hop) =>
      namesAbout(hop.to).some(
        (word) => stem(word) === wanted || (wanted.length > 4 && word.startsWith(wanted)),
      ),
    );
    const best = matching.sort((a, b) => children(b) - children(a) || a.to.name.length - b.to.name.length)[0];
    if (best) return best.to;
  }
  return null;
  function children(hop: (typeof hops)[0]): number {
    return columnOf(hop.from, hop.fromColumns[0] ?? "") &&
      hop.from.primaryKey.includes(hop.fromColumns[0] ?? "")
      ? 1
      : 0;
  }
}

function namesAbout(table: Table): string[] {
  return [...identifierParts(table.name), ...table.aliases.flatMap((alias) => identifierParts(alias))];
}
