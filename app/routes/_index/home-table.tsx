import { Link } from "@remix-run/react";
import type { HomeKpi } from "../../../server/contracts/home.ts";
import { Allowed } from "../../components/allowed.tsx";
import { Breakable } from "../../components/breakable.tsx";
import { type DataColumn, DataTable } from "../../components/data-table.tsx";
import { LatestRun } from "../../components/latest-run.tsx";
import { RunValue } from "../../components/run-value.tsx";
import { Sparkline } from "../../components/sparkline.tsx";
import { ValueChange } from "../../components/value-change.tsx";

/** KPIs with what their latest runs say. */
export function HomeTable({ label, kpis }: { label: string; kpis: HomeKpi[] }) {
  return (
    <div className="kpi-list">
      <DataTable label={label} columns={COLUMNS} rows={kpis} rowId={(kpi) => String(kpi.id)} stacks />
    </div>
  );
}

const COLUMNS: DataColumn<HomeKpi>[] = [
  {
    id: "name",
    header: "Name",
    meta: { rowHeader: true },
    cell: ({ row: { original: kpi } }) => (
      <Link to={`/landing-kpi/${kpi.id}`}>
        <Breakable text={kpi.name} />
      </Link>
    ),
  },
  { id: "value", header: "Value", cell: ({ row }) => <RunValue run={row.original.last_run} /> },
  { id: "change", header: "Change", cell: ({ row }) => <ValueChange kpi={row.original} /> },
  { id: "trend", header: "Trend", cell: ({ row }) => <Sparkline values={row.original.trend} /> },
  { id: "latest", header: "Latest run", cell: ({ row }) => <LatestRun run={row.original.last_run} /> },
  {
    id: "actions",
    header: "Actions",
    cell: ({ row: { original: kpi } }) => (
      <div className="actions">
        <Allowed right="execute">
          <Link className="button" to={`/landing-kpi/${kpi.id}/execute`}>
            Execute<span className="visually-hidden"> {kpi.name}</span>
          </Link>
        </Allowed>
      </div>
    ),
  },
];
