import { Link, useLocation } from "@remix-run/react";
import { useId, useMemo } from "react";
import type { DrilldownResponse } from "../../../server/contracts/drilldown.ts";
import type { Cell } from "../../../server/contracts/executions.ts";
import { Breakable } from "../../components/breakable.tsx";
import { CellValue } from "../../components/cell-value.tsx";
import { type DataColumn, DataTable } from "../../components/data-table.tsx";
import { Pagination } from "../../components/pagination.tsx";
import { UrlInput } from "../../components/url-field.tsx";
import { countSentence } from "../../lib/count-sentence.ts";
import { exportPath, filterField, type GridQuery } from "../../lib/grid-query.ts";
import { withParams } from "../../lib/urls.ts";
import { useAutoSubmit } from "../../lib/use-auto-submit.ts";
import { ColumnChoice } from "./column-choice.tsx";
import { FacetChoice } from "./facet-choice.tsx";
import { FilterReading } from "./filter-reading.tsx";
import { GridToolbar } from "./grid-toolbar.tsx";
import type { ShownFacet } from "./load-records.server.ts";

type Row = Record<string, Cell>;

export interface RecordGridProps {
  readonly records: DrilldownResponse;
  readonly query: GridQuery;
  /** Why a filter cannot be read, by column. */
  readonly unread: Readonly<Record<string, string>>;
  readonly facet: ShownFacet | null;
}

/** The stored records of a run. Its state is the page's address, so every view of it can be linked to. */
export function RecordGrid({ records, query, unread, facet }: RecordGridProps) {
  const { pathname, search } = useLocation();
  const formId = useId();
  const readingId = useId();
  const problems = Object.values(unread);
  const onFilter = useAutoSubmit();
  const columns = useMemo(() => recordColumns(records), [records]);
  const href = (changes: Parameters<typeof withParams>[1]) => `${pathname}${withParams(search, changes)}`;
  const shown = query.show.length > 0 ? [GROUP_COLUMN, ...query.show] : undefined;
  return (
    <section id="records" className="record-grid panel" aria-labelledby="records-title">
      <header>
        <h2 id="records-title">Query Results</h2>
        <div className="actions">
          {" "}
          <a className="button" href={exportPath(records.execution_id, query, "xlsx")} download>
            Export Excel
          </a>
          <a className="button" href={exportPath(records.execution_id, query, "csv")} download>
            Export CSV
          </a>
          <a
            className="button"
            href={exportPath(records.execution_id, query, "csv", { marked: true })}
            download
          >
            CSV for Excel
          </a>
          <a className="button" href={exportPath(records.execution_id, query, "jsonl")} download>
            JSON lines
          </a>
        </div>{" "}
      </header>
      <GridToolbar formId={formId} query={query} pageSize={records.page_size} search={search} />
      <FilterReading id={readingId} problems={problems} sentences={records.filters_read} />
      <ColumnChoice columns={records.columns} shown={query.show} search={search} />
      <FacetChoice columns={records.columns} facet={facet} query={query} search={search} />
      <DataTable
        label="Records"
        columns={columns}
        rows={records.data}
        rowId={(_row, index) => String(index)}
        shown={shown}
        cellKeys
        sort={{
          by: query.sort_by,
          order: query.sort_order,
          href: (sort_by, sort_order) => href({ sort_by, sort_order, page: null }),
        }}
        underHeader={(column) =>
          column === GROUP_COLUMN ? null : (
            <UrlInput
              form={formId}
              name={filterField(column)}
              value={Object.hasOwn(query.typed, column) ? query.typed[column] : undefined}
              aria-label={`Filter ${column}`}
              aria-invalid={Object.hasOwn(unread, column) || undefined}
              aria-describedby={Object.hasOwn(unread, column) ? readingId : undefined}
              placeholder="Filter"
              onChange={onFilter}
            />
          )
        }
      />
      {records.data.length === 0 && problems.length === 0 && (
        <NoRecords records={records} firstPage={href({ page: null })} clean={pathname} />
      )}
      <footer className="table-footer">
        <p>{problems.length === 0 ? countSentence(records) : "Showing none: correct the filter first"}</p>
        <Pagination
          label="Pages of records"
          page={records.page}
          pages={records.total_pages}
          href={(page) => href({ page })}
        />
      </footer>
    </section>
  );
}

/** No column of a result can be called so. */
const GROUP_COLUMN = "\u0000group";

function recordColumns(records: DrilldownResponse): DataColumn<Row>[] {
  const cells = records.columns.map(
    (name): DataColumn<Row> => ({
      id: name,
      header: () => <Breakable text={name} />,
      accessorFn: (row) => row[name],
      cell: (cell) => <CellValue value={cell.getValue() as Cell | undefined} />,
      meta: { numeric: records.numeric_columns.includes(name) },
    }),
  );
  return records.has_groups ? [groupColumn(records), ...cells] : cells;
}

/** From a group to its rows. */
function groupColumn({ execution_id, row_numbers }: DrilldownResponse): DataColumn<Row> {
  return {
    id: GROUP_COLUMN,
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

function NoRecords({
  records,
  firstPage,
  clean,
}: {
  records: DrilldownResponse;
  firstPage: string;
  clean: string;
}) {
  if (records.total_records > 0) {
    return (
      <p className="empty">
        There is no page {records.page}. <Link to={firstPage}>Go to the first page</Link>
      </p>
    );
  }
  return (
    <p className="empty">
      No record matches this search and these filters. <Link to={clean}>Show all records</Link>
    </p>
  );
}
