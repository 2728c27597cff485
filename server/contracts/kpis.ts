import { z } from "zod";
import { DistinctKey, RunValue, RunValueKind } from "./run-value.ts";
import {
  boolean,
  id,
  integer,
  optionalName,
  optionalProse,
  requiredName,
  requiredProse,
  requiredText,
  timestamp,
} from "./scalars.ts";
import { boundFields, ShownThresholdState, shownBounds } from "./thresholds.ts";

/** The longest definition the engine reads, in characters. */
export const MAX_DEFINITION_LENGTH = 4000;

/** That the SQL of a KPI was accepted: by whom, when, and for what. */
export const SqlPinState = z.object({
  accepted_by: z.string().nullable().meta({ description: "null where nobody signs in" }),
  accepted_at: timestamp(),
  kpi_version: z.int().meta({ description: "The version of the KPI that it was accepted for." }),
  kg_name: z.string(),
  kg_version: z.int(),
  stale: z.array(z.string()).meta({
    description: "What has changed since, in a sentence each; empty while runs use the accepted SQL.",
  }),
});
export type SqlPinState = z.infer<typeof SqlPinState>;

export const KpiDefinition = z
  .object({
    id: z.int(),
    name: z.string(),
    alias_name: z.string().nullable(),
    group_name: z.string().nullable(),
    description: z.string().nullable(),
    nl_definition: z.string(),
    created_at: timestamp(),
    updated_at: timestamp(),
    created_by: z.string().nullable(),
    updated_by: z.string().nullable().meta({ description: "Who saved it last; null where nobody signs in" }),
    is_active: z.boolean(),
    ...shownBounds,
    sql_pin: SqlPinState.nullable().meta({ description: "null when no SQL of it is accepted." }),
    version: z.int().meta({ description: "Grows with every save; send it back as expected_version." }),
  })
  .meta({ id: "KPIDefinition" });
export type KpiDefinition = z.infer<typeof KpiDefinition>;

const texts = {
  name: requiredName("Name", 255),
  alias_name: optionalName("Alias", 255),
  group_name: optionalName("Group", 255),
  description: optionalProse("Description", 4000),
  nl_definition: requiredProse("Definition", MAX_DEFINITION_LENGTH),
};

export const KpiCreateRequest = z
  .strictObject({ ...texts, ...boundFields, created_by: optionalName("Created by", 100) })
  .meta({ id: "KPICreateRequest" });
export type KpiCreateRequest = z.infer<typeof KpiCreateRequest>;

/** A field that is left out keeps its value; `expected_version` refuses the save when somebody saved meanwhile. */
export const KpiUpdateRequest = z
  .strictObject({
    name: texts.name.optional(),
    alias_name: texts.alias_name,
    group_name: texts.group_name,
    description: texts.description,
    nl_definition: texts.nl_definition.optional(),
    is_active: boolean().optional(),
    ...boundFields,
    expected_version: integer(1, Number.MAX_SAFE_INTEGER).optional().meta({
      description: "The version that was read; the save is refused (409) when it is no longer current.",
    }),
  })
  .meta({ id: "KPIUpdateRequest" });
export type KpiUpdateRequest = z.infer<typeof KpiUpdateRequest>;

export const KPI_SORT_COLUMNS = [
  "id",
  "name",
  "alias_name",
  "group_name",
  "description",
  "created_at",
  "updated_at",
  "last_run_at",
  "last_status",
  "last_value",
] as const;

const filters = {
  group_name: z.string().optional().meta({ description: "Only KPIs of this group." }),
  is_active: boolean()
    .optional()
    .meta({ description: "true: active ones; false: deleted ones; left out: all." }),
  search: z
    .string()
    .optional()
    .meta({ description: "Text that occurs in name, alias, group or description." }),
};

export const KpiListQuery = z.strictObject({
  ...filters,
  limit: integer(1, 1000).optional(),
  offset: integer(0, 1_000_000_000).optional(),
});
export type KpiListQuery = z.infer<typeof KpiListQuery>;

export const KpiListResponse = z
  .object({ success: z.literal(true), total: z.int(), kpis: z.array(KpiDefinition) })
  .meta({ id: "KPIListResponse" });

/** A KPI with what its latest runs say, for the list page. */
export const KpiOverview = KpiDefinition.extend({
  /** The newest run of any status. */
  last_run: z
    .object({
      id: z.int(),
      execution_status: z.string(),
      execution_timestamp: timestamp(),
      number_of_records: z.int(),
      total_records: z.int().nullable(),
      value: RunValue,
      value_kind: RunValueKind,
      distinct_key: DistinctKey,
      threshold_state: ShownThresholdState,
    })
    .nullable(),
  /** By how much the value of the newest run differs from that of the successful run before it; null where the newest did not succeed, or nothing can be compared. */
  change: z.number().nullable(),
  /** Values of up to 12 successful runs, oldest first; only of the kind that the newest has. */
  trend: z.array(z.number()),
});
export type KpiOverview = z.infer<typeof KpiOverview>;

export const KpiOverviewQuery = z.strictObject({
  ...filters,
  sort_by: z
    .enum(KPI_SORT_COLUMNS, { error: `Must be one of ${KPI_SORT_COLUMNS.join(", ")}.` })
    .default("id"),
  sort_order: z.enum(["asc", "desc"], { error: "Must be asc or desc." }).default("asc"),
  page: integer(1, 1_000_000).default(1),
  page_size: integer(1, 200).default(50),
});
export type KpiOverviewQuery = z.infer<typeof KpiOverviewQuery>;

export const KpiOverviewResponse = z.object({
  success: z.literal(true),
  total: z.int(),
  page: z.int(),
  page_size: z.int(),
  total_pages: z.int(),
  kpis: z.array(KpiOverview),
  /** Every group name in use, for the filter. */
  groups: z.array(z.string()),
});

export const KpiResponse = z
  .object({ success: z.literal(true), kpi: KpiDefinition })
  .meta({ id: "KPIResponse" });
export const KpiSavedResponse = z
  .object({ success: z.literal(true), message: z.string(), kpi: KpiDefinition })
  .meta({ id: "KPISavedResponse" });
export const DoneResponse = z
  .object({ success: z.literal(true), message: z.string() })
  .meta({ id: "DoneResponse" });

export const KpiId = z.strictObject({ kpi_id: id() });

/** Permanent deletion takes the history along, so the name has to be typed. */
export const KpiPurgeRequest = z.strictObject({
  kpi_id: id(),
  confirm_name: requiredText("The KPI's name as confirmation", 255),
});
