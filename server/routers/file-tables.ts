import { DropTableRequest, FileTableListResponse, UploadsOfSource } from "../contracts/file-uploads.ts";
import { DoneResponse } from "../contracts/kpis.ts";
import { manageProcedure, readProcedure, router } from "../trpc.ts";

export const fileTables = router({
  list: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/sources/:source_id/tables",
        summary: "List the tables of a source of files",
        description: "Each with the file that it was loaded from, and the knowledge graphs that hold it.",
      },
    })
    .input(UploadsOfSource)
    .output(FileTableListResponse)
    .query(async ({ ctx, input }) => {
      const tables = await ctx.fileTables.list(input.source_id);
      return { success: true, tables, count: tables.length };
    }),

  drop: manageProcedure
    .meta({
      rest: {
        method: "DELETE",
        path: "/v1/sources/:source_id/table",
        summary: "Drop a table of a source of files",
        description:
          "It is gone at once, and its space is given back. 409 while a knowledge graph holds it, unless `from_graphs` says to take it out of those, too. For administrators.",
      },
    })
    .input(DropTableRequest)
    .output(DoneResponse)
    .mutation(async ({ ctx, input }) => {
      await ctx.fileTables.drop(input);
      return { success: true, message: "Table dropped successfully" };
    }),
});
