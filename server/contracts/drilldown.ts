import { z } from "zod";
import type { Cell } from "./executions.ts";
import { boolean, id, integer } from "./scalars.ts";

export const MAX_PAGE_SIZE = 500;
export const DEFAULT_PAGE_SIZE = 50;
/** Most characters of a filter as it is typed. */
export const MAX_TYPED_FILTER = 200;

/**
 * What a column must hold: a plain value is equality (text in any case and without spaces around it, null means
 * null or blank); `{"contains": "text"}` is a part of the cell, in any case; `{"typed": ">20000"}` is read like what
 * people type above the column. server/services/row-filter.ts reads them all.
 */
export const FilterValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.strictObject({ contains: z.string().min(1).max(200) }),
  z.strictObject({ typed: z.string().trim().min(1).max(MAX_TYPED_FILTER) }),
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
    (value: Readonly<Record<string, FilterValue>> | string | undefined): unknown => readFilters(value),
    z
      .map(z.string(), FilterValue, {
        error:
          'Must be a JSON object of column and value, e.g. {"STATUS": "Active"}, {"NAME": {"contains": "art"}} or {"QUANTITY": {"typed": ">20000"}}.',
      })
      // A record would leave out a column that is called __proto__.
      .transform((filters): Record<string, FilterValue> => Object.fromEntries(filters))
      .optional(),
  )
  .meta({
    description: [
      "A JSON object of column and value; a row must pass all.",
      'A text is the whole cell, in any case; null a cell that is null or blank; {"contains": "art"} a part of the cell.',
      'In columns of numbers, and of dates in ISO form, the texts ">20000", "<5", ">=5", "<=5", "=5", "!=5" and',
      '"10..20" compare, numbers exactly and dates as far as they are written ("=2026-05" is that month); blank cells',
      'pass none. {"typed": "..."} is read like what is typed above the column in the grid: a comparison where the',
      'column has one, "=text" for the whole cell, "(blank)" for empty cells, else a part of the cell.',
    ].join(" "),
    override: {
      type: "object",
      additionalProperties: true,
      example: { STATUS: "Active", QUANTITY: ">20000" },
    },
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

/** Rows of a run, as far as search and filters leave them. */
export const RowsQuery = z.strictObject(selection);
export type RowsQuery = z.infer<typeof RowsQuery>;

/** The files that rows are exported as, by the ends of their names; json lines are JSON objects, one in each line. */
export const EXPORT_FORMATS = ["csv", "xlsx", "jsonl"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** As which file rows are exported. */
export const exportFile = {
  format: z.enum(EXPORT_FORMATS, { error: `Must be one of ${EXPORT_FORMATS.join(", ")}.` }),
  bom: boolean().default(false).meta({
    description: "true: begin with a byte order mark, without which Excel garbles letters like ë. CSV only.",
  }),
};

/** No other file begins with a byte order mark. */
export function isBomOfCsv({
  format,
  bom,
}: {
  readonly format: ExportFormat;
  readonly bom: boolean;
}): boolean {
  return format === "csv" || !bom;
}
export const NO_BOM = {
  path: ["bom"],
  error: "Only a CSV file can begin with a byte order mark; leave it out.",
};

/** The rows of an export: everything that is filtered, in the order shown. */
export const ExportQuery = z
  .strictObject({
    ...selection,
    ...exportFile,
  })
  .refine(isBomOfCsv, NO_BOM);
export type ExportQuery = z.infer<typeof ExportQuery>;

/**
 * Rows by column name. They come from our own store, and looking at each of 25,000 cells would keep everybody else
 * waiting: so only that they are a list is checked.
 */
const Rows = z.custom<Record<string, Cell>[]>(Array.isArray).meta({
  override: {
    type: "array",
    items: { type: "object", additionalProperties: { type: ["string", "number", "boolean", "null"] } },
  },
});

export const DrilldownResponse = z
  .object({
    success: z.literal(true),
    execution_id: z.int(),
    kpi_name: z.string(),
    total_records: z.int().meta({ description: "Stored rows that pass search and filters." }),
    page: z.int(),
    page_size: z.int(),
    total_pages: z.int(),
    data: Rows,
    row_numbers: z
      .array(z.int())
      .meta({ description: "Which row of the result each element of data is, counted from 1." }),
    columns: z.array(z.string()),
    generated_sql: z.string(),
    // Beyond the specification:
    stored_records: z.int().meta({ description: "All stored rows of the run." }),
    source_records: z
      .int()
      .nullable()
      .meta({ description: "What the query returned in full on the source." }),
    live: z
      .object({
        problem: z.string().nullable().meta({ description: "Why they cannot be; null when they can." }),
      })
      .nullable()
      .meta({
        description: "Whether the other rows can be read from the source now; null when all rows are stored.",
      }),
    has_groups: z
      .boolean()
      .meta({ description: "Whether each row stands for a group whose rows can be opened." }),
    numeric_columns: z
      .array(z.string())
      .meta({ description: "Columns whose stored values are all numbers or blank." }),
    filters_read: z
      .array(z.string())
      .meta({ description: "How each filter was read.", example: ["QUANTITY greater than 20,000"] }),
  })
  .meta({ id: "DrilldownResponse" });
export type DrilldownResponse = z.infer<typeof DrilldownResponse>;
