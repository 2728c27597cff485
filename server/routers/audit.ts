import { z } from "zod";
import {
  AuditExportQuery,
  AuditQuery,
  AuditResponse,
  AuditVerification,
  AuditVerifyQuery,
} from "../contracts/audit.ts";
import type { ExportFile } from "../services/export-file.ts";
import { peopleProcedure, router } from "../trpc.ts";

const ALL = "/v1/audit";

export const audit = router({
  list: peopleProcedure
    .meta({
      rest: {
        method: "GET",
        path: ALL,
        summary: "Who changed and took out what",
        description:
          "The newest first; `before` with the answer’s `next_before` is the next page. For administrators.",
      },
    })
    .input(AuditQuery)
    .output(AuditResponse)
    .query(async ({ ctx, input }) => ({ success: true, ...(await ctx.audit.list(input)) })),

  verify: peopleProcedure
    .meta({
      rest: {
        method: "GET",
        path: `${ALL}/verification`,
        summary: "Check that no entry of the audit is missing or changed",
        description:
          "Answers 200 with success false and which ones when there are such. With `seq` and `hash`, which somebody noted down before, also whether that entry is still the same. For administrators.",
      },
    })
    .input(AuditVerifyQuery)
    .output(AuditVerification)
    .query(({ ctx, input }) => ctx.audit.verify(input)),

  /** A CSV file of all entries that fit. Over HTTP the REST surface has it. */
  export: peopleProcedure
    .input(AuditExportQuery)
    .output(z.custom<ExportFile>())
    .query(({ ctx, input }) => ctx.audit.file(input)),
});
