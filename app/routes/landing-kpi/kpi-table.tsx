import { Link } from "@remix-run/react";
import { useMemo } from "react";
import type { z } from "zod";
import type { KpiOverview, KpiOverviewResponse } from "../../../server/contracts/kpis.ts";
import { Allowed, useOffers } from "../../components/allowed.tsx";
import { Breakable } from "../../components/breakable.tsx";
import { type DataColumn, DataTable } from "../../components/data-table.tsx";
import { LatestRun } from "../../components/latest-run.tsx";
import { Pagination } from "../../components/pagination.tsx";
import { RunValue } from "../../components/run-value.tsx";
import { Sparkline } from "../../components/sparkline.tsx";
import { ValueChange } from "../../components/value-change.tsx";
import { formatCount, formatQuantity } from "../../lib/format.ts";
import type { ListQuery } from "../../lib/list-query.ts";
import { withParams } from "../../lib/urls.ts";
import { KpiActions } from "./kpi-actions.tsx";

type Kpi = z.infer<typeof KpiOverview>;

interface KpiTableProps {
  readonly query: ListQuery;
  readonly overview: z.infer<typeof KpiOverviewResponse>;
  readonly narrowed: boolean;
  readonly search: string;
}

export function KpiTable({ query, overview, narrowed, search }: KpiTableProps) {
  // Whoever may define may execute, too.
  const mayAct = useOffers("execute");
  const columns = useMemo(() => {
    const all = kpiColumns(search, query.kpi);
    return mayAct ? all : all.filter(({ id }) => id !== "actions");
  }, [search, query.kpi, mayAct]);
  if (overview.kpis.length === 0) return <NoKpis overview={overview} narrowed={narrowed} search={search} />;
  const first = (overview.page - 1) * overview.page_size + 1;
  return (
    <>
      <div className="kpi-list">
        <DataTable
          label="KPI definitions"
          columns={columns}
          rows={overview.kpis}
          rowId={(kpi) => String(kpi.id)}
          selectedId={query.kpi}
          stacks
          sort={{
            by: query.sort_by,
            order: query.sort_order,
            href: (sort_by, sort_order) =>
              `/landing-kpi${withParams(search, { sort_by, sort_order, page: null })}`,
          }}
        />
      </div>
      <footer className="table-footer">
        <p>
          Showing {formatCount(first)} to {formatCount(first + overview.kpis.length - 1)} of{" "}
          {formatQuantity(overview.total, "KPI")}
        </p>
        <Pagination
          label="Pages of KPIs"
          page={overview.page}
          pages={overview.total_pages}
          href={(page) => `/landing-kpi${withParams(search, { page })}`}
        />
      </footer>
    </>
  );
}

function NoKpis({ overview, narrowed, search }: Omit<KpiTableProps, "query">) {
  if (overview.total > 0) {
    return (
      <div className="empty">
        <p>
          There is no page {overview.page}: the KPIs fill {formatQuantity(overview.total_pages, "page")}.
        </p>
        <Link to={`/landing-kpi${withParams(search, { page: null })}`}>Go to the first page</Link>
      </div>
    );
  }
  return narrowed ? (
    <div className="empty">
      <p>No KPI matches this search and these filters.</p>
      <Link to="/landing-kpi">Show all active KPIs</Link>
    </div>
  ) : (
    <div className="empty">
      <p>There are no KPIs yet. Describe in English what you want to know, and execute it on your data.</p>
      <Allowed right="define">
        <Link className="button" data-kind="primary" to={`/landing-kpi/new${search}`}>
          Create the first KPI
        </Link>
      </Allowed>
    </div>
  );
}

function kpiColumns(search: string, open: string | undefined): DataColumn<Kpi>[] {
  return [
    {
      id: "name",
      header: "Name",
      accessorKey: "name",
      meta: { rowHeader: true },
      cell: ({ row: { original: kpi } }) => (
        <>
          <NameLink kpi={kpi} search={search} open={open === String(kpi.id)} />
          <SecondLine kpi={kpi} />
        </>
      ),
    },
    {
      id: "last_value",
      header: "Value",
      accessorFn: (kpi) => kpi.last_run?.value,
      cell: ({ row }) => <RunValue run={row.original.last_run} />,
    },
    {
      id: "change",
      header: "Change",
      enableSorting: false,
      cell: ({ row }) => <ValueChange kpi={row.original} />,
    },
    {
      id: "trend",
      header: "Trend",
      enableSorting: false,
      cell: ({ row }) => <Sparkline values={row.original.trend} />,
    },
    {
      id: "last_run_at",
      header: "Latest run",
      accessorFn: (kpi) => kpi.last_run?.execution_timestamp,
      cell: ({ row }) => <LatestRun run={row.original.last_run} />,
    },
    {
      id: "group_name",
      header: "Group",
      accessorKey: "group_name",
      cell: ({ row }) => <Breakable text={row.original.group_name ?? ""} />,
    },
    {
      id: "id",
      header: "ID",
      accessorKey: "id",
      cell: ({ row }) => <span className="muted">{row.original.id}</span>,
    },
    {
      id: "actions",
      header: "Actions",
      enableSorting: false,
      cell: ({ row }) => <KpiActions kpi={row.original} search={search} inRow />,
    },
  ];
}

function NameLink({ kpi, search, open }: { kpi: Kpi; search: string; open: boolean }) {
  const kept = withParams(search, { kpi: open ? null : kpi.id, run_status: null, run_page: null });
  return (
    <>
      <Link
        to={`/landing-kpi${kept}${open ? "" : "#history"}`}
        aria-expanded={open}
        preventScrollReset={open}
      >
        <Breakable text={kpi.name} />
      </Link>
      {!kpi.is_active && <span className="tag">Deleted</span>}
      {kpi.sql_pin && (
        <span className="tag">{kpi.sql_pin.stale.length > 0 ? "Accepted SQL is stale" : "SQL accepted"}</span>
      )}
    </>
  );
}

/** What else a KPI is known by, in one line. */
function SecondLine({ kpi }: { kpi: Kpi }) {
  const text = [kpi.alias_name, kpi.description].filter(Boolean).join(" · ");
  return text ? (
    <span className="second-line">
      <Breakable text={text} />
    </span>
  ) : null;
}
