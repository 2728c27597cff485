import { compile } from "../engine/index.ts";
import type { CompileResult } from "../engine/result.ts";
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

/** The one place where a definition becomes SQL, for runs and previews alike. */
export function readDefinition(request: ReadingRequest): Reading {
  const result = compile({
    definition: request.definition,
    graph: request.target.graph,
    dialect: request.target.dialect,
    today: request.today,
    limit: request.limit,
    excludedFields: request.excludedFields,
    ruleset: request.target.ruleset,
    minConfidence: request.minConfidence,
  });
  const reader = request.useLlm
    ? "rules (use_llm was asked for, but no language model is configured)"
    : "rules";
  return { result, reader };
}
