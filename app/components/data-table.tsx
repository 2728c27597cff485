import { Link } from "@remix-run/react";
import {
  type ColumnDef,
  columnVisibilityFeature,
  type ReactTable,
  type RowData,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { type ReactNode, Suspense, useMemo } from "react";
import { copyCell, moveBetweenCells } from "../lib/cell-keys.ts";
import { type ColumnWidths, sizedAs, widthsOf } from "../lib/column-widths.ts";
import { useInTurn } from "../lib/in-turn.ts";
import { Icon } from "./icon.tsx";
import { ScrollRegion } from "./scroll-region.tsx";

const features = tableFeatures({
  columnVisibilityFeature,
  rowSortingFeature,
  columnMeta: {} as { numeric?: boolean; rowHeader?: boolean },
});

export type DataColumn<Row extends RowData> = ColumnDef<typeof features, Row, unknown>;

export interface Sort {
  readonly by?: string;
  readonly order?: string;
}

interface DataTableProps<Row extends RowData> {
  readonly label: string;
  readonly columns: DataColumn<Row>[];
  readonly rows: Row[];
  readonly rowId: (row: Row, index: number) => string;
  /** How the rows are sorted, and the address that sorts them otherwise; left out when they cannot be sorted. */
  readonly sort?: Sort & { readonly href: (by: string, order: "asc" | "desc") => string };
  /** Columns to show; all when left out. */
  readonly shown?: readonly string[];
  /** A second line of the head: what stands under each column's name. */
  readonly underHeader?: (column: string) => ReactNode;
  readonly selectedId?: string;
  /** Arrow keys move between cells, and the copy command copies one. */
  readonly cellKeys?: boolean;
  /** Widths that a person gave to columns; without any of them, contents decide. Left out where none can be given. */
  readonly widths?: ColumnWidths;
  /** Where the columns do not fit beside each other, each row becomes a card with the columns' names in it. */
  readonly stacks?: boolean;
}

/**
 * A table of rows that the server has already sorted, filtered and cut into pages: the address holds all state,
 * so sorting is a link. It scrolls sideways in itself and can be reached with the keyboard.
 */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { columns, rows, rowId, sort, shown, cellKeys, stacks } = props;
  const state = useMemo(
    () => ({
      sorting: sort?.by ? [{ id: sort.by, desc: sort.order === "desc" }] : [],
      columnVisibility: shown
        ? Object.fromEntries(columns.map(({ id }) => [id ?? "", shown.includes(id ?? "")]))
        : {},
    }),
    [columns, shown, sort?.by, sort?.order],
  );
  const table = useTable({ features, columns, data: rows, state, getRowId: rowId, manualSorting: true });
  const sized = props.widths && widthsOf(namesOf(table), props.widths);
  const size = sized ? sizedAs(sized) : undefined;
  const keys = cellKeys ? { onKeyDown: moveBetweenCells, onCopy: copyCell } : {};
  return (
    <ScrollRegion className={stacks ? "data-table stacks" : "data-table"} label={props.label} {...keys}>
      <table width={size?.width} data-sized={size?.kind}>
        {props.widths && (
          <colgroup>
            {namesOf(table).map((name, at) => (
              <col key={name} width={sized?.[at]} />
            ))}
          </colgroup>
        )}
        <Head table={table} sort={sort} underHeader={props.underHeader} />
        <Body table={table} selectedId={props.selectedId} cellKeys={cellKeys} stacks={stacks} />
      </table>
    </ScrollRegion>
  );
}

/** Its columns as they stand beside each other. */
function namesOf<Row extends RowData>(table: ReactTable<typeof features, Row>): string[] {
  return table.getVisibleLeafColumns().map(({ id }) => id);
}

interface PartProps<Row extends RowData> {
  readonly table: ReactTable<typeof features, Row>;
}

function Head<Row extends RowData>({
  table,
  sort,
  underHeader,
}: PartProps<Row> & Pick<DataTableProps<Row>, "sort" | "underHeader">) {
  const headers = table.getHeaderGroups().at(-1)?.headers ?? [];
  return (
    <thead>
      <tr>
        {headers.map((header) => {
          const { column } = header;
          const sorted = sort !== undefined && column.getIsSorted();
          const direction = sorted === "asc" ? "ascending" : "descending";
          const name = <table.FlexRender key={header.id} header={header} />;
          return (
            <th
              key={header.id}
              scope="col"
              data-numeric={column.columnDef.meta?.numeric || undefined}
              aria-sort={sorted ? direction : undefined}
            >
              {sort && column.getCanSort() ? (
                <Link to={sort.href(column.id, sorted === "asc" ? "desc" : "asc")} preventScrollReset>
                  {name}
                  {sorted && <Icon name={sorted === "asc" ? "up" : "down"} />}
                </Link>
              ) : (
                name
              )}
            </th>
          );
        })}
      </tr>
      {underHeader && (
        <tr className="under-header">
          {headers.map((header) => (
            <td key={header.id}>{underHeader(header.column.id)}</td>
          ))}
        </tr>
      )}
    </thead>
  );
}

/** Cells that are rendered at once: some milliseconds of work. */
const CELLS_A_PART = 500;

type BodyProps<Row extends RowData> = PartProps<Row> &
  Pick<DataTableProps<Row>, "selectedId" | "cellKeys" | "stacks">;

/** Many rows are rendered part by part, so that nobody else waits for all of them; a part is never seen missing. */
function Body<Row extends RowData>(props: BodyProps<Row>) {
  const inTurn = useInTurn();
  const { rows } = props.table.getRowModel();
  const length = Math.max(1, Math.floor(CELLS_A_PART / props.table.getAllColumns().length));
  if (rows.length <= length)
    return (
      <tbody>
        <Rows {...props} from={0} to={rows.length} />
      </tbody>
    );
  const starts = Array.from({ length: Math.ceil(rows.length / length) }, (_, part) => part * length);
  return (
    <tbody>
      {starts.map((from) => {
        const Part = inTurn(Rows<Row>);
        return (
          <Suspense key={from}>
            <Part {...props} from={from} to={from + length} />
          </Suspense>
        );
      })}
    </tbody>
  );
}

function Rows<Row extends RowData>(props: BodyProps<Row> & { readonly from: number; readonly to: number }) {
  const { table, selectedId, cellKeys, stacks, from, to } = props;
  return table
    .getRowModel()
    .rows.slice(from, to)
    .map((row) => (
      <tr key={row.id} data-selected={row.id === selectedId || undefined}>
        {row.getVisibleCells().map((cell) => {
          const { numeric, rowHeader } = cell.column.columnDef.meta ?? {};
          const content = <table.FlexRender key={cell.id} cell={cell} />;
          return rowHeader ? (
            <th key={cell.id} scope="row">
              {content}
            </th>
          ) : (
            <td
              key={cell.id}
              data-label={stacks ? cell.column.columnDef.header : undefined}
              data-numeric={numeric || undefined}
              tabIndex={cellKeys ? -1 : undefined}
            >
              {content}
            </td>
          );
        })}
      </tr>
    ));
}
