import { isDeepStrictEqual } from "node:util";
import { listRelationships } from "../../db/queries/graphs.ts";
import {
  changeRuleset,
  deleteRuleset,
  findRuleset,
  insertRuleset,
  listRulesets,
  type RulesetRow,
} from "../../db/queries/rulesets.ts";
import type { GraphRow } from "../../db/schema/knowledge-graphs.ts";
import type { Db } from "../../db/schema/store.ts";
import type {
  NewRuleRequest,
  NewRulesetRequest,
  RuleChangeRequest,
  RulesetEntry,
} from "../contracts/rulesets.ts";
import type { Evidence } from "../discovery/proposal.ts";
import type { RulesetRule, Table } from "../engine/graph.ts";
import { AppError } from "../errors.ts";
import { requireGraph } from "./graph-change.ts";
import { listGraphTables } from "./graph-lookup.ts";
import { endsOf } from "./graph-model.ts";
import {
  nameOfPair,
  problemOf,
  readComparisons,
  readRule,
  refuseSecondRule,
  toRuleset,
} from "./ruleset-rules.ts";
import { isoTimestamp } from "./text.ts";

/**
 * Named rules how pairs of tables are reconciled. A run that names a ruleset compares by its rules before it looks at
 * the joins of the graph. Every change makes a new version; the versions before are kept for the runs that used them.
 */
export interface RulesetService {
  list(kgName: string): Promise<RulesetEntry[]>;
  get(kgName: string, name: string): Promise<RulesetEntry>;
  create(request: NewRulesetRequest): Promise<RulesetEntry>;
  /** Executions that used it keep its name. */
  remove(kgName: string, name: string): Promise<void>;
  addRule(request: NewRuleRequest): Promise<RulesetEntry>;
  changeRule(request: RuleChangeRequest): Promise<RulesetEntry>;
  removeRule(kgName: string, name: string, ruleName: string): Promise<RulesetEntry>;
}

export function createRulesetService(db: Db): RulesetService {
  const changing = (
    kgName: string,
    name: string,
    change: (rules: readonly RulesetRule[], tables: readonly Table[]) => readonly RulesetRule[],
  ): Promise<RulesetEntry> =>
    db.transaction().execute(async (trx) => {
      const graph = await requireGraph(trx, kgName);
      const ruleset = await requireRuleset(trx, graph, name);
      const tables = await listGraphTables(trx, graph.id);
      const before = toRuleset(ruleset).rules;
      const rules = change(before, tables);
      // A version that says the same would make accepted SQL stale.
      if (!isDeepStrictEqual(rules, before)) await changeRuleset(trx, ruleset, JSON.stringify(rules));
      return shown(await requireRuleset(trx, graph, name), tables);
    });

  return {
    async list(kgName) {
      const graph = await requireGraph(db, kgName);
      const tables = await listGraphTables(db, graph.id);
      return (await listRulesets(db, graph.id)).map((row) => shown(row, tables));
    },

    async get(kgName, name) {
      const graph = await requireGraph(db, kgName);
      return shown(await requireRuleset(db, graph, name), await listGraphTables(db, graph.id));
    },

    create: ({ kg_name, ruleset_name, rules = [], from_joins = false }) =>
      db.transaction().execute(async (trx) => {
        const graph = await requireGraph(trx, kg_name);
        if (await findRuleset(trx, graph.id, ruleset_name))
          throw new AppError("duplicate_name", `The graph has a ruleset "${ruleset_name}" already.`, {
            fieldErrors: [{ field: "ruleset_name", message: "exists already; choose another name." }],
          });
        const tables = await listGraphTables(trx, graph.id);
        let all: readonly RulesetRule[] = [];
        for (const request of rules) all = withRule(all, readRule(request, tables));
        if (from_joins) all = [...all, ...(await rulesOfJoins(trx, graph, all))];
        await insertRuleset(trx, graph.id, ruleset_name, JSON.stringify(all));
        return shown(await requireRuleset(trx, graph, ruleset_name), tables);
      }),

    async remove(kgName, name) {
      const graph = await requireGraph(db, kgName);
      if (!(await deleteRuleset(db, graph.id, name))) throw noRuleset(graph, name);
    },

    addRule: ({ kg_name, ruleset_name, ...request }) =>
      changing(kg_name, ruleset_name, (rules, tables) => withRule(rules, readRule(request, tables))),

    changeRule: ({ kg_name, ruleset_name, rule_name, comparisons }) =>
      changing(kg_name, ruleset_name, (rules, tables) => {
        const rule = requireRule(rules, ruleset_name, rule_name);
        const changed = { ...rule, comparisons: readComparisons(comparisons, rule, tables) };
        return rules.map((each) => (each === rule ? changed : each));
      }),

    removeRule: (kgName, name, ruleName) =>
      changing(kgName, name, (rules) => {
        const rule = requireRule(rules, name, ruleName);
        return rules.filter((each) => each !== rule);
      }),
  };
}

function withRule(rules: readonly RulesetRule[], rule: RulesetRule): readonly RulesetRule[] {
  refuseSecondRule(rule, rules);
  return [...rules, rule];
}

/** A rule for each pair of tables that an approved join joins, unless it has one; the joins that come first in use win. */
async function rulesOfJoins(
  db: Db,
  graph: GraphRow,
  known: readonly RulesetRule[],
): Promise<readonly RulesetRule[]> {
  const joins = (await listRelationships(db, graph.id))
    .filter((join) => join.status === "approved" && join.excluded === 0)
    .sort((a, b) => b.priority + b.confidence - (a.priority + a.confidence) || a.id - b.id);
  const rules: RulesetRule[] = [];
  const taken = new Set(known.map((rule) => rule.name));
  for (const join of joins) {
    const { source, target } = endsOf(join);
    const match = join.evidence ? (JSON.parse(join.evidence) as Evidence).match : null;
    const rule: RulesetRule = {
      name: nameOfPair(source, target),
      source,
      target,
      comparisons: source.columns.map(() => ({ how: match ?? "exact" })),
      confidence: join.confidence,
    };
    const again = taken.has(rule.name) || taken.has(nameOfPair(target, source));
    if (!again) rules.push(rule);
    taken.add(rule.name);
  }
  return rules;
}

async function requireRuleset(db: Db, graph: GraphRow, name: string): Promise<RulesetRow> {
  const ruleset = await findRuleset(db, graph.id, name);
  if (!ruleset) throw noRuleset(graph, name);
  return ruleset;
}

function noRuleset(graph: GraphRow, name: string): AppError {
  return new AppError("not_found", `The knowledge graph "${graph.name}" has no ruleset "${name}".`);
}

function requireRule(rules: readonly RulesetRule[], ruleset: string, name: string): RulesetRule {
  const rule = rules.find((each) => each.name === name);
  if (!rule) throw new AppError("not_found", `The ruleset "${ruleset}" has no rule "${name}".`);
  return rule;
}

function shown(row: RulesetRow, tables: readonly Table[]): RulesetEntry {
  return {
    name: row.name,
    version: row.version,
    created_at: isoTimestamp(row.created_at),
    changed_at: isoTimestamp(row.changed_at),
    rules: toRuleset(row).rules.map((rule) => ({
      ...rule,
      source: { ...rule.source, columns: [...rule.source.columns] },
      target: { ...rule.target, columns: [...rule.target.columns] },
      comparisons: [...rule.comparisons],
      problem: problemOf(rule, tables),
    })),
  };
}
