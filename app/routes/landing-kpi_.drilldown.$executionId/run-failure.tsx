import { Link } from "@remix-run/react";
import type { Diagnostic, ExecutionResult } from "../../../server/contracts/executions.ts";
import { splitByMarks } from "../../lib/marked-text.ts";

interface RunFailureProps {
  readonly execution: ExecutionResult;
  readonly kpi: { readonly id: number; readonly is_active: boolean };
}

/** Why a run has no result, where in the definition the trouble is, and what to do about it. */
export function RunFailure({ execution, kpi }: RunFailureProps) {
  const { diagnostics, error_message, execution_status } = execution;
  const title = execution_status === "cancelled" ? "This execution was cancelled" : "This execution failed";
  const told = diagnostics.some(({ message }) => error_message?.includes(message));
  return (
    <section className="run-failure panel" data-status={execution_status} aria-labelledby="failure-title">
      <h2 id="failure-title">{title}</h2>
      {error_message && !told && <p>{error_message}</p>}
      {diagnostics.length > 0 && (
        <MarkedDefinition text={execution.nl_definition} diagnostics={diagnostics} />
      )}
      {diagnostics.map((diagnostic) => (
        <DiagnosticText key={`${diagnostic.code} ${diagnostic.message}`} diagnostic={diagnostic} />
      ))}
      {kpi.is_active && (
        <p className="actions">
          {diagnostics.length > 0 && (
            <Link className="button" data-kind="primary" to={`/landing-kpi/${kpi.id}/edit?kpi=${kpi.id}`}>
              Edit the definition
            </Link>
          )}
          <Link className="button" to={`/landing-kpi/${kpi.id}/execute?kpi=${kpi.id}`}>
            Execute with other parameters
          </Link>
        </p>
      )}
    </section>
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
        return part.marked ? <mark key={key}>{part.text}</mark> : <span key={key}>{part.text}</span>;
      })}
    </p>
  );
}

function DiagnosticText({ diagnostic }: { diagnostic: Diagnostic }) {
  return (
    <div className="diagnostic">
      <p>{diagnostic.message}</p>
      {diagnostic.suggestions.length > 0 && (
        <>
          <p>You could write instead:</p>
          <ul>
            {diagnostic.suggestions.map((suggestion) => (
              <li key={suggestion}>{suggestion}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
