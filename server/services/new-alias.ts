import type { NewAliasRequest } from "../contracts/aliases.ts";
import type { Table } from "../engine/graph.ts";
import { columnNames, identifierParts, tableNames } from "../engine/saying.ts";
import { invalidField } from "../errors.ts";
import { findColumn, findTable } from "./graph-lookup.ts";

/** What a new name is for, as it is stored; `column_name` is null for the table itself. */
interface Named {
  readonly schema_name: string;
  readonly table_name: string;
  readonly column_name: string | null;
}

/** What is to be named, when nothing else goes by that name already; else an AppError on the field that is wrong. */
export function freeName(
  { schema, table: tableName, column: columnName, alias }: NewAliasRequest,
  tables: readonly Table[],
): Named {
  const table = findTable("table", schema ? [schema, tableName] : [tableName], tables);
  const column_name = columnName ? findColumn("column", columnName, table) : null;
  const taken = holderOf(alias, table, column_name, tables);
  if (taken !== null)
    throw invalidField("alias", `${taken} goes by “${alias}” already. Choose another name.`);
  return { schema_name: table.schema, table_name: table.name, column_name };
}

/**
 * What goes by a name already, in words, compared as definitions are read; null when it is free. Columns of different
 * tables may share one, as they share names: the table that a definition is about tells them apart.
 */
function holderOf(alias: string, of: Table, column: string | null, tables: readonly Table[]): string | null {
  const letters = identifierParts(alias).join("");
  if (letters === "") throw invalidField("alias", "The name needs a letter or a digit.");
  const same = (names: readonly { readonly letters: string }[]) =>
    names.some((name) => name.letters === letters);
  const table = tables.find(({ name, aliases }) => same(tableNames(name, aliases)));
  if (table) return `The table ${table.name}`;
  for (const { name: tableName, columns } of column === null ? tables : [of]) {
    const found = columns.find(({ name, aliases }) => same(columnNames(name, aliases)));
    if (found) return `The column ${found.name} of ${tableName}`;
  }
  return null;
}
