import { listAliases } from "../../db/queries/aliases.ts";
import { listLastRunsOn } from "../../db/queries/graph-builds.ts";
import { listRelationships } from "../../db/queries/graphs.ts";
import { listRulesets } from "../../db/queries/rulesets.ts";
import type { Db } from "../../db/schema/store.ts";
import type { GraphChanges } from "../contracts/graph-builds.ts";
import { joinText } from "../contracts/join-text.ts";
import type { RelationshipEnd, Table } from "../engine/graph.ts";
import { missingIn } from "./graph-lookup.ts";
import { endsOf } from "./graph-model.ts";
import { toRuleset } from "./ruleset-rules.ts";
import { enumerate } from "./text.ts";

type Unused = GraphChanges["unused"][number];

/** The approved joins, names and rules of a graph that are about what its tables do not have: they are not used. */
export async function listUnused(db: Db, graphId: number, tables: readonly Table[]): Promise<Unused[]> {
  const missing = missingIn(tables);
  const unused: Unused[] = [];
  const add = (kind: Unused["kind"], name: string, ...ends: RelationshipEnd[]) => {
    const gone = missing(...ends);
    if (gone !== null) unused.push({ kind, name, missing: gone });
  };
  for (const row of await listRelationships(db, graphId)) {
    const { source, target } = endsOf(row);
    if (row.status === "approved") add("join", joinText({ source, target }), source, target);
  }
  for (const row of await listAliases(db, graphId)) {
    const columns = row.column_name === null ? [] : [row.column_name];
    add("alias", row.alias, { schema: row.schema_name, table: row.table_name, columns });
  }
  for (const row of await listRulesets(db, graphId))
    for (const { name, source, target } of toRuleset(row).rules)
      add("rule", `${name} of ${row.name}`, source, target);
  return unused;
}

/** KPIs whose last run was on the graph and has something in its SQL that is gone. */
export async function listTouchedKpis(
  db: Db,
  kgName: string,
  { tables, columns }: Pick<GraphChanges, "tables" | "columns">,
): Promise<Unused[]> {
  const goneColumns = columns.filter(({ change }) => change === "gone");
  if (tables.gone.length === 0 && goneColumns.length === 0) return [];
  return (await listLastRunsOn(db, kgName)).flatMap(({ name, generated_sql: sql }) => {
    const missing = [
      ...tables.gone.filter(({ table }) => namesInSql(sql, table)).map(({ table }) => table),
      ...goneColumns
        .filter(({ table, column }) => namesInSql(sql, table) && namesInSql(sql, column))
        .map(({ table, column }) => `${table}.${column}`),
    ];
    return missing.length === 0 ? [] : { kind: "kpi" as const, name, missing: enumerate(missing) };
  });
}

/** Whether generated SQL has the name, which is always quoted there; the last of what a dot divides. */
export function namesInSql(sql: string, name: string): boolean {
  return [`"${name.replaceAll('"', '""')}"`, `\`${name.replaceAll("`", "``")}\``].some((quoted) =>
    sql.includes(quoted),
  );
}
