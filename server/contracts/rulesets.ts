import { z } from "zod";
import { DATE_UNITS } from "../engine/graph.ts";
import { ExecutionStatus } from "./executions.ts";
import { RunValue, RunValueKind } from "./run-value.ts";
import { boolean, idempotencyKey, optionalName, requiredName, requiredText, timestamp } from "./scalars.ts";

/** How any two columns can be compared, the strict ways first. */
const WAYS_FOR_ALL = ["exact", "trimmed", "case_insensitive", "leading_zeros"] as const;
/** With the ways that are for numbers and dates alone. */
const WAYS_TO_COMPARE = [...WAYS_FOR_ALL, "within", "same"] as const;

export const Comparison = z
  .strictObject({
    how: z.enum(WAYS_TO_COMPARE, { error: `Must be one of ${WAYS_TO_COMPARE.join(", ")}.` }).meta({
      description:
        "trimmed: without spaces around; case_insensitive: nor case; leading_zeros: nor zeros at the beginning; within: numbers at most `tolerance` apart; same: dates of the same `unit`.",
    }),
    tolerance: z
      .number({ error: "Tolerance must be a number." })
      .min(0, { error: "Tolerance cannot be below 0." })
      .optional()
      .meta({ description: "within: how far apart two numbers may be." }),
    unit: z
      .enum(DATE_UNITS, { error: `Unit must be one of ${DATE_UNITS.join(", ")}.` })
      .optional()
      .meta({ description: "same: how much of two dates must be the same." }),
  })
  .meta({ id: "RulesetComparison" });
export type Comparison = z.infer<typeof Comparison>;

const kg_name = requiredText("Knowledge graph (kg_name)", 255);
const ruleset_name = requiredName("Ruleset (ruleset_name)", 255);

/** Addresses take these names for steps between folders, however they are written. */
const inAddresses = (name: string | null | undefined) => name !== "." && name !== "..";
const NOT_DOTS = { error: "A name needs more than dots: “.” and “..” cannot stand in an address." };

const comparisons = () =>
  z
    .array(Comparison)
    .max(50)
    .optional()
    .meta({ description: "One for each pair of columns; left out: exact." });

export const RuleRequest = z
  .strictObject({
    name: optionalName("Name", 255)
      .refine(inAddresses, NOT_DOTS)
      .meta({ description: 'Left out: the tables, "orders to customers".' }),
    join: requiredText("Join", 2000).meta({
      description: "table.column -> table.column; several columns: table.(a, b) -> table.(c, d).",
      example: "orders.customer_no -> customers.id",
    }),
    comparisons: comparisons(),
    how: z
      .enum(WAYS_FOR_ALL, { error: `Must be one of ${WAYS_FOR_ALL.join(", ")}.` })
      .optional()
      .meta({ description: "How all pairs of columns are compared, instead of `comparisons`." }),
  })
  .meta({ id: "RulesetRuleRequest" });
export type RuleRequest = z.infer<typeof RuleRequest>;

export const NewRulesetRequest = z.strictObject({
  kg_name,
  ruleset_name: ruleset_name.refine(inAddresses, NOT_DOTS),
  rules: z.array(RuleRequest).max(500).default([]),
  from_joins: boolean().default(false).meta({
    description: "A rule for each approved join of the graph, compared as its values match.",
  }),
});
export type NewRulesetRequest = z.input<typeof NewRulesetRequest>;

export const GraphRulesets = z.strictObject({ kg_name });
export const RulesetId = z.strictObject({ kg_name, ruleset_name });
export const NewRuleRequest = RuleRequest.extend({ kg_name, ruleset_name });
export type NewRuleRequest = z.infer<typeof NewRuleRequest>;

const rule_name = requiredText("Rule (rule_name)", 255);
export const RuleId = z.strictObject({ kg_name, ruleset_name, rule_name });
export const RuleChangeRequest = RuleId.extend({
  comparisons: z.array(Comparison).min(1).max(50).meta({ description: "One for each pair of columns." }),
});
export type RuleChangeRequest = z.infer<typeof RuleChangeRequest>;

const end = z.object({ schema: z.string(), table: z.string(), columns: z.array(z.string()) });

export const RulesetEntry = z
  .object({
    name: z.string(),
    version: z.int().meta({ description: "Grows with every change; recorded with each execution." }),
    created_at: timestamp(),
    changed_at: timestamp(),
    rules: z.array(
      z.object({
        name: z.string(),
        source: end,
        target: end,
        comparisons: z.array(Comparison),
        confidence: z.number(),
        problem: z.string().nullable().meta({
          description: "Why the rule is not used: its tables or columns are not in the graph any more.",
        }),
      }),
    ),
  })
  .meta({ id: "Ruleset" });
export type RulesetEntry = z.infer<typeof RulesetEntry>;

export const RulesetListResponse = z
  .object({ success: z.literal(true), rulesets: z.array(RulesetEntry), count: z.int() })
  .meta({ id: "RulesetListResponse" });
export const RulesetResponse = z
  .object({ success: z.literal(true), ruleset: RulesetEntry })
  .meta({ id: "RulesetResponse" });
export const RulesetSavedResponse = z
  .object({ success: z.literal(true), message: z.string(), ruleset: RulesetEntry })
  .meta({ id: "RulesetSavedResponse" });

/** What is asked of a rule: the rows that match, those of either side that do not, and how much of the source does. */
export const RULE_KPI_KINDS = ["matched", "unmatched_source", "unmatched_target", "percentage"] as const;
export type RuleKpiKind = (typeof RULE_KPI_KINDS)[number];

export const RulesetKpisRequest = RulesetId.extend({
  rule_name: rule_name
    .optional()
    .meta({ description: "Only the KPIs of this rule; left out: of all rules." }),
  idempotency_key: idempotencyKey("idempotency_key", 200).meta({
    description: "A random text of yours: sent again within 24 hours, nothing is executed a second time.",
  }),
});
export type RulesetKpisRequest = z.infer<typeof RulesetKpisRequest>;

const ruleKpi = { kind: z.enum(RULE_KPI_KINDS), id: z.int(), name: z.string() };

const MadeKpi = z.object({
  rule: z.string(),
  ...ruleKpi,
  made: z.boolean().meta({ description: "false: it was there already." }),
});
export type MadeKpi = z.infer<typeof MadeKpi>;

export const RulesetKpisMadeResponse = z
  .object({
    success: z.literal(true),
    message: z.string(),
    kpis: z.array(MadeKpi),
    trouble: z.string().nullable().meta({
      description: "Why not all of them are being executed; null when they are.",
    }),
  })
  .meta({ id: "RulesetKpisMadeResponse" });

const RuleKpis = z.object({
  rule: z.string(),
  kpis: z.array(
    z.object({
      ...ruleKpi,
      last_run: z
        .object({
          id: z.int(),
          execution_status: ExecutionStatus,
          execution_timestamp: timestamp(),
          value: RunValue,
          value_kind: RunValueKind,
          ruleset_version: z.int().nullable(),
        })
        .nullable()
        .meta({ description: "Its newest run by this ruleset, of any status." }),
    }),
  ),
});
export type RuleKpis = z.infer<typeof RuleKpis>;

export const RulesetKpisResponse = z
  .object({ success: z.literal(true), rules: z.array(RuleKpis) })
  .meta({ id: "RulesetKpisResponse" });
