import { joinText } from "../contracts/join-text.ts";
import { DoneResponse } from "../contracts/kpis.ts";
import {
  NewRelationshipRequest,
  ReadJoinRequest,
  ReadJoinResponse,
  RelationshipChangeRequest,
  RelationshipDecisionRequest,
  RelationshipId,
  RelationshipListQuery,
  RelationshipListResponse,
  RelationshipSavedResponse,
} from "../contracts/relationships.ts";
import { manageProcedure, readProcedure, router } from "../trpc.ts";

const ALL = "/v1/kg/:kg_name/relationships";
const ONE = `${ALL}/:relationship_id` as const;

export const relationships = router({
  list: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: ALL,
        summary: "List the joins of a knowledge graph, with the evidence for each",
        description: "Those that wait for a decision come first, the surest before the others.",
      },
    })
    .input(RelationshipListQuery)
    .output(RelationshipListResponse)
    .query(async ({ ctx, input }) => ({ success: true, ...(await ctx.relationships.list(input)) })),

  add: manageProcedure
    .meta({
      rest: {
        method: "POST",
        path: ALL,
        status: 201,
        summary: "Add a join",
        description:
          "The join may be written as ends or said in English (POST .../read tells what is understood), or be sent as pairs of columns. It is approved; one that was proposed or rejected before becomes approved. How it fits is measured on the source; when that cannot be read, the join is added all the same and the message says so. For administrators.",
      },
    })
    .input(NewRelationshipRequest)
    .output(RelationshipSavedResponse)
    .mutation(async ({ ctx, input }) => {
      const { relationship, trouble } = await ctx.relationships.add(input);
      const ends = joinText(relationship);
      const message =
        trouble === null
          ? `Join added successfully: ${ends}`
          : `Join added: ${ends}. Nothing was measured: ${trouble}`;
      return { success: true, message, relationship };
    }),

  read: readProcedure
    .meta({
      rest: {
        method: "POST",
        path: `${ALL}/read`,
        summary: "Tell what a join in English is understood to be",
        description: "Nothing is kept. What is not known in it is refused (422), with the nearest names.",
      },
    })
    .input(ReadJoinRequest)
    .output(ReadJoinResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      ...(await ctx.relationships.read(input.kg_name, input.join)),
    })),

  measure: manageProcedure
    .meta({
      rest: {
        method: "POST",
        path: `${ONE}/measure`,
        summary: "Measure again how a join fits the data",
        description:
          "Reads at most 200,000 rows of each table. What was decided stays. 503 when the source cannot be read. For administrators.",
      },
    })
    .input(RelationshipId)
    .output(RelationshipSavedResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "Join measured",
      relationship: await ctx.relationships.measure(input.kg_name, input.relationship_id),
    })),

  decide: manageProcedure
    .meta({
      rest: {
        method: "POST",
        path: `${ALL}/decide`,
        summary: "Approve or reject joins",
        description: "Only approved joins are used. For administrators.",
      },
    })
    .input(RelationshipDecisionRequest)
    .output(DoneResponse)
    .mutation(async ({ ctx, input }) => {
      const count = await ctx.relationships.decide(input);
      return { success: true, message: `${count} ${count === 1 ? "join" : "joins"} ${input.status}` };
    }),

  update: manageProcedure
    .meta({ rest: { method: "PUT", path: ONE, summary: "Change a join's state, priority or exclusion" } })
    .input(RelationshipChangeRequest)
    .output(RelationshipSavedResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "Join updated successfully",
      relationship: await ctx.relationships.change(input),
    })),

  delete: manageProcedure
    .meta({ rest: { method: "DELETE", path: ONE, summary: "Delete a join that a person added" } })
    .input(RelationshipId)
    .output(DoneResponse)
    .mutation(async ({ ctx, input }) => {
      await ctx.relationships.remove(input.kg_name, input.relationship_id);
      return { success: true, message: "Join deleted successfully" };
    }),
});
