import { type Sample, SampleResponse } from "../contracts/sample.ts";
import { type ApiContext, manageProcedure, readProcedure, router } from "../trpc.ts";

const SAMPLE = "/v1/sample";

/** Without the names of KPIs in groups that are hidden from whoever asks. */
async function seenBy({ groupLimits, actor }: ApiContext, sample: Sample): Promise<Sample> {
  return { ...sample, kpis: [...(await groupLimits.seen(sample.kpis, actor.hiddenGroups))] };
}

export const sample = router({
  get: readProcedure
    .meta({ rest: { method: "GET", path: SAMPLE, summary: "What there is of the sample data" } })
    .output(SampleResponse)
    .query(async ({ ctx }) => {
      const sample = await seenBy(ctx, await ctx.sample.get());
      const message = sample.source_id === null ? "The sample was taken away" : "The sample is there";
      return { success: true, message, sample };
    }),

  add: manageProcedure
    .meta({
      rest: {
        method: "POST",
        path: SAMPLE,
        status: 201,
        summary: "Bring the sample data back",
        description:
          "Its source, graph and KPIs, as far as they are not there. 409 when its names are taken by others. For administrators.",
      },
    })
    .output(SampleResponse)
    .mutation(async ({ ctx }) => ({
      success: true,
      message: "Sample added successfully",
      sample: await seenBy(ctx, await ctx.sample.add()),
    })),

  remove: manageProcedure
    .meta({
      rest: {
        method: "DELETE",
        path: SAMPLE,
        summary: "Take the sample data away",
        description:
          "Its source, its graph and those of its KPIs that nobody changed; these can be restored, and executions are kept. 409 while another graph is about it. For administrators.",
      },
    })
    .output(SampleResponse)
    .mutation(async ({ ctx }) => ({
      success: true,
      message: "Sample removed successfully",
      sample: await seenBy(ctx, await ctx.sample.remove()),
    })),
});
