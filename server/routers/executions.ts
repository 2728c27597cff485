import type { z } from "zod";
import { ExecutionEnd, ExecutionProgress, ExecutionProgressInput } from "../contracts/execution-progress.ts";
import {
  ExecuteInput,
  ExecutionDetailResponse,
  ExecutionId,
  ExecutionListQuery,
  ExecutionListResponse,
  ExecutionResponse,
  type ExecutionResult,
  ExecutionSummaryResponse,
  LastParametersResponse,
} from "../contracts/executions.ts";
import { RunsQuery, RunsResponse } from "../contracts/home.ts";
import { KpiId } from "../contracts/kpis.ts";
import { PinRequest } from "../contracts/retention.ts";
import type { ExecutionWithRows } from "../services/executions.ts";
import {
  type ApiContext,
  defineProcedure,
  executeProcedure,
  readProcedure,
  router,
  sentEvents,
  stillSeeing,
} from "../trpc.ts";

const MESSAGES: Readonly<Record<ExecutionResult["execution_status"], string>> = {
  pending: "KPI execution started",
  running: "KPI execution started",
  success: "KPI executed successfully",
  failed: "KPI execution failed",
  cancelled: "KPI execution cancelled",
};

function answer(execution_result: ExecutionResult, repeated: boolean): z.infer<typeof ExecutionResponse> {
  const status = execution_result.execution_status;
  return {
    success: status !== "failed" && status !== "cancelled",
    message: MESSAGES[status],
    repeated,
    execution_result,
  };
}

/** The run; its rows go out beside it, or a large answer would be built while nobody else is answered. */
function apart({ sendRows }: ApiContext, { execution, rows }: ExecutionWithRows): ExecutionResult {
  if (!sendRows)
    throw new Error("Rows of a run are only sent over HTTP; in process ask for a drilldown.page.");
  if (rows) sendRows(rows);
  return execution;
}

export const executions = router({
  execute: executeProcedure
    .meta({
      rest: {
        method: "POST",
        path: "/v1/landing-kpi/kpis/:kpi_id/execute",
        summary: "Execute a KPI and wait for its result",
        description:
          "Answers 200 with success false when the run failed; every run is kept in the KPI's history. With `Prefer: respond-async` it answers 202 at once, and `Location` says where the run is.",
        headers: { "Idempotency-Key": "idempotency_key" },
        respondAsync: {
          procedure: "executions.start",
          location: ({ execution_result: { id } }: z.infer<typeof ExecutionResponse>) =>
            `/v1/landing-kpi/executions/${id}`,
        },
      },
    })
    .input(ExecuteInput)
    .output(ExecutionResponse)
    .mutation(async ({ ctx, input }) => {
      const ended = await ctx.executions.execute(input, ctx.actor.name);
      return answer(apart(ctx, ended), ended.repeated);
    }),

  start: executeProcedure
    .input(ExecuteInput)
    .output(ExecutionResponse)
    .mutation(async ({ ctx, input }) => {
      const { execution, repeated } = await ctx.executions.start(input, ctx.actor.name);
      return answer(execution, repeated);
    }),

  list: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/landing-kpi/kpis/:kpi_id/executions",
        summary: "List the executions of a KPI, newest first",
        description: "result_data is null here; ask for one execution to get its rows.",
      },
    })
    .input(ExecutionListQuery)
    .output(ExecutionListResponse)
    .query(async ({ ctx, input }) => ({ success: true, ...(await ctx.executions.list(input)) })),

  recent: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/landing-kpi/executions",
        summary: "List the executions of all KPIs, newest first",
        description: "One line of each; ask for one execution to get all of it.",
      },
    })
    .input(RunsQuery)
    .output(RunsResponse)
    .query(async ({ ctx, input }) => ({
      success: true,
      ...(await ctx.home.runs(input, ctx.actor.hiddenGroups)),
    })),

  get: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/landing-kpi/executions/:execution_id",
        summary: "Get an execution with its rows",
      },
    })
    .input(ExecutionId)
    .output(ExecutionDetailResponse)
    .query(async ({ ctx, input }) => ({
      success: true,
      execution: apart(ctx, await ctx.executions.get(input.execution_id)),
    })),

  summary: readProcedure
    .input(ExecutionId)
    .output(ExecutionSummaryResponse)
    .query(async ({ ctx, input }) => ({
      success: true,
      ...(await ctx.executions.summary(input.execution_id)),
    })),

  progress: readProcedure
    .meta({
      rest: {
        method: "GET",
        path: "/v1/landing-kpi/executions/:execution_id/events",
        summary: "Follow an execution until its end",
        description:
          "Server-sent events: `progress` when something of it has changed, and at last `end`, which comes at once when it has ended already. A client that comes back is told how far it is then; after `Last-Event-ID: end` the answer is 204. A run that is deleted meanwhile, and a reader who may no longer read it, get a `refusal` as the last event.",
        headers: { "Last-Event-ID": "lastEventId" },
        events: { progress: ExecutionProgress, end: ExecutionEnd },
      },
    })
    .input(ExecutionProgressInput)
    .subscription(async ({ ctx, input: { execution_id, lastEventId: after }, signal }) => {
      const everyBeat = () => stillSeeing(ctx, "read", { execution_id });
      return sentEvents(ctx, await ctx.executions.follow(execution_id, { after, everyBeat, signal }));
    }),

  cancel: executeProcedure
    .meta({
      rest: {
        method: "POST",
        path: "/v1/landing-kpi/executions/:execution_id/cancel",
        summary: "Cancel an execution that is running",
        description: "One that has ended already stays as it is.",
      },
    })
    .input(ExecutionId)
    .output(ExecutionDetailResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      execution: await ctx.executions.cancel(input.execution_id),
    })),

  pin: defineProcedure
    .meta({
      rest: {
        method: "POST",
        path: "/v1/landing-kpi/executions/:execution_id/pin",
        summary: "Keep an execution whatever the limits of its KPI's history",
        description: "With pinned false the limits hold for it again.",
      },
    })
    .input(PinRequest)
    .output(ExecutionDetailResponse)
    .mutation(async ({ ctx, input }) => ({
      success: true,
      execution: await ctx.executions.pin(input.execution_id, input.pinned),
    })),

  lastParameters: readProcedure
    .input(KpiId)
    .output(LastParametersResponse)
    .query(async ({ ctx, input }) => ({
      success: true,
      parameters: await ctx.executions.lastParameters(input.kpi_id),
    })),
});
