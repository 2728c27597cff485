import { z } from "zod";
import { boolean, id, integer, optionalText, requiredText } from "./scalars.ts";

/** What people decide about a join. Only approved ones are used. */
export const RELATIONSHIP_STATES = ["proposed", "approved", "rejected"] as const;

const state = () =>
  z.enum(RELATIONSHIP_STATES, { error: `Must be one of ${RELATIONSHIP_STATES.join(", ")}.` });
const kg_name = requiredText("Knowledge graph (kg_name)", 255);
const end = z.object({ schema: z.string(), table: z.string(), columns: z.array(z.string()) });
const share = () => z.number().min(0).max(1).nullable();

export const RelationshipEvidence = z
  .object({
    name_score: z.number().meta({ description: "How well the names fit, 0 to 1." }),
    same_type: z.boolean(),
    values_checked: z.int().meta({ description: "Distinct values that were looked for in the target." }),
    containment: share().meta({ description: "Share of the source's values that are in the target." }),
    exact_containment: share().meta({ description: "The same, compared exactly as stored." }),
    reverse_containment: share().meta({
      description: "Share of the target's values that are in the source.",
    }),
    match: z
      .enum(["exact", "trimmed", "case_insensitive", "leading_zeros"])
      .nullable()
      .meta({ description: "The strictest comparison under which the values match." }),
    target_unique: z.boolean(),
    unique_known: z.enum(["declared", "measured", "sampled"]),
    source_distinct: z.int().nullable(),
    target_distinct: z.int().nullable(),
    rows_per_key: z.object({ average: z.number(), max: z.int().nullable() }).nullable(),
    sampled: z.boolean().meta({ description: "Whether a part of the rows had to do." }),
  })
  .meta({ id: "KGRelationshipEvidence" });

export const RelationshipEntry = z
  .object({
    id: z.int(),
    source: end,
    target: end,
    type: z.string(),
    status: z.enum(RELATIONSHIP_STATES),
    confidence: z.number(),
    likely: z.boolean().meta({ description: "Whether it waits for a decision and is likely to be right." }),
    priority: z.int(),
    excluded: z.boolean(),
    origin: z.enum(["declared", "person", "evidence"]),
    evidence: RelationshipEvidence.nullable(),
  })
  .meta({ id: "KGRelationship" });
export type RelationshipEntry = z.infer<typeof RelationshipEntry>;

export const RelationshipListQuery = z.strictObject({
  kg_name,
  status: state().optional(),
  search: optionalText("Search", 200).meta({ description: "Text in the name of a table or column." }),
  page: integer(1, 1_000_000).default(1),
  page_size: integer(1, 200).default(50),
});
export type RelationshipListQuery = z.infer<typeof RelationshipListQuery>;

export const RelationshipListResponse = z
  .object({
    success: z.literal(true),
    relationships: z.array(RelationshipEntry),
    total: z.int(),
    page: z.int(),
    total_pages: z.int(),
    counts: z.object({ proposed: z.int(), approved: z.int(), rejected: z.int() }),
  })
  .meta({ id: "KGRelationshipList" });

export const RelationshipDecisionRequest = z.strictObject({
  kg_name,
  relationship_ids: z.array(id()).min(1, { error: "Choose at least one join." }).max(1000),
  status: state(),
});
export type RelationshipDecisionRequest = z.infer<typeof RelationshipDecisionRequest>;

export const RelationshipChangeRequest = z.strictObject({
  kg_name,
  relationship_id: id(),
  status: state().optional(),
  priority: integer(-1000, 1000).optional().meta({ description: "Of several joins, the highest is used." }),
  excluded: boolean().optional().meta({ description: "true: never used, whatever its state." }),
});
export type RelationshipChangeRequest = z.infer<typeof RelationshipChangeRequest>;

const join = requiredText("Join", 2000).meta({
  description:
    "table.column -> table.column, several columns as table.(a, b) -> table.(c, d); or an English sentence such as: orders belong to customers by customer_no.",
  example: "orders.customer_no -> customers.id",
});

const pair = z.tuple([requiredText("Column", 600), requiredText("Column", 600)], {
  error: "Each pair is two columns with their tables.",
});

/** A join that a person adds; it is approved from the start. */
export const NewRelationshipRequest = z
  .strictObject({
    kg_name,
    join: join.optional(),
    pairs: z
      .array(pair)
      .min(1, { error: "Send at least one pair of columns." })
      .max(50)
      .optional()
      .meta({
        description: "Instead of join: the pairs of columns that are the same, each with its table.",
        example: [["orders.customer_no", "customers.id"]],
      }),
  })
  .refine((request) => (request.join === undefined) !== (request.pairs === undefined), {
    path: ["join"],
    error: "Required, unless pairs are sent: one of the two.",
  });
export type NewRelationshipRequest = z.infer<typeof NewRelationshipRequest>;

/** A join to be read and not kept. */
export const ReadJoinRequest = z.strictObject({ kg_name, join });

export const ReadJoinResponse = z
  .object({
    success: z.literal(true),
    join: z.string().meta({ description: "The join as ends: table.column -> table.column." }),
    source: end,
    target: end,
    written: z.boolean().meta({
      description: "Whether it was sent as ends; else it was understood from a sentence.",
    }),
    status: z
      .enum(RELATIONSHIP_STATES)
      .nullable()
      .meta({ description: "What was decided on it; null when the graph does not have it." }),
  })
  .meta({ id: "KGRelationshipRead" });

export const RelationshipId = z.strictObject({ kg_name, relationship_id: id() });

export const RelationshipSavedResponse = z
  .object({ success: z.literal(true), message: z.string(), relationship: RelationshipEntry })
  .meta({ id: "KGRelationshipSaved" });
