import {
  GroupLimitListResponse,
  GroupLimitRequest,
  GroupLimitResponse,
  GroupName,
} from "../contracts/group-limits.ts";
import { DoneResponse } from "../contracts/kpis.ts";
import { peopleProcedure, router } from "../trpc.ts";

const ALL = "/v1/groups";
const LIMIT = `${ALL}/:group_name/limit` as const;

export const groups = router({
  list: peopleProcedure
    .meta({
      rest: {
        method: "GET",
        path: ALL,
        summary: "List the groups of KPIs, and who sees those that are limited",
      },
    })
    .output(GroupLimitListResponse)
    .query(async ({ ctx }) => {
      const found = await ctx.groupLimits.list();
      return { success: true, groups: found, count: found.length };
    }),

  limit: peopleProcedure
    .meta({
      rest: {
        method: "PUT",
        path: LIMIT,
        summary: "Limit a group of KPIs to some people and API keys",
        description:
          "Nobody else but administrators sees its KPIs, their runs and rows any more, from the next request on. Those who saw it before and are left out do not either. For administrators.",
      },
    })
    .input(GroupLimitRequest)
    .output(GroupLimitResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "Group limited successfully",
      group: await ctx.groupLimits.limit(input),
    })),

  open: peopleProcedure
    .meta({
      rest: {
        method: "DELETE",
        path: LIMIT,
        summary: "Let everybody who may read see a group of KPIs again",
        description: "404 when it is not limited. For administrators.",
      },
    })
    .input(GroupName)
    .output(DoneResponse)
    .mutation(async ({ ctx, input }) => {
      await ctx.groupLimits.open(input.group_name);
      return { success: true, message: "Group opened successfully" };
    }),
});
