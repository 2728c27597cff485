import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { LiveRowsResponse } from "../../server/contracts/live-rows.ts";
import { Breakable } from "../components/breakable.tsx";
import { FoldedPanel } from "../components/folded-panel.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { SqlBlock } from "../components/sql-block.tsx";
import { rememberedWidths } from "../lib/column-widths.server.ts";
import { formatCount, formatQuantity, formatTimestamp } from "../lib/format.ts";
import { readGridQuery, unknownName } from "../lib/grid-query.ts";
import { requireShortAddress } from "../lib/page-size.server.ts";
import { answer, idInPath, unknownInAddress } from "../lib/problems.server.ts";
import { sqlToShow } from "../lib/sql-layout.ts";
import {
  loadLiveRecords,
  requireFittingPage,
} from "./landing-kpi_.drilldown.$executionId/load-records.server.ts";
import { NoRecords } from "./landing-kpi_.drilldown.$executionId/no-records.tsx";
import { RecordGrid } from "./landing-kpi_.drilldown.$executionId/record-grid.tsx";

export async function loader({ request, params, context: { api } }: LoaderFunctionArgs) {
  const execution_id = idInPath(params.executionId, "execution");
  const url = new URL(request.url);
  await requireShortAddress(url);
  const unknown = unknownName(url.searchParams);
  if (unknown !== undefined) throw unknownInAddress(unknown);
  const query = readGridQuery(url.searchParams);
  const { execution } = await answer(api.executions.summary({ execution_id }));
  requireFittingPage(url, query, execution.result_columns ?? []);
  const [{ status, records, unread }, widths] = await Promise.all([
    loadLiveRecords(api, execution, query),
    rememberedWidths(request),
  ]);
  return json({ query, records, unread, widths, sql: sqlToShow(records.generated_sql) }, { status });
}

export default function LiveRowsPage() {
  const { query, records, unread, widths, sql } = useLoaderData<typeof loader>();
  const { execution_id, stored_records, source_records } = records;
  return (
    <div className="page">
      <header>
        <p>
          <Link to={`/landing-kpi/drilldown/${execution_id}`}>← Back to the stored rows</Link>
        </p>
        <h1>
          <span className="muted">On the source:</span> <Breakable text={records.kpi_name} />
        </h1>
        <p>
          Read now from the source, {formatTimestamp(records.read_at)} UTC, with the SQL of execution{" "}
          {execution_id}: the rows may differ from what that found. It stored {formatCount(stored_records)} of{" "}
          {formatQuantity(source_records ?? stored_records, "row")}.
        </p>
        {records.changed_since.length > 0 && (
          <p className="muted">
            Since the execution, {changedWords(records.changed_since)} changed. The SQL is that of the
            execution, not today’s.
          </p>
        )}
      </header>
      <RecordGrid
        title="Rows on the source"
        rows={records}
        pages={records.total_pages ?? records.page + Number(records.has_more)}
        query={query}
        widths={widths}
        unread={unread}
        counted={countedNow(records)}
        empty={<NoRecords page={records.page} total={records.total_records} />}
      />
      {sql && (
        <FoldedPanel title="The SQL of this page" open={false}>
          <SqlBlock sql={sql} />
        </FoldedPanel>
      )}
    </div>
  );
}

const CHANGED: Readonly<Record<LiveRowsResponse["changed_since"][number], string>> = {
  definition: "the definition of the KPI",
  graph: "the knowledge graph",
};

function changedWords(changed: LiveRowsResponse["changed_since"]): string {
  return `${changed.map((one) => CHANGED[one]).join(" and ")} ${changed.length === 1 ? "has" : "have"}`;
}

function countedNow({ page, page_size, data, total_records }: LiveRowsResponse): string {
  const first = (page - 1) * page_size + 1;
  const range =
    data.length === 0 ? "none" : `${formatCount(first)} to ${formatCount(first + data.length - 1)}`;
  if (total_records === null) return `Showing ${range}; counting all rows on the source took too long`;
  return `Showing ${range} of ${formatQuantity(total_records, "row")} on the source now`;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: data
      ? `${data.records.kpi_name}: rows on the source – Landing KPI`
      : "Rows on the source – Landing KPI",
  },
];

export { RouteProblem as ErrorBoundary };
