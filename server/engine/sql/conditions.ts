import { sql } from "kysely";
import type { Column } from "../graph.ts";
import type { AggregateFunction, Amount, Condition, Constant, Hop, Operand, Path } from "../intent.ts";
import { opposite } from "../intent-parts.ts";
import { columnOf, isToOne } from "../plan/paths.ts";
import { type Expr, isTextual, type Query } from "./dialects.ts";
import { differs, unlike } from "./differences.ts";
import { elapsed } from "./elapsed.ts";
import { attach, keyedQuery, ownKeys } from "./keys.ts";
import {
  cell,
  comparable,
  conjunction,
  either,
  freshAlias,
  from,
  isBlank,
  newScope,
  OPERATORS,
  ordered,
  own,
  type Scope,
  select,
  where,
  withJoins,
} from "./scope.ts";

/** A condition on the scope's rows as a boolean expression; relations are joined to the scope. */
export function condition(scope: Scope, node: Condition): Expr {
  switch (node.kind) {
    case "all":
      return sql`(${conjunction(node.items.map((item) => condition(scope, item)))})`;
    case "any":
      return sql`(${sql.join(
        node.items.map((item) => condition(scope, item)),
        sql` or `,
      )})`;
    case "not":
      return negation(scope, node.item);
    case "compare":
      if (isFlag(node)) return scope.rules.isTrue(comparable(scope, node.operand.column));
      return node.op === "!=" ? otherThan(scope, node) : compared(scope, node);
    case "columns":
      if (node.op === "!=") return unlike(scope, node.left, node.right);
      return inOrder(scope, node);
    case "computed":
      return computed(scope, node);
    case "blank":
      return isBlank(scope, node.column);
    case "null":
      return sql`${own(scope, node.column)} is null`;
    case "oneOf":
      return oneOf(scope, node);
    case "between":
      return sql`${operand(scope, node.operand, node.low)} between ${node.low} and ${node.high}`;
    case "period":
      return period(scope, node);
    case "weekday":
      return onWeekday(scope, node);
    case "text":
      return like(scope, node, sql`like`);
    case "related":
      return related(scope, node);
    case "differs":
      return differs(scope, node);
    case "foremost":
      return foremost(scope, node);
    case "overall":
      return overall(scope, node);
  }
}

/** A boolean compared with 1: not every database takes a number there. */
function isFlag(node: Comparison): node is typeof node & { operand: { kind: "column" } } {
  return (
    node.operand.kind === "column" &&
    node.operand.column.kind === "boolean" &&
    node.op === "=" &&
    node.value === 1
  );
}

/**
 * NOT, written the way people write it where there is such a way. In SQL neither a comparison nor its opposite holds
 * for NULL; for people what has no value is among the rows that are not 7.
 */
function negation(scope: Scope, item: Condition): Expr {
  switch (item.kind) {
    case "all":
    case "any":
      return condition(scope, opposite(item));
    case "related":
      return related(scope, item, true);
    case "oneOf":
      return orEmpty(scope, item.column, oneOf(scope, item, true));
    case "text":
      return orEmpty(scope, item.column, like(scope, item, sql`not like`));
    case "period":
      return orEmpty(scope, item.column, sql`not (${period(scope, item)})`);
    case "weekday":
      return orEmpty(scope, item.column, sql`not (${onWeekday(scope, item)})`);
    case "compare":
      if (isFlag(item))
        return orEmpty(
          scope,
          item.operand.column,
          sql`not (${scope.rules.isTrue(comparable(scope, item.operand.column))})`,
        );
      return item.op === "=" ? otherThan(scope, item) : sql`not (${condition(scope, item)})`;
    case "null":
      return sql`${own(scope, item.column)} is not null`;
    case "not":
      return condition(scope, item.item);
    default:
      return sql`not (${condition(scope, item)})`;
  }
}

function orEmpty(scope: Scope, column: Column, holds: Expr): Expr {
  return column.nullable ? sql`(${holds} or ${comparable(scope, column)} is null)` : holds;
}

/** One column before or after another: an empty text, which sorts before all, is no date. */
function inOrder(scope: Scope, { left, op, right }: Extract<Condition, { kind: "columns" }>): Expr {
  const holds = sql`${ordered(scope, left, right)} ${OPERATORS[op]} ${ordered(scope, right, left)}`;
  const lesser = op === "<" || op === "<=" ? left : right;
  if (op === "=" || !lesser.nullable || !scope.rules.mayBeEmpty(lesser)) return holds;
  return sql`(${holds} and not ${isBlank(scope, lesser)})`;
}

type Comparison = Extract<Condition, { kind: "compare" }>;

function compared(scope: Scope, node: Comparison, op = node.op): Expr {
  return sql`${operand(scope, node.operand, node.value)} ${OPERATORS[op]} ${node.value}`;
}

/** Not equal: a row without the value is among them, as is a text without a number. */
function otherThan(scope: Scope, node: Comparison): Expr {
  const value = operand(scope, node.operand, node.value);
  const differs = compared(scope, node, "!=");
  const certain =
    node.operand.kind !== "related" && !node.operand.column.nullable && typeof node.value === "string";
  return certain ? differs : sql`(${differs} or ${value} is null)`;
}

/** Equal are amounts that differ by less than the cent's hundredth part: 3 * 0.1 is not 0.3 in a double. */
const NEARLY = sql.lit(0.00005);

function computed(scope: Scope, { left, op, right }: Extract<Condition, { kind: "computed" }>): Expr {
  const [mine, theirs] = [amountOf(scope, left), amountOf(scope, right)];
  if (op === "=") return sql`abs(${mine} - ${theirs}) < ${NEARLY}`;
  if (op !== "!=") return sql`${mine} ${OPERATORS[op]} ${theirs}`;
  const [none, some] = [
    sql`(${mine} is null and ${theirs} is not null)`,
    sql`(${mine} is not null and ${theirs} is null)`,
  ];
  return either([sql`abs(${mine} - ${theirs}) >= ${NEARLY}`, none, some]);
}

const ARITHMETIC = { "*": sql`*`, "+": sql`+`, "-": sql`-` } as const;

/** A number that is worked out from the row. */
export function amountOf(scope: Scope, node: Amount): Expr {
  if (node.kind === "column") return ordered(scope, node.column);
  if (node.kind === "number") return sql`${node.value}`;
  if (node.kind === "related") return figure(scope, node);
  if (node.kind === "elapsed") return elapsed(scope, node);
  const [left, right] = [amountOf(scope, node.left), amountOf(scope, node.right)];
  // Whole numbers would be divided as such, and what is divided by nothing is unknown.
  if (node.op === "/") return sql`(1.0 * ${left} / nullif(${right}, 0))`;
  return sql`(${left} ${ARITHMETIC[node.op]} ${right})`;
}

function operand(scope: Scope, node: Operand, against: Constant): Expr {
  if (node.kind === "length") return scope.rules.length(comparable(scope, node.column));
  if (node.kind === "related") return figure(scope, node);
  const value = ordered(scope, node.column);
  const numeric =
    node.column.kind === "integer" || node.column.kind === "decimal" || node.column.kind === "boolean";
  return typeof against !== "string" && !numeric ? scope.rules.number(value) : value;
}

function oneOf(scope: Scope, node: Extract<Condition, { kind: "oneOf" }>, negated = false): Expr {
  const value = comparable(scope, node.column);
  const left = node.fold ? sql`upper(trim(${value}))` : value;
  const values = node.values.map((text) => (node.fold ? sql`upper(${text})` : sql`${text}`));
  if (values.length === 1) return negated ? sql`${left} <> ${values[0]}` : sql`${left} = ${values[0]}`;
  return negated ? sql`${left} not in (${sql.join(values)})` : sql`${left} in (${sql.join(values)})`;
}

function period(scope: Scope, node: Extract<Condition, { kind: "period" }>): Expr {
  if (node.column.hasCompactDates) return compactPeriod(scope, node);
  const value = ordered(scope, node.column);
  const parts: Expr[] = [];
  if (node.from !== null) parts.push(sql`${value} >= ${scope.rules.date(node.from, node.column)}`);
  if (node.to !== null) parts.push(sql`${value} < ${scope.rules.date(node.to, node.column)}`);
  // Blank text sorts before every date and is none.
  if (node.from === null) parts.push(sql`not ${isBlank(scope, node.column)}`);
  return parts.length === 1 ? (parts[0] as Expr) : sql`(${conjunction(parts)})`;
}

/** Days as they are stored, in the order of their digits: an index can be used. */
function compactPeriod(scope: Scope, { column, from, to }: Extract<Condition, { kind: "period" }>): Expr {
  const value = own(scope, column);
  const stored = (day: string): Expr => {
    const digits = day.replaceAll("-", "");
    return isTextual(column) ? sql`${digits}` : sql`${Number(digits)}`;
  };
  const parts: Expr[] = [];
  // Zeros and an empty text are no day.
  parts.push(from === null ? sql`${value} > ${stored("0000-00-00")}` : sql`${value} >= ${stored(from)}`);
  if (to !== null) parts.push(sql`${value} < ${stored(to)}`);
  return parts.length === 1 ? (parts[0] as Expr) : sql`(${conjunction(parts)})`;
}

function onWeekday(scope: Scope, { column, days }: Extract<Condition, { kind: "weekday" }>): Expr {
  const { rules } = scope;
  const day = rules.weekday(rules.moment(ordered(scope, column), column));
  return sql`${day} in (${sql.join(days.map((one) => sql.lit(one)))})`;
}

function like(scope: Scope, node: Extract<Condition, { kind: "text" }>, operator: Expr): Expr {
  return likeText(comparable(scope, node.column), node, operator);
}

/** That a text begins with, ends with or contains another one, in any case. */
export function likeText(
  value: Expr,
  { how, text }: Pick<Extract<Condition, { kind: "text" }>, "how" | "text">,
  operator: Expr = sql`like`,
): Expr {
  const escaped = text.replace(/[!%_[]/g, (char) => `!${char}`);
  const pattern = how === "contains" ? `%${escaped}%` : how === "starts" ? `${escaped}%` : `%${escaped}`;
  return sql`upper(${value}) ${operator} upper(${pattern}) escape '!'`;
}

/** No row is multiplied and none is lost, and no database runs a query for each row. */
function related(scope: Scope, node: Extract<Condition, { kind: "related" }>, negated = false): Expr {
  const [{ comparisons }] = node.path;
  if (scope.rules.relation === "exists" && comparisons.every(({ how }) => how === "exact")) {
    const partners = partnersOf(scope, node);
    return negated ? sql`not exists ${partners}` : sql`exists ${partners}`;
  }
  const alias = attach(scope, keySet(scope, node), node.path[0], "left");
  return negated ? sql`${cell(alias, "k1")} is null` : sql`${cell(alias, "k1")} is not null`;
}

/** The related rows of the row at hand. */
function partnersOf(scope: Scope, node: Extract<Condition, { kind: "related" }>): Query {
  const { query, keys, last } = keyedQuery(scope, node.path);
  const inner = node.where ? condition(last, node.where) : null;
  const own = ownKeys(scope, node.path[0]);
  const matches = keys.map((key, i) => sql`${key.value} = ${own[i]}`);
  const rows = where(where(withJoins(query, last), conjunction(matches)), inner);
  return select(rows, [{ value: sql`1`, as: "one" }]);
}

function keySet(scope: Scope, node: Extract<Condition, { kind: "related" }>): Query {
  const { query, keys, last } = keyedQuery(scope, node.path);
  const inner = node.where ? condition(last, node.where) : null;
  return select(where(withJoins(query, last), inner), keys).distinct() as Query;
}

export function aggregate(name: AggregateFunction, value: Expr | null): Expr {
  if (name === "count" || value === null) return sql`count(*)`;
  if (name === "count_distinct") return sql`count(distinct ${value})`;
  return sql`${sql.raw(name)}(${value})`;
}

/** An aggregate over the rows related to each row; 0 where there is none to count or sum. */
export function figure(scope: Scope, node: Extract<Operand, { kind: "related" }>): Expr {
  const { query, keys, last } = keyedQuery(scope, node.path);
  const inner = node.where ? condition(last, node.where) : null;
  const thing = node.function === "count" && !node.column ? repeatedKey(node.path) : null;
  const value = thing
    ? aggregate("count_distinct", ordered(last, thing))
    : aggregate(node.function, node.column && ordered(last, node.column));
  const grouped = where(withJoins(query, last), inner).groupBy(
    keys.map((key) => key.value) as never,
  ) as unknown as Query;
  const alias = attach(scope, select(grouped, [...keys, { value, as: "n" }]), node.path[0], "left");
  const zero = node.function === "count" || node.function === "count_distinct" || node.function === "sum";
  return zero ? sql`coalesce(${cell(alias, "n")}, 0)` : cell(alias, "n");
}

/** "Rented by five members": who rented twice is one of them. The key of rows that a path may come to more than once. */
function repeatedKey(path: Path): Column | null {
  const last = path[path.length - 1] as Hop;
  const before = path.slice(0, -1);
  const repeats = isToOne([last]) && before.some((hop) => !isToOne([hop]));
  const [name, more] = last.toColumns;
  return repeats && name !== undefined && !more ? columnOf(last.to, name) : null;
}

/** Joined to the value of each group that comes last of its highest (or lowest). */
function foremost(scope: Scope, node: Extract<Condition, { kind: "foremost" }>): Expr {
  const value = ordered(scope, node.column);
  if (node.count > 1)
    return sql`${value} ${node.most ? sql`>=` : sql`<=`} ${joined(scope, node.per, lastOfFirst(scope, node))}`;
  return sql`${value} = ${ofGroup(scope, { ...node, function: node.most ? "max" : "min" })}`;
}

/** Rows of a table for each of which there are the columns `k1`, `k2` ... of its group. */
interface Group {
  readonly column: Column;
  readonly per: readonly Column[];
  readonly where: Condition | null;
}

interface Keyed {
  readonly value: Expr;
  readonly as: string;
}

function groupedRows(scope: Scope, { column, per, where: among }: Group) {
  const inner = newScope(scope.rules, scope.table, freshAlias(scope, "t"), scope.counter);
  const filter = among ? condition(inner, among) : null;
  const keys: Keyed[] = per.map((of, i) => ({ value: own(inner, of), as: `k${i + 1}` }));
  const rows = where(withJoins(from(scope.rules, scope.table, inner.alias), inner), filter);
  return { rows, keys, value: ordered(inner, column) };
}

function groupedBy(query: Query, keys: readonly Keyed[]): Query {
  return query.groupBy(keys.map(({ value }) => value) as never) as unknown as Query;
}

/** The aggregate over the rows that have the same in `per`, joined once for each group. */
function ofGroup(scope: Scope, group: Group & { readonly function: AggregateFunction }): Expr {
  const { rows, keys, value } = groupedRows(scope, group);
  const n = { value: aggregate(group.function, value), as: "n" };
  return joined(scope, group.per, select(groupedBy(rows, keys), [...keys, n]));
}

/** The value that comes last of the first so many of each group. */
function lastOfFirst(scope: Scope, node: Extract<Condition, { kind: "foremost" }>): Query {
  const { rows, keys, value } = groupedRows(scope, node);
  const partition = sql.join(keys.map((key) => key.value));
  const direction = node.most ? sql`desc` : sql`asc`;
  const place = sql<number>`row_number() over (partition by ${partition} order by ${value} ${direction})`;
  const there = where(rows, sql`${value} is not null`);
  const ranked = select(there, [...keys, { value, as: "v" }, { value: place, as: "place" }]);
  const alias = freshAlias(scope, "t");
  const all = scope.rules.db.selectFrom(ranked.as(alias) as never) as unknown as Query;
  const outer = keys.map(({ as }) => ({ value: cell(alias, as), as }));
  const n = { value: aggregate(node.most ? "min" : "max", cell(alias, "v")), as: "n" };
  const first = where(all, sql`${cell(alias, "place")} <= ${node.count}`);
  return select(groupedBy(first, outer), [...outer, n]);
}

/** The `n` of each row's group, whose keys are `k1`, `k2` ... */
function joined(scope: Scope, per: readonly Column[], source: Query): Expr {
  const alias = freshAlias(scope, "r");
  const on = conjunction(per.map((column, i) => sql`${cell(alias, `k${i + 1}`)} = ${own(scope, column)}`));
  scope.joins.push({ kind: "left", source, alias, on });
  return cell(alias, "n");
}

function overall(scope: Scope, node: Extract<Condition, { kind: "overall" }>): Expr {
  const value = ordered(scope, node.column);
  if (node.per.length > 0)
    return sql`${value} ${OPERATORS[node.op]} ${ofGroup(scope, { ...node, where: null })}`;
  const alias = freshAlias(scope, "t");
  const all = select(from(scope.rules, scope.table, alias), [
    { value: aggregate(node.function, ordered({ ...scope, alias }, node.column)), as: "n" },
  ]);
  return sql`${value} ${OPERATORS[node.op]} ${all}`;
}
