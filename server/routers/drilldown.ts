import { z } from "zod";
import { DrilldownQuery, DrilldownResponse, ExportQuery } from "../contracts/drilldown.ts";
import { FacetQuery, FacetResponse } from "../contracts/facets.ts";
import { GroupRowsQuery, GroupRowsResponse } from "../contracts/group-rows.ts";
import { LiveRowsResponse } from "../contracts/live-rows.ts";
import type { ExportFile } from "../services/export-file.ts";
import { readProcedure, router } from "../trpc.ts";

export const drilldown = router({
  page: readProcedure
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

  facet: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/landing-kpi/executions/:execution_id/facet",
        summary: "Count the values of a column of an execution",
        description:
          "Each value with the number of rows that have it, under the search and the filters of the other columns, so that it can be chosen as a filter.",
      },
    })
    .input(FacetQuery)
    .output(FacetResponse)
    .query(async ({ ctx, input, signal }) => ({
      success: true,
      ...(await ctx.facets.values(input, signal)),
    })),

  group: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/landing-kpi/executions/:execution_id/groups/:row",
        summary: "Get the rows behind one row of a result in groups",
        description: "They are read from the source now, not stored.",
      },
    })
    .input(GroupRowsQuery)
    .output(GroupRowsResponse)
    .query(async ({ ctx, input }) => ({ success: true, ...(await ctx.groupRows.rows(input)) })),

  live: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/landing-kpi/executions/:execution_id/live-rows",
        summary: "Page through all rows of an execution on its source",
        description:
          "For an execution that stored only the first rows of what its query returned: the query is sent to the source again, with the same search, filters and sort as for stored rows. The rows are those of now, and may differ from what the execution found. 409 when all rows are stored, or when the query or its source is gone; 503 when the source does not answer in time.",
      },
    })
    .input(DrilldownQuery)
    .output(LiveRowsResponse)
    .query(async ({ ctx, input, signal }) => ({
      success: true,
      ...(await ctx.liveRows.page(input, signal)),
    })),

  /** A file: exactly what the same search, filters and sort show. Over HTTP the REST surface has it. */
  export: readProcedure
    .input(ExportQuery)
    .output(z.custom<ExportFile>())
    .query(({ ctx, input, signal }) => ctx.rowExports.file(input, signal)),
});
