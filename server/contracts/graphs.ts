import { z } from "zod";
import { requiredText, timestamp } from "./scalars.ts";

export const GraphListResponse = z
  .object({
    success: z.literal(true),
    data: z.array(
      z.object({
        name: z.string(),
        created_at: timestamp(),
        source_name: z.string(),
        nodes_count: z.int().meta({ description: "Tables and columns." }),
        relationships_count: z.int().meta({ description: "Approved joins." }),
        proposed_count: z.int().meta({ description: "Joins that wait for a decision." }),
        schemas: z.array(z.string()).meta({ description: "What select_schema may name." }),
        rulesets: z.array(z.string()).meta({ description: "What ruleset_name may name." }),
      }),
    ),
    count: z.int(),
  })
  .meta({ id: "KGListResponse" });

export const GraphName = z.strictObject({ kg_name: requiredText("Knowledge graph (kg_name)", 255) });

export const GraphDetailResponse = z
  .object({
    success: z.literal(true),
    graph: z.object({
      name: z.string(),
      version: z.int(),
      created_at: timestamp(),
      source: z.object({ id: z.int(), name: z.string() }),
      schemas: z.array(z.string()),
      db_type: z.string(),
      rulesets: z.array(z.string()),
      tables: z.array(
        z.object({
          schema: z.string(),
          name: z.string(),
          called_as: z.string().meta({ description: "The name, with its schema where it needs one." }),
          aliases: z.array(z.string()),
          row_count: z.int().nullable(),
          columns: z.array(
            z.object({
              name: z.string(),
              kind: z.string(),
              declared_type: z.string(),
              aliases: z.array(z.string()),
            }),
          ),
        }),
      ),
      relationships: z.array(
        z.object({
          id: z.string(),
          source: z.object({ schema: z.string(), table: z.string(), columns: z.array(z.string()) }),
          target: z.object({ schema: z.string(), table: z.string(), columns: z.array(z.string()) }),
          type: z.string(),
          confidence: z.number(),
          priority: z.int(),
          excluded: z.boolean(),
          origin: z.enum(["declared", "person", "evidence"]),
        }),
      ),
    }),
  })
  .meta({ id: "KGDetailResponse" });

/** What the page of a graph begins with; only inside the server. */
export const GraphAbout = z.object({
  name: z.string(),
  version: z.int(),
  source: z.object({ id: z.int(), name: z.string() }),
  schemas: z.array(z.string()),
  tables_count: z.int(),
});

export const SchemaListResponse = z
  .object({ success: z.literal(true), schemas: z.array(z.string()), count: z.int() })
  .meta({ id: "SchemaListResponse" });
