import type { GraphIndex } from "../link/graph-index.ts";
import { nearestNames } from "../link/repair.ts";
import type { Range } from "../parse/sketch.ts";
import type { Trouble } from "../resolve/draft.ts";
import type { Diagnostic, Span } from "../result.ts";
import type { Token } from "../text/tokens.ts";

export function spanOf(tokens: readonly Token[], range: Range): Span {
  const start = tokens[range.start]?.start ?? 0;
  return { start, end: Math.max(start, tokens[Math.min(range.end, tokens.length) - 1]?.end ?? start) };
}

export function textOf(definition: string, span: Span): string {
  return definition.slice(span.start, span.end);
}

/** Neighbouring unknown words are one phrase. */
function merge(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = merged[merged.length - 1];
    if (last && range.start <= last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    else merged.push(range);
  }
  return merged;
}

export function unknownPhrases(
  definition: string,
  tokens: readonly Token[],
  ranges: readonly Range[],
  index: GraphIndex,
): Diagnostic[] {
  const names = index.graph.tables.flatMap((table) => [
    table.name,
    ...table.columns.map((column) => column.name),
  ]);
  return merge(ranges).map((range) => {
    const span = spanOf(tokens, range);
    const phrase = textOf(definition, span);
    const suggestions = nearestNames(phrase, [...new Set(names)]);
    const hint =
      suggestions.length > 0
        ? ` The nearest names are ${suggestions.join(", ")}; or add "${phrase}" as an alias.`
        : ` Name it as the graph does, or add "${phrase}" as an alias of the table or column it stands for.`;
    return {
      code: "unknown_phrase",
      message: `"${phrase}" is not a table, column or value that this graph knows.${hint}`,
      span,
      suggestions,
    };
  });
}

const ADVICE: Readonly<Record<string, string>> = {
  ambiguous_table: "Write the whole name of the one you mean.",
  ambiguous_column: "Name the column you mean.",
  ambiguous_value: "Name the column the value belongs to.",
  ambiguous_reading: "Write which one you mean.",
  no_join: "Add a relationship between the two tables to the graph, or allow an excluded one.",
  unknown_phrase: "Name the column you mean.",
};

export function troubleDiagnostic(
  definition: string,
  tokens: readonly Token[],
  problem: Trouble,
): Diagnostic {
  const span = spanOf(tokens, problem);
  const phrase = textOf(definition, span);
  const choices = problem.suggestions.length > 0 ? `: ${problem.suggestions.join("; ")}` : "";
  return {
    code: problem.code,
    message:
      `"${phrase}": ${problem.detail}${problem.code === "no_join" ? "" : choices}. ${ADVICE[problem.code] ?? ""}`.trim(),
    span,
    suggestions: problem.suggestions,
  };
}
