import {
  AliasId,
  AliasListQuery,
  AliasListResponse,
  AliasSavedResponse,
  NewAliasRequest,
} from "../contracts/aliases.ts";
import { DoneResponse } from "../contracts/kpis.ts";
import { manageProcedure, readProcedure, router } from "../trpc.ts";

const ALL = "/v1/kg/:kg_name/aliases";

export const aliases = router({
  list: readProcedure
    .meta({
      rest: { method: "GET", path: ALL, summary: "List the names that people gave tables and columns" },
    })
    .input(AliasListQuery)
    .output(AliasListResponse)
    .query(async ({ ctx, input }) => {
      const found = await ctx.aliases.list(input);
      return { success: true, aliases: found, count: found.length };
    }),

  add: manageProcedure
    .meta({
      rest: {
        method: "POST",
        path: ALL,
        status: 201,
        summary: "Give a table or a column another name",
        description:
          "Definitions may use it from then on. A name that something else goes by is refused, and by what. For administrators.",
      },
    })
    .input(NewAliasRequest)
    .output(AliasSavedResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "Alias added successfully",
      alias: await ctx.aliases.add(input),
    })),

  delete: manageProcedure
    .meta({
      rest: {
        method: "DELETE",
        path: `${ALL}/:alias_id`,
        summary: "Take a name away from a table or a column",
        description: "For administrators.",
      },
    })
    .input(AliasId)
    .output(DoneResponse)
    .mutation(async ({ ctx, input }) => {
      await ctx.aliases.remove(input.kg_name, input.alias_id);
      return { success: true, message: "Alias deleted successfully" };
    }),
});
