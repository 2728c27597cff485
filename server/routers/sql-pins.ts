import { DoneResponse, KpiId } from "../contracts/kpis.ts";
import {
  SqlAcceptedResponse,
  SqlAcceptRequest,
  SqlPinResponse,
  SqlReviewRequest,
  SqlReviewResponse,
} from "../contracts/sql-pins.ts";
import { defineProcedure, readProcedure, router } from "../trpc.ts";

export const sqlPins = router({
  get: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/landing-kpi/kpis/:kpi_id/sql-pin",
        summary: "The SQL of a KPI that was accepted",
        description:
          "Runs send exactly it. `stale` says what has changed since; runs then ask which SQL to use.",
      },
    })
    .input(KpiId)
    .output(SqlPinResponse)
    .query(async ({ ctx, input }) => ({ success: true, pin: await ctx.sqlPins.get(input.kpi_id) })),

  review: defineProcedure
    .meta({
      rest: {
        method: "POST",
        path: "/v1/landing-kpi/kpis/:kpi_id/sql-pin/review",
        summary: "The SQL that a KPI's definition gives now, beside the one that is accepted",
        description:
          "Nothing is stored, and no language model is asked. Answers 200 with success false when the definition is not understood.",
      },
    })
    .input(SqlReviewRequest)
    .output(SqlReviewResponse)
    .mutation(async ({ ctx, input }) => {
      const answer = await ctx.sqlPins.review(input);
      const [refusal] = answer.review.diagnostics;
      return { success: !refusal, message: refusal?.message ?? "Definition understood", ...answer };
    }),

  accept: defineProcedure
    .meta({
      rest: {
        method: "PUT",
        path: "/v1/landing-kpi/kpis/:kpi_id/sql-pin",
        summary: "Accept the SQL that a KPI's definition gives now",
        description: "In place of what was accepted before. Send the fingerprint of the review along.",
      },
    })
    .input(SqlAcceptRequest)
    .output(SqlAcceptedResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "SQL accepted",
      pin: await ctx.sqlPins.accept(input, ctx.actor.name),
    })),

  remove: defineProcedure
    .meta({
      rest: {
        method: "DELETE",
        path: "/v1/landing-kpi/kpis/:kpi_id/sql-pin",
        summary: "Accept the SQL of a KPI no longer: its runs read the definition again",
      },
    })
    .input(KpiId)
    .output(DoneResponse)
    .mutation(async ({ ctx, input }) => {
      await ctx.sqlPins.remove(input.kpi_id);
      return { success: true, message: "SQL unpinned" };
    }),
});
