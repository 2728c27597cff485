import type { NamedIntent } from "./by-names/named-intent.ts";
import { Misfit, Names, settingsOf } from "./by-names/names.ts";
import { Resolver } from "./by-names/resolve.ts";
import { answerOf, classify } from "./explain/classify.ts";
import { explanationOf } from "./explain/explanation.ts";
import { pathsOf } from "./explain/reading.ts";
import type { Intent } from "./intent.ts";
import { comparedPath } from "./intent-parts.ts";
import { newDraft } from "./resolve/draft.ts";
import type { CompileRequest, CompileResult } from "./result.ts";
import { compileIntent } from "./sql/compile.ts";

export type * from "./by-names/named-intent.ts";
export { tablesByName } from "./by-names/names.ts";

/**
 * No reading that came from outside is surer than this, whatever its source says of itself: above the confidence that
 * runs ask for by default (0.7), below anything to be relied on unread. Doubtful joins lower it further.
 */
export const MOST_CONFIDENCE_BY_NAMES = 0.75;

/**
 * Compiles an intent that somebody else read, given by names, exactly as one of our own: each name must be in the graph
 * as written, each text must be in the definition and in the value index (where the column has one), joins are planned
 * here over the graph's relationships. Anything else is refused; nothing is repaired. `named` must have the declared
 * shape: validate what comes from outside first.
 */
export function compileRead(request: CompileRequest, named: NamedIntent): CompileResult {
  try {
    return answer(request, new Resolver(new Names(request)).intent(named));
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    const { code, message, suggestions } = error;
    const nothing = {
      queryType: null,
      operation: null,
      confidence: null,
      sourceTable: null,
      targetTable: null,
    };
    return { ok: false, diagnostics: [{ code, message, suggestions }], ...nothing };
  }
}

function answer(request: CompileRequest, intent: Intent): CompileResult {
  const paths = pathsOf(intent);
  const join = Math.min(1, ...paths.flat().map((hop) => hop.confidence));
  const confidence = Math.round(MOST_CONFIDENCE_BY_NAMES * (0.85 + 0.15 * join) * 1000) / 1000;
  const minimum = request.minConfidence ?? 0.7;
  if (confidence < minimum)
    throw new Misfit("low_confidence", `its confidence ${confidence} is below ${minimum}`);
  const compared = comparedPath(intent) ?? [];
  const draft = newDraft(intent.source, settingsOf(request), []);
  const candidate = { intent, draft, sketch: { elements: [], stored: [], cost: 0 }, cost: 0 };
  return {
    ok: true,
    ...compileIntent(intent, request.dialect, request.limit),
    ...classify(intent),
    answer: answerOf(intent),
    confidence,
    joinedColumns: compared.flatMap((hop) =>
      hop.fromColumns.map((column, i) => [column, hop.toColumns[i] ?? ""] as const),
    ),
    sourceTable: intent.source.name,
    targetTable: compared.at(-1)?.to.name ?? null,
    explanation: explanationOf(request, [], candidate, paths),
  };
}
