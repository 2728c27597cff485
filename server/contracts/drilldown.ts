import { z } from "zod";
import { Cell } from "./executions.ts";
import { boolean, id, integer } from "./scalars.ts";

export const MAX_PAGE_SIZE = 500;
export const DEFAULT_PAGE_SIZE = 50;

/**
 * What a column must hold: a plain value is equality (text in any case and without spaces around it, null means
 * null or blank); `{"contains": "text"}` is a part of the cell, in any case.
 */
export const FilterValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.strictObject({ contains: z.string().min(1).max(200) }),
]);
export type FilterValue = z.infer<typeof FilterValue>;

/** An object, or its JSON text, as a map by column; anything else stays as it is and is refused with a sentence. */
function readFilters(value: unknown): unknown {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return new Map(Object.entries(value));
  if (typeof value !== "string") return value;
  if (value.trim() === "") return undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === "string" ? parsed : readFilters(parsed);
  } catch {
    return value;
  }
}

/** Filters by column: `{"STATUS": "Active", "PLANNER": null, "NAME": {"contains": "art"}}`; in a query string as JSON text. */
export const Filters = z
  .preprocess(
    readFilters,
    z
      .map(z.string(), FilterValue, {
        error:
          'Must be a JSON object of column and value, e.g. {"STATUS": "Active"} or {"NAME": {"contains": "art"}}.',
      })
      // A record would leave out a column that is called __proto__.
      .transform((filters): Record<string, FilterValue> => Object.fromEntries(filters))
      .optional(),
  )
  .meta({
    override: { type: "object", additionalProperties: true, example: { STATUS: "Active" } },
  });

const selection = {
  execution_id: id(),
  sort_by: z
    .string()
    .min(1)
    .optional()
    .meta({ description: "Column to sort by; numbers as numbers, what is null or blank last." }),
  sort_order: z.enum(["asc", "desc"], { error: "Must be asc or desc." }).default("asc"),
  search: z
    .string()
    .max(200)
    .optional()
    .meta({ description: "Text that occurs in any column, in any case." }),
  filters: Filters,
};

export const DrilldownQuery = z.strictObject({
  ...selection,
  page: integer(1, 1_000_000_000).default(1),
  page_size: integer(1, MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
});
export type DrilldownQuery = z.infer<typeof DrilldownQuery>;

/** The rows of an export: everything that is filtered, in the order shown. */
export const ExportQuery = z.strictObject({
  ...selection,
  bom: boolean()
    .default(false)
    .meta({ description: "true: begin with a byte order mark, without which Excel garbles letters like ë." }),
});
export type ExportQuery = z.infer<typeof ExportQuery>;

export const DrilldownResponse = z
  .object({
    success: z.literal(true),
    execution_id: z.int(),
    kpi_name: z.string(),
    total_records: z.int().meta({ description: "Stored rows that pass search and filters." }),
    page: z.int(),
    page_size: z.int(),
    total_pages: z.int(),
    data: z.array(z.record(z.string(), Cell)),
    columns: z.array(z.string()),
    generated_sql: z.string(),
    // Beyond the specification:
    stored_records: z.int().meta({ description: "All stored rows of the run." }),
    source_records: z
      .int()
      .nullable()
      .meta({ description: "What the query returned in full on the source." }),
    numeric_columns: z
      .array(z.string())
      .meta({ description: "Columns whose stored values are all numbers or blank." }),
  })
  .meta({ id: "DrilldownResponse" });
export type DrilldownResponse = z.infer<typeof DrilldownResponse>;
