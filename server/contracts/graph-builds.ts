import { z } from "zod";
import { id, requiredName, requiredText, timestamp } from "./scalars.ts";

/** The name of a graph stands in addresses, where a slash would divide it and a word of ours hide it. */
const NewGraphName = requiredName("Name (kg_name)", 255)
  .refine((name) => !name.includes("/"), { error: "A knowledge graph's name may not have a slash." })
  .refine((name) => name.toLowerCase() !== "new", {
    error: 'A knowledge graph cannot be called "new": that is the page where they are made.',
  });

export const GraphBuildRequest = z
  .strictObject({
    kg_name: NewGraphName,
    source_id: id(),
    schemas: z
      .array(requiredText("A schema's name", 255))
      .min(1, { error: "Name at least one schema, or leave schemas out for all." })
      .max(1000, { error: "At most 1,000 schemas." })
      .optional()
      .meta({ description: "Schemas of the source; all that its login sees when left out." }),
  })
  .meta({ id: "KGBuildRequest" });
export type GraphBuildRequest = z.infer<typeof GraphBuildRequest>;

export const GraphBuild = z
  .object({
    id: z.int(),
    kg_name: z.string(),
    source_id: z.int(),
    status: z.enum(["running", "done", "failed", "cancelled"]),
    message: z.string().nullable().meta({ description: "What came of it, or why it failed." }),
    started_at: timestamp(),
    elapsed_ms: z.number().nullable(),
    progress: z
      .object({
        step: z.enum(["reading", "comparing"]).meta({ description: "Reading tables, or comparing values." }),
        done: z.int(),
        total: z.int().meta({ description: "Tables or columns there are; 0 while that is not known." }),
      })
      .nullable()
      .meta({ description: "How far it is; null when it has ended." }),
  })
  .meta({ id: "KGBuild" });
export type GraphBuild = z.infer<typeof GraphBuild>;

export const GraphBuildResponse = z
  .object({ success: z.literal(true), message: z.string(), build: GraphBuild })
  .meta({ id: "KGBuildResponse" });

export const GraphBuildId = z.strictObject({ build_id: id() });
