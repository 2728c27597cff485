import {
  type GraphBuild,
  GraphBuildId,
  GraphBuildListResponse,
  GraphBuildRequest,
  GraphBuildResponse,
} from "../contracts/graph-builds.ts";
import { GraphName } from "../contracts/graphs.ts";
import { type ApiContext, manageProcedure, readProcedure, router } from "../trpc.ts";

const ONE = "/v1/kg-builds/:build_id";

/** Without the names of KPIs in groups that are hidden from whoever asks. */
async function seenBy({ groupLimits, actor }: ApiContext, build: GraphBuild): Promise<GraphBuild> {
  const { changes } = build;
  if (!changes || actor.hiddenGroups.length === 0) return build;
  const names = changes.unused.flatMap(({ kind, name }) => (kind === "kpi" ? [name] : []));
  const seen = await groupLimits.seen(names, actor.hiddenGroups);
  const unused = changes.unused.filter(({ kind, name }) => kind !== "kpi" || seen.includes(name));
  return { ...build, changes: { ...changes, unused } };
}

function allSeenBy(ctx: ApiContext, builds: readonly GraphBuild[]): Promise<GraphBuild[]> {
  return Promise.all(builds.map((build) => seenBy(ctx, build)));
}

export const graphBuilds = router({
  start: manageProcedure
    .meta({
      rest: {
        method: "POST",
        path: "/v1/kg",
        status: 201,
        summary: "Make a knowledge graph from a source, or make it again",
        description:
          "Reads the tables of the schemas and compares their values, in the background; ask for the build to see how far it is. Declared keys become joins, everything else is proposed. What people decided on a graph that is made again stays. For administrators.",
      },
    })
    .input(GraphBuildRequest)
    .output(GraphBuildResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "The knowledge graph is being made",
      build: await ctx.graphBuilds.start(input),
    })),

  get: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: ONE,
        summary: "How far the making of a knowledge graph is, and what it changed",
      },
    })
    .input(GraphBuildId)
    .output(GraphBuildResponse)
    .query(async ({ ctx, input }) => {
      const build = await seenBy(ctx, await ctx.graphBuilds.get(input.build_id));
      return { success: true, message: build.message ?? "The knowledge graph is being made", build };
    }),

  list: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/kg/:kg_name/builds",
        summary: "List when a knowledge graph was made and what that changed",
        description: "The last 20, the newest first. The sample graph was never made.",
      },
    })
    .input(GraphName)
    .output(GraphBuildListResponse)
    .query(async ({ ctx, input }) => ({
      success: true,
      builds: await allSeenBy(ctx, await ctx.graphBuilds.list(input.kg_name)),
    })),

  cancel: manageProcedure
    .meta({
      rest: { method: "POST", path: `${ONE}/cancel`, summary: "End the making of a knowledge graph" },
    })
    .input(GraphBuildId)
    .output(GraphBuildResponse)
    .mutation(async ({ ctx, input }) => {
      const build = await seenBy(ctx, await ctx.graphBuilds.cancel(input.build_id));
      return { success: true, message: build.message ?? "The knowledge graph is being made", build };
    }),
});
