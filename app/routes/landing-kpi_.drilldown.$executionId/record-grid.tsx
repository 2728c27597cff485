import { Form, useLocation } from "@remix-run/react";
import { type ReactNode, useId, useMemo } from "react";
import type { DrilldownResponse } from "../../../server/contracts/drilldown.ts";
import type { Cell } from "../../../server/contracts/executions.ts";
import { Breakable } from "../../components/breakable.tsx";
import { CellValue } from "../../components/cell-value.tsx";
import { ColumnHandle } from "../../components/column-handle.tsx";
import { type DataColumn, DataTable } from "../../components/data-table.tsx";
import { Pagination } from "../../components/pagination.tsx";
import { UrlInput } from "../../components/url-field.tsx";
import { type ColumnWidths, FORGET, WIDTHS_PATH, widthsOf } from "../../lib/column-widths.ts";
import { filterField, type GridQuery, shownCount } from "../../lib/grid-query.ts";
import { withParams } from "../../lib/urls.ts";
import { useAutoSubmit } from "../../lib/use-auto-submit.ts";
import { useColumnWidths } from "../../lib/use-column-widths.ts";
import { ColumnChoice } from "./column-choice.tsx";
import { FilterReading } from "./filter-reading.tsx";
import { GridToolbar } from "./grid-toolbar.tsx";

export type Row = Record<string, Cell>;

/** A page of rows, stored or read from the source. */
export type GridRows = Pick<
  DrilldownResponse,
  "columns" | "numeric_columns" | "data" | "page" | "page_size" | "filters_read"
>;

interface RecordGridProps {
  readonly title: string;
  readonly rows: GridRows;
  /** How many pages can be gone to. */
  readonly pages: number;
  readonly query: GridQuery;
  /** The widths of columns that are remembered. */
  readonly widths: ColumnWidths;
  /** Why a filter cannot be read, by column. */
  readonly unread: Readonly<Record<string, string>>;
  /** "Showing 1 to 50 of 437 records". */
  readonly counted: string;
  readonly actions?: ReactNode;
  /** What else is to be known of the rows, and chosen among them. */
  readonly notice?: ReactNode;
  readonly choices?: ReactNode;
  /** A column before those of the rows. */
  readonly leading?: DataColumn<Row> | null;
  /** What is said where no row is shown. */
  readonly empty: ReactNode;
}

/** The records of a run. Its state is the page's address, so every view of it can be linked to. */
export function RecordGrid(props: RecordGridProps) {
  const { title, rows, pages, query, unread, counted, actions, notice, choices, leading, empty } = props;
  const { widths, size } = useColumnWidths(props.widths);
  const { pathname, search } = useLocation();
  const formId = useId();
  const readingId = useId();
  const problems = Object.values(unread);
  const onFilter = useAutoSubmit();
  const columns = useMemo(() => [...(leading ? [leading] : []), ...rowColumns(rows)], [rows, leading]);
  const href = (changes: Parameters<typeof withParams>[1]) => `${pathname}${withParams(search, changes)}`;
  const shown = query.show.length > 0 ? [...(leading?.id ? [leading.id] : []), ...query.show] : undefined;
  const names = columns.flatMap(({ id = "" }) => (shown && !shown.includes(id) ? [] : [id]));
  return (
    <section id="records" className="record-grid panel" aria-labelledby="records-title">
      <header>
        <h2 id="records-title">{title}</h2>
        {actions}{" "}
      </header>
      {notice}
      <GridToolbar
        formId={formId}
        query={query}
        pageSize={rows.page_size}
        columns={shownCount(query, rows.columns)}
        search={search}
      />
      <FilterReading id={readingId} problems={problems} sentences={rows.filters_read} />
      <ColumnChoice columns={rows.columns} shown={query.show} search={search} />
      {choices}
      <DataTable
        label="Records"
        columns={columns}
        rows={rows.data}
        rowId={(_row, index) => String(index)}
        shown={shown}
        cellKeys
        widths={widths}
        sort={{
          by: query.sort_by,
          order: query.sort_order,
          href: (sort_by, sort_order) => href({ sort_by, sort_order, page: null }),
        }}
        underHeader={(column) =>
          column === leading?.id ? null : (
            <>
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
              <ColumnHandle
                column={column}
                columns={names}
                width={widthsOf(names, widths)?.[names.indexOf(column)]}
                onSized={size}
              />
            </>
          )
        }
      />
      {rows.data.length === 0 && problems.length === 0 && empty}
      <footer className="table-footer">
        <p>{problems.length === 0 ? counted : "Showing none: correct the filter first"}</p>
        {widthsOf(names, widths) && <ForgetWidths returnTo={pathname + search} />}
        <Pagination label="Pages of records" page={rows.page} pages={pages} href={(page) => href({ page })} />
      </footer>
    </section>
  );
}

/** Under the table, where nothing moves when it comes. */
function ForgetWidths({ returnTo }: { returnTo: string }) {
  return (
    <Form method="post" action={WIDTHS_PATH} replace preventScrollReset>
      <input type="hidden" name="return_to" value={returnTo} />
      <button type="submit" name={FORGET} value="yes">
        Column widths as they come
      </button>
    </Form>
  );
}

function rowColumns({ columns, numeric_columns }: GridRows): DataColumn<Row>[] {
  return columns.map((name) => ({
    id: name,
    header: () => <Breakable text={name} />,
    accessorFn: (row) => row[name],
    cell: (cell) => <CellValue value={cell.getValue() as Cell | undefined} />,
    meta: { numeric: numeric_columns.includes(name) },
  }));
}
