import type { Catalog, Connector } from "../connectors/connector.ts";
import type { Table } from "../engine/graph.ts";
import { type Candidate, candidatesByName } from "./candidates.ts";
import { candidatesByValue } from "./candidates-by-value.ts";
import { choose, LEAST_CONFIDENCE } from "./choose.ts";
import { type KeyColumn, keyColumns } from "./columns.ts";
import { compositeProposals } from "./composite.ts";
import { confidenceOf, type Judged, judge } from "./confidence.ts";
import { declaredKeys } from "./declared.ts";
import { gatherSketches, isSampled } from "./gather.ts";
import { LIKELY, type Proposal } from "./proposal.ts";
import { Reader } from "./reader.ts";
import { checkedBy, sketchOf, sketchSize } from "./sketch.ts";
import { declaredProposal, foundProposal } from "./to-proposal.ts";
import { verify } from "./verify.ts";

/** With fewer values of the source compared, the target is asked. */
const ENOUGH_VALUES = 30;

export interface DiscoveryOptions {
  /** For all of the discovery; what was not looked at by then is judged by names, types and the catalog. */
  readonly timeLimitMs: number;
  /** Aborting rejects with a `cancelled` SourceError. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: DiscoveryProgress) => void;
}

export interface DiscoveryProgress {
  /** Columns whose values were looked at, then also proposals that were counted. */
  readonly done: number;
  /** Of how many; grows once, when it is known how many proposals there are to count. */
  readonly total: number;
}

/**
 * The relationships of some schemas of one source: the declared ones, then what the data suggests, the likeliest
 * first. Reads at most 200,000 rows of a table at a time. Rejects with a SourceError when cancelled or when the source
 * is gone; a table that cannot be read is judged by its names.
 */
export async function proposeRelationships(
  catalogs: readonly Catalog[],
  connector: Connector,
  options: DiscoveryOptions,
): Promise<Proposal[]> {
  const reader = new Reader(connector, options);
  const columns = await keyColumns(catalogs, reader.breathe);
  const declared = declaredKeys(catalogs, columns);
  const byName = await candidatesByName(columns, reader.breathe);
  const looked = await lookAtValues(
    reader,
    inOrder(columns, [...declared.flatMap(({ pairs }) => pairs), ...byName]),
    options,
  );
  const byValue = await candidatesByValue(columns, byName, reader.breathe);
  const pairsOfKeys = declared.flatMap(({ pairs }) => pairs);
  const promising = await judgeAll([...byName, ...byValue], reader.breathe);
  const verified = await verify(reader, [...pairsOfKeys, ...promising].filter(isUnclear));
  const judged = (pair: Candidate): Judged => judge(pair, verified.get(pair));
  const found = promising.map((pair) => (verified.has(pair) ? judged(pair) : pair));

  const single = declared.flatMap(({ pairs, key }) => (key.columns.length === 1 ? pairs : []));
  await reader.breathe();
  const chosen = choose(found, single);
  await reader.breathe();

  const composite = await compositeProposals(
    reader,
    catalogs,
    joinedTables([...pairsOfKeys, ...likely(chosen)]),
  );

  const proposals: Proposal[] = [];
  const total = looked + declared.length + chosen.length + composite.length;
  const add = (proposal: Proposal) => {
    proposals.push(proposal);
    options.onProgress?.({ done: looked + proposals.length, total });
  };
  for (const each of declared) add(await declaredProposal(reader, each, each.pairs.map(judged)));
  for (const pair of chosen) add(await foundProposal(reader, pair));
  for (const proposal of composite) add(proposal);
  return proposals;
}

function likely(pairs: readonly Judged[]): Judged[] {
  return pairs.filter(({ weight }) => confidenceOf(weight) >= LIKELY);
}

/** Says whether one of the pairs is between two tables. */
function joinedTables(pairs: readonly Candidate[]): (a: Table, b: Table) => boolean {
  const joined = new Map<Table, Set<Table>>();
  for (const { source, target } of pairs)
    for (const [a, b] of [
      [source.of, target.of],
      [target.of, source.of],
    ] as const)
      joined.set(a, (joined.get(a) ?? new Set()).add(b));
  return (a, b) => joined.get(a)?.has(b) === true;
}

/** Answers how many columns there were to look at. */
async function lookAtValues(
  reader: Reader,
  columns: readonly KeyColumn[],
  { onProgress }: DiscoveryOptions,
): Promise<number> {
  const size = sketchSize(columns.length);
  // A whole value index needs no query.
  for (const column of columns) {
    await reader.breathe();
    const { values, distinctCount } = column.column;
    if (values !== undefined && values.length === distinctCount && !isSampled(column.of))
      column.sketch = sketchOf(values, size);
  }
  const unseen = columns.filter((column) => column.sketch === null && column.column.distinctCount !== 0);
  const total = unseen.length;
  await gatherSketches(reader, unseen, size, (done) => onProgress?.({ done, total }));
  return total;
}

/** Columns in the order in which their values are worth a query: those of the best pairs first, then keys, then others. */
function inOrder(columns: readonly KeyColumn[], pairs: readonly Candidate[]): KeyColumn[] {
  const promising = pairs
    .toSorted((a, b) => b.nameScore - a.nameScore)
    .flatMap(({ source, target }) => [source, target]);
  const keys = columns.filter(
    ({ unique, nearlyUnique, name }) => unique || nearlyUnique || name.key !== null,
  );
  return [...new Set([...promising, ...keys, ...columns])];
}

/** Those of the pairs that may be proposed, as far as the sketches say. */
async function judgeAll(pairs: readonly Candidate[], breathe: () => Promise<void>): Promise<Judged[]> {
  const promising: Judged[] = [];
  for (const pair of pairs) {
    await breathe();
    const judged = judge(pair);
    if (confidenceOf(judged.weight) >= LEAST_CONFIDENCE) promising.push(judged);
  }
  return promising;
}

function isUnclear({ source, target }: Candidate): boolean {
  if (!source.sketch || !target.sketch) return false;
  const seen = checkedBy(source.sketch, target.sketch);
  return target.sampled || seen < Math.min(ENOUGH_VALUES, source.sketch.loose.length);
}
