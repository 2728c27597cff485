import { findGraph, listRelationships } from "../../db/queries/graphs.ts";
import type { Db } from "../../db/schema/store.ts";
import type { ProposedJoins } from "../contracts/executions.ts";
import { joinText } from "../contracts/join-text.ts";
import type { RelationshipEntry } from "../contracts/relationships.ts";
import { type CompileResult, compile, type DiagnosticCode, type Refused } from "../engine/index.ts";
import { missingIn } from "./graph-lookup.ts";
import { namesInSql } from "./graph-unused.ts";
import { engineRequest, type ReadingRequest } from "./reading.ts";
import { shown } from "./relationship-shown.ts";
import { enumerate } from "./text.ts";

/** What one of the diagnostics of a refusal becomes when joins that wait for a decision are all that is missing. */
export interface JoinOffer {
  /** Which of the diagnostics. */
  readonly at: number;
  readonly message: string;
  readonly proposed: ProposedJoins;
}

/** Where tables cannot be joined, what the other one knows is not understood either. */
const MAY_LACK_A_JOIN: ReadonlySet<DiagnosticCode> = new Set(["no_join", "unknown_phrase"]);

/** As many as are tried alone: each is a compilation, which takes a second on a graph of thousands of tables. */
const MOST_TRIED = 5;

type Join = RelationshipEntry;

/**
 * The proposed joins with which a refused definition would be answered; null when approving some would not help.
 * They are found by trying, so that whatever is offered is known to be enough.
 */
export async function offerJoins(
  db: Db,
  request: ReadingRequest,
  refused: Refused,
): Promise<JoinOffer | null> {
  if (!refused.diagnostics.every(({ code }) => MAY_LACK_A_JOIN.has(code))) return null;
  const proposed = await undecided(db, request);
  if (proposed.length === 0) return null;
  const proposal = findEnough(request, refused, proposed);
  if (!proposal) return null;
  const at = Math.max(
    0,
    refused.diagnostics.findIndex(({ code }) => code === "no_join"),
  );
  const { span } = refused.diagnostics[at] ?? refused.diagnostics[0];
  const phrase = span ? `"${request.definition.slice(span.start, span.end)}": ` : "";
  return { at, message: phrase + sentenceOf(proposal), proposed: shortened(proposal) };
}

/** Those between the tables that were selected, the surest first. */
async function undecided(db: Db, { target: { graph } }: ReadingRequest): Promise<Join[]> {
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
  readonly joins: readonly Join[];
}

function findEnough(request: ReadingRequest, refused: Refused, proposed: readonly Join[]): Enough | null {
  const answers = (joins: readonly Join[]) => compileWith(request, joins).ok;
  const all = compileWith(request, proposed);
  // With all of them there may be several ways to join the two tables: each is then a way to be offered.
  const candidates = all.ok
    ? proposed.filter(({ source, target }) =>
        [source.table, target.table].every((table) => namesInSql(all.readableSql, table)),
      )
    : isAmbiguous(all)
      ? proposed.filter((join) => [join.source.table, join.target.table].includes(refused.sourceTable ?? ""))
      : [];
  const alone = candidates.slice(0, MOST_TRIED).filter((join) => answers([join]));
  if (alone.length > 0) return { needed: "one", joins: alone };
  if (!all.ok) return null;
  const used = candidates.filter(({ source, target }) =>
    [...source.columns, ...target.columns].every((column) => namesInSql(all.readableSql, column)),
  );
  return used.length > 1 && used.length <= MOST_TRIED && answers(used)
    ? { needed: "all", joins: used }
    : null;
}

function isAmbiguous(result: CompileResult): boolean {
  return !result.ok && result.diagnostics.some(({ code }) => code === "ambiguous_reading");
}

/** What becomes of the definition when the joins are approved; of several between two tables the surest is taken. */
function compileWith(request: ReadingRequest, joins: readonly Join[]): CompileResult {
  const asked = engineRequest(request);
  const approved = joins.map(({ id, source, target, type, confidence, origin }) => {
    const about = { id: String(id), type, origin, excluded: false };
    return { ...about, source, target, confidence: 1, priority: confidence };
  });
  const relationships = [...asked.graph.relationships, ...approved];
  return compile({ ...asked, graph: { ...asked.graph, relationships } });
}

function sentenceOf({ needed, joins }: Enough): string {
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
  return share === null ? "" : ` (${Math.floor(share * 1000) / 10} % of its values are found)`;
}

function shortened({ needed, joins }: Enough): ProposedJoins {
  return {
    needed,
    joins: joins.map(({ id, source, target, type, confidence, likely, evidence }) => ({
      ...{ id, source, target, type, confidence, likely, evidence },
    })),
  };
}
