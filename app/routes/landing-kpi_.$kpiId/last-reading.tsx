import { Link } from "@remix-run/react";
import type { ExecutionResult } from "../../../server/contracts/executions.ts";
import type { KpiDefinition } from "../../../server/contracts/kpis.ts";
import { Allowed } from "../../components/allowed.tsx";
import { Breakable } from "../../components/breakable.tsx";
import { Reading } from "../../components/reading.tsx";
import { SqlBlock } from "../../components/sql-block.tsx";
import type { SqlToken } from "../../lib/sql-tokens.ts";

interface LastReadingProps {
  readonly kpi: KpiDefinition;
  readonly last: ExecutionResult | null;
  readonly sql: SqlToken[] | null;
}

/** The definition, what the last run understood it to mean, and the SQL of that run. */
export function LastReading({ kpi, last, sql }: LastReadingProps) {
  const isOld = last !== null && last.nl_definition !== kpi.nl_definition;
  return (
    <section className="panel" aria-labelledby="kpi-definition">
      <h2 id="kpi-definition">Definition</h2>
      <p className="definition">
        <Breakable text={kpi.nl_definition} />
      </p>
      {isOld && (
        <p className="muted">
          It was changed after the last run: what follows is of the definition of then.{" "}
          <Allowed right="execute">
            <Link to={`/landing-kpi/${kpi.id}/execute?kpi=${kpi.id}`}>Execute it</Link>
          </Allowed>
        </p>
      )}
      {last?.error_message && (
        <p>
          <Breakable text={last.error_message} />
        </p>
      )}
      {last?.explanation && <Reading explanation={last.explanation} />}
      {sql && (
        <details>
          <summary>The SQL of the last run</summary>
          <SqlBlock sql={sql} />
        </details>
      )}
    </section>
  );
}
