import type { Catalog, Connector } from "../connectors/connector.ts";
import type { Column, RelationshipEnd, Table } from "../engine/graph.ts";
import { countKeys } from "../engine/sql/key-statements.ts";
import { namedColumn } from "./columns.ts";
import { isSampled, MOST_ROWS, sketchOfKey } from "./gather.ts";
import type { DiscoveryOptions } from "./index.ts";
import { nameScore } from "./names.ts";
import type { Evidence, ProposalType } from "./proposal.ts";
import { Reader } from "./reader.ts";
import { Lookup, type Overlap, type Sketch } from "./sketch.ts";
import { typeOf } from "./to-proposal.ts";
import { compareValues, type ValueEvidence } from "./value-evidence.ts";
import { askTarget } from "./verify.ts";

/** What the source says of a join that somebody already has in mind. */
export interface Measured {
  readonly type: ProposalType;
  readonly evidence: Evidence;
}

/** A table of the source with the columns of it that are one end of a join. */
export interface Key {
  readonly of: Table;
  readonly columns: readonly Column[];
}

interface Join {
  readonly source: RelationshipEnd;
  readonly target: RelationshipEnd;
}

/**
 * Measures joins of one column or several, in their order, by the same bounds as a discovery. Null for one whose
 * columns are not in the catalogs, or that could not be read in time. Rejects with a SourceError when cancelled or
 * when the source is gone.
 */
export async function measureJoins(
  catalogs: readonly Pick<Catalog, "tables">[],
  connector: Connector,
  joins: readonly Join[],
  options: DiscoveryOptions,
): Promise<(Measured | null)[]> {
  const reader = new Reader(connector, options);
  const tables = catalogs.flatMap((catalog) => catalog.tables);
  const measured: (Measured | null)[] = [];
  for (const { source, target } of joins) {
    const [from, to] = [keyIn(tables, source), keyIn(tables, target)];
    measured.push(from && to ? await measureKeys(reader, from, to) : null);
    options.onProgress?.({ done: measured.length, total: joins.length });
  }
  return measured;
}

function keyIn(tables: readonly Table[], { schema, table, columns }: RelationshipEnd): Key | null {
  const of = tables.find((each) => each.schema === schema && each.name === table);
  const found = columns.flatMap((name) => of?.columns.find((column) => column.name === name) ?? []);
  return of && found.length === columns.length ? { of, columns: found } : null;
}

/** Reads both ends once each, and counts their keys. */
export async function measureKeys(reader: Reader, source: Key, target: Key): Promise<Measured | null> {
  const from = await sketchOfKey(reader, source.of, source.columns);
  if (!from) return null;
  const lookup = new Lookup(from);
  const to = await sketchOfKey(reader, target.of, target.columns, { meet: (key) => lookup.meet(key) });
  const counts = await countsOf(reader, source);
  const targetCounts = await countsOf(reader, target);
  if (!to || !counts || !targetCounts) return null;
  const met = isSampled(target.of) ? await askedOf(reader, source, target) : lookup.overlap();
  const values = compareValues(looked(source, from), looked(target, to), met);
  return {
    type: typeOf(counts.unique, targetCounts.unique, values),
    evidence: {
      ...namesOf(source, target),
      ...valuesOf(values),
      ...countedOf(source, counts, target, targetCounts),
    },
  };
}

function looked({ of }: Key, sketch: Sketch) {
  return { sketch, sampled: isSampled(of) };
}

/** A large target is asked through its declared key, where it has one. */
async function askedOf(reader: Reader, source: Key, target: Key): Promise<Overlap | undefined> {
  const [from, to] = [source.columns[0], target.columns[0]];
  if (!from || !to || source.columns.length > 1 || !isDeclaredKey(target)) return undefined;
  const asked = await askTarget(reader, { of: source.of, column: from }, { of: target.of, column: to });
  return asked ?? undefined;
}

interface Counts {
  readonly keys: number;
  readonly average: number | null;
  readonly most: number;
  readonly unique: boolean;
  readonly known: Evidence["uniqueKnown"];
}

export async function countsOf(reader: Reader, key: Key): Promise<Counts | null> {
  const row: number[] = [];
  const statement = countKeys(reader.dialect, key.of, key.columns, MOST_ROWS);
  const whole = await reader.read(statement, (cells) => row.push(...cells.map(Number)));
  const [keys, rows, most] = row;
  if (!whole || keys === undefined || rows === undefined || most === undefined) return null;
  const declared = isDeclaredKey(key);
  return {
    keys,
    average: keys > 0 ? rows / keys : null,
    most,
    unique: declared || most === 1,
    known: declared ? "declared" : isSampled(key.of) ? "sampled" : "measured",
  };
}

/** Whether its columns, or some of them, are declared or known to be unique. */
export function isDeclaredKey({ of, columns }: Key): boolean {
  const names = columns.map(({ name }) => name);
  return [of.primaryKey, ...of.uniqueKeys].some(
    (key) => key.length > 0 && key.every((name) => names.includes(name)),
  );
}

function namesOf(source: Key, target: Key): Pick<Evidence, "nameScore" | "sameType"> {
  const pairs = source.columns.map((column, at) => [column, target.columns[at] ?? column] as const);
  const scores = pairs.map(([from, to]) =>
    nameScore(namedColumn(source.of, from), namedColumn(target.of, to), source.of === target.of),
  );
  return {
    nameScore: Math.min(1, ...scores),
    sameType: pairs.every(([from, to]) => from.kind === to.kind),
  };
}

function valuesOf(values: ValueEvidence | null) {
  return {
    valuesChecked: values?.checked ?? 0,
    containment: values?.containment ?? null,
    exactContainment: values?.exactContainment ?? null,
    reverseContainment: values?.reverse ?? null,
    match: values?.match ?? null,
  };
}

function countedOf(source: Key, from: Counts, target: Key, to: Counts) {
  return {
    targetUnique: to.unique,
    uniqueKnown: to.known,
    sourceDistinct: from.keys,
    targetDistinct: to.keys,
    fanOut: from.average === null ? null : { average: from.average, max: from.most },
    sampled: isSampled(source.of) || isSampled(target.of),
  };
}
