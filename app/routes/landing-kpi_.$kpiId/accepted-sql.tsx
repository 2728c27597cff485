import { Link } from "@remix-run/react";
import type { KpiDefinition } from "../../../server/contracts/kpis.ts";
import { Allowed } from "../../components/allowed.tsx";
import { SqlPinState } from "../../components/sql-pin-state.tsx";

/** Whether the KPI's executions send SQL that somebody accepted, and the way to review it. */
export function AcceptedSql({ kpi }: { kpi: KpiDefinition }) {
  return (
    <section className="panel" aria-labelledby="kpi-sql">
      <header className="page-header">
        <h2 id="kpi-sql">Accepted SQL</h2>
        <Allowed right="define">
          <Link className="button" to={`/landing-kpi/${kpi.id}/sql`}>
            Review the SQL
          </Link>
        </Allowed>
      </header>
      {kpi.sql_pin ? (
        <SqlPinState pin={kpi.sql_pin} />
      ) : (
        <p className="muted">None: each execution compiles the definition anew.</p>
      )}
    </section>
  );
}
