import { MOST_CONFIDENCE_BY_NAMES } from "../engine/from-names.ts";
import type { CompileResult, DiagnosticCode, Refused } from "../engine/result.ts";
import type { ModelReader } from "../model-reader/reader.ts";
import type { AskGraph } from "./graph-reader.ts";
import type { EngineRequest } from "./graph-work.ts";
import type { RunTarget } from "./graphs.ts";

export interface ReadingRequest {
  readonly definition: string;
  readonly target: RunTarget;
  /** Most rows the statement returns. */
  readonly limit: number;
  readonly excludedFields: readonly string[];
  readonly minConfidence: number;
  readonly useLlm: boolean;
  /** ISO date. */
  readonly today: string;
}

export interface Reading {
  readonly result: CompileResult;
  /** Who read the definition, and why not the other reader; kept with each run. */
  readonly reader: string;
}

/** What the rules can only have found by understanding the definition: that a model would guess does not help. */
const NOT_FOR_A_MODEL: Partial<Record<DiagnosticCode, string>> = {
  empty_definition: "there is nothing to read",
  definition_too_long: "the definition is too long",
  empty_graph: "the graph has no tables",
  no_join: "the graph has no such join, and a model may not add one",
  ambiguous_table: "which table is meant is for a person to say",
  ambiguous_column: "which column is meant is for a person to say",
  ambiguous_value: "which value is meant is for a person to say",
  ambiguous_reading: "which reading is meant is for a person to say",
};

const LONGEST_REASON = 300;

/** The rules' reading alone, for what must answer at once and the same every time. */
export async function readByRules(
  ask: AskGraph,
  request: ReadingRequest,
  model: ModelReader | null,
): Promise<Reading> {
  const result = await ask("compile", request.target.part, engineRequest(request));
  if (!request.useLlm || (model && result.ok)) return { result, reader: "rules" };
  const why = model ? `a preview does not ask the model ${model.model}` : "no language model is configured";
  return { result, reader: `rules (${why})` };
}

/**
 * The one place where a run's definition becomes SQL. The rules read first and what they answer stands; the model is
 * asked only about what they could not read, and its reading is checked and compiled by the engine. Whatever goes wrong
 * with it, the rules' refusal stands. Rejects with the signal's reason when that is aborted while the model is asked.
 */
export async function readDefinition(
  ask: AskGraph,
  request: ReadingRequest,
  model: ModelReader | null,
  signal: AbortSignal,
): Promise<Reading> {
  if (!request.useLlm || !model) return readByRules(ask, request, model);
  const { definition, today, target } = request;
  const asRequested = engineRequest(request);
  const result = await ask("compile", target.part, asRequested);
  if (result.ok) return { result, reader: "rules" };
  const byRules = (why: string) => ({ result, reader: `rules (the model ${model.model} was not ${why})` });
  const reason = reasonNotToAsk(result, request.minConfidence);
  if (reason) return byRules(`asked: ${reason}`);
  const answer = await model.read(await ask("question", target.part, definition, today), signal);
  if (!answer.ok) return byRules(`used: ${answer.why}`);
  const read = await ask("compileRead", target.part, asRequested, answer.intent);
  if (!read.ok) return byRules(`used, because its reading does not fit: ${firstReason(read)}`);
  const warning = `This was read by the model ${model.model}, not by the rules; check the reading.`;
  const explanation = { ...read.explanation, warnings: [warning, ...read.explanation.warnings] };
  return {
    result: { ...read, explanation },
    reader: `model ${model.model} (rules: ${firstReason(result)})`,
  };
}

function reasonNotToAsk(refused: Refused, minConfidence: number): string | undefined {
  if (minConfidence > MOST_CONFIDENCE_BY_NAMES)
    return `a model's reading has a confidence of at most ${MOST_CONFIDENCE_BY_NAMES}, below the ${minConfidence} asked for`;
  return refused.diagnostics.map(({ code }) => NOT_FOR_A_MODEL[code]).find((reason) => reason !== undefined);
}

function firstReason(refused: Refused): string {
  const { message } = refused.diagnostics[0];
  return message.length <= LONGEST_REASON ? message : `${message.slice(0, LONGEST_REASON)}…`;
}

/** What the engine is asked, on the target's graph. */
export function engineRequest(request: ReadingRequest): EngineRequest {
  return {
    definition: request.definition,
    dialect: request.target.dialect,
    today: request.today,
    limit: request.limit,
    excludedFields: request.excludedFields,
    ruleset: request.target.ruleset,
    minConfidence: request.minConfidence,
  };
}
