import type { ExecutionResult } from "../../../server/contracts/executions.ts";
import { Breakable } from "../../components/breakable.tsx";
import { FoldedPanel } from "../../components/folded-panel.tsx";
import { Reading } from "../../components/reading.tsx";
import { SqlBlock } from "../../components/sql-block.tsx";
import { acceptedSql } from "../../lib/format.ts";
import type { SqlToken } from "../../lib/sql-tokens.ts";

interface RunReadingProps {
  readonly execution: ExecutionResult;
  readonly sql: SqlToken[] | null;
  readonly open: boolean;
}

/** How the definition was understood, and the SQL that came of it. */
export function RunReading({ execution, sql, open }: RunReadingProps) {
  const { explanation, nl_definition } = execution;
  if (!explanation && !sql) return null;
  return (
    <FoldedPanel title="How it was read, and its SQL" open={open}>
      <div className="run-reading">
        <div>
          <h3>Definition</h3>
          <p className="definition">
            <Breakable text={nl_definition} />
          </p>
          {execution.sql_pin && (
            <p>
              It ran the SQL that was accepted: <Breakable text={`${acceptedSql(execution.sql_pin)}.`} />{" "}
              <Breakable text={execution.sql_pin.stale.join(" ")} />
            </p>
          )}
          {explanation && <Reading explanation={explanation} />}
        </div>
        {sql && <SqlBlock sql={sql} />}
      </div>
    </FoldedPanel>
  );
}
