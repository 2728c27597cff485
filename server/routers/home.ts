import { HomeResponse } from "../contracts/home.ts";
import { readProcedure, router } from "../trpc.ts";

export const home = router({
  get: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/landing-kpi/home",
        summary: "How all KPIs are, by group, the worst first",
        description:
          "With the latest value of each, its change and its state, what needs attention, and the last runs.",
      },
    })
    .output(HomeResponse)
    .query(async ({ ctx }) => ({ success: true, ...(await ctx.home.home(ctx.actor.hiddenGroups)) })),
});
