import type { TableColumn, TableQuery, TableResponse } from "../contracts/graph-tables.ts";
import { tablesByName } from "../engine/from-names.ts";
import type { Column, Graph } from "../engine/graph.ts";
import { AppError } from "../errors.ts";
import { spoken } from "./graph-names-index.ts";

const EXAMPLES = 5;

/** A table of a graph with a page of its columns, in the table's order, and what is known of their data. */
export function describeColumns(graph: Graph, query: TableQuery): Omit<TableResponse, "success"> {
  const { search, page, page_size } = query;
  const table = tablesByName(graph).get(query.table);
  if (!table)
    throw new AppError("not_found", `The knowledge graph "${graph.name}" has no table "${query.table}".`);
  const sought = spoken(search ?? "");
  const found = table.columns.filter((column) => says(column, sought));
  return {
    kg_name: graph.name,
    table: {
      name: table.name,
      schema: table.schema,
      comment: table.comment ?? null,
      is_view: table.isView ?? false,
      row_count: table.rowCount ?? null,
      primary_key: [...table.primaryKey],
      aliases: [...table.aliases],
      column_names: table.columns.map(({ name }) => name),
    },
    columns: found.slice((page - 1) * page_size, page * page_size).map(describe),
    total: found.length,
    page,
    total_pages: Math.max(1, Math.ceil(found.length / page_size)),
  };
}

function says({ name, aliases, comment = "" }: Column, sought: string): boolean {
  return [name, ...aliases, comment].some((text) => spoken(text).includes(sought));
}

function describe(column: Column): TableColumn {
  return {
    name: column.name,
    declared_type: column.declaredType,
    kind: column.kind,
    nullable: column.nullable,
    comment: column.comment ?? null,
    aliases: [...column.aliases],
    distinct_count: column.distinctCount ?? null,
    blank_share: column.blankShare ?? null,
    example_values: (column.values ?? []).slice(0, EXAMPLES),
  };
}
