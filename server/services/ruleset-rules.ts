import type { RulesetRow } from "../../db/queries/rulesets.ts";
import type { Comparison as ComparisonRequest, RuleRequest } from "../contracts/rulesets.ts";
import type { Column, Comparison, RelationshipEnd, Ruleset, RulesetRule, Table } from "../engine/graph.ts";
import { suits } from "../engine/plan/comparisons.ts";
import { invalidField } from "../errors.ts";
import { readJoin } from "./graph-join.ts";
import { tableAt } from "./graph-lookup.ts";

/** The rules of a ruleset: how they are stored, read from a request, and checked against the tables of the graph. */

export function toRuleset({ name, version, rules }: RulesetRow): Ruleset {
  return { name, version, rules: JSON.parse(rules) as RulesetRule[] };
}

/** What a rule is called unless somebody named it. */
export function nameOfPair(source: RelationshipEnd, target: RelationshipEnd): string {
  return `${source.table} to ${target.table}`;
}

/** Throws an AppError on the field that does not fit the tables. */
export function readRule(request: RuleRequest, tables: readonly Table[]): RulesetRule {
  const { name, join, comparisons, how } = request;
  if (comparisons && how)
    throw invalidField(
      "how",
      "Say how all pairs are compared (how), or how each is (comparisons), not both.",
    );
  const ends = readJoin(join, tables);
  const compared = comparisons ?? ends.source.columns.map(() => ({ how: how ?? ("exact" as const) }));
  return {
    name: name ?? nameOfPair(ends.source, ends.target),
    ...ends,
    comparisons: readComparisons(compared, ends, tables),
    confidence: 1,
  };
}

/** Two rules for one pair of tables would leave it open which is meant. */
export function refuseSecondRule(rule: RulesetRule, others: readonly RulesetRule[]): void {
  if (others.some(({ name }) => name === rule.name))
    throw invalidField("name", `The ruleset has a rule "${rule.name}" already. Choose another name.`);
  const pair = pairOf(rule);
  const same = others.find((other) => pairOf(other) === pair);
  if (same)
    throw invalidField(
      "join",
      `The rule "${same.name}" is about these two tables already. Change or delete it, or make another ruleset.`,
    );
}

function pairOf({ source, target }: RulesetRule): string {
  return [source, target]
    .map(({ schema, table }) => JSON.stringify([schema, table]))
    .sort()
    .join();
}

/** One comparison for each pair of columns, of a kind that the columns allow; refused on the field `comparisons`. */
export function readComparisons(
  requests: readonly ComparisonRequest[],
  { source, target }: Pick<RulesetRule, "source" | "target">,
  tables: readonly Table[],
): Comparison[] {
  if (requests.length !== source.columns.length)
    throw refused(
      `Say for each pair of columns how it is compared: there are ${source.columns.length}, and ${requests.length} were given.`,
    );
  return requests.map((request, i) => {
    const pair = [columnAt(source, i, tables), columnAt(target, i, tables)];
    const odd = pair.find((column) => column && !suits(request, column));
    if (odd) throw refused(whyNot(request, odd));
    return toComparison(request);
  });
}

function columnAt(end: RelationshipEnd, at: number, tables: readonly Table[]): Column | undefined {
  return tableAt(end, tables)?.columns.find(({ name }) => name === end.columns[at]);
}

function whyNot({ how }: Pick<ComparisonRequest, "how">, { name, kind }: Column): string {
  const [way, needed] =
    how === "within" ? ["“within a tolerance”", "numbers"] : ["“the same day, month or year”", "dates"];
  return `${way} is for ${needed} on both sides, and ${name} holds ${KINDS[kind]}. Choose another way to compare it.`;
}

const KINDS: Readonly<Record<Column["kind"], string>> = {
  text: "text",
  integer: "whole numbers",
  decimal: "numbers",
  boolean: "yes and no",
  date: "dates",
  timestamp: "dates with times",
  binary: "binary data",
  unknown: "values of a type of its own",
};

function toComparison({ how, tolerance, unit }: ComparisonRequest): Comparison {
  if (how !== "within" && tolerance !== undefined)
    throw refused(`A tolerance is for numbers that are compared “within”, not “${how}”.`);
  if (how !== "same" && unit !== undefined)
    throw refused(`A unit is for dates that are compared as “same”, not “${how}”.`);
  if (how === "within") {
    if (tolerance === undefined) throw refused("Say how far apart two numbers may be (tolerance).");
    return { how, tolerance };
  }
  if (how === "same") {
    if (unit === undefined) throw refused("Say how much of two dates must be the same (unit).");
    return { how, unit };
  }
  return { how };
}

function refused(message: string) {
  return invalidField("comparisons", message);
}

/** Why a rule cannot be used on these tables: what it is about is gone or of another type by now. Null when it can. */
export function problemOf(rule: RulesetRule, tables: readonly Table[]): string | null {
  for (const end of [rule.source, rule.target]) {
    const table = tableAt(end, tables);
    if (!table) return `The table ${end.table} is not in the graph any more: this rule is not used.`;
    const gone = end.columns.find((name) => !table.columns.some((column) => column.name === name));
    if (gone) return `The column ${end.table}.${gone} is not in the graph any more: this rule is not used.`;
  }
  for (const [i, comparison] of rule.comparisons.entries()) {
    const pair = [columnAt(rule.source, i, tables), columnAt(rule.target, i, tables)];
    const odd = pair.find((column) => column && !suits(comparison, column));
    if (odd) return `${whyNot(comparison, odd)} Until then this rule is not used.`;
  }
  return null;
}
