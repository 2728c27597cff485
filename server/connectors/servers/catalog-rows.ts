import type { Cell, ForeignKey } from "../connector.ts";
import type { ListedColumn, ListedSchema, ListedTable } from "./driver.ts";

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

/** What a catalog says of one schema. Columns and keys begin with their table's name, tables with their own. */
export interface CatalogOfSchema {
  readonly schema: string;
  readonly tables: readonly CatalogRow[];
  readonly columns: readonly CatalogRow[];
  /** As `keysOf` takes them. */
  readonly keys: readonly CatalogRow[];
  /** As `foreignKeysOf` takes them. */
  readonly foreignKeys: readonly CatalogRow[];
}

/** The tables of which the login may read some column. */
export function listedSchema(
  { schema, tables, columns, keys, foreignKeys }: CatalogOfSchema,
  columnOf: (row: CatalogRow) => ListedColumn,
  tableOf: (row: CatalogRow) => Pick<ListedTable, "isView" | "comment">,
): ListedSchema {
  const columnsOf = Map.groupBy(columns, ([table]) => table);
  const keyRowsOf = Map.groupBy(keys, ([table]) => table);
  const listed = tables.flatMap((row): ListedTable[] => {
    const [name = null] = row;
    const own = columnsOf.get(name)?.map(columnOf) ?? [];
    if (own.length === 0) return [];
    const about = tableOf(row);
    return [
      { schema, name: String(name), ...about, columns: own, ...keysOf(keyRowsOf.get(name) ?? [], own) },
    ];
  });
  return { tables: listed, foreignKeys: foreignKeysOf(foreignKeys, listed) };
}
