import { z } from "zod";
import { integer, requiredText } from "./scalars.ts";

export const NAME_KINDS = ["tables", "columns", "values"] as const;
export type NameKind = (typeof NAME_KINDS)[number];

export const MAX_NAMES_A_PAGE = 50;
export const MAX_NAME_SEARCH_LENGTH = 200;

export const NamesQuery = z.strictObject({
  kg_name: requiredText("Knowledge graph (kg_name)", 255),
  q: z
    .string()
    .trim()
    .max(MAX_NAME_SEARCH_LENGTH, {
      error: `The search (q) may have at most ${MAX_NAME_SEARCH_LENGTH} characters.`,
    })
    .optional()
    .meta({
      description: "Text that occurs in a name, an alias or a value: in any case, underscores as spaces.",
    }),
  kind: z
    .enum(NAME_KINDS, { error: `Must be one of ${NAME_KINDS.join(", ")}.` })
    .optional()
    .meta({ description: "Only hits of this kind; the others are not searched." }),
  table: z
    .string()
    .max(600)
    .optional()
    .meta({ description: "Only this table, its columns and their values; a name among the tables' hits." }),
  columns_per_table: integer(0, MAX_NAMES_A_PAGE)
    .default(0)
    .meta({ description: "How many columns of each table come with it." }),
  page: integer(1, 1_000_000_000).default(1),
  page_size: integer(1, MAX_NAMES_A_PAGE).default(20).meta({ description: "Hits per kind." }),
});
export type NamesQuery = z.infer<typeof NamesQuery>;

const say = z.string().meta({
  description: "What to write into a definition.",
  example: "hana master",
});
const table = z.string().meta({
  description: "The table's name, with its schema where the name alone is not enough.",
});

const ColumnToSay = z
  .object({ say, name: z.string(), table, aliases: z.array(z.string()), kind: z.string() })
  .meta({ id: "ColumnToSay" });
export type ColumnToSay = z.infer<typeof ColumnToSay>;

const TableToSay = z
  .object({
    say,
    name: table,
    schema: z.string(),
    aliases: z.array(z.string()),
    row_count: z.int().nullable(),
    columns_count: z.int(),
    columns: z
      .array(ColumnToSay)
      .meta({ description: "The first columns, as many as columns_per_table asks for." }),
  })
  .meta({ id: "TableToSay" });
export type TableToSay = z.infer<typeof TableToSay>;

const ValueToSay = z
  .object({
    say: z.string().meta({
      description: "The value, with its column where several have it.",
      example: "status is ACTIVE",
    }),
    value: z.string(),
    column: z.string(),
    table,
  })
  .meta({ id: "ValueToSay" });
export type ValueToSay = z.infer<typeof ValueToSay>;

/** Hits of one kind: one page, and how many there are in all. */
const pageOf = <Hit extends z.ZodType>(hit: Hit) => z.object({ total: z.int(), hits: z.array(hit) });

export const NamesResponse = z
  .object({
    success: z.literal(true),
    kg_name: z.string(),
    page: z.int(),
    page_size: z.int(),
    tables: pageOf(TableToSay),
    columns: pageOf(ColumnToSay),
    values: pageOf(ValueToSay),
  })
  .meta({ id: "KGNamesResponse" });
export type NamesResponse = z.infer<typeof NamesResponse>;
