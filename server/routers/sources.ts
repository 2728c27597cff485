import { DoneResponse } from "../contracts/kpis.ts";
import {
  ConnectionTest,
  SourceFilesResponse,
  SourceId,
  SourceListResponse,
  SourceRequest,
  SourceResponse,
  SourceSavedResponse,
  SourceTestRequest,
} from "../contracts/sources.ts";
import { manageProcedure, readProcedure, router } from "../trpc.ts";

const SOURCES = "/v1/sources";
const ONE = `${SOURCES}/:source_id` as const;

export const sources = router({
  list: readProcedure
    .meta({ rest: { method: "GET", path: SOURCES, summary: "List the sources" } })
    .output(SourceListResponse)
    .query(async ({ ctx }) => {
      const sources = await ctx.sources.list();
      return { success: true, sources, count: sources.length };
    }),

  get: readProcedure
    .meta({ rest: { method: "GET", path: ONE, summary: "Get a source" } })
    .input(SourceId)
    .output(SourceResponse)
    .query(async ({ ctx, input }) => ({ success: true, source: await ctx.sources.get(input.source_id) })),

  create: manageProcedure
    .meta({
      rest: {
        method: "POST",
        path: SOURCES,
        status: 201,
        summary: "Connect a source",
        description:
          "The connection is tested first; one that does not work is refused (422). For administrators.",
      },
    })
    .input(SourceRequest)
    .output(SourceSavedResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "Source connected successfully",
      source: await ctx.sources.create(input),
    })),

  update: manageProcedure
    .meta({
      rest: {
        method: "PUT",
        path: ONE,
        summary: "Change a source",
        description:
          "All settings are sent again, and tested first. What runs on the source ends. For administrators.",
      },
    })
    .input(SourceRequest.extend(SourceId.shape))
    .output(SourceSavedResponse)
    .mutation(async ({ ctx, input: { source_id, ...request } }) => ({
      success: true,
      message: "Source updated successfully",
      source: await ctx.sources.update(source_id, request),
    })),

  delete: manageProcedure
    .meta({
      rest: {
        method: "DELETE",
        path: ONE,
        summary: "Delete a source",
        description:
          "Refused (409) while a knowledge graph is about it. The database itself is not touched. For administrators.",
      },
    })
    .input(SourceId)
    .output(DoneResponse)
    .mutation(async ({ ctx, input }) => {
      await ctx.sources.remove(input.source_id);
      return { success: true, message: "Source deleted successfully" };
    }),

  test: manageProcedure
    .meta({
      rest: {
        method: "POST",
        path: `${SOURCES}/test`,
        summary: "Test a connection before it is saved",
        description:
          "Answers 200 with success false and the reason when it does not work. For administrators.",
      },
    })
    .input(SourceTestRequest)
    .output(ConnectionTest)
    .mutation(({ ctx, input }) => ctx.sources.test(input)),

  testSaved: manageProcedure
    .meta({
      rest: { method: "POST", path: `${ONE}/test`, summary: "Test the connection of a source" },
    })
    .input(SourceId)
    .output(ConnectionTest)
    .mutation(({ ctx, input }) => ctx.sources.testSaved(input.source_id)),

  files: manageProcedure
    .output(SourceFilesResponse)
    .query(({ ctx }) => ({ success: true as const, ...ctx.sources.files() })),
});
