import { z } from "zod";
import { id, optionalText, requiredName, timestamp } from "./scalars.ts";

/** The kinds of database that can be connected; the names are those of `db_type` everywhere. */
export const SOURCE_TYPES = ["sqlite"] as const;
export type SourceType = (typeof SOURCE_TYPES)[number];

/** A source as people describe it. Which fields it needs depends on its type. */
export const SourceRequest = z
  .strictObject({
    name: requiredName("Name", 100),
    db_type: z.enum(SOURCE_TYPES, { error: `Must be one of ${SOURCE_TYPES.join(", ")}.` }),
    file: optionalText("File", 4096).meta({
      description: "sqlite: the database file, in one of the folders that SOURCE_FOLDERS names.",
    }),
  })
  .meta({ id: "SourceRequest" });
export type SourceRequest = z.infer<typeof SourceRequest>;

export const Source = z
  .object({
    id: z.int(),
    name: z.string(),
    db_type: z.enum(SOURCE_TYPES),
    file: z.string().nullable(),
    created_at: timestamp(),
    updated_at: timestamp(),
    graphs: z.array(z.string()).meta({ description: "The knowledge graphs about it." }),
  })
  .meta({ id: "Source" });
export type Source = z.infer<typeof Source>;

export const SourceId = z.strictObject({ source_id: id() });

export const SourceListResponse = z
  .object({ success: z.literal(true), sources: z.array(Source), count: z.int() })
  .meta({ id: "SourceListResponse" });

export const SourceResponse = z
  .object({ success: z.literal(true), source: Source })
  .meta({ id: "SourceResponse" });

export const SourceSavedResponse = z
  .object({ success: z.literal(true), message: z.string(), source: Source })
  .meta({ id: "SourceSavedResponse" });

/** What a test of a connection found; `success` false says in `message` what to do. */
export const ConnectionTest = z
  .object({
    success: z.boolean(),
    message: z.string(),
    product: z.string().nullable().meta({ description: "The database and its version." }),
    schemas: z.array(z.string()).meta({ description: "The schemas that the login may see." }),
    elapsed_ms: z.number(),
  })
  .meta({ id: "ConnectionTest" });
export type ConnectionTest = z.infer<typeof ConnectionTest>;

/** Database files that could be connected. */
export const SourceFilesResponse = z.object({
  success: z.literal(true),
  folders: z.array(z.string()),
  files: z.array(z.string()),
});
export type SourceFiles = z.infer<typeof SourceFilesResponse>;
