import type { Cell, ForeignKey } from "../connector.ts";
import type { ListedColumn, ListedTable } from "./driver.ts";

/** What the catalogs of several servers are asked alike. */
export type CatalogRow = readonly Cell[];

export function textOr(cell: Cell | undefined): string | undefined {
  return typeof cell === "string" && cell !== "" ? cell : undefined;
}

/** From rows of table, key, whether it is the primary one, column: the keys of which the login may read every column. */
export function keysOf(
  rows: readonly CatalogRow[],
  columns: readonly ListedColumn[],
): Pick<ListedTable, "primaryKey" | "uniqueKeys"> {
  const primaryKey: string[] = [];
  const uniqueKeys: string[][] = [];
  const readable = new Set(columns.map(({ name }) => name));
  for (const parts of Map.groupBy(rows, ([, key]) => key).values()) {
    const names = parts.map(([, , , column]) => String(column));
    if (!names.every((name) => readable.has(name))) continue;
    if (parts[0]?.[2] === true) primaryKey.push(...names);
    else uniqueKeys.push(names);
  }
  return { primaryKey, uniqueKeys };
}

/** From rows of table, key, column, and the schema, table and column that it leads to. */
export function foreignKeysOf(rows: readonly CatalogRow[], tables: readonly ListedTable[]): ForeignKey[] {
  const columnsOf = new Map(
    tables.map(({ name, columns }) => [name, new Set(columns.map((column) => column.name))]),
  );
  return [...Map.groupBy(rows, ([table, key]) => JSON.stringify([table, key])).values()].flatMap((parts) => {
    const [table, , , targetSchema, targetTable] = parts[0] ?? [];
    const columns = parts.map(([, , column]) => String(column));
    if (!columns.every((column) => columnsOf.get(String(table))?.has(column))) return [];
    return [
      {
        table: String(table),
        columns,
        targetSchema: String(targetSchema),
        targetTable: String(targetTable),
        targetColumns: parts.map((part) => String(part[5])),
      },
    ];
  });
}
