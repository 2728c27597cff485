import { useMemo } from "react";
import type { Cell } from "../../server/contracts/executions.ts";
import { Breakable } from "./breakable.tsx";
import { CellValue } from "./cell-value.tsx";
import { type DataColumn, DataTable } from "./data-table.tsx";

interface RowsTableProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: Record<string, Cell>[];
}

/** Rows just as they came, with a column for each of theirs. */
export function RowsTable({ label, columns, rows }: RowsTableProps) {
  const definitions = useMemo(
    () =>
      columns.map(
        (name): DataColumn<Record<string, Cell>> => ({
          id: name,
          header: () => <Breakable text={name} />,
          accessorFn: (row) => row[name],
          cell: (cell) => <CellValue value={cell.getValue() as Cell | undefined} />,
        }),
      ),
    [columns],
  );
  return <DataTable label={label} columns={definitions} rows={rows} rowId={(_row, index) => String(index)} />;
}
