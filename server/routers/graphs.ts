import { NamesQuery, NamesResponse } from "../contracts/graph-names.ts";
import { TableQuery, TableResponse } from "../contracts/graph-tables.ts";
import {
  GraphAbout,
  GraphDetailResponse,
  GraphListResponse,
  GraphName,
  SchemaListResponse,
} from "../contracts/graphs.ts";
import { DoneResponse } from "../contracts/kpis.ts";
import { manageProcedure, readProcedure, router } from "../trpc.ts";

export const graphs = router({
  list: readProcedure
    .meta({ rest: { method: "GET", path: "/v1/kg", summary: "List knowledge graphs" } })
    .output(GraphListResponse)
    .query(async ({ ctx }) => {
      const data = await ctx.graphs.list();
      return { success: true, data, count: data.length };
    }),

  get: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/kg/:kg_name",
        summary: "Get a knowledge graph: tables, relationships, aliases",
      },
    })
    .input(GraphName)
    .output(GraphDetailResponse)
    .query(async ({ ctx, input }) => ({ success: true, graph: await ctx.graphs.get(input.kg_name) })),

  /** For pages: `get` without the tables and joins, which may be thousands. */
  about: readProcedure
    .input(GraphName)
    .output(GraphAbout)
    .query(({ ctx, input }) => ctx.graphs.about(input.kg_name)),

  delete: manageProcedure
    .meta({
      rest: {
        method: "DELETE",
        path: "/v1/kg/:kg_name",
        summary: "Delete a knowledge graph",
        description:
          "With its joins, aliases and rulesets. Its source, and the executions that used it, stay. For administrators.",
      },
    })
    .input(GraphName)
    .output(DoneResponse)
    .mutation(async ({ ctx, input }) => {
      await ctx.graphs.remove(input.kg_name);
      return { success: true, message: "Knowledge graph deleted successfully" };
    }),

  names: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/kg/:kg_name/names",
        summary: "What a definition may name: tables, columns, values and aliases",
        description:
          "Searches the names, aliases and stored values of a knowledge graph. Of each kind the best hits come first: exact, prefix, start of a word, contained. `say` is what to write into a definition.",
      },
    })
    .input(NamesQuery)
    .output(NamesResponse)
    .query(async ({ ctx, input }) => ({ success: true, ...(await ctx.graphs.names(input)) })),

  table: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/kg/:kg_name/table",
        summary: "Get a table with its columns and what is known of their data",
      },
    })
    .input(TableQuery)
    .output(TableResponse)
    .query(async ({ ctx, input }) => ({ success: true, ...(await ctx.graphs.table(input)) })),
});

export const schemas = router({
  list: readProcedure
    .meta({ rest: { method: "GET", path: "/v1/schemas", summary: "List the schemas of the sources" } })
    .output(SchemaListResponse)
    .query(async ({ ctx }) => {
      const names = await ctx.graphs.schemas();
      return { success: true, schemas: names, count: names.length };
    }),
});
