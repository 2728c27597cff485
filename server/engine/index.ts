import { answerOf, classify, comparedPath } from "./explain/classify.ts";
import { explanationOf } from "./explain/explanation.ts";
import { pathsOf, readingOf } from "./explain/reading.ts";
import { spanOf, textOf, troubleDiagnostic, unknownPhrases } from "./explain/refusals.ts";
import { type GraphIndex, indexGraph } from "./link/graph-index.ts";
import { isForeign } from "./link/languages.ts";
import { completeTableNames, findMentions } from "./link/mentions.ts";
import { canonical } from "./link/names.ts";
import { repairsOf, repairTokens } from "./link/repair.ts";
import { takeAsOf } from "./parse/as-of.ts";
import type { Reader } from "./parse/reader.ts";
import type { Range } from "./parse/sketch.ts";
import { CUE_WORDS, readSketches } from "./parse/sketches.ts";
import type { JoinSettings } from "./plan/edges.ts";
import { confidenceOf, featuresOf, rank } from "./rank.ts";
import { type Candidate, resolveSketch } from "./resolve/resolve.ts";
import { sharedMention } from "./resolve/sources.ts";
import type { CompileRequest, CompileResult, Diagnostic, Refused } from "./result.ts";
import { compileIntent } from "./sql/compile.ts";
import { parseIsoDate } from "./text/calendar.ts";
import { type Token, tokenize } from "./text/tokens.ts";

export type * from "./graph.ts";
export type * from "./result.ts";

const LONGEST_DEFINITION = 4000;
const MOST_TOKENS = 400;
const DEFAULT_MIN_CONFIDENCE = 0.7;
/** Readings whose costs differ by no more than this are equally good. */
const SAME_COST = 0.03;

/** Compiles an English definition to SQL, or says why not. Pure and deterministic; never throws for any definition. */
export function compile(request: CompileRequest): CompileResult {
  const definition = request.definition;
  if (definition.trim() === "")
    return refuse({
      code: "empty_definition",
      message: "The definition is empty. Write in English what to look for.",
      suggestions: [],
    });
  if (request.graph.tables.length === 0)
    return refuse({
      code: "empty_graph",
      message: `The graph ${request.graph.name} has no tables. Connect a source to it first.`,
      suggestions: [],
    });
  const index = indexGraph(request.graph);
  const { tokens, today } = takeAsOf(
    completeTableNames(repairTokens(tokenize(definition), index, CUE_WORDS), index),
    parseIsoDate(request.today) ?? "1970-01-01",
  );
  if (definition.length > LONGEST_DEFINITION || tokens.length > MOST_TOKENS) {
    return refuse({
      code: "definition_too_long",
      message: `The definition is too long: at most ${LONGEST_DEFINITION} characters and ${MOST_TOKENS} words.`,
      suggestions: [],
    });
  }
  const candidates = readings(request, tokens, today, index);
  const best = candidates[0];
  if (!best)
    return refuse(
      isForeign(tokens, index) ? notEnglish(definition, tokens) : noReading(definition, tokens, index),
    );
  const rival = rivalSource(candidates);
  return judge(request, tokens, index, rival ? withTrouble(best, rival) : best);
}

function readings(
  request: CompileRequest,
  tokens: readonly Token[],
  today: string,
  index: GraphIndex,
): Candidate[] {
  const reader: Reader = {
    definition: request.definition,
    tokens,
    mentions: findMentions(tokens, request.definition, index),
    today,
    phrases: new Map(),
    lists: new Map(),
  };
  const words = new Set(
    canonical(tokens.filter((token) => token.kind === "word").map((token) => token.norm)),
  );
  const sketches = readSketches(reader);
  const settings: JoinSettings = {
    graph: request.graph,
    ruleset: request.ruleset,
    excludedFields: request.excludedFields ?? [],
    fold: sketches[0]?.elements.some((element) => element.kind === "fold") ?? false,
    words,
    wordAt: (range) => tokens[range.end - 1]?.norm ?? "",
  };
  return rank(sketches.flatMap((sketch) => resolveSketch(sketch, settings)));
}

/** A reading just as good about another table that the very same words may name. */
function rivalSource(candidates: readonly Candidate[]): { table: string; range: Range } | null {
  const best = candidates[0];
  if (!best || best.draft.unknown.length > 0) return null;
  for (const other of candidates) {
    if (other.cost - best.cost > SAME_COST) return null;
    const range = other.intent.source === best.intent.source ? null : sharedMention(best, other);
    if (range) return { table: other.intent.source.name, range };
  }
  return null;
}

function withTrouble(best: Candidate, rival: { table: string; range: Range }): Candidate {
  const problem = {
    ...rival.range,
    code: "ambiguous_table" as const,
    suggestions: [best.intent.source.name, rival.table],
    detail: "several tables match equally",
  };
  return { ...best, draft: { ...best.draft, troubles: [...best.draft.troubles, problem] } };
}

function noReading(definition: string, tokens: readonly Token[], index: GraphIndex): Diagnostic {
  const tables = index.graph.tables.slice(0, 5).map((table) => table.name);
  const message = `No table of the graph ${index.graph.name} is named in "${definition.slice(0, 80)}". Name one, such as ${tables.join(", ")}.`;
  const whole = tokens.length > 0 ? spanOf(tokens, { start: 0, end: tokens.length }) : undefined;
  return { code: "no_table", message, suggestions: tables, ...(whole ? { span: whole } : {}) };
}

function notEnglish(definition: string, tokens: readonly Token[]): Diagnostic {
  const span = spanOf(tokens, { start: 0, end: tokens.length });
  const message = `Definitions are written in English; "${textOf(definition, span).slice(0, 80)}" seems to be in another language. Write it in English, with the names as the graph has them.`;
  return { code: "not_english", message, span, suggestions: [] };
}

function refuse(...diagnostics: [Diagnostic, ...Diagnostic[]]): Refused {
  return {
    ok: false,
    diagnostics,
    queryType: null,
    operation: null,
    confidence: null,
    sourceTable: null,
    targetTable: null,
  };
}

/** The best reading as an answer, or as a refusal that says what stood in the way. */
function judge(
  request: CompileRequest,
  tokens: readonly Token[],
  index: GraphIndex,
  best: Candidate,
): CompileResult {
  const { intent, draft } = best;
  const paths = pathsOf(intent);
  const joinConfidence = Math.min(1, ...paths.flat().map((hop) => hop.confidence));
  const confidence = confidenceOf(featuresOf(best, joinConfidence, repairsOf(tokens).length));
  const minimum = request.minConfidence ?? DEFAULT_MIN_CONFIDENCE;
  const compared = comparedPath(intent);
  const about = {
    ...classify(intent),
    confidence,
    sourceTable: intent.source.name,
    targetTable: compared?.[compared.length - 1]?.to.name ?? null,
  };
  const problems = draft.troubles.map((problem) => troubleDiagnostic(request.definition, tokens, problem));
  const missing = minimum > 0 ? unknownPhrases(request.definition, tokens, draft.unknown, index) : [];
  const diagnostics = [...problems, ...missing];
  if (missing.length > 0 && isForeign(tokens, index))
    return { ok: false, diagnostics: [notEnglish(request.definition, tokens)], ...about };
  const [first, ...others] = diagnostics;
  if (first) return { ok: false, diagnostics: [first, ...others], ...about };
  if (confidence < minimum)
    return { ok: false, diagnostics: [lowConfidence(request, tokens, best, confidence, minimum)], ...about };
  const { statement, countStatement, readableSql } = compileIntent(intent, request.dialect, request.limit);
  const hop = compared?.[0];
  return {
    ok: true,
    statement,
    countStatement,
    readableSql,
    ...about,
    answer: answerOf(intent),
    joinedColumns:
      hop && compared?.length === 1
        ? hop.fromColumns.map((column, i) => [column, hop.toColumns[i] ?? ""] as const)
        : (compared ?? []).flatMap((step) =>
            step.fromColumns.map((column, i) => [column, step.toColumns[i] ?? ""] as const),
          ),
    explanation: explanationOf(request, tokens, best, paths),
  };
}

function lowConfidence(
  request: CompileRequest,
  tokens: readonly Token[],
  best: Candidate,
  confidence: number,
  minimum: number,
): Diagnostic {
  const weakest = [...best.draft.uses].sort((a, b) => a.quality - b.quality)[0];
  const span = weakest && spanOf(tokens, weakest);
  const phrase = span ? `"${textOf(request.definition, span)}" was taken as ${weakest.meaning}. ` : "";
  const reading = readingOf(best.intent);
  const message = `The confidence ${confidence} is below ${minimum}. ${phrase}It was read as: ${reading}. Write the names as the graph has them, or lower the confidence asked for.`;
  return { code: "low_confidence", message, suggestions: [reading], ...(span ? { span } : {}) };
}
