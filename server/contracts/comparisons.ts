import { z } from "zod";
import { DEFAULT_PAGE_SIZE, exportFile, isBomOfCsv, MAX_PAGE_SIZE, NO_BOM } from "./drilldown.ts";
import { CellRecord } from "./executions.ts";
import { ROW_CHANGES } from "./row-changes.ts";
import { id, integer, timestamp } from "./scalars.ts";

/** A list, or its JSON text; a text that is no JSON list is one name. */
function readNames(value: unknown): unknown {
  if (typeof value !== "string" || value.trim() === "") return value === "" ? undefined : value;
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed : [value];
  } catch {
    return [value];
  }
}

const compared = {
  left: id().meta({ description: "The execution that is compared from, as a rule the earlier one." }),
  right: id().meta({ description: "The execution of the same KPI that is compared to." }),
  key: z
    .preprocess(
      (value: readonly string[] | string | undefined): unknown => readNames(value),
      z
        .array(z.string(), { error: 'Must be a list of column names, e.g. ["MATERIAL", "PLANT"].' })
        .max(100)
        .optional(),
    )
    .meta({
      override: { type: "array", items: { type: "string" }, example: ["MATERIAL", "PLANT"] },
      description:
        "The columns by which rows of both runs are the same thing; in a query string one name, or a JSON list. Left out: what is known of the rows, and the whole row where nothing is. An empty list: the whole row.",
    }),
};

export const ComparisonQuery = z.strictObject({
  ...compared,
  change: z
    .enum(ROW_CHANGES, { error: `Must be one of ${ROW_CHANGES.join(", ")}.` })
    .optional()
    .meta({ description: "Which rows to list; left out: all but those that are the same." }),
  page: integer(1, 1_000_000_000).default(1),
  page_size: integer(1, MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
});
export type ComparisonQuery = z.infer<typeof ComparisonQuery>;

/** The rows of an export: of one kind of change, or all but those that are the same. */
export const ComparisonExportQuery = z
  .strictObject({
    ...compared,
    change: ComparisonQuery.shape.change,
    ...exportFile,
  })
  .refine(isBomOfCsv, NO_BOM);
export type ComparisonExportQuery = z.infer<typeof ComparisonExportQuery>;

export const ComparedRow = z
  .object({
    change: z.enum(ROW_CHANGES),
    left_row: z.int().nullable().meta({ description: "Which row of the left run, counted from 1." }),
    right_row: z.int().nullable(),
    left: CellRecord.nullable().meta({ description: "Null for an added row." }),
    right: CellRecord.nullable().meta({ description: "Null for a row that is gone." }),
    changed_columns: z.array(z.string()),
    uncertain: z.boolean().meta({
      description:
        "true: added or gone only among what was kept. The other run was cut by its limit, and may have had this row beyond it.",
    }),
  })
  .meta({ id: "ComparedRow" });
export type ComparedRow = z.infer<typeof ComparedRow>;

const ComparedRun = z.object({
  id: z.int(),
  execution_timestamp: timestamp(),
  stored_records: z.int(),
  source_records: z.int().nullable().meta({ description: "What its query returned in full." }),
});

/** Where the columns come from by which rows are told apart. */
export const KEY_ORIGINS = [
  "asked",
  "primary_key",
  "unique_key",
  "things",
  "join",
  "groups",
  "figure",
  "row",
] as const;
export type KeyOrigin = (typeof KEY_ORIGINS)[number];

export const ComparisonResponse = z
  .object({
    success: z.literal(true),
    kpi: z.object({ id: z.int(), name: z.string() }),
    left: ComparedRun,
    right: ComparedRun,
    key: z.object({
      columns: z.array(z.string()).meta({ description: "Empty: the whole row, or the one row of a figure." }),
      origin: z.enum(KEY_ORIGINS).meta({
        description:
          "Who chose them: asked for; the source table's primary or unique key; what the definition tells things apart by; the join of its comparison; the groups of its result; figure: each run has one row; row: the whole row.",
      }),
      repeated: z.object({ keys: z.int(), left_rows: z.int(), right_rows: z.int() }).meta({
        description: "Keys that several rows of a run have. Equal rows of such a key are paired first.",
      }),
    }),
    columns: z
      .array(z.string())
      .meta({ description: "The columns that both runs have, which are compared." }),
    left_only_columns: z.array(z.string()),
    right_only_columns: z.array(z.string()),
    numeric_columns: z.array(z.string()),
    counts: z.object({ changed: z.int(), added: z.int(), gone: z.int(), same: z.int() }),
    uncertain: z.object({ added: z.boolean(), gone: z.boolean() }).meta({
      description:
        "true: these rows may only lie beyond the limit of the run that does not have them, which was cut; they are counted, and not known to be added or gone.",
    }),
    column_changes: z
      .array(z.object({ column: z.string(), rows: z.int() }))
      .meta({ description: "How many rows changed in which columns, most first." }),
    basis_changes: z
      .array(z.string())
      .meta({ description: "What the right run was based on that the left one was not." }),
    cautions: z.array(z.string()).meta({ description: "Why rows may seem added or gone that are not." }),
    change: z.enum(ROW_CHANGES).nullable(),
    page: z.int(),
    page_size: z.int(),
    total_records: z.int(),
    total_pages: z.int(),
    rows: z.array(ComparedRow),
  })
  .meta({ id: "ComparisonResponse" });
export type ComparisonResponse = z.infer<typeof ComparisonResponse>;

export const RunBeforeQuery = z.strictObject({ execution_id: id() });

export const RunBeforeResponse = z.object({
  success: z.literal(true),
  run_before: z.int().nullable().meta({
    description:
      "The id of the last successful execution of the same KPI before this one; null when there is none.",
  }),
});
