import type { Diagnostic } from "../../server/contracts/executions.ts";
import { formatShare } from "./format.ts";
import type { TriedDefinition } from "./preview.server.ts";
import type { LiveAnswer } from "./use-live-preview.ts";

type Tried = Pick<TriedDefinition, "success" | "definition"> & {
  readonly preview: Pick<TriedDefinition["preview"], "diagnostics" | "confidence_score">;
};

/** The phrases that a definition was refused for, in quotation marks. */
export function phrasesNotUnderstood({ definition, preview }: Tried): string[] {
  return preview.diagnostics.flatMap(({ span }) =>
    span ? [`“${definition.slice(span.start, span.end)}”`] : [],
  );
}

/** Whether the definition is understood, but in more than one way: then it is asked which, and nothing has to be corrected. */
export function asksWhich(diagnostics: readonly Pick<Diagnostic, "code" | "suggestions">[]): boolean {
  return (
    diagnostics.length > 0 &&
    diagnostics.every(({ code, suggestions }) => code.startsWith("ambiguous_") && suggestions.length > 0)
  );
}

/** What came of trying a definition while it is written, in a sentence that can be heard between two words. */
export function liveSentence({
  tried,
  message,
  fields,
}: Omit<LiveAnswer, "tried"> & { readonly tried?: Tried }): string {
  if (!tried) return message ?? fields?.nl_definition ?? "";
  const { confidence_score, diagnostics } = tried.preview;
  if (tried.success) {
    const share = confidence_score === null ? "" : `, with a confidence of ${formatShare(confidence_score)}`;
    return `Understood${share}. Press Preview for the first records.`;
  }
  if (diagnostics.some(({ proposed_joins }) => proposed_joins)) return "A join is missing.";
  if (asksWhich(diagnostics)) return "It can be read in more than one way: choose one below.";
  const phrases = phrasesNotUnderstood(tried);
  return phrases.length > 0 ? `Not understood yet: ${phrases.join(", ")}.` : "Not understood yet.";
}
