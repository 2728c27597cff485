import type { z } from "zod";
import {
  countExecutions,
  deleteRowsWithoutSuccess,
  failUnfinishedExecutions,
  findBasesBefore,
  insertExecution,
  listExecutions,
} from "../../db/queries/executions.ts";
import { pinExecution } from "../../db/queries/retention.ts";
import type { ExecutionRow } from "../../db/schema/kpi-execution-results.ts";
import type { Db } from "../../db/schema/store.ts";
import type {
  ExecuteInput,
  ExecutionListQuery,
  ExecutionRequest,
  ExecutionResult,
  ExecutionSummaryResponse,
} from "../contracts/executions.ts";
import { AppError, invalidField } from "../errors.ts";
import type { ModelReader } from "../model-reader/reader.ts";
import { ExecutionEnds } from "./execution-ends.ts";
import { earlierRun } from "./execution-keys.ts";
import { type Following, followRun, type NumberedEvent } from "./execution-progress.ts";
import { readResultColumns, toExecutionResult } from "./execution-record.ts";
import { runExecution } from "./execution-run.ts";
import type { GraphService } from "./graphs.ts";
import { requireKpi } from "./kpis.ts";
import type { LiveRuns, RunProgress } from "./live-runs.ts";
import type { RetentionService } from "./retention.ts";
import { requireExecution } from "./row-selection.ts";
import type { RunQueue } from "./run-queue.ts";
import type { SourceConnections } from "./source-connections.ts";
import { acceptedSql } from "./sql-pin/of-run.ts";
import { recordTexts } from "./stored-rows.ts";
import { boundsOf } from "./thresholds.ts";

/** A run and its stored rows, which are read when and as they are asked for. */
export interface ExecutionWithRows {
  /** Its `result_data` is an empty list when there are rows apart. */
  readonly execution: ExecutionResult;
  /** The JSON texts of the elements of `result_data`; null when the run has no result. */
  readonly rows: AsyncIterable<string> | null;
}

/** Whether a request only found the run that an earlier one with its idempotency key had begun. */
interface Repeated {
  readonly repeated: boolean;
}

export interface ExecutionService {
  /** Starts a run and answers at once; the run goes on. */
  start(input: ExecuteInput, by?: string | null): Promise<{ readonly execution: ExecutionResult } & Repeated>;
  /** Starts a run and answers when it has ended, with its rows. */
  execute(input: ExecuteInput, by?: string | null): Promise<ExecutionWithRows & Repeated>;
  list(query: ExecutionListQuery): Promise<{ total: number; executions: ExecutionResult[] }>;
  /** A run with its rows. */
  get(id: number): Promise<ExecutionWithRows>;
  /** A run without its rows, with how far it is. */
  summary(id: number): Promise<Omit<z.infer<typeof ExecutionSummaryResponse>, "success">>;
  /** What happens to a run until its end; rejects when there is no such run, and so do its events when it is purged. */
  follow(id: number, following: Following): Promise<AsyncGenerator<NumberedEvent>>;
  /** Ends a run that is going on and waits until it has; one that had ended already stays as it is. */
  cancel(id: number): Promise<ExecutionResult>;
  /** Keeps a run whatever the limits of its KPI's history, or no longer. */
  pin(id: number, pinned: boolean): Promise<ExecutionResult>;
  lastParameters(kpiId: number): Promise<ExecutionRequest | null>;
  /** After a start of the server: marks what an earlier process left unfinished; how many runs that were. */
  recover(): Promise<number>;
  /** Lets runs end by themselves for `graceMs`, then ends them as failed; no new run begins. */
  shutdown(graceMs: number): Promise<void>;
}

/** Keeps the runs that it begins in `running`, and lets them wait for their turns in `queue`; stores `maxRecords` rows of each at most; `today()` is the ISO date that the definitions' "today" means. */
export function createExecutionService(
  db: Db,
  running: LiveRuns,
  queue: RunQueue,
  retention: RetentionService,
  graphs: GraphService,
  sources: SourceConnections,
  model: ModelReader | null,
  maxRecords: number,
  today: () => string,
): ExecutionService {
  const ends = new ExecutionEnds(db);
  let closing = false;

  const begin = async (input: ExecuteInput, by: string | null): Promise<{ id: number } & Repeated> => {
    const known = await earlierRun(db, input);
    if (known) return { id: known.id, repeated: true };
    if (closing)
      throw new AppError("unavailable", "The server is stopping and begins no new run. Try again shortly.");
    if (input.limit_records > maxRecords)
      throw invalidField(
        "limit_records",
        `At most ${maxRecords.toLocaleString("en")} records of a run are stored here: ask for fewer, or set MAX_RECORDS higher and start the server again.`,
      );
    const kpi = await requireKpi(db, input.kpi_id);
    if (!kpi.is_active)
      throw new AppError("conflict", `The KPI "${kpi.name}" is deleted. Restore it before you execute it.`);
    const target = await graphs.runTarget(input);
    const accepted = await acceptedSql(db, kpi, target, input, today());
    const connector = await sources.connector(target.source.id);
    const { row, repeated } = await db.transaction().execute(async (trx) => {
      await requireKpi(trx, kpi.id); // it may have been deleted for good meanwhile
      const earlier = await earlierRun(trx, input); // the same request may have come twice at once
      if (earlier) return { row: earlier, repeated: true };
      const row = await insertExecution(trx, {
        kpi_id: kpi.id,
        kg_name: input.kg_name,
        select_schema: input.select_schema,
        ruleset_name: input.ruleset_name ?? null,
        db_type: target.dialect,
        limit_records: input.limit_records,
        use_llm: Number(input.use_llm),
        excluded_fields: input.excluded_fields ? JSON.stringify(input.excluded_fields) : null,
        min_confidence: input.min_confidence,
        time_limit_ms: input.time_limit_ms,
        idempotency_key: input.idempotency_key ?? null,
        nl_definition: accepted?.nl_definition ?? kpi.nl_definition,
        kg_version: accepted?.kg_version ?? target.part.version,
        ruleset_version: accepted ? accepted.ruleset_version : (target.ruleset?.version ?? null),
        sql_pin: accepted && JSON.stringify(accepted.pin),
        source_id: target.source.id,
        source_name: target.source.name,
        source_type: target.source.db_type,
        executed_by: by,
        ...boundsOf(kpi),
      });
      return { row, repeated: false };
    });
    if (repeated) return { id: row.id, repeated };
    const controller = new AbortController();
    const progress: RunProgress = { rows: 0, phase: "waiting", since: performance.now() };
    const { ask } = graphs;
    const run = {
      ...{ db, ends, queue, row, target, ask, connector, model, today: today(), controller, progress },
      accepted: accepted?.compiled ?? null,
    };
    const ended = runExecution(run);
    running.add(row.id, { kpiId: kpi.id, controller, progress, ended });
    void ended.then(() => retention.apply(kpi.id));
    return { id: row.id, repeated };
  };

  const present = async (id: number) => ends.applyTo(await requireExecution(db, id));

  const allShown = async (rows: readonly ExecutionRow[]): Promise<ExecutionResult[]> => {
    const ids = rows.map((row) => row.id);
    const before = await findBasesBefore(db, ids);
    const places = queue.places();
    return rows.map((row) => toExecutionResult(row, before.get(row.id), places.get(row.id) ?? null));
  };

  const shown = async (row: ExecutionRow) => (await allShown([row]))[0] as ExecutionResult;

  const get = async (id: number): Promise<ExecutionWithRows> => {
    const row = await present(id);
    const execution = await shown(row);
    if (row.execution_status !== "success") return { execution, rows: null };
    const names = readResultColumns(row).map((column) => column.name);
    return {
      execution: { ...execution, result_data: [] },
      rows: recordTexts(db, id, names, row.number_of_records),
    };
  };

  return {
    get,

    async start(input, by = null) {
      const { id, repeated } = await begin(input, by);
      return { execution: await shown(await present(id)), repeated };
    },

    async execute(input, by = null) {
      const { id, repeated } = await begin(input, by);
      const live = running.get(id);
      await live?.ended;
      if (live?.controller.signal.reason === "purge")
        throw new AppError("not_found", "The KPI was deleted for good while this was running.");
      return { ...(await get(id)), repeated };
    },

    async list(query) {
      await requireKpi(db, query.kpi_id);
      const filter = { kpiId: query.kpi_id, status: query.status };
      const rows = await listExecutions(db, filter, query);
      return {
        total: await countExecutions(db, filter),
        executions: await allShown(rows.map((row) => ends.applyTo(row))),
      };
    },

    async summary(id) {
      const row = await present(id);
      const kpi = await requireKpi(db, row.kpi_id);
      const live = running.get(id);
      return {
        execution: await shown(row),
        kpi: { id: kpi.id, name: kpi.name, is_active: kpi.is_active === 1 },
        elapsed_ms: live ? performance.now() - live.progress.since : (row.execution_time_ms ?? 0),
        rows_so_far: live?.progress.rows ?? row.number_of_records,
        at_once: { in_all: queue.limits.inAll, per_source: queue.limits.perSource },
      };
    },

    async follow(id, following) {
      await requireExecution(db, id);
      const live = () => running.get(id);
      const place = () => queue.places().get(id) ?? null;
      return followRun(id, { live, place, stored: async () => shown(await present(id)) }, following);
    },

    async cancel(id) {
      await present(id);
      await running.end(id, "cancel");
      return shown(await present(id));
    },

    async pin(id, pinned) {
      const { kpi_id } = await requireExecution(db, id);
      await pinExecution(db, id, pinned);
      const run = await shown(await present(id));
      if (!pinned) void retention.apply(kpi_id);
      return run;
    },

    async lastParameters(kpiId) {
      await requireKpi(db, kpiId);
      const [row] = await listExecutions(db, { kpiId }, { limit: 1, offset: 0 });
      return row ? parametersOf(toExecutionResult(row, undefined, null)) : null;
    },

    async recover() {
      const stopped = (when: string) => `The server stopped ${when}. Execute the KPI again.`;
      const interrupted =
        (await failUnfinishedExecutions(db, "pending", stopped("before this had its turn"))) +
        (await failUnfinishedExecutions(db, "running", stopped("while this was running")));
      await deleteRowsWithoutSuccess(db);
      return interrupted;
    },

    async shutdown(graceMs) {
      closing = true;
      await running.endWaiting("shutdown");
      const allEnded = running.allEnded();
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([allEnded, new Promise((resolve) => (timer = setTimeout(resolve, graceMs)))]);
      clearTimeout(timer);
      await running.endEvery("shutdown");
      await ends.close();
    },
  };
}

function parametersOf(run: ExecutionResult): ExecutionRequest {
  return {
    kg_name: run.kg_name,
    select_schema: run.select_schema,
    ruleset_name: run.ruleset_name,
    db_type: run.db_type as ExecutionRequest["db_type"],
    limit_records: run.limit_records,
    use_llm: run.use_llm,
    excluded_fields: run.excluded_fields,
    min_confidence: run.min_confidence,
    time_limit_ms: run.time_limit_ms,
  };
}
