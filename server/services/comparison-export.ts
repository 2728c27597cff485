import type { Db } from "../../db/schema/store.ts";
import type { ComparedRow, ComparisonExportQuery } from "../contracts/comparisons.ts";
import type { ExportFormat } from "../contracts/drilldown.ts";
import type { Cell } from "../contracts/executions.ts";
import { orBeyondLimit } from "../contracts/row-changes.ts";
import type { TableColumn } from "../workbook/write.ts";
import { countOf, countsOf, readCompared } from "./compared-rows.ts";
import { type ComparedRuns, cautionsOf, compareRuns, uncertainOf } from "./compared-runs.ts";
import type { Compared } from "./comparison-merge.ts";
import type { ComparisonRunner } from "./comparison-runner.ts";
import { CONTENT_TYPES, csvLines, type ExportFile, jsonLines, tableColumn } from "./export-file.ts";
import { comparisonFileName } from "./export-file-name.ts";
import { exportWorkbook, type Fact } from "./export-workbook.ts";
import type { GraphService } from "./graphs.ts";
import { requireKpi } from "./kpis.ts";
import { changesSince } from "./run-changes.ts";
import { isoTimestamp } from "./text.ts";

export interface ComparisonExportService {
  /**
   * What became of the rows, in the order of the pages. JSON lines are the rows as the API has them; the others have a
   * column for what became of the row, its columns as they are now (or were, of a row that is gone), and what they were
   * before where they changed.
   */
  file(query: ComparisonExportQuery, signal?: AbortSignal): Promise<ExportFile>;
}

export function createComparisonExportService(
  db: Db,
  graphs: GraphService,
  runner: ComparisonRunner,
): ComparisonExportService {
  return {
    async file(query, signal) {
      const runs = await compareRuns(db, graphs, query);
      const compared = await runner.compare(runs.task, signal);
      const { change = null, format } = query;
      const count = countOf(compared, change);
      const { name } = await requireKpi(db, runs.right.kpi_id);
      const records = () => readCompared(db, runs, compared, { change, offset: 0, length: count });
      const columns = columnsOf(runs);
      const rows = () => cellsOf(runs, records());
      const chunks: Readonly<Record<ExportFormat, () => ExportFile["chunks"]>> = {
        csv: () =>
          csvLines(
            columns.map((column) => column.name),
            rows(),
            query.bom,
          ),
        jsonl: () => jsonLines(records()),
        xlsx: () => exportWorkbook({ columns, count, rows }, factsOf(name, runs, compared)),
      };
      return {
        fileName: comparisonFileName(name, runs.left, runs.right, format),
        contentType: CONTENT_TYPES[format],
        chunks: chunks[format](),
      };
    },
  };
}

/** The columns of both runs, then those of only one. */
function everyColumn({ columns }: ComparedRuns) {
  const isShared = (name: string) => columns.shared.some((column) => column.name === name);
  return [...columns.shared, ...[...columns.right, ...columns.left].filter(({ name }) => !isShared(name))];
}

/** The columns that may differ in rows of one key. */
function comparedColumns({ columns, key }: ComparedRuns) {
  const whole = key.columns.length === 0 && key.origin !== "figure";
  return whole ? [] : columns.shared.filter(({ name }) => !key.columns.includes(name));
}

function columnsOf(runs: ComparedRuns): TableColumn[] {
  const before = comparedColumns(runs).map((column) =>
    tableColumn({ ...column, name: `${column.name} (before)` }),
  );
  const texts = ["Change", "Changed columns"].map((name): TableColumn => ({ name, kind: "texts" }));
  return [...texts, ...everyColumn(runs).map(tableColumn), ...before];
}

async function* cellsOf(runs: ComparedRuns, records: AsyncIterable<ComparedRow[]>): AsyncGenerator<Cell[][]> {
  const now = everyColumn(runs).map((column) => column.name);
  const before = comparedColumns(runs).map((column) => column.name);
  for await (const some of records)
    yield some.map(({ change, uncertain, changed_columns, left, right }) => {
      const cell = (name: string) =>
        [right, left].find((row) => row && Object.hasOwn(row, name))?.[name] ?? null;
      const was = (name: string) => (changed_columns.includes(name) ? (left?.[name] ?? null) : null);
      const changed = changed_columns.length > 0 ? changed_columns.join(", ") : null;
      return [orBeyondLimit(change, uncertain), changed, ...now.map(cell), ...before.map(was)];
    });
}

function factsOf(kpiName: string, runs: ComparedRuns, compared: Compared): Fact[] {
  const { left, right, key } = runs;
  const uncertain: Partial<Record<string, boolean>> = uncertainOf(runs);
  const by = key.columns.length > 0 ? key.columns.join(", ") : "the whole row";
  return [
    ["KPI", kpiName],
    ["From", `Execution ${left.id}, ${isoTimestamp(left.execution_timestamp)}: ${left.nl_definition}`],
    ["To", `Execution ${right.id}, ${isoTimestamp(right.execution_timestamp)}: ${right.nl_definition}`],
    ["Compared by", key.origin === "figure" ? "the only row" : by],
    ...Object.entries(countsOf(compared)).map(
      ([change, rows]): Fact => [orBeyondLimit(change, uncertain[change] === true), rows],
    ),
    ...changesSince(left, right, `execution ${left.id}`).map((change): Fact => ["Other basis", change]),
    ...cautionsOf(runs).map((caution): Fact => ["Caution", caution]),
  ];
}
