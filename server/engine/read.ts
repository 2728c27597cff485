import { answerOf, classify } from "./explain/classify.ts";
import { explanationOf } from "./explain/explanation.ts";
import { pathsOf } from "./explain/reading.ts";
import { lowConfidence, noTable, notEnglish, troubleProblem, unknownPhrases } from "./explain/refusals.ts";
import type { Problem } from "./explain/suggestions.ts";
import { rowsOfGroup } from "./group-rows.ts";
import { comparedPath } from "./intent-parts.ts";
import { completeTableNames, repeatStates } from "./link/ellipsis.ts";
import { type GraphIndex, indexGraph } from "./link/graph-index.ts";
import { isForeign } from "./link/languages.ts";
import { findMentions } from "./link/mentions.ts";
import { canonical } from "./link/names.ts";
import { repairsOf, repairTokens } from "./link/repair.ts";
import { type WithRoles, withRoles } from "./link/roles.ts";
import { capitalsAsValues } from "./link/value-hits.ts";
import { takeAsOf } from "./parse/as-of.ts";
import { joinParticles } from "./parse/particles.ts";
import type { Reader } from "./parse/reader.ts";
import { takeRule } from "./parse/rules.ts";
import { CUE_WORDS, readSketches } from "./parse/sketches.ts";
import type { JoinSettings } from "./plan/edges.ts";
import { confidenceOf, featuresOf, rank } from "./rank.ts";
import { sayWithoutRoles, speaksOfRoles } from "./resolve/in-roles.ts";
import { type Candidate, resolveSketch } from "./resolve/resolve.ts";
import { withRival } from "./resolve/rivals.ts";
import type { Compiled, CompileRequest, Refused } from "./result.ts";
import { compileIntent } from "./sql/compile.ts";
import { parseIsoDate } from "./text/calendar.ts";
import { compactDates, type Token, tokenize } from "./text/tokens.ts";

const LONGEST_DEFINITION = 4000;
const MOST_TOKENS = 400;
const DEFAULT_MIN_CONFIDENCE = 0.7;

/** A refusal before it was looked for what could be written instead. */
export interface Unread extends Omit<Refused, "diagnostics"> {
  readonly problems: readonly [Problem, ...Problem[]];
  readonly tokens: readonly Token[];
}

/** The best reading of a definition, compiled; or what stands in the way of each. */
export function read(request: CompileRequest): Compiled | Unread {
  const definition = request.definition;
  const refused = (problem: Problem, tokens: readonly Token[] = []) => refuse(tokens, NOTHING, problem);
  if (definition.trim() === "")
    return refused({
      code: "empty_definition",
      message: "The definition is empty. Write in English what to look for.",
      choices: [],
    });
  if (request.graph.tables.length === 0)
    return refused({
      code: "empty_graph",
      message: `The graph ${request.graph.name} has no tables. Connect a source to it first.`,
      choices: [],
    });
  const index = indexGraph(request.graph);
  const typed = index.hasCompactDates ? compactDates(tokenize(definition)) : tokenize(definition);
  const { tokens: dated, today } = takeAsOf(
    repeatStates(
      completeTableNames(joinParticles(repairTokens(typed, index, CUE_WORDS)), index),
      definition,
      index,
    ),
    parseIsoDate(request.today) ?? "1970-01-01",
  );
  if (definition.length > LONGEST_DEFINITION || dated.length > MOST_TOKENS)
    return refused({
      code: "definition_too_long",
      message: `The definition is too long: at most ${LONGEST_DEFINITION} characters and ${MOST_TOKENS} words.`,
      choices: [],
    });
  const roles = withRoles(request.graph, index, dated);
  const result = readAs(request, roles?.tokens ?? dated, today, roles);
  if (result.ok || !roles) return result;
  // "Departments without a manager" need not be about whom the employees have as theirs.
  const plain = readAs(request, dated, today, null);
  return plain.ok && !roles.tables.some(({ name }) => name === plain.sourceTable) ? plain : result;
}

/** The best reading of a definition's tokens, with or without the roles that are spoken of. */
function readAs(
  request: CompileRequest,
  said: readonly Token[],
  today: string,
  roles: WithRoles | null,
): Compiled | Unread {
  const { definition } = request;
  const graph = roles?.graph ?? request.graph;
  const index = indexGraph(graph);
  const { tokens, ruleAt } = takeRule(said);
  const candidates = readings({ ...request, graph }, tokens, ruleAt, today, index).filter(
    (candidate) => !roles || speaksOfRoles(candidate, roles),
  );
  const best = candidates[0];
  if (!best)
    return refuse(
      tokens,
      NOTHING,
      isForeign(tokens, index) ? notEnglish(definition, tokens) : noTable(definition, tokens, index),
    );
  const told = withRival(best, candidates);
  return judge(request, tokens, index, roles ? sayWithoutRoles(told, roles) : told);
}

function refuse(
  tokens: readonly Token[],
  about: Omit<Refused, "diagnostics">,
  ...problems: [Problem, ...Problem[]]
): Unread {
  return { ...about, tokens, problems };
}

function readings(
  request: CompileRequest,
  tokens: readonly Token[],
  ruleAt: number | null,
  today: string,
  index: GraphIndex,
): Candidate[] {
  const mentions = findMentions(tokens, request.definition, index);
  const reader: Reader = {
    definition: request.definition,
    tokens: capitalsAsValues(tokens, mentions),
    mentions,
    today,
    ruleAt,
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
    ruleAt,
    today,
    words,
    wordAt: (range) => tokens[range.end - 1]?.norm ?? "",
  };
  return rank(sketches.flatMap((sketch) => resolveSketch(sketch, settings)));
}

/** As far as a definition was understood of which nothing was. */
const NOTHING = {
  ok: false,
  queryType: null,
  operation: null,
  confidence: null,
  sourceTable: null,
  targetTable: null,
} as const;

/** The best reading as an answer, or as a refusal that says what stood in the way. */
function judge(
  request: CompileRequest,
  tokens: readonly Token[],
  index: GraphIndex,
  best: Candidate,
): Compiled | Unread {
  const { intent, draft } = best;
  const paths = pathsOf(intent);
  const confidence = confidenceOf(featuresOf(best, paths, repairsOf(tokens).length));
  const minimum = request.minConfidence ?? DEFAULT_MIN_CONFIDENCE;
  const compared = comparedPath(intent);
  const understood = {
    ...classify(intent),
    confidence,
    sourceTable: intent.source.name,
    targetTable: compared?.[compared.length - 1]?.to.name ?? null,
  };
  const about = { ...understood, ok: false as const };
  const problems = draft.troubles.map((trouble) => troubleProblem(request.definition, tokens, trouble));
  const missing =
    minimum > 0 ? unknownPhrases(request.definition, tokens, draft.unknown, index, request.today) : [];
  if (missing.length > 0 && isForeign(tokens, index))
    return refuse(tokens, about, notEnglish(request.definition, tokens));
  const [first, ...others] = [...problems, ...missing];
  if (first) return refuse(tokens, about, first, ...others);
  if (confidence < minimum)
    return refuse(tokens, about, lowConfidence(request.definition, tokens, best, confidence, minimum));
  const asked = request.group ? rowsOfGroup(intent, request.group) : intent;
  if (!asked) return refuse(tokens, about, NO_GROUPS);
  const hop = compared?.[0];
  return {
    ok: true,
    ...compileIntent(asked, request.dialect, request.limit),
    ...understood,
    answer: answerOf(asked),
    joinedColumns:
      hop && compared?.length === 1
        ? hop.fromColumns.map((column, i) => [column, hop.toColumns[i] ?? ""] as const)
        : (compared ?? []).flatMap((step) =>
            step.fromColumns.map((column, i) => [column, step.toColumns[i] ?? ""] as const),
          ),
    explanation: explanationOf(request, tokens, { ...best, intent: asked }, paths),
  };
}

const NO_GROUPS: Problem = {
  code: "unsupported",
  message: "The definition does not ask for groups, so there are no rows behind one.",
  choices: [],
};
