import { z } from "zod";
import { DrilldownQuery, DrilldownResponse, ExportQuery } from "../contracts/drilldown.ts";
import { procedure, router } from "../trpc.ts";

export const drilldown = router({
  page: procedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/landing-kpi/executions/:execution_id/drilldown",
        summary: "Page through the rows of an execution",
      },
    })
    .input(DrilldownQuery)
    .output(DrilldownResponse)
    .query(async ({ ctx, input }) => ({ success: true, ...(await ctx.drilldown.page(input)) })),

  /** CSV text in chunks: exactly what the same search, filters and sort show. */
  csv: procedure
    .input(ExportQuery)
    .output(z.custom<AsyncIterable<string>>())
    .query(({ ctx, input }) => ctx.drilldown.csv(input)),
});
