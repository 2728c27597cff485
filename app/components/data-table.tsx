import { Link } from "@remix-run/react";
import {
  type ColumnDef,
  columnVisibilityFeature,
  type RowData,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { type ReactNode, useMemo } from "react";
import { Icon } from "./icon.tsx";

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
}

/**
 * A table of rows that the server has already sorted, filtered and cut into pages: the address holds all state,
 * so sorting is a link. It scrolls sideways in itself and can be reached with the keyboard.
 */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { columns, rows, rowId, sort, shown } = props;
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
  const headers = table.getHeaderGroups().at(-1)?.headers ?? [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
    <section className="data-table" aria-label={props.label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {headers.map((header) => {
              const sorted = header.column.getIsSorted();
              const sortable = sort !== undefined && header.column.getCanSort();
              return (
                <th
                  key={header.id}
                  scope="col"
                  data-numeric={header.column.columnDef.meta?.numeric || undefined}
                  aria-sort={sortable && sorted ? (sorted === "asc" ? "ascending" : "descending") : undefined}
                >
                  {sortable ? (
                    <Link
                      to={sort.href(header.column.id, sorted === "asc" ? "desc" : "asc")}
                      preventScrollReset
                    >
                      <table.FlexRender header={header} />
                      {sorted && <Icon name={sorted === "asc" ? "up" : "down"} />}
                    </Link>
                  ) : (
                    <table.FlexRender header={header} />
                  )}
                </th>
              );
            })}
          </tr>
          {props.underHeader && (
            <tr className="under-header">
              {headers.map((header) => (
                <td key={header.id}>{props.underHeader?.(header.column.id)}</td>
              ))}
            </tr>
          )}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} data-selected={row.id === props.selectedId || undefined}>
              {row.getVisibleCells().map((cell) => {
                const { numeric, rowHeader } = cell.column.columnDef.meta ?? {};
                return rowHeader ? (
                  <th key={cell.id} scope="row">
                    <table.FlexRender cell={cell} />
                  </th>
                ) : (
                  <td key={cell.id} data-numeric={numeric || undefined}>
                    <table.FlexRender cell={cell} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
