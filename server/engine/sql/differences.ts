import { sql } from "kysely";
import type { Column } from "../graph.ts";
import type { CompareOp, Condition, Path } from "../intent.ts";
import { type Expr, isTextual, type Query } from "./dialects.ts";
import { attach, keyedQuery } from "./keys.ts";
import { cell, either, freshAlias, OPERATORS, ordered, type Scope, select, withJoins } from "./scope.ts";

/** Two columns of a row that differ: an empty one differs from a filled one, and not from another empty one. */
export function unlike(scope: Scope, left: Column, right: Column): Expr {
  const [mine, theirs] = [ordered(scope, left, right), ordered(scope, right, left)];
  if (isTextual(left) && isTextual(right))
    return sql`${filled(scope, left, mine)} <> ${filled(scope, right, theirs)}`;
  const parts = [sql`${mine} <> ${theirs}`];
  if (left.nullable) parts.push(sql`(${mine} is null and ${theirs} is not null)`);
  if (right.nullable) parts.push(sql`(${mine} is not null and ${theirs} is null)`);
  return either(parts);
}

/** A text to compare with another, NULL and the empty text being the same. */
function filled(scope: Scope, column: Column, value: Expr): Expr {
  return column.nullable ? scope.rules.emptyAsText(value) : value;
}

/**
 * Some partner's value differs from mine exactly when the smallest or the largest of them does: no row per partner.
 * An empty value differs from a filled one.
 */
export function differs(scope: Scope, node: Extract<Condition, { kind: "differs" }>): Expr {
  const { path, minePath, theirs, op } = node;
  const mine = minePath ? extremes(scope, minePath, node.mine, theirs) : ownValue(scope, node.mine, theirs);
  if (op === "=") return agrees(scope, mine.low, node);
  const others = extremes(scope, path, theirs, node.mine, op);
  if (op !== "!=")
    return sql`${mine.low} ${OPERATORS[op]} ${op === "<" || op === "<=" ? others.high : others.low}`;
  const parts = [sql`${mine.high} <> ${others.low}`, sql`${mine.low} <> ${others.high}`];
  if (mine.empty) parts.push(sql`(${mine.empty} and ${others.low} is not null)`);
  if (others.empty) parts.push(sql`(${mine.low} is not null and ${others.empty})`);
  return either(parts);
}

/** Some partner has the very value. */
function agrees(scope: Scope, mine: Expr, node: Extract<Condition, { kind: "differs" }>): Expr {
  const { query, keys, last } = keyedQuery(scope, node.path);
  const value = ordered(last, node.theirs, node.mine);
  const pairs = select(withJoins(query, last), [...keys, { value, as: "v" }]).distinct() as Query;
  const alias = freshAlias(scope, "r");
  attach(scope, pairs, node.path[0], "left", [sql`${cell(alias, "v")} = ${mine}`], alias);
  return sql`${cell(alias, "k1")} is not null`;
}

/** The least and the greatest of some values, and whether one of them is empty where that is not a value of its own. */
interface Extremes {
  readonly low: Expr;
  readonly high: Expr;
  readonly empty: Expr | null;
}

function ownValue(scope: Scope, column: Column, beside: Column): Extremes {
  const value = ordered(scope, column, beside);
  if (!isTextual(column) || !isTextual(beside))
    return { low: value, high: value, empty: column.nullable ? sql`${value} is null` : null };
  const text = filled(scope, column, value);
  return { low: text, high: text, empty: null };
}

/** Of a column of the rows that a path leads to. */
function extremes(scope: Scope, path: Path, column: Column, beside: Column, op: CompareOp = "!="): Extremes {
  const { query, keys, last } = keyedQuery(scope, path);
  const value = ordered(last, column, beside);
  const texts = isTextual(column) && isTextual(beside);
  const bounded = op === "!=" && texts ? filled(last, column, value) : value;
  const bounds = [
    { value: sql`min(${bounded})`, as: "lo" },
    { value: sql`max(${bounded})`, as: "hi" },
  ];
  const countsEmpty = op === "!=" && !texts && column.nullable;
  if (countsEmpty) bounds.push({ value: sql`count(*) - count(${value})`, as: "empty" });
  const grouped = withJoins(query, last).groupBy(keys.map((key) => key.value) as never) as unknown as Query;
  const alias = attach(scope, select(grouped, [...keys, ...bounds]), path[0], "left");
  return {
    low: cell(alias, "lo"),
    high: cell(alias, "hi"),
    empty: countsEmpty ? sql`${cell(alias, "empty")} > 0` : null,
  };
}
