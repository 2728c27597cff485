import type { Path } from "../intent.ts";
import { repairsOf } from "../link/repair.ts";
import type { Range } from "../parse/sketch.ts";
import { isExcluded } from "../plan/edges.ts";
import { asRemark, meaningText } from "../resolve/meanings.ts";
import type { Candidate } from "../resolve/resolve.ts";
import type { CompileRequest, Explanation } from "../result.ts";
import type { Token } from "../text/tokens.ts";
import { hopText, readingOf } from "./reading.ts";
import { spanOf, textOf } from "./refusals.ts";

/** What the product shows beside an answer: the reading, which words meant what, the joins, the warnings. */
export function explanationOf(
  request: CompileRequest,
  tokens: readonly Token[],
  best: Candidate,
  paths: readonly Path[],
): Explanation {
  const linking = best.draft.linking.map((range) => ({
    ...range,
    meaning: asRemark("that there is one for the other"),
  }));
  const understood = [...best.draft.uses, ...linking]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map((use) => {
      const span = spanOf(tokens, use);
      return { span, text: textOf(request.definition, span), meaning: meaningText(use.meaning) };
    });
  return {
    reading: `${readingOf(best.intent)}${correctionsText(tokens)}`,
    understood,
    ignored: best.sketch.elements.flatMap((element) =>
      element.kind === "skip" && !element.unknown && !isUsed(best, element) ? element.words : [],
    ),
    joins: [...new Set(paths.flat().map((hop) => `${hopText(hop)} (${hop.reason})`))],
    warnings: warningsOf(request, tokens, best),
  };
}

/** "Must" of a rule is passed over by the grammar, and means something all the same. */
function isUsed({ draft }: Candidate, { start, end }: Range): boolean {
  return draft.uses.some((use) => use.start === start && use.end === end);
}

/** " (“RPB” read as “RBP”)": a corrected spelling is part of the reading. */
function correctionsText(tokens: readonly Token[]): string {
  const corrections = repairsOf(tokens).map(({ text, norm }) => {
    const better = text === text.toUpperCase() ? norm.toUpperCase() : norm;
    return `“${text}” read as “${better}”`;
  });
  return corrections.length > 0 ? ` (${corrections.join(", ")})` : "";
}

function warningsOf(request: CompileRequest, tokens: readonly Token[], best: Candidate): string[] {
  const warnings: string[] = [];
  for (const field of request.excludedFields ?? []) {
    const exists = request.graph.tables.some((table) =>
      table.columns.some((column) => isExcluded([field], table.name, column.name)),
    );
    if (!exists)
      warnings.push(`The excluded field ${field} is in no table of the graph; it changes nothing.`);
  }
  for (const range of best.draft.unknown) {
    warnings.push(`"${textOf(request.definition, spanOf(tokens, range))}" was not understood and left out.`);
  }
  const { shape } = best.intent;
  if (shape.kind === "rows") {
    for (const lookup of shape.lookups) {
      const to = lookup.path[lookup.path.length - 1]?.to.name;
      if (lookup.path.some((hop) => !hop.to.primaryKey.length && !hop.to.uniqueKeys.length)) {
        warnings.push(`A row shows once for each different set of values that ${to} holds for its key.`);
      }
    }
  }
  return warnings;
}
