import { sql } from "kysely";
import type { Column, Dialect, Table } from "../graph.ts";
import type { Parameter, Statement } from "../result.ts";
import { statementOf } from "./compile.ts";
import { type DialectRules, type Query, rulesFor } from "./dialects.ts";
import { cell, conjunction, from, select, where } from "./scope.ts";

/**
 * Statements about the keys in a table, for whoever looks at what a source holds. Each reads no more than the rows it
 * is given as a limit, in whatever order the database has them; a key of which one part is NULL is none.
 */

/** The distinct keys among `rows` rows, at most `values` of them: columns k1, k2 ... */
export function distinctKeys(
  dialect: Dialect,
  table: Table,
  columns: readonly Column[],
  { rows, values }: { readonly rows: number; readonly values: number },
): Statement {
  const rules = rulesFor(dialect);
  const keys = keysOf(columns).map(({ as }) => ({ value: cell("r", as), as }));
  const distinct = select(filledKeys(rules, table, columns, rows), keys).distinct() as Query;
  return statementOf(rules.limit(distinct, values));
}

/** One row: how many distinct keys are among `rows` rows, how many rows have one, and the most rows of one key. */
export function countKeys(
  dialect: Dialect,
  table: Table,
  columns: readonly Column[],
  rows: number,
): Statement {
  const rules = rulesFor(dialect);
  const groups = select(
    filledKeys(rules, table, columns, rows).groupBy(
      keysOf(columns).map(({ as }) => cell("r", as)) as never,
    ) as unknown as Query,
    [{ value: sql`count(*)`, as: "n" }],
  );
  const counted = rules.db.selectFrom(groups.as("g") as never) as unknown as Query;
  const sizes = cell("g", "n");
  return statementOf(
    select(counted, [
      { value: sql`count(*)`, as: "key_count" },
      { value: sql`coalesce(sum(${sizes}), 0)`, as: "row_count" },
      { value: sql`coalesce(max(${sizes}), 0)`, as: "most" },
    ]),
  );
}

/** Which of the values a column holds, each once. Meant for columns with an index: it may read the whole table. */
export function keysPresent(
  dialect: Dialect,
  table: Table,
  column: Column,
  values: readonly Parameter[],
): Statement {
  const rules = rulesFor(dialect);
  const value = cell("t", column.name);
  const query = where(from(rules, table, "t"), sql`${value} in (${sql.join(values)})`);
  return statementOf(select(query, [{ value, as: "k1" }]).distinct() as Query);
}

function keysOf(columns: readonly Column[]) {
  return columns.map((column, i) => ({ value: cell("t", column.name), as: `k${i + 1}` }));
}

function filledKeys(rules: DialectRules, table: Table, columns: readonly Column[], rows: number): Query {
  const keys = keysOf(columns);
  const read = rules.limit(select(from(rules, table, "t"), keys), rows);
  const query = rules.db.selectFrom(read.as("r") as never) as unknown as Query;
  return where(query, conjunction(keys.map(({ as }) => sql`${cell("r", as)} is not null`)));
}
