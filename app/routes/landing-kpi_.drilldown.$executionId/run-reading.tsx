import type { ExecutionResult } from "../../../server/contracts/executions.ts";
import { Breakable } from "../../components/breakable.tsx";
import { Reading } from "../../components/reading.tsx";
import { SqlBlock } from "../../components/sql-block.tsx";

/** How the definition was understood, and the SQL that came of it. */
export function RunReading({ execution }: { execution: ExecutionResult }) {
  const { explanation, generated_sql, nl_definition } = execution;
  if (!explanation && !generated_sql) return null;
  return (
    <section className="run-reading panel" aria-labelledby="reading-title">
      <div>
        <h2 id="reading-title">Definition</h2>
        <p className="definition">
          <Breakable text={nl_definition} />
        </p>
        {explanation && <Reading explanation={explanation} />}
      </div>
      {generated_sql && <SqlBlock sql={generated_sql} />}
    </section>
  );
}
