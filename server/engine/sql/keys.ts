import { sql } from "kysely";
import type { Column, Comparison } from "../graph.ts";
import type { Hop, Path } from "../intent.ts";
import { EXACT, isAboutText, matchesByEquality } from "../plan/comparisons.ts";
import { columnOf } from "../plan/paths.ts";
import { type DialectRules, type Expr, isTextual, lengthOf, type Query } from "./dialects.ts";
import {
  cell,
  conjunction,
  freshAlias,
  from,
  isoDay,
  newScope,
  type Scope,
  select,
  tableRef,
  where,
} from "./scope.ts";

/** The share of two doubles by which their difference may be off, twice over; what they hold has 15 digits. */
const BINARY_ERROR = 5e-16;

/** A value in the form in which it is compared. */
export function folded(rules: DialectRules, value: Expr, comparison: Comparison): Expr {
  switch (comparison.how) {
    case "exact":
    case "within":
      return value;
    case "trimmed":
      return sql`trim(${value})`;
    case "case_insensitive":
      return sql`upper(trim(${value}))`;
    case "leading_zeros": {
      const text = sql`upper(trim(${value}))`;
      // A number of nothing but zeros stays one; an empty text stays empty, which is nobody's partner.
      return sql`coalesce(nullif(${rules.withoutLeadingZeros(text)}, ''), ${rules.prefix(text, 1)})`;
    }
    case "same":
      return rules.dateTo(comparison.unit, value);
  }
}

interface KeyPair {
  mine(alias: string): Expr;
  theirs(alias: string): Expr;
}

/**
 * Both sides of a hop as they compare: in one form, and as text where they are of types that do not compare. Two numbers
 * have neither case nor spaces nor leading zeros: they compare as numbers.
 */
export function keyPair(rules: DialectRules, hop: Hop, at: number): KeyPair {
  const asked = hop.comparisons[at] ?? EXACT;
  const mine = columnOf(hop.from, hop.fromColumns[at] ?? "");
  const theirs = columnOf(hop.to, hop.toColumns[at] ?? "");
  const numbers = isNumber(mine) && isNumber(theirs);
  const comparison = numbers && isAboutText(asked) ? EXACT : asked;
  const mixed = isNumber(mine) !== isNumber(theirs) && rules.qualified;
  const side = (column: Column, other: Column) => (alias: string) => {
    const value = cell(alias, column.name);
    if (comparison.how === "same" && column.hasCompactDates)
      return rules.prefix(isoDay(rules, value, column), lengthOf(comparison.unit));
    const asText = isAboutText(comparison) ? !isTextual(column) : mixed && isNumber(column);
    if (asText) return folded(rules, rules.text(value), comparison);
    // Two of one type compare as they stand, by their index.
    const asStored = comparison.how === "exact" && column.declaredType === other.declaredType;
    return folded(rules, asStored ? value : rules.comparable(value, column), comparison);
  };
  return { mine: side(mine, theirs), theirs: side(theirs, mine) };
}

/** `left hop right` as a join condition. */
export function hopCondition(rules: DialectRules, hop: Hop, left: string, right: string): Expr {
  return conjunction(
    hop.fromColumns.map((_, i) => {
      const { mine, theirs } = keyPair(rules, hop, i);
      const comparison = hop.comparisons[i] ?? EXACT;
      return comparison.how === "within"
        ? sql`abs(${theirs(right)} - ${mine(left)}) <= ${reach(rules, hop, i, comparison.tolerance, [theirs(right), mine(left)])}`
        : sql`${theirs(right)} = ${mine(left)}`;
    }),
  );
}

/** How far apart two numbers may be: with what binary fractions cannot hold of them, where they are that. */
function reach(
  rules: DialectRules,
  hop: Hop,
  at: number,
  tolerance: number,
  [one, other]: readonly [Expr, Expr],
): Expr {
  const columns = [columnOf(hop.from, hop.fromColumns[at] ?? ""), columnOf(hop.to, hop.toColumns[at] ?? "")];
  return columns.some(rules.isBinaryFraction) && tolerance > 0
    ? sql`${tolerance} + (abs(${one}) + abs(${other})) * ${sql.lit(BINARY_ERROR)}`
    : sql`${tolerance}`;
}

export function isNumber(column: Column): boolean {
  return column.kind === "integer" || column.kind === "decimal";
}

interface KeyedQuery {
  readonly query: Query;
  readonly keys: readonly { readonly value: Expr; readonly as: string }[];
  /** The path's last table under its alias. */
  readonly last: Scope;
}

/**
 * A query over the tables of a path, all joined, and the key by which its rows belong to the path's first table:
 * the columns k1, k2 ... Blank keys are nobody's partner.
 */
export function keyedQuery(scope: Scope, path: Path): KeyedQuery {
  const [first, ...rest] = path;
  const begun = matchesByEquality(first) ? partners(scope, first) : partnersWithin(scope, first);
  let { query, alias } = begun;
  for (const hop of rest) {
    const next = freshAlias(scope, "t");
    query = innerJoin(scope, query, hop, alias, next);
    alias = next;
  }
  const last = newScope(scope.rules, path[path.length - 1]?.to ?? first.to, alias, scope.counter);
  return { query, keys: begun.keys, last };
}

/** What a keyed query's key equals in the row at hand. */
export function ownKeys(scope: Scope, hop: Hop): Expr[] {
  return hop.fromColumns.map((name, i) =>
    matchesByEquality(hop) ? keyPair(scope.rules, hop, i).mine(scope.alias) : cell(scope.alias, name),
  );
}

/** The rows that a hop arrives at, with their keys in the form in which they are equal to mine. */
function partners(scope: Scope, hop: Hop) {
  const alias = freshAlias(scope, "t");
  const keys = hop.fromColumns.map((_, i) => ({
    value: keyPair(scope.rules, hop, i).theirs(alias),
    as: `k${i + 1}`,
  }));
  return { query: where(from(scope.rules, hop.to, alias), filledKeys(scope, hop, alias)), keys, alias };
}

/** Where keys are only near each other: the rows that a hop arrives at, once for each key of mine that they are near. */
function partnersWithin(scope: Scope, hop: Hop) {
  const [inner, mine, alias] = [freshAlias(scope, "t"), freshAlias(scope, "m"), freshAlias(scope, "t")];
  const own = hop.fromColumns.map((name) => ({ value: cell(inner, name), as: name }));
  const distinct = select(from(scope.rules, hop.from, inner), own).distinct() as Query;
  const query = scope.rules.db.selectFrom(distinct.as(mine) as never) as unknown as Query;
  const keys = hop.fromColumns.map((name, i) => ({ value: cell(mine, name), as: `k${i + 1}` }));
  return { query: innerJoin(scope, query, hop, mine, alias), keys, alias };
}

function innerJoin(scope: Scope, query: Query, hop: Hop, left: string, right: string): Query {
  const filled = filledKeys(scope, hop, right);
  const on = conjunction([hopCondition(scope.rules, hop, left, right), ...(filled ? [filled] : [])]);
  return query.innerJoin(
    tableRef(scope.rules, hop.to).as(right) as never,
    (join) => join.on(on as never) as never,
  ) as unknown as Query;
}

/** That the keys a hop arrives at, as far as they are texts, are not blank. */
function filledKeys(scope: Scope, hop: Hop, alias: string): Expr | null {
  const texts = hop.toColumns.map((name) => columnOf(hop.to, name)).filter(isTextual);
  if (texts.length === 0) return null;
  return conjunction(
    texts.map((column) => scope.rules.isFilled(scope.rules.comparable(cell(alias, column.name), column))),
  );
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
  const on = ownKeys(scope, hop).map((own, i) => sql`${cell(alias, `k${i + 1}`)} = ${own}`);
  scope.joins.push({ kind, source: query, alias, on: conjunction([...on, ...extra]) });
  return alias;
}
