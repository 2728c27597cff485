import type { Catalog, Connector } from "../connectors/connector.ts";
import { candidatesByName } from "./candidates.ts";
import { choose } from "./choose.ts";
import { endOf, type KeyColumn, keyColumns } from "./columns.ts";
import { confidenceOf, type Judged, judge } from "./confidence.ts";
import { type Declared, declaredKeys } from "./declared.ts";
import { type Evidence, type Proposal, type ProposalType, pairKey } from "./proposal.ts";
import { sketchOf } from "./sketch.ts";

export interface DiscoveryOptions {
  /** For all of the discovery; what was not looked at by then is judged by names, types and the catalog. */
  readonly timeLimitMs: number;
  /** Aborting rejects with a `cancelled` SourceError. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: DiscoveryProgress) => void;
}

export interface DiscoveryProgress {
  /** Columns whose values were looked at, of those that will be. */
  readonly done: number;
  readonly total: number;
}

export async function proposeRelationships(
  catalogs: readonly Catalog[],
  _connector: Connector,
  _options: DiscoveryOptions,
): Promise<Proposal[]> {
  const columns = keyColumns(catalogs);
  const declared = declaredKeys(catalogs, columns);
  for (const column of columns) {
    if (column.column.values !== undefined) column.sketch = sketchOf(column.column.values);
  }
  const given = declared.map(proposalOfDeclared);
  const known = new Set(given.map(pairKey));
  const found = choose(candidatesByName(columns).map(judge))
    .map(proposalOf)
    .filter((proposal) => !known.has(pairKey(proposal)));
  return [...given, ...found];
}

function proposalOfDeclared({ schema, key, pairs }: Declared): Proposal {
  return {
    source: { schema, table: key.table, columns: key.columns },
    target: { schema: key.targetSchema, table: key.targetTable, columns: key.targetColumns },
    confidence: 1,
    origin: "declared",
    type: "FOREIGN_KEY",
    evidence: evidenceOf(pairs.map(judge)),
  };
}

function proposalOf(pair: Judged): Proposal {
  return {
    source: endOf(pair.source),
    target: endOf(pair.target),
    confidence: confidenceOf(pair.weight),
    origin: "evidence",
    type: typeOf(pair),
    evidence: evidenceOf([pair]),
  };
}

function typeOf({ source, target, values }: Judged): ProposalType {
  if (!target.unique || (values !== null && values.containment < 0.5)) return "MATCHES";
  return source.unique ? "ONE_TO_ONE" : "FOREIGN_KEY";
}

function evidenceOf(pairs: readonly Judged[]): Evidence {
  const [pair] = pairs;
  const values = pair?.values ?? null;
  return {
    nameScore: Math.min(1, ...pairs.map((each) => each.nameScore)),
    sameType: pairs.every(({ source, target }) => source.column.kind === target.column.kind),
    valuesChecked: values?.checked ?? 0,
    containment: values?.containment ?? null,
    exactContainment: values?.exactContainment ?? null,
    reverseContainment: values?.reverse ?? null,
    match: values?.match ?? null,
    targetUnique: pair?.target.unique ?? true,
    uniqueKnown: pair?.target.uniqueKnown ?? "declared",
    sourceDistinct: pair?.source.column.distinctCount ?? null,
    targetDistinct: pair?.target.column.distinctCount ?? null,
    fanOut: pair ? fanOutOf(pair.source) : null,
    sampled: pairs.some(({ source, target }) => source.sampled || target.sampled),
  };
}

function fanOutOf({ filledRows, column }: KeyColumn): Evidence["fanOut"] {
  return filledRows === null || !column.distinctCount
    ? null
    : { average: filledRows / column.distinctCount, max: null };
}
