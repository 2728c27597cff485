import { type GraphSchemaRow, listGraphSchemas } from "../../db/queries/graphs.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Catalog } from "../connectors/connector.ts";
import type { RelationshipEnd, Table } from "../engine/graph.ts";
import { invalidField } from "../errors.ts";
import { enumerate } from "./text.ts";

/** Looks up what people name in a graph; what is not there is refused on the field that named it. */

/** The tables of a graph as they were introspected: without aliases. */
export async function listGraphTables(db: Db, graphId: number): Promise<Table[]> {
  return (await listGraphSchemas(db, graphId)).flatMap(tablesOf);
}

export function tablesOf({ catalog }: GraphSchemaRow): readonly Table[] {
  return (JSON.parse(catalog) as Catalog).tables;
}

/** The same for two tables of one name in one schema. */
export function tableKey(schema: string, table: string): string {
  return JSON.stringify([schema, table]);
}

/** Says what of a join's or a name's end is not in the tables; null when all of it is there. */
export function missingIn(tables: readonly Table[]): (...ends: RelationshipEnd[]) => string | null {
  const columnsOf = new Map(
    tables.map(({ schema, name, columns }) => [
      tableKey(schema, name),
      new Set(columns.map((column) => column.name)),
    ]),
  );
  return (...ends) => {
    const missing = ends.flatMap(({ schema, table, columns }) => {
      const known = columnsOf.get(tableKey(schema, table));
      if (!known) return [table];
      return columns.filter((column) => !known.has(column)).map((column) => `${table}.${column}`);
    });
    return missing.length === 0 ? null : enumerate([...new Set(missing)]);
  };
}

/** The table that `[name]` or `[schema, name]` means. */
export function findTable(field: string, parts: readonly string[], tables: readonly Table[]): Table {
  const name = parts.at(-1) ?? "";
  const schema = parts.length > 1 ? parts[parts.length - 2] : undefined;
  const found = sameName(
    tables.filter((table) => schema === undefined || sameText(table.schema, schema)),
    name,
  );
  const [table, other] = found;
  if (!table) throw invalidField(field, `The graph has no table ${parts.join(".")}.`);
  if (other)
    throw invalidField(
      field,
      `${name} is a table of ${enumerate(found.map((each) => each.schema))}. Write the schema before it.`,
    );
  return table;
}

/** The column's name as it is stored. */
export function findColumn(field: string, name: string, table: Table): string {
  const [column] = sameName(table.columns, name);
  if (!column)
    throw invalidField(
      field,
      `${table.name} has no column ${name}. It has: ${enumerate(table.columns.map((each) => each.name))}.`,
    );
  return column.name;
}

/** Exactly so named, else in another case. */
function sameName<T extends { readonly name: string }>(items: readonly T[], name: string): T[] {
  const exact = items.filter((item) => item.name === name);
  return exact.length > 0 ? exact : items.filter((item) => sameText(item.name, name));
}

function sameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** The table of an end as it is stored; undefined when it is gone. */
export function tableAt(
  { schema, table }: Pick<RelationshipEnd, "schema" | "table">,
  tables: readonly Table[],
): Table | undefined {
  return tables.find((each) => each.schema === schema && each.name === table);
}
