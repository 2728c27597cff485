import { type RawBuilder, sql } from "kysely";
import type { Column, MatchType, Table } from "../graph.ts";
import type { Hop, Path } from "../intent.ts";
import { columnOf } from "../plan/paths.ts";
import { type DialectRules, type Expr, isTextual, type Query } from "./dialects.ts";

/** A derived table joined to the rows at hand: at most one row for each key unless `multiplies`. */
export interface Join {
  readonly kind: "left" | "inner";
  readonly source: Query | Table;
  readonly alias: string;
  readonly on: Expr;
}

/** The rows of one table under an alias, and what conditions on them had to join. */
export interface Scope {
  readonly rules: DialectRules;
  readonly table: Table;
  readonly alias: string;
  readonly joins: Join[];
  /** Shared by all scopes of a statement: every alias is new. */
  readonly counter: { next: number };
}

export function newScope(rules: DialectRules, table: Table, alias: string, counter = { next: 1 }): Scope {
  return { rules, table, alias, joins: [], counter };
}

export function freshAlias(scope: Scope, prefix: string): string {
  return `${prefix}${scope.counter.next++}`;
}

export function cell(alias: string, name: string): Expr {
  return sql`${sql.id(alias, name)}`;
}

export function own(scope: Scope, column: Column): Expr {
  return cell(scope.alias, column.name);
}

export function tableRef(rules: DialectRules, table: Table): Expr {
  return rules.qualified && table.schema !== ""
    ? sql`${sql.id(table.schema, table.name)}`
    : sql`${sql.id(table.name)}`;
}

export function from(rules: DialectRules, table: Table, alias: string): Query {
  const aliased = tableRef(rules, table).as(alias);
  return rules.db.selectFrom(aliased as never) as unknown as Query;
}

/** Adds the scope's joins to a query over its table. */
export function withJoins(query: Query, scope: Scope): Query {
  let joined = query;
  for (const { kind, source, alias, on } of scope.joins) {
    const target = "name" in source ? tableRef(scope.rules, source).as(alias) : source.as(alias);
    const condition = on as RawBuilder<boolean>;
    joined = (kind === "left"
      ? joined.leftJoin(target as never, (join) => join.on(condition as never) as never)
      : joined.innerJoin(
          target as never,
          (join) => join.on(condition as never) as never,
        )) as unknown as Query;
  }
  return joined;
}

export function where(query: Query, condition: Expr | null): Query {
  return condition ? (query.where(condition as never) as Query) : query;
}

export function select(
  query: Query,
  columns: readonly { readonly value: Expr; readonly as: string }[],
): Query {
  return query.select(columns.map(({ value, as }) => value.as(as)) as never) as unknown as Query;
}

export function conjunction(conditions: readonly Expr[]): Expr {
  return sql.join(conditions, sql` and `) as Expr;
}

/** A key as it is compared: as it stands, trimmed, or trimmed and upper case. */
export function folded(value: Expr, match: MatchType): Expr {
  if (match === "exact") return value;
  return match === "trimmed" ? sql`trim(${value})` : sql`upper(trim(${value}))`;
}

/** Both sides of a hop as they compare: folded, and as text where one side holds text and the other numbers. */
export function keyPair(
  scope: Scope,
  hop: Hop,
  at: number,
): { mine: (alias: string) => Expr; theirs: (alias: string) => Expr } {
  const mine = columnOf(hop.from, hop.fromColumns[at] ?? "");
  const theirs = columnOf(hop.to, hop.toColumns[at] ?? "");
  const mixed = isNumber(mine) !== isNumber(theirs) && scope.rules.qualified;
  const side = (column: Column) => (alias: string) => {
    const value = cell(alias, column.name);
    return folded(mixed && isNumber(column) ? scope.rules.text(value) : value, hop.match);
  };
  return { mine: side(mine), theirs: side(theirs) };
}

export function isNumber(column: Column): boolean {
  return column.kind === "integer" || column.kind === "decimal";
}

/** `left hop right` as a join condition. */
export function hopCondition(scope: Scope, hop: Hop, left: string, right: string): Expr {
  return conjunction(
    hop.fromColumns.map((_, i) => {
      const { mine, theirs } = keyPair(scope, hop, i);
      return sql`${theirs(right)} = ${mine(left)}`;
    }),
  );
}

/**
 * A query over the tables of a path, all joined, and the key by which its rows belong to the path's first table:
 * the columns k1, k2 ... `last` is the alias of the last table. Blank keys are nobody's partner.
 */
export function keyedQuery(
  scope: Scope,
  path: Path,
): { query: Query; keys: readonly { value: Expr; as: string }[]; last: Scope } {
  const [first, ...rest] = path;
  let alias = freshAlias(scope, "t");
  let query = from(scope.rules, first.to, alias);
  const keys = first.fromColumns.map((_, i) => ({
    value: keyPair(scope, first, i).theirs(alias),
    as: `k${i + 1}`,
  }));
  query = where(query, filledKeys(scope, first, alias));
  for (const hop of rest) {
    const next = freshAlias(scope, "t");
    const filled = filledKeys(scope, hop, next);
    const on = conjunction([hopCondition(scope, hop, alias, next), ...(filled ? [filled] : [])]);
    query = query.innerJoin(
      tableRef(scope.rules, hop.to).as(next) as never,
      (join) => join.on(on as never) as never,
    ) as unknown as Query;
    alias = next;
  }
  const last = newScope(scope.rules, path[path.length - 1]?.to ?? first.to, alias, scope.counter);
  return { query, keys, last };
}

/** That the keys a hop arrives at, as far as they are texts, are not blank. */
function filledKeys(scope: Scope, hop: Hop, alias: string): Expr | null {
  const texts = hop.toColumns.map((name) => columnOf(hop.to, name)).filter(isTextual);
  if (texts.length === 0) return null;
  return conjunction(texts.map((column) => scope.rules.isFilled(cell(alias, column.name))));
}

/** Joins a keyed query to the scope's rows and returns its alias. */
export function attach(
  scope: Scope,
  query: Query,
  hop: Hop,
  kind: "left" | "inner",
  extra: readonly Expr[] = [],
  alias = freshAlias(scope, "r"),
): string {
  const on = hop.fromColumns.map(
    (_, i) => sql`${cell(alias, `k${i + 1}`)} = ${keyPair(scope, hop, i).mine(scope.alias)}`,
  );
  scope.joins.push({ kind, source: query, alias, on: conjunction([...on, ...extra]) });
  return alias;
}
