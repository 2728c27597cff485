import { z } from "zod";
import { integer, optionalText, requiredText } from "./scalars.ts";

export const TableQuery = z.strictObject({
  kg_name: requiredText("Knowledge graph (kg_name)", 255),
  table: requiredText("Table", 600).meta({
    description: "A name as it stands among the tables of `names`: with its schema where needed.",
  }),
  search: optionalText("Search", 200).meta({
    description: "Text in the name, an alias or the comment of a column.",
  }),
  page: integer(1, 1_000_000).default(1),
  page_size: integer(1, 200).default(100).meta({ description: "Columns a page." }),
});
export type TableQuery = z.infer<typeof TableQuery>;

const comment = z.string().nullable().meta({ description: "What the database's own documentation says." });

export const TableColumn = z
  .object({
    name: z.string(),
    declared_type: z.string(),
    kind: z.string(),
    nullable: z.boolean(),
    comment,
    aliases: z.array(z.string()),
    distinct_count: z.int().nullable().meta({ description: "Different values seen; null: not measured." }),
    blank_share: z.number().nullable().meta({ description: "Share of rows where it is empty, 0 to 1." }),
    example_values: z
      .array(z.string())
      .meta({ description: "The most frequent values, of columns that have few different ones." }),
  })
  .meta({ id: "KGTableColumn" });
export type TableColumn = z.infer<typeof TableColumn>;

export const TableResponse = z
  .object({
    success: z.literal(true),
    kg_name: z.string(),
    table: z.object({
      name: z.string(),
      schema: z.string(),
      comment,
      is_view: z.boolean(),
      row_count: z.int().nullable(),
      primary_key: z.array(z.string()),
      aliases: z.array(z.string()),
      column_names: z.array(z.string()),
    }),
    columns: z.array(TableColumn),
    total: z.int().meta({ description: "Columns that were found, on all pages." }),
    page: z.int(),
    total_pages: z.int(),
  })
  .meta({ id: "KGTableResponse" });
export type TableResponse = z.infer<typeof TableResponse>;
