import type { ExecutionResult } from "../../../server/contracts/executions.ts";
import { SqlBlock } from "../../components/sql-block.tsx";

/** How the definition was understood, and the SQL that came of it. */
export function RunReading({ execution }: { execution: ExecutionResult }) {
  const { explanation, generated_sql, sql_parameters, nl_definition } = execution;
  if (!explanation && !generated_sql) return null;
  return (
    <section className="run-reading panel" aria-labelledby="reading-title">
      <div>
        <h2 id="reading-title">Definition</h2>
        <p className="definition">{nl_definition}</p>
        {explanation && (
          <>
            <p className="reading">
              <span className="muted">Understood as:</span> {explanation.reading}
            </p>
            <Sentences title="Joins" sentences={explanation.joins} />
            <Sentences title="Good to know" sentences={explanation.warnings} warning />
            <Words explanation={explanation} />
          </>
        )}
      </div>
      {generated_sql && <SqlBlock sql={generated_sql} parameters={sql_parameters} />}
    </section>
  );
}

function Sentences({
  title,
  sentences,
  warning,
}: {
  title: string;
  sentences: readonly string[];
  warning?: boolean;
}) {
  if (sentences.length === 0) return null;
  return (
    <div className="sentences" data-warning={warning || undefined}>
      <h3>{title}</h3>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

function Words({ explanation }: { explanation: NonNullable<ExecutionResult["explanation"]> }) {
  return (
    <details>
      <summary>Which words meant what</summary>
      <dl className="facts">
        {explanation.understood.map(({ span, text, meaning }) => (
          <div key={`${span.start} ${span.end} ${meaning}`}>
            <dt>{text}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
        {explanation.ignored.length > 0 && (
          <div>
            <dt>Passed over</dt>
            <dd>{explanation.ignored.join(", ")}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}
