import type { Diagnostic } from "../../server/contracts/executions.ts";
import { splitByMarks } from "../lib/marked-text.ts";
import { Breakable } from "./breakable.tsx";

interface DiagnosticsProps {
  readonly definition: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Why a definition was not understood: the phrases underlined in it, and what could be written instead. */
export function Diagnostics({ definition, diagnostics }: DiagnosticsProps) {
  return (
    <>
      <MarkedDefinition text={definition} diagnostics={diagnostics} />
      {diagnostics.map((diagnostic) => (
        <DiagnosticText key={`${diagnostic.code} ${diagnostic.message}`} diagnostic={diagnostic} />
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

function DiagnosticText({ diagnostic }: { diagnostic: Diagnostic }) {
  return (
    <div className="diagnostic">
      <p>
        <Breakable text={diagnostic.message} />
      </p>
      {diagnostic.suggestions.length > 0 && (
        <>
          <p>You could write instead:</p>
          <ul>
            {diagnostic.suggestions.map((suggestion) => (
              <li key={suggestion}>
                <Breakable text={suggestion} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
