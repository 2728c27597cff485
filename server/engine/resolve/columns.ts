import type { Column, Graph, Table } from "../graph.ts";
import type { Condition, Hop, Path } from "../intent.ts";
import type { ColumnHit } from "../link/mention.ts";
import { identifierParts } from "../link/names.ts";
import { isRowNoun } from "../link/row-nouns.ts";
import { expand } from "../link/vocabulary.ts";
import type { Atom, Phrase, Range } from "../parse/sketch.ts";
import { findPath, isToOne, neighbourHops } from "../plan/paths.ts";
import { stem } from "../text/words.ts";
import { type Draft, note, type Use, wordsIn } from "./draft.ts";
import { asColumn, asRemark, asValue, type NamedColumn } from "./meanings.ts";
import { valueCondition, wordsOf } from "./values.ts";

export interface ColumnReading {
  readonly table: Table;
  readonly column: Column;
  /** How the column's table is reached; null when it is the source's own. */
  readonly path: Path | null;
  readonly filters: readonly Condition[];
  readonly quality: number;
  readonly meaning: NamedColumn;
  /** Whether it was called by its own name or an alias, not by a part of it or a synonym. */
  readonly outright: boolean;
  /** The piece that names the column. */
  readonly at: Range;
  /** What each other piece of the phrase was taken as. */
  readonly others: readonly Use[];
}

interface Owner {
  readonly tables: ReadonlySet<Table>;
  readonly role: Hop | null;
}

/**
 * The column a phrase names, best first: its last piece must be a column; other pieces say whose ("client name",
 * "the last name of their sales rep", "amount at the switch").
 */
export function readColumn(draft: Draft, phrase: Phrase, focus: readonly Table[] = []): ColumnReading[] {
  if (phrase.quantity) return [];
  const at = lastColumnAtom(phrase.atoms);
  const atom = phrase.atoms[at];
  if (atom?.kind !== "mention") return [];
  const others = [
    ...phrase.atoms.filter((_, i) => i !== at),
    ...phrase.scopes.flatMap((scope) => scope.atoms),
  ];
  const readings: ColumnReading[] = [];
  const named = atom.mention.columns.filter((hit) => hit.whole && hit.score > 0.9);
  for (const hit of atom.mention.columns) {
    const reading = judgeHit(draft, hit, atom, others, focus, named.length === 1);
    // "invoices" is the table, hardly the column InvoiceId.
    const rather =
      !hit.whole && (atom.mention.tables[0]?.score ?? 0) >= 0.9
        ? hit.table.primaryKey.includes(hit.column.name)
          ? 0.2
          : 0.05
        : 0;
    const total = isTotalSaid(draft, hit) ? 0.02 : 0;
    if (reading) readings.push({ ...reading, quality: reading.quality - rather + total });
  }
  return readings.sort((a, b) => b.quality - a.quality);
}

/** "Total workshop cost": of labour cost and total cost the latter. */
export function isTotalSaid(draft: Draft, { whole, column }: ColumnHit): boolean {
  return !whole && draft.settings.words.has("total") && wordsOf(column).includes("total");
}

function lastColumnAtom(atoms: readonly Atom[]): number {
  for (let i = atoms.length - 1; i >= 0; i--) {
    const atom = atoms[i];
    if (atom?.kind === "mention" && atom.mention.columns.length > 0) return i;
    if (atom?.kind !== "word" || i < atoms.length - 1) return -1;
  }
  return -1;
}

/** How well a column fits what else the phrase says; null when it contradicts it. `only` = no other has that very name. */
function judgeHit(
  draft: Draft,
  hit: ColumnHit,
  at: Range,
  others: readonly Atom[],
  focus: readonly Table[],
  only: boolean,
): ColumnReading | null {
  const filters: Condition[] = [];
  const uses: Use[] = [];
  let quality = hit.score;
  // "complaints per product category": whose it is, is said by a part of its name.
  let owned = isNamedIn(draft, hit.table, at);
  let role: Hop | null = null;
  for (const other of others) {
    const owner = ownerOf(draft, other);
    let link: Omit<Use, "start" | "end"> = { meaning: asRemark(`of ${hit.table.name}`), quality: 0.99 };
    if (owner?.tables.has(hit.table)) {
      owned = true;
      role = owner.role ?? role;
    } else if (owner?.role && findPath(draft.settings, owner.role.to, hit.table).kind === "path") {
      role = owner.role;
      quality -= 0.05;
    } else if (other.kind === "mention") {
      const value = valueCondition(draft, other, hit.table);
      const entity = !value && other.mention.tables.length > 0 && (other.mention.tables[0]?.score ?? 0) < 0.9;
      if (value) {
        filters.push(value.condition);
        link = { meaning: asValue(hit.table, value.column), quality: value.quality, value };
      } else if (entity) quality -= 0.12;
      else return null;
    } else if (isRowNoun(other.word) || isAbout(hit.table, other.word)) quality -= 0.01;
    else return null;
    uses.push({ start: other.start, end: other.end, ...link });
  }
  const outright = hit.reason === "exact" || hit.reason === "alias";
  const place = locate(draft, hit.table, role, focus, owned, outright && only);
  if (!place) return null;
  quality -= place.penalty;
  const meaning = asColumn(hit.table, hit.column, hit.reason);
  const { table, column } = hit;
  return { table, column, path: place.path, filters, quality, meaning, outright, at, others: uses };
}

/** Whom an atom names as the owner of a column: tables, or the table behind one of the source's own keys. */
function ownerOf(draft: Draft, atom: Atom): Owner | null {
  if (atom.kind !== "mention") return null;
  const top = atom.mention.tables[0]?.score ?? 0;
  const tables = atom.mention.tables
    .filter((hit) => top - hit.score < 0.03 && hit.score > 0.6)
    .map((hit) => hit.table);
  const roles = atom.mention.columns.filter(
    (hit) => hit.table === draft.source && hit.score > Math.max(0.7, top),
  );
  for (const hit of roles) {
    const hop = neighbourHops(draft.settings, draft.source).find(
      (edge) => edge.fromColumns.length === 1 && edge.fromColumns[0] === hit.column.name,
    );
    if (hop && hop.to !== draft.source) return { tables: new Set([hop.to]), role: hop };
  }
  return tables.length > 0 ? { tables: new Set(tables), role: null } : null;
}

function isNamedIn(draft: Draft, table: Table, range: Range): boolean {
  const [name, more] = identifierParts(table.name);
  const words = wordsIn(draft, range);
  return name !== undefined && !more && words.length > 1 && words.some((word) => stem(word) === stem(name));
}

/** "quantity ordered" with a column of order_items. */
function isAbout(table: Table, word: string): boolean {
  return identifierParts(table.name).some((part) => stem(part) === stem(word));
}

function locate(
  draft: Draft,
  table: Table,
  role: Hop | null,
  focus: readonly Table[],
  owned: boolean,
  only: boolean,
): { path: Path | null; penalty: number } | null {
  if (table === draft.source) return { path: null, penalty: 0 };
  if (role && role.to === table) return { path: [role], penalty: 0.02 };
  if (role) {
    const rest = findPath(draft.settings, role.to, table);
    if (rest.kind === "path") return { path: [role, ...rest.path], penalty: 0.04 };
  }
  const result = findPath(draft.settings, draft.source, table);
  if (result.kind !== "path") return owned || focus.includes(table) ? { path: null, penalty: 0.6 } : null;
  // "Meters per town": a meter has one site, and only sites have towns.
  const theirs = only && result.path.length === 1 && isToOne(result.path) ? 0.14 : 0.32;
  const unnamed = owned ? 0.01 : focus.includes(table) ? 0.04 : theirs;
  return { path: result.path, penalty: unnamed + 0.04 * result.path.length };
}

/** Notes how the chosen reading of a phrase was made, piece by piece. */
export function noteColumn(draft: Draft, reading: ColumnReading): void {
  for (const use of reading.others) note(draft, use, use.meaning, use.quality, use.value);
  note(draft, reading.at, reading.meaning, Math.min(1, Math.max(0.05, reading.quality)));
}

/** Whether rows are found by the column: having none then means that the row is missing, and it measures nothing. */
export function isKeyColumn(
  draft: Draft,
  { table, column }: Pick<ColumnReading, "table" | "column">,
): boolean {
  const ends = draft.settings.graph.relationships.flatMap((relationship) => [
    relationship.source,
    relationship.target,
  ]);
  return (
    table.primaryKey.includes(column.name) ||
    isNumbered(table, column) ||
    ends.some((end) => end.table === table.name && end.columns.includes(column.name))
  );
}

/** "FINE_NO" of fines: a number by which the rows are told apart, whether it is declared a key or not. */
function isNumbered(table: Table, column: Column): boolean {
  const parts = identifierParts(column.name).flatMap((part) => expand(part));
  const differs = column.distinctCount !== undefined && column.distinctCount === table.rowCount;
  return differs && ["id", "number", "key", "code"].includes(parts.at(-1) ?? "");
}

/** The column that most relationships join a table by. */
export function mostJoined(graph: Graph, table: Table): Column | undefined {
  const counts = new Map<string, number>();
  for (const relationship of graph.relationships) {
    for (const end of [relationship.source, relationship.target]) {
      if (end.table !== table.name) continue;
      for (const column of end.columns) counts.set(column, (counts.get(column) ?? 0) + 1);
    }
  }
  const best = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
  return table.columns.find((candidate) => candidate.name === best);
}
