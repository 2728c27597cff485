import type { ExecutionResult } from "../../../server/contracts/executions.ts";
import { Breakable } from "../../components/breakable.tsx";
import { FoldedPanel } from "../../components/folded-panel.tsx";
import { Reading } from "../../components/reading.tsx";
import { SqlBlock } from "../../components/sql-block.tsx";

/** How the definition was understood, and the SQL that came of it. */
export function RunReading({ execution, open }: { execution: ExecutionResult; open: boolean }) {
  const { explanation, generated_sql, nl_definition } = execution;
  if (!explanation && !generated_sql) return null;
  return (
    <FoldedPanel title="How it was read, and its SQL" open={open}>
      <div className="run-reading">
        <div>
          <h3>Definition</h3>
          <p className="definition">
            <Breakable text={nl_definition} />
          </p>
          {explanation && <Reading explanation={explanation} />}
        </div>
        {generated_sql && <SqlBlock sql={generated_sql} />}
      </div>
    </FoldedPanel>
  );
}
