import { Link } from "@remix-run/react";
import type { HomeResponse } from "../../../server/contracts/home.ts";
import { Allowed } from "../../components/allowed.tsx";
import { formatCount, formatQuantity } from "../../lib/format.ts";
import { graphPath } from "../../lib/graph-paths.ts";
import { HomeTable } from "./home-table.tsx";

type Home = Pick<HomeResponse, "tally" | "attention" | "stale_graphs">;

/** Breached bounds and failed runs, graphs that know too little, KPIs that never ran; or that there is nothing. */
export function Attention({ home: { tally, attention, stale_graphs } }: { home: Home }) {
  const urgent = tally.critical + tally.failed + tally.warning;
  const isCalm = urgent === 0 && stale_graphs.length === 0;
  return (
    <section className="page-part" aria-labelledby="attention">
      <h2 id="attention">Needs attention</h2>
      {isCalm && (
        <p className="muted">Nothing: no value is beyond its thresholds, and no latest run failed.</p>
      )}
      {urgent > 0 && <HomeTable label="KPIs that need attention" kpis={attention} />}
      {urgent > attention.length && (
        <p className="muted">
          These are the worst {formatCount(attention.length)} of {formatCount(urgent)}; the others are in
          their groups below.
        </p>
      )}
      <ul className="remarks">
        {stale_graphs.map(({ name, source_id, source_name }) => (
          <li key={name}>
            The graph <Link to={graphPath(name)}>{name}</Link> was made before its source{" "}
            <Link to={`/sources/${source_id}`}>{source_name}</Link> was changed.{" "}
            <Allowed right="manage">
              <Link to={`/graphs/new?source=${source_id}`}>Make it again</Link>
            </Allowed>
          </li>
        ))}
        {tally.never > 0 && (
          <li>
            {formatQuantity(tally.never, "KPI")} never ran.{" "}
            <Link to="/landing-kpi?sort_by=last_run_at&sort_order=desc">Show them in the list</Link>
          </li>
        )}
      </ul>
    </section>
  );
}
