import type { Column, Table } from "../graph.ts";
import type { Condition, Hop, Intent, MeasureOf, Shape } from "../intent.ts";
import { allOf, negate } from "../intent-parts.ts";
import { WHEN_IT_WAS } from "../link/dimensions.ts";
import { identifierParts } from "../link/names.ts";
import { INVERSE } from "../parse/quantities.ts";
import type { Measure } from "../parse/sketch.ts";
import { isUnique } from "../plan/paths.ts";
import { amountColumn, dateColumn, dimensionColumn, measureColumns } from "./amounts.ts";
import { mostJoined } from "./columns.ts";
import { type Draft, type Joined, trouble } from "./draft.ts";
import { isOwnGroup, ownColumns } from "./groups.ts";
import { mergeRelated } from "./one-row.ts";
import { functionOf } from "./outputs.ts";
import { acrossRows, excludes } from "./shared-values.ts";
import { mentionedColumn } from "./unsaid.ts";
import { holdsWords, isNumeric, isTemporal, mayBeDate } from "./values.ts";

/** The intent of a finished draft; null when the draft asks for something that cannot be. */
export function finish(draft: Draft): Intent | null {
  const share = draft.measures.some((measure) => measure.measure === "share");
  if (share) return shareIntent(draft);
  const where = acrossRows(draft, whereOf(draft));
  if (draft.duplicates) {
    const counted = draft.measures.some((measure) => measure.measure === "count");
    const { columns, moreThan, ofThings } = draft.duplicates;
    // "Lot numbers that occur more than once in the same sale" are the same in both.
    const said = [...new Set([...(ofThings ? draft.asked : []), ...columns])];
    // The sale alone says nothing of what occurs in it.
    if (ofThings && columns.length > 0 && draft.asked.length === 0) draft.cost += 0.5;
    const keys = said.length > 0 ? said : duplicateKey(draft);
    return {
      source: draft.source,
      where,
      shape: { kind: "duplicates", columns: keys, fold: draft.settings.fold, moreThan, counted },
      order: [],
      limit: draft.limit?.count ?? null,
    };
  }
  // "the different classes of races, and how many races correspond to each"
  if (
    draft.groups.length === 0 &&
    draft.asked.length > 0 &&
    draft.measures.length > 0 &&
    draft.measures.every(countsOrNames)
  )
    draft.groups.push({ path: null, columns: [...new Set(draft.asked)] });
  // "net amount of invoices per month" is theirs together.
  const [amount, more] = draft.asked;
  if (
    draft.groups.length > 0 &&
    draft.measures.length === 0 &&
    amount &&
    !more &&
    draft.askedOf &&
    isAmount(draft, amount)
  )
    draft.measures.push({
      measure: "sum",
      distinct: false,
      column: { table: draft.source, column: amount },
      table: null,
    });
  const firsts = firstsOfEach(draft, where);
  if (firsts) return firsts;
  if (draft.groups.length > 0 && draft.measures.length === 0)
    draft.measures.push({
      measure: "count",
      distinct: draft.having?.column != null,
      column: draft.having?.column ? { table: draft.source, column: draft.having.column } : null,
      table: null,
    });
  const summed = totalAsked(draft);
  if (summed) draft.measures.push({ measure: "sum", distinct: false, column: summed, table: null });
  if (draft.measures.length > 0) return measureIntent(draft, where);
  return rowsIntent(draft, where);
}

/** "The most expensive training of each category", "the 3 largest of each": rows, the first of every group. */
function firstsOfEach(draft: Draft, where: Condition | null): Intent | null {
  const { groups, measures, limit, order } = draft;
  const [ranking, more] = order;
  const each = groups.length > 0 && measures.length === 0 && groups.every(isOwnGroup);
  if (!each || !limit || ranking?.by.kind !== "column" || more) return null;
  // "In each gallery": by the key of the gallery, where there is one.
  const per = groups.flatMap(ownColumns);
  const there = groups.flatMap<Condition>(({ path }) =>
    path ? [{ kind: "related", path, where: null }] : [],
  );
  const { column } = ranking.by;
  const { count } = limit;
  const foremost: Condition = { kind: "foremost", column, most: ranking.descending, count, per, where };
  const grouped = per.map((of) => ({ by: { kind: "column", column: of } as const, descending: false }));
  return rowsIntent(
    { ...draft, order: count > 1 ? [...grouped, ranking] : [], limit: null },
    allOf([...(where ? [where] : []), ...there, foremost]),
  );
}

/** What the rows must meet; where a rule is said, its own conditions are what they break. */
function whereOf({ conditions, ruleFrom, settings }: Draft): Condition | null {
  const both = settings.words.has("both");
  if (ruleFrom === null) return combine(conditions, both);
  const rule = combine(conditions.slice(ruleFrom), both);
  const about = combine(conditions.slice(0, ruleFrom), both);
  return allOf([...(about ? [about] : []), ...(rule ? [broken(rule)] : [])]);
}

/** What is so where a condition is not: a row without the value keeps a rule about how much it is. */
function broken(rule: Condition): Condition {
  switch (rule.kind) {
    case "all":
    case "any":
      return { kind: rule.kind === "all" ? "any" : "all", items: rule.items.map(broken) };
    case "compare":
      return rule.op === "=" ? negate(rule) : { ...rule, op: INVERSE[rule.op] };
    case "columns":
    case "computed":
      return { ...rule, op: INVERSE[rule.op] };
    default:
      return negate(rule);
  }
}

/** Several conditions: those tied by "or" form one alternative, everything else holds together. */
function combine(joined: readonly Joined[], both = false): Condition | null {
  const runs: Condition[][] = [];
  for (const { condition, joinedBy, listed, modifier } of joined) {
    // "SEA and AIR carriers" are those of either.
    const either =
      modifier && listed && !both
        ? runs.findLast((run) => run.every((other) => isOtherValue(other, condition)))
        : undefined;
    const run = joinedBy === "or" ? runs.at(-1) : either;
    if (run) run.push(condition);
    else runs.push([condition]);
  }
  const parts = asLists(runs).map((run) =>
    run.length === 1 ? (run[0] as Condition) : { kind: "any" as const, items: run },
  );
  return allOf(mergeRelated(parts));
}

/** "In EUR, USD or GBP": no row is in two of them, so the first is one of the alternatives too. */
function asLists(runs: readonly Condition[][]): Condition[][] {
  const lists: Condition[][] = [];
  for (const run of [...runs].reverse()) {
    const after = lists[0];
    const [one, more] = run;
    if (after && after.length > 1 && one && !more && after.every((other) => isOtherValue(one, other)))
      lists[0] = [one, ...after];
    else lists.unshift(run);
  }
  return lists;
}

function isOtherValue(a: Condition, b: Condition): boolean {
  return a.kind === "oneOf" && b.kind === "oneOf" && excludes(a, b);
}

/** "The total amount of all overdue invoices" of which each has a total_amount: theirs together, not a list of them. */
function totalAsked(draft: Draft): { table: Table; column: Column } | null {
  const [column, other] = draft.asked;
  const alone = draft.order.length === 0 && draft.lookups.length === 0 && !draft.limit && !draft.distinct;
  if (!column || other || !alone || !draft.askedOf || !isNumeric(column)) return null;
  const total = [column.name, ...column.aliases].some((said) => identifierParts(said)[0] === "total");
  return total ? { table: draft.source, column } : null;
}

function isAmount(draft: Draft, column: Column): boolean {
  return (
    measureColumns(draft.source).includes(column) &&
    !draft.groups.some(({ columns }) => columns.includes(column))
  );
}

function countsOrNames({ measure, column }: Draft["measures"][number]): boolean {
  return measure === "count" || column !== null;
}

/** "The longest film" is about a length, be there none; what is largest may be an amount. */
function measuredBy(source: Table, dimension: readonly string[] | undefined): Column | null {
  if (dimension === WHEN_IT_WAS) return dateColumn(source);
  const column = dimension ? dimensionColumn(source, dimension) : null;
  return column ?? (dimension && !dimension.includes("size") ? null : amountColumn(source));
}

const isMeasurable = (column: Column) => isNumeric(column) || isTemporal(column);

function duplicateKey(draft: Draft): Column[] {
  const mentioned = mentionedColumn(draft);
  if (mentioned) return [mentioned];
  return entityKey(draft);
}

/** What tells things apart that are counted once: the column by which other tables know them, or their own key. */
function thingsKey(draft: Draft): Column | null {
  const [own, more] = draft.source.primaryKey;
  const declared = more ? undefined : draft.source.columns.find(({ name }) => name === own);
  return mostJoined(draft.settings.graph, draft.source) ?? declared ?? null;
}

/** What identifies the things a table lists when no key is declared: the column most relationships use. */
function entityKey(draft: Draft): Column[] {
  const column = mostJoined(draft.settings.graph, draft.source);
  if (column && !draft.source.primaryKey.includes(column.name)) return [column];
  const rest = draft.source.columns.filter((candidate) => !draft.source.primaryKey.includes(candidate.name));
  return rest.length > 0 ? rest : [...draft.source.columns];
}

/** What is asked how much it is, and of what. Words before the noun say of what where there are clauses as well. */
function partAndWhole({
  conditions,
  share,
  predicateFrom,
}: Draft): [part: readonly Joined[], whole: readonly Joined[]] {
  // "What percentage of screenings in 2026 were cancelled"
  if (predicateFrom !== null && predicateFrom < conditions.length)
    return [conditions.slice(predicateFrom), conditions.slice(0, predicateFrom)];
  if (share && share.said < conditions.length) {
    const [before, after] = [conditions.slice(0, share.said), conditions.slice(share.said)];
    return share.ofRest ? [before, after] : [after, before];
  }
  const modifiers = conditions.filter(({ modifier }) => modifier);
  const clauses = conditions.filter(({ modifier }) => !modifier);
  const untimed = clauses.findIndex(({ condition }) => condition.kind !== "period");
  // "The percentage of cancelled screenings in 2026" is one of the screenings of that year,
  if (untimed < 0) return modifiers.length > 0 ? [modifiers, clauses] : [clauses, []];
  // and so is "of the screenings in 2026 that were cancelled".
  return [clauses.slice(untimed), [...modifiers, ...clauses.slice(0, untimed)]];
}

function shareIntent(draft: Draft): Intent | null {
  // "Number and percentage of cancelled screenings": one of them would not be told.
  if (draft.measures.length > 1) return null;
  const [clauses, modifiers] = partAndWhole(draft);
  const part = combine(clauses.length > 0 ? clauses : modifiers);
  const base = clauses.length > 0 ? combine(modifiers) : null;
  if (!part) return null;
  const shape: Shape = { kind: "share", part, groups: draft.groups };
  return { source: draft.source, where: base, shape, ...rankingOfGroups(draft) };
}

/** The order of the groups of an answer, and how many of them: by what is measured where nothing else is said. */
function rankingOfGroups(draft: Draft): Pick<Intent, "order" | "limit"> {
  if (draft.groups.length === 0) return { order: [], limit: null };
  const order = draft.order.map((entry) => groupOrder(draft, entry));
  if (draft.limit && order.length === 0)
    order.push({ by: { kind: "measure", index: 0 }, descending: draft.limit.descending });
  return { order, limit: draft.limit?.count ?? null };
}

/** Dates are neither added up nor averaged. */
const ADDED: ReadonlySet<Measure> = new Set<Measure>(["sum", "avg"]);

function measureIntent(draft: Draft, where: Condition | null): Intent | null {
  const measures: MeasureOf[] = [];
  for (const { measure, distinct, column, dimension, amount } of draft.measures) {
    if (amount) {
      measures.push({ function: functionOf(measure), column: null, amount });
      continue;
    }
    if (measure === "count") {
      const counted = distinct ? (column?.column ?? thingsKey(draft)) : null;
      measures.push({ function: counted ? "count_distinct" : "count", column: counted });
      continue;
    }
    // "the length of the longest film": what was asked for is what the highest of is meant.
    const target =
      column?.column ?? draft.asked.findLast(isMeasurable) ?? measuredBy(draft.source, dimension);
    if (!target || (ADDED.has(measure) && mayBeDate(target))) return null;
    if (ADDED.has(measure) && holdsWords(target)) reportWords(draft, target);
    measures.push({ function: functionOf(measure), column: target });
  }
  reportRepeated(draft, measures);
  const having = havingOf(draft, measures);
  const shape: Shape = { kind: "measures", measures, groups: draft.groups, having };
  return { source: draft.source, where, shape, ...rankingOfGroups(draft) };
}

/** "Average last name of the customers" */
function reportWords(draft: Draft, column: Column): void {
  const use = draft.uses.find(({ meaning }) => meaning.kind === "column" && meaning.column === column);
  const detail = `${draft.source.name}.${column.name} holds no numbers, so there is nothing to add up`;
  const { start, end } = use ?? { start: 0, end: 1 };
  trouble(draft, { start, end, code: "unsupported", choices: [], detail });
}

/**
 * "Average tonnes of the contracts per delivery": a contract with several deliveries would be in the sum or the average
 * of each, and none of them is its own.
 */
function reportRepeated(draft: Draft, measures: readonly MeasureOf[]): void {
  const added = measures.some(({ function: name }) => name === "sum" || name === "avg");
  const repeats = added && draft.groups.find(({ path }) => path?.some(repeatsRows));
  if (!repeats) return;
  const table = repeats.path?.at(-1)?.to;
  const group = draft.uses.find(({ meaning }) => meaning.kind === "table" && meaning.table === table);
  const detail = `a row of ${draft.source.name} may have several rows of ${table?.name} and would be added up for each of them`;
  const { start, end } = group ?? { start: 0, end: 1 };
  trouble(draft, { start, end, code: "unsupported", choices: [], detail });
}

/** Whether a join leads to several rows as far as is known: the table has a key, and it is another one. */
function repeatsRows({ to, toColumns }: Hop): boolean {
  const keyed = to.primaryKey.length > 0 || to.uniqueKeys.length > 0;
  return keyed && !isUnique(to, toColumns);
}

/** In a grouped answer an order by a grouping column is an order by that group. */
function groupOrder(draft: Draft, entry: Draft["order"][number]): Draft["order"][number] {
  const { by } = entry;
  if (by.kind !== "column")
    return by.kind === "measure" ? entry : { ...entry, by: { kind: "measure", index: 0 } };
  const index = draft.groups.findIndex((group) => group.columns.includes(by.column));
  return { ...entry, by: index >= 0 ? { kind: "group", index } : { kind: "measure", index: 0 } };
}

function rowsIntent(draft: Draft, where: Condition | null): Intent {
  const asked = draft.asked.length > 0 && (draft.askedOf || draft.distinct || draft.shown.length > 0);
  // "distinct products": each of them once, by what identifies it.
  const keys = draft.distinct && !asked && draft.lookups.length === 0 ? entityKey(draft) : null;
  const columns = asked ? [...new Set(draft.asked)] : keys;
  const order = draft.order.filter((entry) => entry.by.kind !== "measure");
  // "the names of the mountains in alphabetical order"
  const said = draft.asked[0] ?? (draft.askedOf ? mentionedColumn(draft) : null);
  if (order.length === 0 && draft.order.length > 0 && said && draft.figures.length === 0)
    order.push({ by: { kind: "column", column: said }, descending: draft.order[0]?.descending ?? false });
  const first = draft.figures[0];
  if (order.length === 0 && first && draft.order.length > 0)
    order.push({ by: first, descending: draft.order[0]?.descending ?? true });
  const shape: Shape = {
    kind: "rows",
    columns,
    distinct: draft.distinct && columns !== null,
    lookups: draft.lookups,
    figures: unique(asked ? draft.shown : draft.figures),
  };
  return { source: draft.source, where, shape, order, limit: draft.limit?.count ?? null };
}

function unique<T>(items: readonly T[]): T[] {
  return items.filter(
    (item, i) => items.findIndex((other) => JSON.stringify(other) === JSON.stringify(item)) === i,
  );
}

function havingOf({ having, threshold }: Draft, measures: readonly MeasureOf[]) {
  const asked = threshold ?? having?.quantity;
  const measure = threshold ? measures[0] : having && havingMeasure(having.column);
  return asked && measure ? { measure, op: asked.op, value: asked.count } : null;
}

function havingMeasure(column: Column | null): MeasureOf {
  return column ? { function: "count_distinct", column } : { function: "count", column: null };
}
