import type { Column, Table } from "../../engine/graph.ts";

/**
 * The same table with its value indexes packed: one text for each, taken apart again whenever somebody reads `values`.
 * A schema of thousands of tables has millions of values, which take three times the memory as texts of their own.
 */
export function withPackedValues(table: Table): Table {
  return { ...table, columns: table.columns.map(packed) };
}

function packed(column: Column): Column {
  if (column.values === undefined) return column;
  const text = JSON.stringify(column.values);
  return {
    ...column,
    get values() {
      return JSON.parse(text) as string[];
    },
  };
}
