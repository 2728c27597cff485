import { findGraph, listRelationships } from "../../db/queries/graphs.ts";
import type { Db } from "../../db/schema/store.ts";
import type { ProposedJoins } from "../contracts/executions.ts";
import { joinText } from "../contracts/join-text.ts";
import type { RelationshipEntry } from "../contracts/relationships.ts";
import type { Graph } from "../engine/graph.ts";
import {
  type CompileRequest,
  type CompileResult,
  compile,
  type DiagnosticCode,
  type Refused,
} from "../engine/index.ts";
import { missingIn } from "./graph-lookup.ts";
import { namesInSql } from "./graph-unused.ts";
import type { EngineRequest } from "./graph-work.ts";
import { shown } from "./relationship-shown.ts";
import { enumerate } from "./text.ts";
import { takeTurn } from "./turns.ts";

/** What one of the diagnostics of a refusal becomes when joins that wait for a decision are all that is missing. */
export interface JoinOffer {
  /** Which of the diagnostics. */
  readonly at: number;
  readonly message: string;
  /** null when some would help, and there was no time to find out which. */
  readonly proposed: ProposedJoins | null;
}

/** Where tables cannot be joined, what the other one knows is not understood either. */
const MAY_LACK_A_JOIN: ReadonlySet<DiagnosticCode> = new Set(["no_join", "unknown_phrase"]);

/** As many as are tried alone: each is a compilation, which takes a second on a graph of thousands of tables. */
const MOST_TRIED = 5;

/** No compilation is begun later than this, in milliseconds: whoever waits for a refusal would rather have it. */
const MOST_MS = 2000;

type Join = RelationshipEntry;

/**
 * The proposed joins with which a refused definition would be answered; null when approving some would not help.
 * They are found by trying, so that whatever is offered is known to be enough. Other requests have their turn between two
 * trials; after `limitMs` no more are made, and the offer says that not all were tried.
 */
export async function offerJoins(
  db: Db,
  graph: Graph,
  request: EngineRequest,
  refused: Refused,
  limitMs = MOST_MS,
): Promise<JoinOffer | null> {
  if (!refused.diagnostics.every(({ code }) => MAY_LACK_A_JOIN.has(code))) return null;
  const proposed = await undecided(db, graph);
  if (proposed.length === 0) return null;
  const found = await findEnough({ ...request, graph }, refused, proposed, limitMs);
  if (!found) return null;
  const at = Math.max(
    0,
    refused.diagnostics.findIndex(({ code }) => code === "no_join"),
  );
  const { span } = refused.diagnostics[at] ?? refused.diagnostics[0];
  const phrase = span ? `"${request.definition.slice(span.start, span.end)}": ` : "";
  return {
    at,
    message: phrase + sentenceOf(found),
    proposed: found.joins.length > 0 ? shortened(found) : null,
  };
}

/** Those between the tables that were selected, the surest first. */
async function undecided(db: Db, graph: Graph): Promise<Join[]> {
  const row = await findGraph(db, graph.name);
  if (!row) return [];
  const missing = missingIn(graph.tables);
  return (await listRelationships(db, row.id))
    .filter(({ status, excluded }) => status === "proposed" && excluded === 0)
    .map(shown)
    .filter(({ source, target }) => missing(source, target) === null)
    .sort((a, b) => b.confidence - a.confidence || a.id - b.id);
}

interface Enough {
  readonly needed: ProposedJoins["needed"];
  /** Empty when some of those that wait would help, and there was no time to find out which. */
  readonly joins: readonly Join[];
  /** Whether there was time for all that were to be tried. */
  readonly complete: boolean;
}

async function findEnough(
  request: CompileRequest,
  refused: Refused,
  proposed: readonly Join[],
  limitMs: number,
): Promise<Enough | null> {
  const end = performance.now() + limitMs;
  const all = await compileInTurn(request, proposed);
  const candidates = candidatesFor(all, refused, proposed);
  const alone: Join[] = [];
  for (const join of candidates.slice(0, MOST_TRIED)) {
    if (performance.now() > end) return { needed: "one", joins: alone, complete: false };
    if ((await compileInTurn(request, [join])).ok) alone.push(join);
  }
  if (alone.length > 0) return { needed: "one", joins: alone, complete: true };
  if (!all.ok) return null;
  const used = candidates.filter(({ source, target }) =>
    [...source.columns, ...target.columns].every((column) => namesInSql(all.readableSql, column)),
  );
  if (used.length < 2 || used.length > MOST_TRIED) return null;
  if (performance.now() > end) return { needed: "all", joins: [], complete: false };
  const enough = (await compileInTurn(request, used)).ok;
  return enough ? { needed: "all", joins: used, complete: true } : null;
}

/** Those to be tried alone, when this is what becomes of the definition with all of them. */
function candidatesFor(all: CompileResult, refused: Refused, proposed: readonly Join[]): readonly Join[] {
  if (all.ok)
    return proposed.filter(({ source, target }) =>
      [source.table, target.table].every((table) => namesInSql(all.readableSql, table)),
    );
  // With all of them there may be several ways to join the two tables: each is then a way to be offered.
  if (!isAmbiguous(all)) return [];
  return proposed.filter((join) =>
    [join.source.table, join.target.table].includes(refused.sourceTable ?? ""),
  );
}

function isAmbiguous(result: CompileResult): boolean {
  return !result.ok && result.diagnostics.some(({ code }) => code === "ambiguous_reading");
}

/** What becomes of the definition when the joins are approved; of several between two tables the surest is taken. */
async function compileInTurn(request: CompileRequest, joins: readonly Join[]): Promise<CompileResult> {
  await takeTurn();
  const approved = joins.map(({ id, source, target, type, confidence, origin }) => {
    const about = { id: String(id), type, origin, excluded: false };
    return { ...about, source, target, confidence: 1, priority: confidence };
  });
  const { graph } = request;
  return compile({ ...request, graph: { ...graph, relationships: [...graph.relationships, ...approved] } });
}

function sentenceOf({ needed, joins, complete }: Enough): string {
  if (joins.length === 0)
    return "this may lack a join that waits for your decision. Which one could not be tried in time on a graph of this size: decide on those of the tables that you name.";
  const rest = complete ? "" : " Others may do, too: on a graph of this size not all were tried.";
  return offered(needed, joins) + rest;
}

function offered(needed: Enough["needed"], joins: readonly Join[]): string {
  const named = enumerate(joins.map((join) => `${joinText(join)}${foundText(join)}`));
  if (needed === "all")
    return `this needs joins that nobody approved yet. Proposed are ${named}: approve them, and the definition is understood.`;
  const pairs = new Set(
    joins.map(({ source, target }) => enumerate([source.table, target.table].toSorted())),
  );
  const [pair] = pairs;
  const lack =
    pairs.size === 1 ? `no join between ${pair} is approved` : "no join that leads there is approved";
  return joins.length === 1
    ? `${lack}. ${named} is proposed: approve it, and the definition is understood.`
    : `${lack}. Proposed are ${named}: approve the one that is right, and the definition is understood.`;
}

function foundText({ evidence }: Join): string {
  const share = evidence?.containment ?? null;
  return share === null ? "" : ` (${Math.floor(share * 1000) / 10}\u00a0% of its values are found)`;
}

function shortened({ needed, joins }: Enough): ProposedJoins {
  return {
    needed,
    joins: joins.map(({ id, source, target, type, confidence, likely, evidence }) => ({
      ...{ id, source, target, type, confidence, likely, evidence },
    })),
  };
}
