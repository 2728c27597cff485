import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Breakable } from "../components/breakable.tsx";
import { CellValue } from "../components/cell-value.tsx";
import { FoldedPanel } from "../components/folded-panel.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { RowsTable } from "../components/rows-table.tsx";
import { SqlBlock } from "../components/sql-block.tsx";
import { formatQuantity } from "../lib/format.ts";
import { answer, idInPath } from "../lib/problems.server.ts";
import { sqlToShow } from "../lib/sql-layout.ts";

export async function loader({ params, context: { api } }: LoaderFunctionArgs) {
  const execution_id = idInPath(params.executionId, "execution");
  const row = idInPath(params.row, "row");
  const group = await answer(api.drilldown.group({ execution_id, row }));
  return json({ ...group, sql: sqlToShow(group.generated_sql) });
}

export default function GroupPage() {
  const { execution_id, kpi_name, group, reading, columns, rows, sql, ...more } =
    useLoaderData<typeof loader>();
  return (
    <div className="page">
      <header>
        <p>
          <Link to={`/landing-kpi/drilldown/${execution_id}`}>← Back to the groups</Link>
        </p>
        <h1>
          <span className="muted">Group of</span> <Breakable text={kpi_name} />
        </h1>
        <dl className="facts inline">
          {Object.entries(group).map(([name, value]) => (
            <div key={name}>
              <dt>
                <Breakable text={name} />
              </dt>
              <dd>
                <CellValue value={value} />
              </dd>
            </div>
          ))}
        </dl>
      </header>
      <section className="panel" aria-labelledby="rows-title">
        <h2 id="rows-title">Rows of this group</h2>
        <p>{countedNow(rows.length, more.total_records)}</p>
        {more.graph_changed && (
          <p className="muted">
            The knowledge graph has changed since this run: the definition was read with the graph as it is
            now.
          </p>
        )}
        {rows.length > 0 && <RowsTable label="The rows" columns={columns} rows={rows} />}
      </section>
      <FoldedPanel title="How it was read, and its SQL" open={false}>
        <p className="reading">
          <span className="muted">Understood as:</span> <Breakable text={reading} />
        </p>
        {sql && <SqlBlock sql={sql} />}
      </FoldedPanel>
    </div>
  );
}

function countedNow(shown: number, total: number | null): string {
  if (shown === 0) return "The source has no such rows any more.";
  const now = "as the source has them now";
  if (total === null)
    return `The first ${formatQuantity(shown, "row")}, ${now}; counting them all took too long.`;
  return total === shown
    ? `${formatQuantity(total, "row")}, ${now}.`
    : `The first ${shown} of ${formatQuantity(total, "row")}, ${now}.`;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.kpi_name}: rows of a group – Landing KPI` : "Group – Landing KPI" },
];

export { RouteProblem as ErrorBoundary };
