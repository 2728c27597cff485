import type { Catalog } from "../connectors/connector.ts";
import type { Column, RelationshipEnd, Table } from "../engine/graph.ts";
import { Groups } from "./choose.ts";
import { type SharedColumns, sharedColumns } from "./composite-candidates.ts";
import { confidenceOf } from "./confidence.ts";
import { isSampled } from "./gather.ts";
import { countsOf, isDeclaredKey, type Key, measureKeys } from "./measure.ts";
import { compareText, type Evidence, type Proposal } from "./proposal.ts";
import type { Reader } from "./reader.ts";

/** Pairs of tables whose data is looked at. */
const MOST_PAIRS = 100;
/** Sets of columns that are counted in one target to find those that tell its rows apart. */
const MOST_COUNTED = 20;
/** How many columns such a set has at most. */
const MOST_COLUMNS = 3;
/** Of the source's keys so many must be in the target. */
const LEAST_CONTAINED = 0.9;
/** What is less likely than this is not shown to anyone. */
const LEAST_CONFIDENCE = 0.5;
/** In log-odds: shown to people and not ticked. */
const MOST_UNSURE = 1.1;

type Pairs = SharedColumns["pairs"];

interface Found {
  readonly proposal: Proposal;
  /** Log-odds. */
  readonly weight: number;
}

/**
 * The keys of several columns that nobody declared: columns that are called the same in two tables, tell the rows of
 * one apart only together, and whose values in the other are found there. `isJoined`: whether two tables have a join
 * of one column already.
 */
export async function compositeProposals(
  reader: Reader,
  catalogs: readonly Catalog[],
  isJoined: (a: Table, b: Table) => boolean,
): Promise<Proposal[]> {
  const keys = new KeysOf(reader);
  const found: Found[] = [];
  let looked = 0;
  for (const shared of await sharedColumns(catalogs, reader.breathe)) {
    await reader.breathe();
    if (isJoined(shared.source, shared.target) || !mayHoldKey(shared)) continue;
    if (++looked > MOST_PAIRS) break;
    const proposed: Found[] = [];
    for (const pairs of await keys.among(shared)) {
      const one = await propose(reader, shared, pairs);
      if (one) proposed.push(one);
    }
    // Of several ways to join two tables the best one will do.
    found.push(...proposed.sort(likeliestFirst).slice(0, 1));
  }
  return withoutImplied(found.sort(likeliestFirst));
}

function likeliestFirst(a: Found, b: Found): number {
  const size = ({ proposal }: Found) => proposal.evidence.targetDistinct ?? 0;
  return b.weight - a.weight || size(b) - size(a);
}

/** Each pair in its better direction, each source with its best target, and no pair that follows from two others. */
function withoutImplied(ordered: readonly Found[]): Proposal[] {
  const groups = new Groups<string>();
  const settled = new Set<string>();
  return ordered.flatMap(({ proposal }) => {
    const [source, target] = [keyOfEnd(proposal.source), keyOfEnd(proposal.target)];
    if (settled.has(source) || groups.same(source, target)) return [];
    settled.add(source);
    groups.join(source, target);
    return proposal;
  });
}

function keyOfEnd({ schema, table, columns }: RelationshipEnd): string {
  return JSON.stringify([schema, table, ...columns.toSorted(compareText)]);
}

/** Counting a part of the rows says nothing of the others, and where one column is a key no second is needed. */
function mayHoldKey({ source, target, pairs }: SharedColumns): boolean {
  if (isSampled(target) || (target.rowCount ?? 0) < 2 || source.rowCount === 0) return false;
  return !pairs.some(
    ({ target: column }) => column.distinctCount === target.rowCount || isDeclared(target, [column]),
  );
}

function isDeclared(of: Table, columns: readonly Column[]): boolean {
  return isDeclaredKey({ of, columns });
}

/** Which sets of columns tell the rows of a table apart; each is counted once, whatever it is compared with. */
class KeysOf {
  readonly #reader: Reader;
  readonly #counted = new Map<Table, Map<string, boolean>>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** The declared key, where all of it is shared; else the smallest sets that are unique. */
  async among({ target, pairs }: SharedColumns): Promise<Pairs[]> {
    const declared = [target.primaryKey, ...target.uniqueKeys]
      .map((key) => pairs.filter((pair) => key.includes(pair.target.name)))
      .find((part) => part.length > 1 && isDeclared(target, columnsOf(part)));
    if (declared) return [declared];
    for (let size = 2; size <= Math.min(MOST_COLUMNS, pairs.length); size++) {
      const unique: Pairs[] = [];
      for (const some of subsets(pairs, size))
        if (await this.#isUnique(target, columnsOf(some))) unique.push(some);
      if (unique.length > 0) return unique;
    }
    return [];
  }

  async #isUnique(target: Table, columns: readonly Column[]): Promise<boolean> {
    const rows = target.rowCount ?? 0;
    // Columns of few values each cannot tell many rows apart: no need to count.
    if (combinationsOf(columns, rows) < rows) return false;
    const counted = this.#counted.get(target) ?? new Map<string, boolean>();
    this.#counted.set(target, counted);
    const key = JSON.stringify(columns.map(({ name }) => name).sort());
    const known = counted.get(key);
    if (known !== undefined || counted.size >= MOST_COUNTED) return known ?? false;
    const counts = await countsOf(this.#reader, { of: target, columns });
    const unique = counts !== null && counts.keys === rows;
    counted.set(key, unique);
    return unique;
  }
}

function columnsOf(pairs: Pairs): Column[] {
  return pairs.map(({ target }) => target);
}

/** How many keys the values of the columns could make; `unknown` stands for a column that was not counted. */
function combinationsOf(columns: readonly Column[], unknown: number): number {
  return columns.reduce((product, { distinctCount }) => product * (distinctCount ?? unknown), 1);
}

function subsets<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, at) => subsets(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]));
}

async function propose(
  reader: Reader,
  { source, target }: SharedColumns,
  pairs: Pairs,
): Promise<Found | null> {
  const from = { of: source, columns: pairs.map((pair) => pair.source) };
  const to = { of: target, columns: columnsOf(pairs) };
  const measured = await measureKeys(reader, from, to);
  if (!measured?.evidence.targetUnique) return null;
  const sum = weigh(measured.evidence, to);
  // Only a declared key that is not the other table's own key too is surely meant to be pointed at: columns that
  // happen to be unique together, and tables that are about the same things, are met everywhere.
  const weight = isDeclaredKey(to) && !isPrimaryKey(from) ? sum : Math.min(sum, MOST_UNSURE);
  const confidence = confidenceOf(weight);
  if (confidence < LEAST_CONFIDENCE) return null;
  const proposal: Proposal = {
    source: endOf(from),
    target: endOf(to),
    origin: "evidence",
    confidence,
    ...measured,
  };
  return { proposal, weight };
}

function isPrimaryKey({ of, columns }: Key): boolean {
  return of.primaryKey.length > 0 && of.primaryKey.every((part) => columns.some(({ name }) => name === part));
}

function endOf({ of, columns }: Key): RelationshipEnd {
  return { schema: of.schema, table: of.name, columns: columns.map(({ name }) => name) };
}

/** Log-odds, as for single columns: what is unlikely by chance speaks for it, what is missing against it. */
function weigh({ containment, valuesChecked, targetDistinct }: Evidence, target: Key): number {
  if (containment === null || containment < LEAST_CONTAINED) return Number.NEGATIVE_INFINITY;
  const distinct = targetDistinct ?? 0;
  // Where nearly every combination of the values is there, any other table's are there too.
  const density = Math.min(0.98, distinct / combinationsOf(target.columns, distinct));
  const surprise = valuesChecked * containment * -Math.log(density);
  const pro = Math.min(5.5, 0.3 * surprise) * containment;
  const contained = containment >= 0.99 ? 0.7 : 0;
  const declared = isDeclaredKey(target) ? 2 : 0;
  return -1.5 + pro + contained + declared - 6 * (1 - containment);
}
