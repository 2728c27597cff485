import { type RawBuilder, sql } from "kysely";
import type { Column, Table } from "../graph.ts";
import type { CompareOp } from "../intent.ts";
import { type DialectRules, type Expr, hasTextDates, isTextual, type Query } from "./dialects.ts";

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

/** A column's value as conditions take it: as text where its database has a type of its own for it. */
export function comparable(scope: Scope, column: Column): Expr {
  return asCompared(scope.rules, own(scope, column), column);
}

function asCompared(rules: DialectRules, value: Expr, column: Column): Expr {
  return column.hasCompactDates && !isTextual(column) ? rules.text(value) : rules.comparable(value, column);
}

/** The day of a cell, where days are stored without separators as `2024-05-31`; else the cell. */
export function isoDay(rules: DialectRules, value: Expr, column: Column): Expr {
  return column.hasCompactDates ? rules.fromCompact(asCompared(rules, value, column)) : value;
}

/** A column's value as orders and comparisons take it; `beside`, in UTC, because it is compared with such a time. */
export function ordered(scope: Scope, column: Column, beside?: Column): Expr {
  if (column.hasCompactDates) {
    const iso = isoDay(scope.rules, own(scope, column), column);
    return beside === undefined || hasTextDates(beside) ? iso : scope.rules.moment(iso, column);
  }
  return column.hasOffsets || (beside?.hasOffsets && column.kind === "timestamp")
    ? scope.rules.instant(own(scope, column))
    : comparable(scope, column);
}

/** That a cell holds nothing, or no day where it should hold one. */
export function isBlank(scope: Scope, column: Column): Expr {
  return column.hasCompactDates
    ? sql`${ordered(scope, column)} is null`
    : scope.rules.isBlank(comparable(scope, column), column);
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

export function either(parts: readonly Expr[]): Expr {
  return parts.length === 1 ? (parts[0] as Expr) : sql`(${sql.join(parts, sql` or `)})`;
}

export const OPERATORS: Readonly<Record<CompareOp, Expr>> = {
  "=": sql`=`,
  "!=": sql`<>`,
  "<": sql`<`,
  "<=": sql`<=`,
  ">": sql`>`,
  ">=": sql`>=`,
};
