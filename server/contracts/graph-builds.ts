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

const end = z.object({ schema: z.string(), table: z.string(), columns: z.array(z.string()) });
const tables = z.array(z.object({ schema: z.string(), table: z.string() }));
const figure = z.union([z.string(), z.number(), z.boolean()]).nullable();

export const GraphChanges = z
  .object({
    tables: z.object({ new: tables, gone: tables }),
    columns: z
      .array(
        z.object({
          schema: z.string(),
          table: z.string(),
          column: z.string(),
          change: z.enum(["new", "gone", "type"]),
          before: z.string().nullable().meta({ description: "The declared type that it had." }),
          after: z.string().nullable().meta({ description: "The declared type that it has now." }),
        }),
      )
      .meta({ description: "Of tables that were there before and are there now." }),
    joins: z.array(
      z.object({
        source: end,
        target: end,
        change: z.enum(["new", "gone", "other"]),
        status: z.enum(["proposed", "approved", "rejected"]),
        worse: z
          .boolean()
          .meta({ description: "Whether an approved join fits the data much worse than it did." }),
        differences: z
          .array(z.object({ what: z.string(), before: figure, after: figure }))
          .meta({ description: "What the evidence says now, and said before." }),
      }),
    ),
    unused: z
      .array(
        z.object({
          kind: z.enum(["join", "alias", "rule", "kpi"]),
          name: z.string(),
          missing: z.string().meta({ description: "The tables and columns that are gone." }),
        }),
      )
      .meta({
        description:
          "Approved joins, names and rules about what is gone: they are kept and not used. Also KPIs whose last run has it in its SQL.",
      }),
    left_out: z.int().meta({ description: "Changes beyond the first 200 of a kind, which are not listed." }),
  })
  .meta({ id: "KGChanges" });
export type GraphChanges = z.infer<typeof GraphChanges>;

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
    changes: GraphChanges.nullable().meta({
      description: "What is other than before in a graph that was made again; null in any other build.",
    }),
  })
  .meta({ id: "KGBuild" });
export type GraphBuild = z.infer<typeof GraphBuild>;

export const GraphBuildResponse = z
  .object({ success: z.literal(true), message: z.string(), build: GraphBuild })
  .meta({ id: "KGBuildResponse" });

export const GraphBuildListResponse = z
  .object({ success: z.literal(true), builds: z.array(GraphBuild) })
  .meta({ id: "KGBuildList" });

export const GraphBuildId = z.strictObject({ build_id: id() });
