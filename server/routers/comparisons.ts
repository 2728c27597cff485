import { z } from "zod";
import {
  ComparisonExportQuery,
  ComparisonQuery,
  ComparisonResponse,
  RunBeforeQuery,
  RunBeforeResponse,
} from "../contracts/comparisons.ts";
import type { ExportFile } from "../services/export-file.ts";
import { readProcedure, router } from "../trpc.ts";

export const comparisons = router({
  page: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/landing-kpi/compare/:left/:right",
        summary: "Compare the rows of two executions of a KPI",
        description:
          "By the key of the rows: which changed and in which columns, which were added, are gone, or are the same. A number and the text that looks like it differ, and so do null and an empty text.",
      },
    })
    .input(ComparisonQuery)
    .output(ComparisonResponse)
    .query(async ({ ctx, input, signal }) => ({
      success: true,
      ...(await ctx.comparisons.page(input, signal)),
    })),

  /** A file of what became of the rows. Over HTTP the REST surface has it. */
  export: readProcedure
    .input(ComparisonExportQuery)
    .output(z.custom<ExportFile>())
    .query(({ ctx, input, signal }) => ctx.comparisonExports.file(input, signal)),

  runBefore: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/landing-kpi/executions/:execution_id/before",
        summary: "Find the successful execution before an execution, to compare it with",
      },
    })
    .input(RunBeforeQuery)
    .output(RunBeforeResponse)
    .query(async ({ ctx, input }) => ({
      success: true,
      run_before: await ctx.comparisons.runBefore(input.execution_id),
    })),
});
