import type { ExecutionRow } from "../../db/schema/kpi-execution-results.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Cell } from "../contracts/executions.ts";
import { type GroupRowsQuery, type GroupRowsResponse, MAX_GROUP_ROWS } from "../contracts/group-rows.ts";
import { AppError, invalidField } from "../errors.ts";
import { readResultColumns } from "./execution-record.ts";
import { readingRequest } from "./execution-run.ts";
import { firstRows } from "./first-rows.ts";
import type { GraphService, RunTarget } from "./graphs.ts";
import { requireKpi } from "./kpis.ts";
import { engineRequest, type ReadingRequest } from "./reading.ts";
import { requireExecution } from "./row-selection.ts";
import type { SourceConnections } from "./source-connections.ts";
import { orTrouble } from "./source-trouble.ts";
import { readInTurns, toRecord } from "./stored-rows.ts";

const PATIENCE = { rowsMs: 30_000, countMs: 10_000 };

export interface GroupRowsService {
  /**
   * The rows behind one row of a result in groups, read from the source now: the definition of the run is read again,
   * as of its day, and asked for the rows that have the group's values.
   */
  rows(query: GroupRowsQuery): Promise<Omit<GroupRowsResponse, "success">>;
}

export function createGroupRowsService(
  db: Db,
  graphs: GraphService,
  sources: SourceConnections,
): GroupRowsService {
  /** The definition is read again; of accepted SQL it may be another question by now. */
  const refuseOther = async (run: ExecutionRow, target: RunTarget, asked: ReadingRequest) => {
    const read = await graphs.ask("compile", target.part, engineRequest(asked));
    if (!read.ok || read.readableSql !== run.generated_sql)
      throw new AppError(
        "conflict",
        "This run used accepted SQL, and its definition gives other SQL by now: the rows behind its groups cannot be told. Review the SQL of the KPI, and execute it again.",
      );
  };

  return {
    async rows({ execution_id, row }) {
      const run = await requireGroups(db, execution_id);
      if (row > run.number_of_records)
        throw invalidField(
          "row",
          `Execution ${run.id} has ${run.number_of_records} rows, and no row ${row}.`,
        );
      let cells: readonly Cell[] = [];
      for await (const [stored] of readInTurns(db, run.id, [row])) cells = stored ?? [];
      const target = await graphs.runTarget(run);
      const asked = readingRequest({ row: run, target, today: run.execution_timestamp.slice(0, 10) });
      if (run.sql_pin !== null) await refuseOther(run, target, asked);
      const ofGroup = { ...engineRequest(asked), limit: MAX_GROUP_ROWS, group: cells };
      const result = await graphs.ask("compile", target.part, ofGroup);
      if (!result.ok)
        throw new AppError(
          "conflict",
          `The run's definition can no longer be read. ${result.diagnostics[0].message}`,
        );
      const names = readResultColumns(run).map((column) => column.name);
      return {
        execution_id,
        kpi_id: run.kpi_id,
        kpi_name: (await requireKpi(db, run.kpi_id)).name,
        row,
        group: toRecord(names, cells),
        reading: result.explanation.reading,
        generated_sql: result.readableSql,
        ...(await orTrouble(
          firstRows(await sources.connector(target.source.id), result, MAX_GROUP_ROWS, PATIENCE),
        )),
        graph_changed: target.part.version !== run.kg_version,
      };
    },
  };
}

async function requireGroups(db: Db, id: number): Promise<ExecutionRow> {
  const run = await requireExecution(db, id);
  if (!hasGroups(run))
    throw new AppError(
      "conflict",
      `Execution ${id} has no groups whose rows could be opened: each row of its result is a record, a figure, or what a language model asked for.`,
    );
  return run;
}

/** Whether a run's rows are groups that can be opened; what a language model read, the rules would read otherwise. */
export function hasGroups({ execution_status, value_kind, reader }: ExecutionRow): boolean {
  return execution_status === "success" && value_kind === "groups" && !reader?.startsWith("model ");
}
