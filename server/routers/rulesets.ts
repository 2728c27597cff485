import { DoneResponse } from "../contracts/kpis.ts";
import {
  GraphRulesets,
  NewRuleRequest,
  NewRulesetRequest,
  RuleChangeRequest,
  RuleId,
  RulesetId,
  RulesetKpisMadeResponse,
  RulesetKpisRequest,
  RulesetKpisResponse,
  RulesetListResponse,
  RulesetResponse,
  RulesetSavedResponse,
} from "../contracts/rulesets.ts";
import { defineProcedure, manageProcedure, readProcedure, router } from "../trpc.ts";

const ALL = "/v1/kg/:kg_name/rulesets";
const ONE = `${ALL}/:ruleset_name` as const;
const RULES = `${ONE}/rules` as const;
const RULE = `${RULES}/:rule_name` as const;
const KPIS = `${ONE}/kpis` as const;

export const rulesets = router({
  list: readProcedure
    .meta({ rest: { method: "GET", path: ALL, summary: "List the rulesets of a knowledge graph" } })
    .input(GraphRulesets)
    .output(RulesetListResponse)
    .query(async ({ ctx, input }) => {
      const rulesets = await ctx.rulesets.list(input.kg_name);
      return { success: true, rulesets, count: rulesets.length };
    }),

  get: readProcedure
    .meta({ rest: { method: "GET", path: ONE, summary: "Get a ruleset with its rules" } })
    .input(RulesetId)
    .output(RulesetResponse)
    .query(async ({ ctx, input }) => ({
      success: true,
      ruleset: await ctx.rulesets.get(input.kg_name, input.ruleset_name),
    })),

  create: manageProcedure
    .meta({
      rest: {
        method: "POST",
        path: ALL,
        status: 201,
        summary: "Create a ruleset",
        description:
          "With rules, from the approved joins of the graph, or empty. Its name is the `ruleset_name` of an execution. For administrators.",
      },
    })
    .input(NewRulesetRequest)
    .output(RulesetSavedResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "Ruleset created successfully",
      ruleset: await ctx.rulesets.create(input),
    })),

  delete: manageProcedure
    .meta({
      rest: {
        method: "DELETE",
        path: ONE,
        summary: "Delete a ruleset",
        description: "Executions that used it keep its name. For administrators.",
      },
    })
    .input(RulesetId)
    .output(DoneResponse)
    .mutation(async ({ ctx, input }) => {
      await ctx.rulesets.remove(input.kg_name, input.ruleset_name);
      return { success: true, message: "Ruleset deleted successfully" };
    }),

  addRule: manageProcedure
    .meta({
      rest: {
        method: "POST",
        path: RULES,
        status: 201,
        summary: "Add a rule to a ruleset",
        description: "Makes a new version of the ruleset. For administrators.",
      },
    })
    .input(NewRuleRequest)
    .output(RulesetSavedResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "Rule added successfully",
      ruleset: await ctx.rulesets.addRule(input),
    })),

  changeRule: manageProcedure
    .meta({
      rest: {
        method: "PUT",
        path: RULE,
        summary: "Change how a rule compares",
        description: "Makes a new version of the ruleset. For administrators.",
      },
    })
    .input(RuleChangeRequest)
    .output(RulesetSavedResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "Rule updated successfully",
      ruleset: await ctx.rulesets.changeRule(input),
    })),

  deleteRule: manageProcedure
    .meta({
      rest: {
        method: "DELETE",
        path: RULE,
        summary: "Delete a rule from a ruleset",
        description: "Makes a new version of the ruleset. For administrators.",
      },
    })
    .input(RuleId)
    .output(RulesetSavedResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "Rule deleted successfully",
      ruleset: await ctx.rulesets.removeRule(input.kg_name, input.ruleset_name, input.rule_name),
    })),

  makeKpis: defineProcedure
    .meta({
      rest: {
        method: "POST",
        path: KPIS,
        status: 201,
        summary: "Make the KPIs of a ruleset and execute them",
        description:
          "For each rule, or for `rule_name` alone: what matches, what does not on either side, and the percentage that does. Those that are there are not made again; all of them are executed by this ruleset.",
      },
    })
    .input(RulesetKpisRequest)
    .output(RulesetKpisMadeResponse)
    .mutation(async ({ ctx, input }) => {
      const { kpis, trouble } = await ctx.rulesetKpis.make(input, ctx.actor.name, ctx.actor.hiddenGroups);
      const made = kpis.filter((kpi) => kpi.made).length;
      const message = `${made} made, ${kpis.length - made} there already`;
      return { success: true, message, kpis, trouble };
    }),

  kpis: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: KPIS,
        summary: "The KPIs made of a ruleset's rules, with their newest values",
      },
    })
    .input(RulesetId)
    .output(RulesetKpisResponse)
    .query(async ({ ctx, input }) => ({
      success: true,
      rules: await ctx.rulesetKpis.list(input.kg_name, input.ruleset_name, ctx.actor.hiddenGroups),
    })),
});
