import { z } from "zod";
import { id, optionalText, requiredName, requiredText } from "./scalars.ts";

const kg_name = requiredText("Knowledge graph (kg_name)", 255);
const schema = optionalText("Schema", 255).meta({
  description: "Of the table; needed only where several schemas have a table of that name.",
});

export const AliasEntry = z
  .object({
    id: z.int(),
    schema: z.string(),
    table: z.string(),
    column: z.string().nullable().meta({ description: "null: the alias is the table's." }),
    alias: z.string(),
  })
  .meta({ id: "KGAlias" });
export type AliasEntry = z.infer<typeof AliasEntry>;

export const AliasListQuery = z.strictObject({
  kg_name,
  schema,
  table: optionalText("Table", 255).meta({ description: "Only those of this table and its columns." }),
});
export type AliasListQuery = z.infer<typeof AliasListQuery>;

export const AliasListResponse = z
  .object({ success: z.literal(true), aliases: z.array(AliasEntry), count: z.int() })
  .meta({ id: "KGAliasList" });

export const NewAliasRequest = z
  .strictObject({
    kg_name,
    schema,
    table: requiredText("Table", 255),
    column: optionalText("Column", 255).meta({
      description: "The column to be called so; the table itself when left out.",
    }),
    alias: requiredName("Name (alias)", 255).meta({
      description: "What people call it; upper and lower case, spaces and underscores do not matter.",
      example: "customer number",
    }),
  })
  .meta({ id: "KGNewAlias" });
export type NewAliasRequest = z.infer<typeof NewAliasRequest>;

export const AliasId = z.strictObject({ kg_name, alias_id: id() });

export const AliasSavedResponse = z
  .object({ success: z.literal(true), message: z.string(), alias: AliasEntry })
  .meta({ id: "KGAliasSaved" });
