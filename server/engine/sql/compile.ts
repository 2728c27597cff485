import { createQueryId, sql } from "kysely";
import type { Column, Dialect } from "../graph.ts";
import type { GroupKey, GroupUnit, Intent, Lookup, MeasureOf, Operand, Ordering, Shape } from "../intent.ts";
import { FOLDED } from "../plan/comparisons.ts";
import { nearPartners } from "../plan/near-partners.ts";
import { isToOne } from "../plan/paths.ts";
import { repeatingKey } from "../plan/repeating-key.ts";
import type { Compiled, Parameter, Statement } from "../result.ts";
import { WEEKDAYS } from "../text/calendar.ts";
import { aggregate, amountOf, condition, figure } from "./conditions.ts";
import {
  type DialectRules,
  type Expr,
  hasTextDates,
  isTextual,
  lengthOf,
  type Query,
  rulesFor,
} from "./dialects.ts";
import { attach, folded, hopCondition, isNumber, keyedQuery } from "./keys.ts";
import {
  cell,
  comparable,
  conjunction,
  freshAlias,
  from,
  isBlank,
  isoDay,
  newScope,
  ordered,
  own,
  type Scope,
  select,
  where,
  withJoins,
} from "./scope.ts";

interface Output {
  readonly value: Expr;
  readonly as: string;
}

/** A query before its order and limit; `order` is kept apart because a count needs neither. */
interface Built {
  readonly query: Query;
  readonly order: readonly { readonly by: Expr; readonly descending: boolean }[];
}

/** The intent as one SELECT of a dialect, at most `limit` rows, and the count of the same rows without it. */
export function compileIntent(
  intent: Intent,
  dialect: Dialect,
  limit: number | undefined,
): Pick<
  Compiled,
  "statement" | "countStatement" | "wholeQuery" | "readableSql" | "distinctKey" | "nearPartnersStatement"
> {
  const rules = rulesFor(dialect);
  const most = [intent.limit, limit ?? null].filter((rows): rows is number => rows !== null);
  const built = build(rules, intent, false);
  let query = built.query;
  for (const { by, descending } of built.order) query = rules.orderBy(query, by, descending);
  const whole = intent.limit === null ? built.query : rules.limit(query, intent.limit);
  if (most.length > 0) query = rules.limit(query, Math.min(...most));
  const key = repeatingKey(intent);
  const near = nearPartners(intent);
  const readable = rules.withLiterals.compileQuery(query.toOperationNode(), createQueryId());
  return {
    statement: statementOf(query),
    countStatement: statementOf(count(rules, intent)),
    wholeQuery: rules.pieces(whole),
    readableSql: readable.sql,
    nearPartnersStatement: near && statementOf(count(rules, near)),
    distinctKey: key && {
      columns: key.map((column) => column.name),
      countStatement: statementOf(countDistinct(rules, intent, key)),
    },
  };
}

/** How many different keys the rows have; a blank key is none. */
function countDistinct(rules: DialectRules, intent: Intent, key: readonly Column[]): Query {
  const scope = newScope(rules, intent.source, "s");
  const filter = intent.where ? condition(scope, intent.where) : null;
  const filled = key.map((column) =>
    isTextual(column) ? rules.isFilled(comparable(scope, column)) : sql`${own(scope, column)} is not null`,
  );
  const keys = key.map((column, i) => ({ value: own(scope, column), as: `k${i + 1}` }));
  const distinct = select(where(where(base(scope), filter), conjunction(filled)), keys).distinct() as Query;
  return countOf(rules, distinct);
}

function count(rules: DialectRules, intent: Intent): Query {
  const inner = build(rules, intent, true).query;
  const limited = intent.limit === null ? inner : rules.limit(inner, intent.limit);
  return countOf(rules, limited);
}

function countOf(rules: DialectRules, query: Query): Query {
  const counted = rules.db.selectFrom(query.as("q") as never) as unknown as Query;
  return select(counted, [{ value: sql`count(*)`, as: "row_count" }]);
}

export function statementOf(query: Query): Statement {
  const compiled = query.compile();
  return { sql: compiled.sql, parameters: compiled.parameters as readonly Parameter[] };
}

function build(rules: DialectRules, intent: Intent, counting: boolean): Built {
  const scope = newScope(rules, intent.source, "s");
  const filter = intent.where ? condition(scope, intent.where) : null;
  switch (intent.shape.kind) {
    case "rows":
      return rows(scope, intent, intent.shape, filter, counting);
    case "measures":
      return measures(scope, intent, intent.shape, filter);
    case "share":
      return share(scope, intent, intent.shape, filter);
    case "duplicates":
      return duplicates(scope, intent.shape, filter);
  }
}

function base(scope: Scope): Query {
  return withJoins(from(scope.rules, scope.table, scope.alias), scope);
}

function rows(
  scope: Scope,
  intent: Intent,
  shape: Extract<Shape, { kind: "rows" }>,
  filter: Expr | null,
  counting: boolean,
): Built {
  const outputs: Output[] = (shape.columns ?? scope.table.columns).map((column) => ({
    value: own(scope, column),
    as: column.name,
  }));
  for (const lookup of shape.lookups)
    if (!counting || !isToOne(lookup.path)) outputs.push(...lookUp(scope, lookup));
  if (!counting) for (const operand of shape.figures) outputs.push(figureOutput(scope, operand));
  const order = counting
    ? []
    : intent.order.map((entry) => ({ by: orderExpr(scope, entry), descending: entry.descending }));
  const plain = counting && !shape.distinct ? [{ value: sql`1`, as: "one" }] : uniqueNames(outputs);
  const query = select(where(base(scope), filter), plain);
  return { query: shape.distinct ? (query.distinct() as Query) : query, order };
}

function orderExpr(scope: Scope, entry: Ordering): Expr {
  if (entry.by.kind === "column") return ordered(scope, entry.by.column);
  if (entry.by.kind === "length") return scope.rules.length(comparable(scope, entry.by.column));
  return entry.by.kind === "related" ? figure(scope, entry.by) : sql`1`;
}

function figureOutput(scope: Scope, operand: Operand): Output {
  if (operand.kind !== "related") return { value: own(scope, operand.column), as: operand.column.name };
  const last = operand.path[operand.path.length - 1]?.to.name ?? "";
  const name = operand.column ? `${operand.function}_${operand.column.name}` : `${last}_count`;
  return { value: figure(scope, operand), as: name };
}

/** Joins a lookup so that it shows each distinct set of looked-up values once: rows without a partner stay. */
function lookUp(scope: Scope, lookup: Lookup): Output[] {
  const last = lookup.path[lookup.path.length - 1]?.to.name ?? "";
  const named = (alias: string, name: (column: Column, i: number) => string) =>
    lookup.columns.map((column, i) => ({
      value: cell(alias, name(column, i)),
      as: isTaken(scope, column) ? `${last}_${column.name}` : column.name,
    }));
  if (isToOne(lookup.path)) {
    let alias = scope.alias;
    for (const hop of lookup.path) {
      const next = freshAlias(scope, "l");
      scope.joins.push({
        kind: "left",
        source: hop.to,
        alias: next,
        on: hopCondition(scope.rules, hop, alias, next),
      });
      alias = next;
    }
    return named(alias, (column) => column.name);
  }
  const { query, keys, last: end } = keyedQuery(scope, lookup.path);
  const values = lookup.columns.map((column, i) => ({ value: own(end, column), as: `v${i + 1}` }));
  const alias = attach(
    scope,
    select(query, [...keys, ...values]).distinct() as Query,
    lookup.path[0],
    "left",
  );
  return named(alias, (_, i) => `v${i + 1}`);
}

function isTaken(scope: Scope, column: Column): boolean {
  return scope.table.columns.some((other) => other.name.toLowerCase() === column.name.toLowerCase());
}

function uniqueNames(outputs: readonly Output[]): Output[] {
  const taken = new Set<string>();
  return outputs.map(({ value, as }) => {
    let name = as;
    for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${as}_${i}`;
    taken.add(name.toLowerCase());
    return { value, as: name };
  });
}

function measureName({ function: name, column, amount }: MeasureOf): string {
  if (amount) return amount.kind === "elapsed" ? `${name}_${amount.unit}s` : `${name}_amount`;
  if (column === null) return "row_count";
  return name === "count_distinct" ? `distinct_${column.name}` : `${name}_${column.name}`;
}

function measured(scope: Scope, { function: name, column, amount }: MeasureOf): Expr {
  return aggregate(name, amount ? amountOf(scope, amount) : column && ordered(scope, column));
}

function measures(
  scope: Scope,
  intent: Intent,
  shape: Extract<Shape, { kind: "measures" }>,
  filter: Expr | null,
): Built {
  const groups = shape.groups.map((key) => groupOutputs(scope, key));
  const values = shape.measures.map((measure) => measured(scope, measure));
  const outputs = [
    ...groups.flat(),
    ...shape.measures.map((measure, i) => ({ value: values[i] as Expr, as: measureName(measure) })),
  ];
  let query = groupedBy(where(base(scope), filter), groups);
  if (shape.having) {
    const { measure, op, value } = shape.having;
    query = query.having(
      sql<boolean>`${measured(scope, measure)} ${sql.raw(op === "!=" ? "<>" : op)} ${value}` as never,
    ) as Query;
  }
  return { query: select(query, uniqueNames(outputs)), order: groupOrder(intent, groups, values) };
}

function groupedBy(query: Query, groups: readonly Output[][]): Query {
  if (groups.length === 0) return query;
  return query.groupBy(groups.flat().map(({ value }) => value) as never) as unknown as Query;
}

function groupOrder(intent: Intent, groups: readonly Output[][], values: readonly Expr[]): Built["order"] {
  const order = intent.order.map(({ by, descending }) => ({
    by:
      (by.kind === "group" ? groups[by.index]?.[0]?.value : values[by.kind === "measure" ? by.index : 0]) ??
      sql`1`,
    descending,
  }));
  // Groups that tie at the cut would otherwise come as each database pleases.
  if (intent.limit !== null)
    order.push(...groups.flat().map(({ value }) => ({ by: value, descending: false })));
  return order;
}

function groupOutputs(scope: Scope, key: GroupKey): Output[] {
  const output = (value: Expr, column: Column): Output =>
    key.unit
      ? { value: partOfDate(scope.rules, key.unit, value, column), as: `${column.name}_${key.unit}` }
      : { value, as: column.name };
  if (!key.path) return key.columns.map((column) => output(own(scope, column), column));
  let alias = scope.alias;
  for (const hop of key.path) {
    const next = freshAlias(scope, "g");
    scope.joins.push({
      kind: "inner",
      source: hop.to,
      alias: next,
      on: hopCondition(scope.rules, hop, alias, next),
    });
    alias = next;
  }
  return key.columns.map((column) => output(cell(alias, column.name), column));
}

/** The part of a date that names a group; of a date that is kept as text, what it begins with where that says it. */
function partOfDate(rules: DialectRules, unit: GroupUnit, stored: Expr, column: Column): Expr {
  const value = isoDay(rules, stored, column);
  switch (unit) {
    case "week":
    case "quarter":
      return rules[unit](rules.moment(value, column));
    case "weekday": {
      const day = rules.weekday(rules.moment(value, column));
      const names = WEEKDAYS.map((name, i) => sql`when ${sql.lit(i + 1)} then ${sql.lit(name)}`);
      return sql`case ${day} ${sql.join(names, sql` `)} end`;
    }
    default:
      return hasTextDates(column)
        ? sql`nullif(trim(${rules.prefix(value, lengthOf(unit))}), '')`
        : rules.dateTo(unit, value);
  }
}

function share(
  scope: Scope,
  intent: Intent,
  shape: Extract<Shape, { kind: "share" }>,
  filter: Expr | null,
): Built {
  const part = condition(scope, shape.part);
  const groups = shape.groups.map((key) => groupOutputs(scope, key));
  const value = sql`100.0 * sum(case when ${part} then 1 else 0 end) / nullif(count(*), 0)`;
  const query = groupedBy(where(base(scope), filter), groups);
  const outputs = uniqueNames([...groups.flat(), { value, as: "percentage" }]);
  return { query: select(query, outputs), order: groupOrder(intent, groups, [value]) };
}

/** Keys that occur more than once, with how often; a blank key is missing, not duplicated. */
function duplicates(scope: Scope, shape: Extract<Shape, { kind: "duplicates" }>, filter: Expr | null): Built {
  const keys = shape.columns.map((column) => ({
    value:
      shape.fold && !isNumber(column)
        ? folded(scope.rules, comparable(scope, column), FOLDED)
        : own(scope, column),
    as: column.name,
  }));
  const blanks = shape.columns.map((column) => isBlank(scope, column));
  let query = where(base(scope), filter);
  if (blanks.length <= 3) query = where(query, sql`not (${conjunction(blanks)})`);
  query = query
    .groupBy(keys.map((key) => key.value) as never)
    .having(sql<boolean>`count(*) > ${shape.moreThan}` as never) as unknown as Query;
  if (!shape.counted)
    return {
      query: select(query, uniqueNames([...keys, { value: sql`count(*)`, as: "row_count" }])),
      order: [{ by: sql`count(*)`, descending: true }],
    };
  const inner = select(query, keys);
  const outer = scope.rules.db.selectFrom(inner.as("d") as never) as unknown as Query;
  return { query: select(outer, [{ value: sql`count(*)`, as: "duplicate_count" }]), order: [] };
}
