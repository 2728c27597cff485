import { Link, useLocation } from "@remix-run/react";
import { useMemo } from "react";
import type { DrilldownResponse } from "../../../server/contracts/drilldown.ts";
import type { DataColumn } from "../../components/data-table.tsx";
import type { ColumnWidths } from "../../lib/column-widths.ts";
import { countSentence } from "../../lib/count-sentence.ts";
import { formatCount } from "../../lib/format.ts";
import { exportPath, type GridQuery } from "../../lib/grid-query.ts";
import { FacetChoice } from "./facet-choice.tsx";
import type { ShownFacet } from "./load-records.server.ts";
import { NoRecords } from "./no-records.tsx";
import { RecordGrid, type Row } from "./record-grid.tsx";

interface RunRecordsProps {
  readonly records: DrilldownResponse;
  readonly query: GridQuery;
  /** Why a filter cannot be read, by column. */
  readonly unread: Readonly<Record<string, string>>;
  readonly facet: ShownFacet | null;
  /** The widths of columns that are remembered. */
  readonly widths: ColumnWidths;
}

/** What a run found: its stored records, or the sentence that there are none. */
export function RunRecords({ records, query, unread, facet, widths }: RunRecordsProps) {
  const { search } = useLocation();
  const groups = useMemo(() => (records.has_groups ? groupColumn(records) : null), [records]);
  if (records.stored_records === 0)
    return (
      <section id="records" className="panel" aria-labelledby="records-title">
        <h2 id="records-title">Query Results</h2>
        <p>The query ran and found no records.</p>
      </section>
    );
  return (
    <RecordGrid
      title="Query Results"
      rows={records}
      pages={records.total_pages}
      query={query}
      widths={widths}
      unread={unread}
      counted={countSentence(records)}
      actions={<Exports executionId={records.execution_id} query={query} />}
      notice={records.live && <RestOffer records={records} problem={records.live.problem} search={search} />}
      choices={<FacetChoice columns={records.columns} facet={facet} query={query} search={search} />}
      leading={groups}
      empty={<NoRecords page={records.page} total={records.total_records} />}
    />
  );
}

function Exports({ executionId, query }: { executionId: number; query: GridQuery }) {
  return (
    <div className="actions">
      {" "}
      <a className="button" href={exportPath(executionId, query, "xlsx")} download>
        Export Excel
      </a>
      <a className="button" href={exportPath(executionId, query, "csv")} download>
        Export CSV
      </a>
      <a className="button" href={exportPath(executionId, query, "csv", { marked: true })} download>
        CSV for Excel
      </a>
      <a className="button" href={exportPath(executionId, query, "jsonl")} download>
        JSON lines
      </a>
    </div>
  );
}

/** That a run kept its first rows only, and where the others are, under the search and filters of this page. */
function RestOffer({
  records,
  problem,
  search,
}: {
  records: DrilldownResponse;
  problem: string | null;
  search: string;
}) {
  const { execution_id, stored_records, source_records } = records;
  const params = new URLSearchParams(search);
  for (const name of ["page", "facet", "details"]) params.delete(name);
  const kept = params.toString();
  return (
    <p className="notice">
      {formatCount(stored_records)} of {formatCount(source_records ?? 0)} rows are stored.{" "}
      {problem ?? (
        <Link to={`/landing-kpi/drilldown/${execution_id}/live${kept && `?${kept}`}`}>
          Read the rest from the source
        </Link>
      )}
    </p>
  );
}

/** From a group to its rows. No column of a result can be called so. */
function groupColumn({ execution_id, row_numbers }: DrilldownResponse): DataColumn<Row> {
  return {
    id: "\u0000group",
    header: "Group",
    enableSorting: false,
    cell: ({ row }) => {
      const number = row_numbers[row.index];
      return (
        <Link
          to={`/landing-kpi/drilldown/${execution_id}/groups/${number}`}
          aria-label={`Rows of group ${number}`}
        >
          Rows
        </Link>
      );
    },
  };
}
