import { findSuccessBefore } from "../../db/queries/executions.ts";
import type { ExecutionRow } from "../../db/schema/kpi-execution-results.ts";
import type { Db } from "../../db/schema/store.ts";
import type { ComparedRow, ComparisonQuery, ComparisonResponse } from "../contracts/comparisons.ts";
import { countOf, countsOf, readCompared } from "./compared-rows.ts";
import { type ComparedRuns, cautionsOf, compareRuns, uncertainOf } from "./compared-runs.ts";
import type { Compared } from "./comparison-merge.ts";
import type { ComparisonRunner } from "./comparison-runner.ts";
import type { GraphService } from "./graphs.ts";
import { requireKpi } from "./kpis.ts";
import { requireExecution } from "./row-selection.ts";
import { changesSince } from "./run-changes.ts";
import { isoTimestamp } from "./text.ts";

export interface ComparisonService {
  /** A page of what became of the rows; `signal` ends the comparison when nobody waits for it any more. */
  page(query: ComparisonQuery, signal?: AbortSignal): Promise<Omit<ComparisonResponse, "success">>;
  /** The id of the last successful run of the same KPI before this one; null when there is none. */
  runBefore(executionId: number): Promise<number | null>;
}

export function createComparisonService(
  db: Db,
  graphs: GraphService,
  runner: ComparisonRunner,
): ComparisonService {
  return {
    async page(query, signal) {
      const runs = await compareRuns(db, graphs, query);
      const compared = await runner.compare(runs.task, signal);
      const { page, page_size, change = null } = query;
      const total_records = countOf(compared, change);
      const rows: ComparedRow[] = [];
      const wanted = { change, offset: (page - 1) * page_size, length: page_size };
      for await (const some of readCompared(db, runs, compared, wanted)) rows.push(...some);
      return {
        kpi: { id: runs.right.kpi_id, name: (await requireKpi(db, runs.right.kpi_id)).name },
        ...summarize(runs, compared),
        change,
        page,
        page_size,
        total_records,
        total_pages: Math.ceil(total_records / page_size),
        rows,
      };
    },

    async runBefore(id) {
      return findSuccessBefore(db, await requireExecution(db, id));
    },
  };
}

/** What two runs have in common, and how many of their rows changed. */
function summarize(runs: ComparedRuns, compared: Compared) {
  const { left, right, columns, key } = runs;
  const names = columns.shared.map((column) => column.name);
  const others = (list: ComparedRuns["columns"]["left"]) =>
    list.map((column) => column.name).filter((name) => !names.includes(name));
  const { keys, leftRows, rightRows } = compared.repeated;
  // Of whole rows, repeated ones are equal: there is nothing to pair in another way.
  const whole = key.columns.length === 0;
  return {
    left: describeRun(left),
    right: describeRun(right),
    key: {
      columns: [...key.columns],
      origin: key.origin,
      repeated: whole
        ? { keys: 0, left_rows: 0, right_rows: 0 }
        : { keys, left_rows: leftRows, right_rows: rightRows },
    },
    columns: names,
    left_only_columns: others(columns.left),
    right_only_columns: others(columns.right),
    numeric_columns: columns.shared.filter((column) => column.numeric).map((column) => column.name),
    counts: countsOf(compared),
    uncertain: uncertainOf(runs),
    column_changes: names
      .map((column, at) => ({ column, rows: compared.changedByColumn[at] ?? 0 }))
      .filter(({ rows }) => rows > 0)
      .sort((a, b) => b.rows - a.rows),
    basis_changes: changesSince(left, right, `execution ${left.id}`),
    cautions: cautionsOf(runs),
  };
}

function describeRun(run: ExecutionRow): ComparisonResponse["left"] {
  return {
    id: run.id,
    execution_timestamp: isoTimestamp(run.execution_timestamp),
    stored_records: run.number_of_records,
    source_records: run.total_records,
  };
}
