import { deleteAlias, insertAlias, listAliases } from "../../db/queries/aliases.ts";
import { listGraphSchemas } from "../../db/queries/graphs.ts";
import type { AliasRow } from "../../db/schema/knowledge-graphs.ts";
import type { Db } from "../../db/schema/store.ts";
import type { AliasEntry, AliasListQuery, NewAliasRequest } from "../contracts/aliases.ts";
import type { Table } from "../engine/graph.ts";
import { columnNames, identifierParts, tableNames } from "../engine/saying.ts";
import { AppError, invalidField } from "../errors.ts";
import { changeGraph, requireGraph } from "./graph-change.ts";
import { findColumn, findTable } from "./graph-lookup.ts";
import { loadGraph } from "./graph-model.ts";

/** The names that people give tables and columns, so that definitions may use them. Changes raise the graph's version. */
export interface AliasService {
  /** In the order in which they were given. */
  list(query: AliasListQuery): Promise<AliasEntry[]>;
  /** A name that something else goes by, so that a definition could mean either, is refused on `alias`. */
  add(request: NewAliasRequest): Promise<AliasEntry>;
  remove(kgName: string, id: number): Promise<void>;
}

export function createAliasService(db: Db): AliasService {
  return {
    async list({ kg_name, schema, table }) {
      const rows = await listAliases(db, (await requireGraph(db, kg_name)).id);
      return rows
        .filter((row) => (!schema || row.schema_name === schema) && (!table || row.table_name === table))
        .map(shown);
    },

    add: ({ kg_name, schema, table: tableName, column: columnName, alias }) =>
      changeGraph(db, kg_name, async (trx, { id: graph_id, name, version }) => {
        const { tables } = await loadGraph(
          trx,
          graph_id,
          name,
          version,
          await listGraphSchemas(trx, graph_id),
        );
        const table = findTable("table", schema ? [schema, tableName] : [tableName], tables);
        const column = columnName ? findColumn("column", columnName, table) : null;
        const taken = holderOf(alias, table, column, tables);
        if (taken !== null)
          throw invalidField("alias", `${taken} goes by “${alias}” already. Choose another name.`);
        const row = {
          graph_id,
          schema_name: table.schema,
          table_name: table.name,
          column_name: column,
          alias,
        };
        return shown({ id: await insertAlias(trx, row), ...row });
      }),

    remove: (kgName, id) =>
      changeGraph(db, kgName, async (trx, graph) => {
        if (!(await deleteAlias(trx, graph.id, id)))
          throw new AppError("not_found", `The knowledge graph "${kgName}" has no alias with id ${id}.`);
      }),
  };
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

function shown(row: AliasRow): AliasEntry {
  const { id, schema_name: schema, table_name: table, column_name: column, alias } = row;
  return { id, schema, table, column, alias };
}
