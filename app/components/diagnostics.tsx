import type { ReactNode } from "react";
import type { Diagnostic, ProposedJoins } from "../../server/contracts/executions.ts";
import { asksWhich } from "../lib/live-sentence.ts";
import { splitByMarks } from "../lib/marked-text.ts";
import { Breakable } from "./breakable.tsx";

interface DiagnosticsProps {
  readonly definition: string;
  readonly diagnostics: readonly Diagnostic[];
  /** A definition to write instead, as something that takes it over when it is chosen. */
  readonly suggestion: (text: string, shown: ReactNode) => ReactNode;
  /** Proposed joins that are all the definition lacks, as something that leads to them. */
  readonly proposed: (joins: ProposedJoins) => ReactNode;
}

/** Why a definition was not understood: the phrases underlined in it, and what could be written instead. */
export function Diagnostics({ definition, diagnostics, ...ways }: DiagnosticsProps) {
  return (
    <>
      <MarkedDefinition text={definition} diagnostics={diagnostics} />
      {diagnostics.map((diagnostic, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may say the same, and none has a state of its own
        <DiagnosticText key={index} diagnostic={diagnostic} {...ways} />
      ))}
    </>
  );
}

function MarkedDefinition({ text, diagnostics }: { text: string; diagnostics: readonly Diagnostic[] }) {
  const marks = diagnostics.flatMap(({ span }) => (span ? [span] : []));
  let at = 0;
  return (
    <p className="definition">
      {splitByMarks(text, marks).map((part) => {
        const key = at;
        at += part.text.length;
        const Part = part.marked ? "mark" : "span";
        return (
          <Part key={key}>
            <Breakable text={part.text} />
          </Part>
        );
      })}
    </p>
  );
}

function DiagnosticText({
  diagnostic,
  suggestion,
  proposed,
}: { diagnostic: Diagnostic } & Pick<DiagnosticsProps, "suggestion" | "proposed">) {
  return (
    <div className="diagnostic">
      <p>
        <Breakable text={diagnostic.message} />
      </p>
      {diagnostic.proposed_joins && proposed(diagnostic.proposed_joins)}
      {diagnostic.suggestions.length > 0 && (
        <>
          <p>{asksWhich([diagnostic]) ? "Choose one:" : "You could write instead:"}</p>
          <ul>
            {diagnostic.suggestions.map((text) => (
              <li key={text}>{suggestion(text, <Breakable text={text} />)}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
