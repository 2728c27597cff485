import { Link, useLocation } from "@remix-run/react";
import { useMemo } from "react";
import type { ComparedRow, ComparisonResponse } from "../../../server/contracts/comparisons.ts";
import { orBeyondLimit, ROW_CHANGES, type RowChange } from "../../../server/contracts/row-changes.ts";
import { Breakable } from "../../components/breakable.tsx";
import { CellValue } from "../../components/cell-value.tsx";
import { type DataColumn, DataTable } from "../../components/data-table.tsx";
import { Pagination } from "../../components/pagination.tsx";
import { type CompareQuery, compareParams, differencesPath } from "../../lib/compare-query.ts";
import { formatCount, formatQuantity } from "../../lib/format.ts";

const LABELS: Readonly<Record<RowChange, string>> = {
  changed: "Changed",
  added: "Added",
  gone: "Gone",
  same: "The same",
};

interface ChangedRowsProps {
  readonly comparison: ComparisonResponse;
  readonly query: CompareQuery;
}

/** How many rows changed, were added or are gone, and which; the kind is part of the page's address. */
export function ChangedRows({ comparison, query }: ChangedRowsProps) {
  const { pathname } = useLocation();
  const columns = useMemo(() => comparedColumns(comparison), [comparison]);
  const view = (changes: Partial<CompareQuery>) => pathname + compareParams({ ...query, ...changes });
  const runs = { left: comparison.left.id, right: comparison.right.id };
  return (
    <>
      <Kinds comparison={comparison} chosen={query.change} href={(change) => view({ change, page: 1 })} />
      <ColumnChanges changes={comparison.column_changes} />
      {comparison.rows.length > 0 ? (
        <DataTable
          label="Records"
          columns={columns}
          rows={comparison.rows}
          rowId={(_row, index) => String(index)}
          cellKeys
        />
      ) : (
        <p className="empty">{nothing(comparison, query)}</p>
      )}
      <footer className="table-footer">
        <p>{formatQuantity(comparison.total_records, "record")}</p>
        <Pagination
          label="Pages of records"
          page={comparison.page}
          pages={comparison.total_pages}
          href={(page) => view({ page })}
        />
        <div className="actions">
          <a className="button" href={differencesPath(runs, query, "xlsx")} download>
            Export Excel
          </a>
          <a className="button" href={differencesPath(runs, query, "csv")} download>
            Export CSV
          </a>
        </div>
      </footer>
    </>
  );
}

interface KindsProps {
  readonly comparison: Pick<ComparisonResponse, "counts" | "uncertain">;
  readonly chosen: RowChange | null;
  readonly href: (change: RowChange | null) => string;
}

function Kinds({ comparison: { counts, uncertain }, chosen, href }: KindsProps) {
  const isUncertain: Partial<Record<RowChange, boolean>> = uncertain;
  const all = uncertain.added || uncertain.gone ? "All differences, certain or not" : "All differences";
  const link = (change: RowChange | null, label: string, count: number) => (
    <Link
      key={label}
      to={href(change)}
      aria-current={chosen === change ? "true" : undefined}
      preventScrollReset
    >
      {label} ({formatCount(count)})
    </Link>
  );
  return (
    <nav className="choices" aria-label="Records by what became of them">
      {link(null, all, counts.changed + counts.added + counts.gone)}
      {ROW_CHANGES.map((change) =>
        link(change, orBeyondLimit(LABELS[change], isUncertain[change] === true), counts[change]),
      )}
    </nav>
  );
}

function ColumnChanges({ changes }: { changes: ComparisonResponse["column_changes"] }) {
  if (changes.length === 0) return null;
  const texts = changes.map(({ column, rows }) => `${column} in ${formatQuantity(rows, "record")}`);
  return (
    <p className="hint">
      Changed: <Breakable text={texts.join(", ")} />
    </p>
  );
}

function nothing(comparison: ComparisonResponse, { change }: CompareQuery): string {
  const { total_records, total_pages, uncertain } = comparison;
  if (total_records > 0) return `There is no such page; the last one is ${total_pages}.`;
  if (change !== null) return "No record is of this kind.";
  return uncertain.added || uncertain.gone
    ? "Both executions kept the same records; what lies beyond their limits may differ."
    : "Nothing changed: both executions have the same records.";
}

function comparedColumns({ columns, numeric_columns }: ComparisonResponse): DataColumn<ComparedRow>[] {
  return [
    {
      id: "\u0000change",
      header: "Change",
      cell: ({ row }) => orBeyondLimit(LABELS[row.original.change], row.original.uncertain),
    },
    ...columns.map(
      (name): DataColumn<ComparedRow> => ({
        id: name,
        header: () => <Breakable text={name} />,
        meta: { numeric: numeric_columns.includes(name) },
        cell: ({ row }) => <ComparedCell row={row.original} name={name} />,
      }),
    ),
  ];
}

function ComparedCell({ row, name }: { row: ComparedRow; name: string }) {
  const { left, right, changed_columns } = row;
  if (!changed_columns.includes(name)) return <CellValue value={(right ?? left)?.[name]} />;
  return (
    <span className="cell-changed">
      <del>
        <CellValue value={left?.[name]} />
      </del>{" "}
      <span aria-hidden="true">→</span>{" "}
      <ins>
        <CellValue value={right?.[name]} />
      </ins>
    </span>
  );
}
