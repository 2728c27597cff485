import type { z } from "zod";
import {
  countRelationships,
  decideRelationships,
  deleteRelationship,
  findRelationships,
  insertRelationship,
  listRelationshipEnds,
  listRelationships,
  pageOfRelationships,
  type RelationshipDecision,
  raiseVersions,
  updateMeasured,
} from "../../db/queries/graphs.ts";
import type { GraphRow } from "../../db/schema/knowledge-graphs.ts";
import type { Db } from "../../db/schema/store.ts";
import { joinText } from "../contracts/join-text.ts";
import type {
  NewRelationshipRequest,
  ReadJoinResponse,
  RelationshipChangeRequest,
  RelationshipDecisionRequest,
  RelationshipEntry,
  RelationshipListQuery,
  RelationshipListResponse,
} from "../contracts/relationships.ts";
import type { Measured } from "../discovery/measure.ts";
import { pairKey } from "../discovery/proposal.ts";
import type { RelationshipEnd } from "../engine/graph.ts";
import { AppError } from "../errors.ts";
import { changeGraph, requireGraph } from "./graph-change.ts";
import type { Ends } from "./graph-join.ts";
import { measureOne } from "./graph-measures.ts";
import { endsOf, storedPair, wholeGraph } from "./graph-model.ts";
import type { AskGraph } from "./graph-reader.ts";
import { type StoredRelationship, shown } from "./relationship-shown.ts";
import type { SourceConnections } from "./source-connections.ts";
import { takeTurn } from "./turns.ts";

/** The joins of a graph, with what speaks for each and what people decided. Every change raises the graph's version. */
export interface RelationshipService {
  /** A page of them: those that wait for a decision first, the surest before the others. */
  list(query: RelationshipListQuery): Promise<Omit<z.infer<typeof RelationshipListResponse>, "success">>;
  /** Approves, rejects or puts back several; how many. */
  decide(request: RelationshipDecisionRequest): Promise<number>;
  change(request: RelationshipChangeRequest): Promise<RelationshipEntry>;
  /** What a join in English, or written as ends, is; nothing is kept. */
  read(kgName: string, join: string): Promise<Omit<z.infer<typeof ReadJoinResponse>, "success">>;
  /** Adds one by hand, approved and measured; `trouble` says why nothing was measured, or is null. */
  add(
    request: NewRelationshipRequest,
  ): Promise<{ readonly relationship: RelationshipEntry; readonly trouble: string | null }>;
  /** Measures again how it fits; `unavailable` when the source cannot be read, and then its figures stay. */
  measure(kgName: string, id: number): Promise<RelationshipEntry>;
  /** Only what a person added can be deleted: what a build found would come back, and is rejected instead. */
  remove(kgName: string, id: number): Promise<void>;
}

export function createRelationshipService(
  db: Db,
  connections: SourceConnections,
  ask: AskGraph,
): RelationshipService {
  /**
   * What the joins are after a decision. One that was decided so before is no change, and leaves the graph at its
   * version: a new one would make accepted SQL stale.
   */
  const decided = (kgName: string, ids: readonly number[], decision: RelationshipDecision) =>
    db.transaction().execute(async (trx) => {
      const graph = await requireGraph(trx, kgName);
      const known = new Set((await findRelationships(trx, graph.id, ids)).map(({ id }) => id));
      const missing = ids.find((id) => !known.has(id));
      if (missing !== undefined) throw notFound(graph.name, missing);
      if (await decideRelationships(trx, graph.id, ids, decision)) await raiseVersions(trx, [graph.id]);
      return findRelationships(trx, graph.id, ids);
    });

  return {
    async list({ kg_name, status, search, page, page_size }) {
      const graph = await requireGraph(db, kg_name);
      const place = { limit: page_size, offset: (page - 1) * page_size };
      const found = search
        ? searched(await listRelationshipEnds(db, graph.id), search, status, place)
        : {
            ids: await pageOfRelationships(db, graph.id, status, place),
            counts: countsOf(await countRelationships(db, graph.id)),
          };
      await takeTurn();
      const { ids, counts } = found;
      const byId = new Map((await findRelationships(db, graph.id, ids)).map((row) => [row.id, row]));
      const total = status ? counts[status] : counts.proposed + counts.approved + counts.rejected;
      return {
        relationships: ids.flatMap((id) => byId.get(id) ?? []).map(shown),
        total,
        page,
        total_pages: Math.max(1, Math.ceil(total / page_size)),
        counts,
      };
    },

    async decide({ kg_name, relationship_ids: ids, status }) {
      await decided(kg_name, ids, decisionOf(status));
      return ids.length;
    },

    async change({ kg_name, relationship_id: id, status, priority, excluded }) {
      const decision = {
        ...(status && decisionOf(status)),
        ...(priority !== undefined && { priority }),
        ...(excluded !== undefined && { excluded: Number(excluded) }),
      };
      if (Object.keys(decision).length === 0)
        throw new AppError("invalid", "Nothing is to be changed: send status, priority or excluded.");
      const [join] = await decided(kg_name, [id], decision);
      return shown(join as StoredRelationship);
    },

    async read(kgName, join) {
      const graph = await requireGraph(db, kgName);
      const { written, ...ends } = await ask("readJoin", await wholeGraph(db, graph), join);
      const known = await findPair(db, graph.id, ends);
      const status = (known?.status as RelationshipEntry["status"] | undefined) ?? null;
      const shownEnd = (end: RelationshipEnd) => ({ ...end, columns: [...end.columns] });
      return {
        ...{ join: joinText(ends), written, status },
        source: shownEnd(ends.source),
        target: shownEnd(ends.target),
      };
    },

    async add({ kg_name: kgName, join, pairs }) {
      const asked = await requireGraph(db, kgName);
      // With the names that people gave, by which a sentence may call its tables.
      const graph = await wholeGraph(db, asked);
      const { source, target } = pairs
        ? await ask("pairedEnds", graph, pairs)
        : await ask("readJoin", graph, join ?? "");
      const ends = { source, target };
      const known = await findPair(db, asked.id, ends);
      // The source may take its time: the store is not kept waiting meanwhile.
      const { measured, trouble } = await measureOne(db, connections, asked, known ? endsOf(known) : ends);
      const relationship = await changeGraph(db, kgName, (trx, graph) =>
        addMeasured(trx, graph, ends, measured),
      );
      return { relationship, trouble };
    },

    async measure(kgName, id) {
      const graph = await requireGraph(db, kgName);
      const row = await requireOne(db, graph, id);
      const { measured, trouble } = await measureOne(db, connections, graph, endsOf(row));
      if (!measured) throw new AppError("unavailable", `Nothing was measured. ${trouble}`);
      await keepMeasured(db, row, measured);
      return shown(await requireOne(db, graph, id));
    },

    remove: (kgName, id) =>
      changeGraph(db, kgName, async (trx, graph) => {
        const row = await requireOne(trx, graph, id);
        if (row.origin !== "person")
          throw new AppError("conflict", "This join was found in the source. Reject it, and it is not used.");
        await deleteRelationship(trx, graph.id, id);
      }),
  };
}

async function findPair(db: Db, graphId: number, ends: Ends): Promise<StoredRelationship | undefined> {
  const key = pairKey(ends);
  return (await listRelationships(db, graphId)).find((row) => pairKey(endsOf(row)) === key);
}

/** Approves the join, which may be there already: proposed, rejected, or written the other way round. */
async function addMeasured(db: Db, graph: GraphRow, ends: Ends, measured: Measured | null) {
  const known = await findPair(db, graph.id, ends);
  if (known) {
    await decideRelationships(db, graph.id, [known.id], decisionOf("approved"));
    if (measured) await keepMeasured(db, known, measured);
    return shown(await requireOne(db, graph, known.id));
  }
  const id = await insertRelationship(db, {
    graph_id: graph.id,
    ...storedPair(ends),
    type: measured?.type ?? "MATCHES",
    confidence: 1,
    priority: 0,
    origin: "person",
    status: "approved",
    evidence: measured && JSON.stringify(measured.evidence),
  });
  return shown(await requireOne(db, graph, id));
}

/** A person's join is what the data says that it is; what was found or declared keeps its kind. */
async function keepMeasured(db: Db, row: StoredRelationship, { type, evidence }: Measured): Promise<void> {
  const kept = row.origin === "person" ? type : row.type;
  await updateMeasured(db, row.id, { type: kept, evidence: JSON.stringify(evidence) });
}

async function requireOne(db: Db, graph: GraphRow, id: number): Promise<StoredRelationship> {
  const [row] = await findRelationships(db, graph.id, [id]);
  if (!row) throw notFound(graph.name, id);
  return row;
}

function notFound(kgName: string, id: number): AppError {
  return new AppError("not_found", `The knowledge graph "${kgName}" has no join with id ${id}.`);
}

/** Whoever approves a join is sure of it; what the data said stays in its evidence. */
function decisionOf(status: RelationshipEntry["status"]): RelationshipDecision {
  return status === "approved" ? { status, confidence: 1 } : { status };
}

type ListedJoin = Awaited<ReturnType<typeof listRelationshipEnds>>[number];

interface PageOfJoins {
  readonly ids: readonly number[];
  readonly counts: Record<RelationshipEntry["status"], number>;
}

/** What a search finds in the names of tables and columns; in no store can that be asked for in any case. */
function searched(
  rows: readonly ListedJoin[],
  search: string,
  status: RelationshipEntry["status"] | undefined,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): PageOfJoins {
  const found = rows.filter((row) => says(row, search));
  const listed = found.filter((row) => !status || row.status === status).sort(undecidedFirst);
  const ids = listed.slice(offset, offset + limit).map(({ id }) => id);
  const inState = Map.groupBy(found, (row) => row.status);
  return { ids, counts: countsOf(new Map([...inState].map(([state, joins]) => [state, joins.length]))) };
}

function countsOf(counts: ReadonlyMap<string, number>): PageOfJoins["counts"] {
  const of = (status: string) => counts.get(status) ?? 0;
  return { proposed: of("proposed"), approved: of("approved"), rejected: of("rejected") };
}

function says(row: ListedJoin, search: string): boolean {
  const columns = (text: string) => JSON.parse(text) as string[];
  const source = [row.source_schema, row.source_table, ...columns(row.source_columns)];
  const text = [...source, row.target_schema, row.target_table, ...columns(row.target_columns)].join(" ");
  return text.toLowerCase().includes(search.toLowerCase());
}

const ORDER = ["proposed", "approved", "rejected"];

function undecidedFirst(a: ListedJoin, b: ListedJoin): number {
  return ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || b.confidence - a.confidence || a.id - b.id;
}
