import { KpiVersionId, KpiVersionsQuery, KpiVersionsResponse } from "../contracts/kpi-versions.ts";
import {
  DoneResponse,
  KpiCreateRequest,
  KpiId,
  KpiListQuery,
  KpiListResponse,
  KpiOverviewQuery,
  KpiOverviewResponse,
  KpiPurgeRequest,
  KpiResponse,
  KpiSavedResponse,
  KpiUpdateRequest,
} from "../contracts/kpis.ts";
import { PreviewRequest, PreviewResponse } from "../contracts/preview.ts";
import { RetentionRequest, RetentionResponse } from "../contracts/retention.ts";
import { TrendQuery, TrendResponse } from "../contracts/trends.ts";
import { defineProcedure, readProcedure, router } from "../trpc.ts";

export const kpis = router({
  create: defineProcedure
    .meta({
      rest: {
        method: "POST",
        path: "/v1/landing-kpi/kpis",
        status: 201,
        summary: "Create a KPI",
        description: "Where people sign in, created_by is who does.",
      },
    })
    .input(KpiCreateRequest)
    .output(KpiSavedResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "KPI created successfully",
      kpi: await ctx.kpis.create(
        { ...input, created_by: ctx.actor.name ?? input.created_by },
        ctx.actor.hiddenGroups,
      ),
    })),

  list: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/landing-kpi/kpis",
        kept: true,
        summary: "List KPIs",
        description:
          "The answer has an ETag: sent back as If-None-Match, a list that is still the same is answered with 304 and no body.",
      },
    })
    .input(KpiListQuery)
    .output(KpiListResponse)
    .query(async ({ ctx, input }) => ({
      success: true,
      ...(await ctx.kpis.list(input, ctx.actor.hiddenGroups)),
    })),

  overview: readProcedure
    .input(KpiOverviewQuery)
    .output(KpiOverviewResponse)
    .query(async ({ ctx, input }) => ({
      success: true,
      ...(await ctx.kpis.overview(input, ctx.actor.hiddenGroups)),
    })),

  get: readProcedure
    .meta({ rest: { method: "GET", path: "/v1/landing-kpi/kpis/:kpi_id", summary: "Get a KPI" } })
    .input(KpiId)
    .output(KpiResponse)
    .query(async ({ ctx, input }) => ({ success: true, kpi: await ctx.kpis.get(input.kpi_id) })),

  update: defineProcedure
    .meta({
      rest: {
        method: "PUT",
        path: "/v1/landing-kpi/kpis/:kpi_id",
        summary: "Change a KPI",
        description:
          "Fields that are left out keep their values; what changes nothing makes no version. With expected_version the change is refused (409) when somebody saved meanwhile.",
      },
    })
    .input(KpiUpdateRequest.extend(KpiId.shape))
    .output(KpiSavedResponse)
    .mutation(async ({ ctx, input: { kpi_id, ...changes } }) => ({
      success: true,
      message: "KPI updated successfully",
      kpi: await ctx.kpis.update(kpi_id, changes, ctx.actor.hiddenGroups, ctx.actor.name),
    })),

  delete: defineProcedure
    .meta({
      rest: {
        method: "DELETE",
        path: "/v1/landing-kpi/kpis/:kpi_id",
        summary: "Delete a KPI",
        description: "Sets is_active to false; the KPI and its history stay and can be restored.",
      },
    })
    .input(KpiId)
    .output(DoneResponse)
    .mutation(async ({ ctx, input }) => {
      await ctx.kpis.setActive(input.kpi_id, false, ctx.actor.name);
      return { success: true, message: "KPI deleted successfully" };
    }),

  restore: defineProcedure
    .meta({
      rest: {
        method: "POST",
        path: "/v1/landing-kpi/kpis/:kpi_id/restore",
        summary: "Restore a deleted KPI",
      },
    })
    .input(KpiId)
    .output(KpiSavedResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      message: "KPI restored successfully",
      kpi: await ctx.kpis.setActive(input.kpi_id, true, ctx.actor.name),
    })),

  versions: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/landing-kpi/kpis/:kpi_id/versions",
        summary: "What a KPI was, newest first: who changed what, and when",
      },
    })
    .input(KpiVersionsQuery)
    .output(KpiVersionsResponse)
    .query(async ({ ctx, input }) => ({ success: true, ...(await ctx.kpiVersions.list(input)) })),

  restoreVersion: defineProcedure
    .meta({
      rest: {
        method: "POST",
        path: "/v1/landing-kpi/kpis/:kpi_id/versions/:version/restore",
        summary: "Save what an earlier version said as a new one",
        description: "Nothing is taken back: what was saved since stays in the history.",
      },
    })
    .input(KpiVersionId)
    .output(KpiSavedResponse)
    .mutation(async ({ ctx, input: { kpi_id, version } }) => ({
      success: true,
      message: `Version ${version} restored successfully`,
      kpi: await ctx.kpiVersions.restore(kpi_id, version, ctx.actor.hiddenGroups, ctx.actor.name),
    })),

  preview: defineProcedure
    .meta({
      rest: {
        method: "POST",
        path: "/v1/landing-kpi/preview",
        summary: "Try a definition: its reading, SQL and first rows",
        description:
          "Nothing is stored. Answers 200 with success false when the definition is not understood.",
      },
    })
    .input(PreviewRequest)
    .output(PreviewResponse)
    .mutation(async ({ ctx, input }) => {
      const preview = await ctx.preview.preview(input);
      const [refusal] = preview.diagnostics;
      return { success: !refusal, message: refusal?.message ?? "Definition understood", preview };
    }),

  purge: defineProcedure
    .meta({
      rest: {
        method: "POST",
        path: "/v1/landing-kpi/kpis/:kpi_id/purge",
        summary: "Delete a KPI for good, with its history",
        description: "Cannot be undone; confirm_name must be the KPI's name.",
      },
    })
    .input(KpiPurgeRequest)
    .output(DoneResponse)
    .mutation(async ({ ctx, input }) => {
      await ctx.kpis.purge(input.kpi_id, input.confirm_name);
      return { success: true, message: "KPI and its history deleted for good" };
    }),

  retention: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/landing-kpi/kpis/:kpi_id/retention",
        summary: "How much of a KPI's history is kept",
      },
    })
    .input(KpiId)
    .output(RetentionResponse)
    .query(async ({ ctx, input }) => ({ success: true, ...(await ctx.retention.get(input.kpi_id)) })),

  setRetention: defineProcedure
    .meta({
      rest: {
        method: "PUT",
        path: "/v1/landing-kpi/kpis/:kpi_id/retention",
        summary: "Say how much of a KPI's history is kept",
        description:
          "What the limits do not keep is deleted for good, now and from now on. Pinned executions and the newest one always stay; with both limits null everything does, which is the default.",
      },
    })
    .input(RetentionRequest)
    .output(RetentionResponse)
    .mutation(async ({ ctx, input }) => ({ success: true, ...(await ctx.retention.set(input)) })),

  trend: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/landing-kpi/kpis/:kpi_id/trend",
        summary: "The values and durations of a KPI's executions over time",
      },
    })
    .input(TrendQuery)
    .output(TrendResponse)
    .query(async ({ ctx, input }) => ({ success: true, ...(await ctx.trends.of(input)) })),
});
