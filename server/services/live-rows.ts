import { findGraph } from "../../db/queries/graphs.ts";
import type { ExecutionRow } from "../../db/schema/kpi-execution-results.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Connector } from "../connectors/connector.ts";
import type { DrilldownQuery } from "../contracts/drilldown.ts";
import type { LiveRowsResponse } from "../contracts/live-rows.ts";
import { type AnswerColumn, rowsOfQuery } from "../engine/sql/rows-of-query.ts";
import { AppError } from "../errors.ts";
import type { ResultColumnInfo } from "./execution-record.ts";
import { firstRows, type Patience } from "./first-rows.ts";
import { requireKpi } from "./kpis.ts";
import { selectRows } from "./row-selection.ts";
import type { RunQueue } from "./run-queue.ts";
import type { SourceConnections } from "./source-connections.ts";
import { orTrouble } from "./source-trouble.ts";
import { keptFirstRows, type RestOfRows, restOfRows } from "./whole-query.ts";

/** How long somebody waits for a page, in milliseconds: for a turn on the source, for the rows, for their number. */
export interface LivePatience extends Patience {
  readonly turnMs: number;
}

const PATIENCE: LivePatience = { turnMs: 30_000, rowsMs: 30_000, countMs: 10_000 };

export interface LiveRowsService {
  /**
   * A page of all rows of a run that kept only its first ones, as its source has them now: the run's own query is sent
   * again, filtered and sorted there. `signal` ends it when nobody waits for the page any more.
   */
  page(query: DrilldownQuery, signal?: AbortSignal): Promise<Omit<LiveRowsResponse, "success">>;
}

export function createLiveRowsService(
  db: Db,
  sources: SourceConnections,
  queue: RunQueue,
  patience = PATIENCE,
): LiveRowsService {
  return {
    async page(query, signal) {
      const { execution: run, columns, selection, filters_read } = await selectRows(db, query);
      const rest = requireRest(run);
      const connector = await connectorOf(sources, run, rest.sourceId);
      const { page, page_size } = query;
      const offset = (page - 1) * page_size;
      const asked = {
        ...{ conditions: selection.conditions, search: selection.search?.trim(), sort: selection.sort },
        // One more than is shown tells whether there is another page.
        ...{ rows: page_size + 1, offset },
      };
      const read = rowsOfQuery(rest.query, connector.dialect, columns.map(answerColumn), asked);
      const leave = await turnOn(queue, run, rest.sourceId, patience.turnMs, signal);
      const read_at = new Date().toISOString();
      const { rows, total_records } = await orTrouble(
        firstRows(connector, read, page_size + 1, patience, { offset, signal }),
      ).finally(leave);
      const kpi = await requireKpi(db, run.kpi_id);
      return {
        execution_id: run.id,
        kpi_id: kpi.id,
        kpi_name: kpi.name,
        read_at,
        total_records,
        page,
        page_size,
        total_pages: total_records === null ? null : Math.ceil(total_records / page_size),
        has_more: rows.length > page_size,
        data: rows.slice(0, page_size),
        columns: columns.map(({ name }) => name),
        numeric_columns: columns.filter(({ numeric }) => numeric).map(({ name }) => name),
        filters_read,
        generated_sql: read.readableSql,
        stored_records: run.number_of_records,
        source_records: run.total_records,
        changed_since: await changedSince(db, run, kpi.nl_definition),
      };
    },
  };
}

/** Throws an AppError that says why a run has no other rows to read. */
function requireRest(run: ExecutionRow): Extract<RestOfRows, { ok: true }> {
  if (!keptFirstRows(run))
    throw new AppError(
      "conflict",
      `Execution ${run.id} has kept all rows that its query returned; nothing is left to read from the source.`,
    );
  const rest = restOfRows(run);
  if (!rest.ok) throw new AppError("conflict", rest.problem);
  return rest;
}

async function connectorOf(
  sources: SourceConnections,
  run: ExecutionRow,
  sourceId: number,
): Promise<Connector> {
  const connector = await sources.connector(sourceId);
  if (connector.dialect === run.db_type) return connector;
  throw new AppError(
    "conflict",
    `The source of execution ${run.id} was ${run.db_type} then and is ${connector.dialect} now, which does not take its SQL. Execute the KPI again.`,
  );
}

function answerColumn({
  name,
  numeric,
  values = numeric ? "numbers" : "texts",
}: ResultColumnInfo): AnswerColumn {
  return { name, numeric, values };
}

/** Waits until the source has room for one more query; what comes back is to be called when that has ended. */
async function turnOn(
  queue: RunQueue,
  run: ExecutionRow,
  sourceId: number,
  turnMs: number,
  signal: AbortSignal | undefined,
): Promise<() => void> {
  const tooLong = AbortSignal.timeout(turnMs);
  try {
    const until = signal ? AbortSignal.any([signal, tooLong]) : tooLong;
    return await queue.enter({ id: null, kpiId: run.kpi_id, sourceId }, until);
  } catch (error) {
    if (!tooLong.aborted) throw error;
    throw new AppError(
      "unavailable",
      `The source "${run.source_name}" is busy with other executions; its rows were not read. Try again in a moment.`,
    );
  }
}

async function changedSince(
  db: Db,
  run: ExecutionRow,
  definition: string,
): Promise<LiveRowsResponse["changed_since"]> {
  const changed: LiveRowsResponse["changed_since"] = [];
  if (definition !== run.nl_definition) changed.push("definition");
  if ((await findGraph(db, run.kg_name))?.version !== run.kg_version) changed.push("graph");
  return changed;
}
