import { insertExecutionRows, updateUnfinishedExecution } from "../../db/queries/executions.ts";
import { roomLeft } from "../../db/queries/room.ts";
import type { ExecutionChanges, ExecutionRow } from "../../db/schema/kpi-execution-results.ts";
import type { Db } from "../../db/schema/store.ts";
import { type Connector, SourceError } from "../connectors/connector.ts";
import type { Cell } from "../contracts/executions.ts";
import type { Compiled } from "../engine/result.ts";
import { AppError } from "../errors.ts";
import type { ModelReader } from "../model-reader/reader.ts";
import { ColumnNotes } from "./column-values.ts";
import type { ExecutionEnd, ExecutionEnds } from "./execution-ends.ts";
import { describeReading } from "./execution-record.ts";
import type { AskGraph } from "./graph-reader.ts";
import type { RunTarget } from "./graphs.ts";
import type { EndReason, RunProgress } from "./live-runs.ts";
import { engineRequest, type Reading, type ReadingRequest, readDefinition } from "./reading.ts";
import { recordFacts } from "./record-facts.ts";
import { streamWithRetry } from "./retried-stream.ts";
import type { RunQueue } from "./run-queue.ts";
import { runValue } from "./run-value.ts";
import { storeFull, storeTrouble } from "./store-trouble.ts";
import { thresholdState } from "./thresholds.ts";
import { writeWholeQuery } from "./whole-query.ts";

/**
 * Room on the store's disk that rows leave to the rest: deleting rows takes room too (SQLite's log of up to 4 MB, and
 * as much again to carry it over), so a disk that rows had filled to the last byte could not be cleaned up.
 */
export const RESERVED_BYTES = 12_000_000;

/** How long, in milliseconds, a run waits for each fact about its records beyond their number. */
const FACTS_TIME_LIMIT_MS = 10_000;

export interface Run {
  readonly db: Db;
  readonly ends: ExecutionEnds;
  readonly queue: RunQueue;
  readonly row: ExecutionRow;
  readonly target: RunTarget;
  readonly ask: AskGraph;
  readonly connector: Connector;
  /** What is sent instead of what the definition is compiled to; null when nobody accepted any. */
  readonly accepted: Compiled | null;
  readonly model: ModelReader | null;
  readonly today: string;
  /** Aborted with an EndReason. */
  readonly controller: AbortController;
  readonly progress: RunProgress;
}

/**
 * One run from pending to its end: wait for its turn, compile, stream the rows into the store, count, done. It never
 * rejects: whatever happens becomes the run's status and message. Rows can be seen only once the status is success.
 */
export async function runExecution(run: Run): Promise<void> {
  const { id, kpi_id: kpiId } = run.row;
  const timed = <T extends ExecutionChanges>(changes: T): T => ({
    ...changes,
    execution_time_ms:
      run.progress.phase === "waiting" ? 0 : Math.round((performance.now() - run.progress.since) * 10) / 10,
  });
  let leave = () => {};
  try {
    leave = await run.queue.enter({ id, kpiId, sourceId: run.target.source.id }, run.controller.signal);
    Object.assign(run.progress, { phase: "reading", since: performance.now() });
    const exists = await updateUnfinishedExecution(run.db, run.row.id, { execution_status: "running" });
    if (!exists) return; // its KPI was deleted for good before it got here
    const { result, reader } = await read(run);
    const { part } = run.target;
    const offer = result.ok
      ? null
      : await run.ask("offerJoins", part, engineRequest(readingRequest(run)), result);
    const described = describeReading(result, offer);
    const reading = { ...toChanges(described), reader };
    if (!result.ok) {
      const error_message = described.diagnostics.map(({ message }) => message).join(" ");
      const refused = { ...reading, error_message, execution_status: "failed" };
      return await run.ends.store(run.row.id, timed(refused));
    }
    await updateUnfinishedExecution(run.db, run.row.id, reading);
    run.progress.phase = "fetching";
    const success = { ...(await fetchResult(run, result)), execution_status: "success" };
    await updateUnfinishedExecution(run.db, run.row.id, timed(success));
  } catch (error) {
    await endInTrouble(run, timed(describeTrouble(run, error)));
  } finally {
    leave();
  }
}

async function read(run: Run): Promise<Reading> {
  if (run.accepted) return { result: run.accepted, reader: "nobody: its SQL was accepted before" };
  return readDefinition(run.ask, readingRequest(run), run.model, run.controller.signal);
}

/** What a run asks the engine, as it was asked for. */
export function readingRequest({
  row,
  target,
  today,
}: Pick<Run, "row" | "target" | "today">): ReadingRequest {
  return {
    definition: row.nl_definition,
    target,
    limit: row.limit_records,
    excludedFields: row.excluded_fields ? (JSON.parse(row.excluded_fields) as string[]) : [],
    minConfidence: row.min_confidence,
    useLlm: row.use_llm === 1,
    today,
  };
}

async function endInTrouble(run: Run, end: ExecutionEnd): Promise<void> {
  try {
    await run.ends.store(run.row.id, end);
  } catch (error) {
    console.error(`Execution ${run.row.id}: its end could not be stored.`, error);
  }
}

function toChanges(described: ReturnType<typeof describeReading>): ExecutionChanges {
  const { joined_columns, explanation, diagnostics, ...plain } = described;
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  return {
    ...plain,
    joined_columns: json(joined_columns),
    explanation: json(explanation),
    diagnostics: json(diagnostics),
  };
}

/** What a run that was ended says of itself. */
const ENDS: Readonly<Record<EndReason, ExecutionEnd>> = {
  cancel: { execution_status: "cancelled", error_message: "Cancelled before it was done." },
  purge: { execution_status: "cancelled", error_message: "Ended to delete its KPI for good." },
  shutdown: {
    execution_status: "failed",
    error_message: "The server was stopped while this was running. Execute the KPI again.",
  },
};

const STOPPED_WAITING: ExecutionEnd = {
  execution_status: "failed",
  error_message: "The server was stopped before this had its turn. Execute the KPI again.",
};

function describeTrouble(run: Run, error: unknown): ExecutionEnd {
  const { signal } = run.controller;
  if (signal.aborted) {
    const reason = signal.reason as EndReason;
    return reason === "shutdown" && run.progress.phase === "waiting" ? STOPPED_WAITING : ENDS[reason];
  }
  if (error instanceof SourceError) {
    if (error.detail) console.warn(`Execution ${run.row.id}: ${error.message} ${error.detail}`);
    return { execution_status: "failed", error_message: error.message };
  }
  const trouble = error instanceof AppError ? error : storeTrouble(error);
  if (trouble) return { execution_status: "failed", error_message: trouble.message };
  console.error(`Execution ${run.row.id} failed unexpectedly.`, error);
  return {
    execution_status: "failed",
    error_message: `An unexpected error ended this run; the server's log has the details under "Execution ${run.row.id}".`,
  };
}

/** Streams the rows into the store and counts what the query returns in full. */
async function fetchResult(run: Run, compiled: Compiled): Promise<ExecutionChanges> {
  const deadline = performance.now() + run.row.time_limit_ms;
  const options = () => ({
    timeLimitMs: Math.max(1, deadline - performance.now()),
    signal: run.controller.signal,
  });
  let columns: ColumnNotes[] = [];
  let first: Cell | undefined;
  const events = streamWithRetry(run.connector, compiled.statement, options, ({ message }) =>
    updateUnfinishedExecution(run.db, run.row.id, { retry_reason: message }),
  );
  for await (const event of events) {
    if (event.kind === "columns") {
      columns = uniqueNames(event.columns.map((column) => column.name)).map((name) => new ColumnNotes(name));
      continue;
    }
    if ((await roomLeft(run.db)) < RESERVED_BYTES) throw storeFull();
    await insertExecutionRows(run.db, run.row.id, run.progress.rows, event.rows);
    if (run.progress.rows === 0) first = event.rows[0]?.[0];
    run.progress.rows += event.rows.length;
    for (const row of event.rows) {
      for (const [index, column] of columns.entries()) column.note(row[index]);
    }
  }
  run.progress.phase = "counting";
  const number_of_records = run.progress.rows;
  const complete = number_of_records < run.row.limit_records;
  const infos = columns.map((column) => column.info());
  const total_records = complete
    ? number_of_records
    : await run.connector.count(compiled.countStatement, options());
  const value = runValue(compiled.answer, total_records, first);
  const counted = compiled.answer === "rows" ? total_records : (value ?? 0);
  const { timeLimitMs, signal } = options();
  const { distinct_key, near_partners } = await recordFacts(run.connector, compiled, counted, {
    timeLimitMs: Math.min(FACTS_TIME_LIMIT_MS, timeLimitMs),
    signal,
  });
  return {
    number_of_records,
    total_records,
    whole_query: total_records > number_of_records ? writeWholeQuery(compiled.wholeQuery) : null,
    value,
    threshold_state: thresholdState(value, run.row),
    distinct_key: distinct_key && JSON.stringify(distinct_key),
    near_partners,
    value_kind: compiled.answer,
    result_columns: JSON.stringify(infos),
  };
}

/** Records are kept by column name, so a name that comes twice gets a number: `id`, `id_2`. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let n = 2; taken.has(unique); n++) unique = `${name}_${n}`;
    taken.add(unique);
    return unique;
  });
}
