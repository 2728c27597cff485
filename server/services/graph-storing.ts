import { setImmediate } from "node:timers/promises";
import {
  addSchemas,
  deleteRelationship,
  findGraph,
  insertGraph,
  insertRelationship,
  insertRelationships,
  listGraphsOfSchemas,
  listRelationships,
  type NewRelationship,
  raiseVersions,
  replaceFound,
  updateEvidence,
} from "../../db/queries/graphs.ts";
import { saveSchema } from "../../db/queries/sources.ts";
import type { GraphRow } from "../../db/schema/knowledge-graphs.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Catalog } from "../connectors/connector.ts";
import type { GraphChanges } from "../contracts/graph-builds.ts";
import { joinText } from "../contracts/join-text.ts";
import type { Measured } from "../discovery/measure.ts";
import type { Proposal } from "../discovery/proposal.ts";
import { compareProposals, isTurned, type Rebuilt } from "../discovery/rebuild.ts";
import type { Table } from "../engine/graph.ts";
import { catalogText } from "./catalog-text.ts";
import type { FileHeaders } from "./file-headers.ts";
import {
  type ChangedJoin,
  changeOfDecided,
  changesOfTables,
  joinOf,
  shortened,
  toldDifferences,
} from "./graph-differences.ts";
import { listGraphTables } from "./graph-lookup.ts";
import { endsOf, evidenceOf, storedPair } from "./graph-model.ts";
import { listTouchedKpis, listUnused } from "./graph-unused.ts";
import { enumerate } from "./text.ts";

const JOINS_AT_A_TIME = 50;

/** What a build found in a source. */
export interface Found {
  readonly catalogs: readonly Catalog[];
  readonly proposals: readonly Proposal[];
  /** By id, how those approved joins fit that are not among the proposals. */
  readonly measured: ReadonlyMap<number, Measured>;
  /** What columns are called in the files that they came from. */
  readonly headers: FileHeaders;
}

export interface Stored {
  /** What came of it, in a sentence. */
  readonly message: string;
  /** Null for a graph that is made for the first time. */
  readonly changes: GraphChanges | null;
}

/**
 * Keeps what a build found as a knowledge graph, all or nothing. Declared keys are approved, everything else waits for
 * a person's decision; what people decided or added before stays. Other graphs about the same schemas see the tables as
 * they are now, too.
 */
export async function storeBuiltGraph(
  db: Db,
  { kg_name, source_id }: { readonly kg_name: string; readonly source_id: number },
  found: Found,
): Promise<Stored> {
  const { catalogs, proposals } = found;
  const texts: { readonly name: string; readonly catalog: string }[] = [];
  for (const each of catalogs) texts.push({ name: each.schema, catalog: await catalogText(each) });
  await setImmediate();
  return db.transaction().execute(async (trx) => {
    const known = await findGraph(trx, kg_name);
    const before = known ? await listGraphTables(trx, known.id) : [];
    const schemaIds: number[] = [];
    for (const text of texts) schemaIds.push(await saveSchema(trx, { source_id, ...text }));
    await raiseVersions(trx, await listGraphsOfSchemas(trx, schemaIds));
    const tables = count(
      catalogs.reduce((sum, catalog) => sum + catalog.tables.length, 0),
      "table",
    );
    if (!known) {
      const graphId = await insertGraph(trx, { name: kg_name, source_id }, schemaIds);
      await insertAll(trx, graphId, proposals);
      await found.headers.addAliases(trx, graphId, catalogs);
      const declared = proposals.filter(({ origin }) => origin === "declared").length;
      const message = `${tables}, ${count(declared, "declared join")}, ${count(proposals.length - declared, "proposed join")}.`;
      return { message, changes: null };
    }
    await addSchemas(trx, known.id, schemaIds);
    const changes = await bringUpToDate(trx, known, before, found);
    return { message: `${tables}, ${sentencesOf(changes)}`, changes: shortened(changes) };
  });
}

/** Thousands of joins, so that others have their turn in between. */
async function insertAll(db: Db, graphId: number, proposals: readonly Proposal[]): Promise<void> {
  for (let at = 0; at < proposals.length; at += JOINS_AT_A_TIME) {
    await setImmediate();
    const some = proposals.slice(at, at + JOINS_AT_A_TIME);
    await insertRelationships(
      db,
      some.map((proposal) => toRow(graphId, proposal)),
    );
  }
}

type AllChanges = Omit<GraphChanges, "left_out">;

async function bringUpToDate(
  db: Db,
  graph: GraphRow,
  before: readonly Table[],
  found: Found,
): Promise<AllChanges> {
  // A build may be of some schemas of the graph: what it did not read is as it was.
  const read = new Set(found.catalogs.map(({ schema }) => schema));
  const known = (await listRelationships(db, graph.id))
    .map(knownJoin)
    .filter(({ source, target }) => read.has(source.schema) && read.has(target.schema));
  const joins: ChangedJoin[] = [];
  for (const rebuilt of compareProposals(known, found.proposals)) {
    const changed = await bringJoinUpToDate(db, graph.id, rebuilt, found.measured);
    if (changed) joins.push(changed);
  }
  const changed = changesOfTables(
    before.filter(({ schema }) => read.has(schema)),
    found.catalogs,
  );
  const unused = [
    ...(await listUnused(db, graph.id, await listGraphTables(db, graph.id))),
    ...(await listTouchedKpis(db, graph.name, changed)),
  ];
  return { ...changed, joins, unused };
}

/** Of decisions and of what people added only the evidence is brought up to date. */
async function bringJoinUpToDate(
  db: Db,
  graphId: number,
  rebuilt: Rebuilt<ReturnType<typeof knownJoin>>,
  measured: Found["measured"],
): Promise<ChangedJoin | null> {
  const { known, proposal } = rebuilt;
  if (known === null) {
    const row = toRow(graphId, proposal);
    await insertRelationship(db, row);
    return { ...joinOf(proposal), change: "new", status: row.status, worse: false, differences: [] };
  }
  if (known.status !== "proposed" || known.origin === "person") {
    const now = proposal && !isTurned(known, proposal) ? proposal.evidence : measured.get(known.id)?.evidence;
    if (!now) return null;
    await updateEvidence(db, known.id, JSON.stringify(now));
    return changeOfDecided({ ...joinOf(known), status: known.status }, known.evidence, now);
  }
  if (proposal === null) {
    await deleteRelationship(db, graphId, known.id);
    return { ...joinOf(known), change: "gone", status: "proposed", worse: false, differences: [] };
  }
  // A key that was put back stays undecided; one that was declared since is approved like any other.
  const status = known.origin === "declared" ? "proposed" : statusOf(proposal);
  await replaceFound(db, known.id, { ...foundIn(proposal), status });
  const differences = toldDifferences(rebuilt.differences);
  return differences.length === 0
    ? null
    : { ...joinOf(proposal), change: "other", status, worse: false, differences };
}

/** Joins that are named in a sentence; the page has all of them. */
const MOST_NAMED = 3;

function sentencesOf({ joins, unused }: AllChanges): string {
  const added = joins.filter(({ change }) => change === "new").length;
  const gone = joins.filter(({ change }) => change === "gone").length;
  const worse = joins.filter((join) => join.worse).map(joinText);
  const kept = unused.filter(({ kind }) => kind !== "kpi").length;
  const sentences = [
    `${count(added, "new join")}, ${count(gone, "proposed join")} that nothing speaks for any more.`,
  ];
  const others = worse.length > MOST_NAMED ? [`${count(worse.length - MOST_NAMED, "other")}`] : [];
  if (worse.length > 0)
    sentences.push(
      `Approved, but fits much worse now: ${enumerate([...worse.slice(0, MOST_NAMED), ...others])}.`,
    );
  if (kept > 0)
    sentences.push(
      `${count(kept, "approved join, name or rule", "approved joins, names or rules")} about what is gone: kept and not used.`,
    );
  return sentences.join(" ");
}

function count(n: number, one: string, several = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : several}`;
}

function knownJoin(row: Awaited<ReturnType<typeof listRelationships>>[number]) {
  const { id, type, origin, confidence } = row;
  const status = row.status as NewRelationship["status"];
  return { id, status, ...endsOf(row), type, origin, confidence, evidence: evidenceOf(row) };
}

function toRow(graph_id: number, proposal: Proposal): NewRelationship {
  return { graph_id, ...foundIn(proposal), priority: 0, status: statusOf(proposal) };
}

function foundIn({ source, target, type, confidence, origin, evidence }: Proposal) {
  return { ...storedPair({ source, target }), type, confidence, origin, evidence: JSON.stringify(evidence) };
}

function statusOf({ origin }: Proposal): NewRelationship["status"] {
  return origin === "declared" ? "approved" : "proposed";
}
