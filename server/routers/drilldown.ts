import { z } from "zod";
import { DrilldownQuery, DrilldownResponse, ExportQuery } from "../contracts/drilldown.ts";
import type { CsvFile } from "../services/drilldown.ts";
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
    .query(async ({ ctx, input, signal }) => ({
      success: true,
      ...(await ctx.drilldown.page(input, signal)),
    })),

  /** A CSV file: exactly what the same search, filters and sort show. */
  csv: procedure
    .input(ExportQuery)
    .output(z.custom<CsvFile>())
    .query(({ ctx, input, signal }) => ctx.drilldown.csv(input, signal)),
});
