import type { ComparedSide } from "../../db/queries/rows-by-key.ts";
import type { ExecutionRow } from "../../db/schema/kpi-execution-results.ts";
import type { Db } from "../../db/schema/store.ts";
import type { ComparisonQuery } from "../contracts/comparisons.ts";
import { AppError, invalidField } from "../errors.ts";
import { chooseKey, type RowKey } from "./comparison-key.ts";
import type { ComparisonTask } from "./comparison-runner.ts";
import { type ResultColumnInfo, readResultColumns } from "./execution-record.ts";
import { limitCut } from "./export-file-name.ts";
import type { GraphService } from "./graphs.ts";
import { requireSuccess } from "./row-selection.ts";

/** Two runs that can be compared, and how. */
export interface ComparedRuns {
  readonly left: ExecutionRow;
  readonly right: ExecutionRow;
  readonly columns: Readonly<Record<"left" | "right" | "shared", readonly ResultColumnInfo[]>>;
  readonly key: RowKey;
  readonly task: Omit<ComparisonTask, "file">;
}

/** Throws an AppError when the runs have no rows or are of different KPIs, and for a key that they do not have. */
export async function compareRuns(
  db: Db,
  graphs: GraphService,
  query: Pick<ComparisonQuery, "left" | "right" | "key">,
): Promise<ComparedRuns> {
  if (query.left === query.right)
    throw invalidField("right", `Execution ${query.right} is compared with itself. Name another one.`);
  const [left, right] = [await requireSuccess(db, query.left), await requireSuccess(db, query.right)];
  if (left.kpi_id !== right.kpi_id)
    throw invalidField(
      "right",
      `Execution ${right.id} is of another KPI than execution ${left.id}. Compare two runs of one KPI.`,
    );
  const columns = { left: readResultColumns(left), right: readResultColumns(right) };
  const shared = columns.left.flatMap((column): ResultColumnInfo[] => {
    const other = columns.right.find(({ name }) => name === column.name);
    return other ? [bothOf(column, other)] : [];
  });
  if (shared.length === 0)
    throw new AppError("conflict", `Executions ${left.id} and ${right.id} have no column in common.`);
  const key = chooseKey({ asked: query.key, left, right, shared, table: await keysOf(graphs, right) });
  const all = { ...columns, shared };
  return { left, right, columns: all, key, task: taskOf(left, right, all, key) };
}

/** A column of both runs is of numbers or dates only when it is in both. */
function bothOf(left: ResultColumnInfo, right: ResultColumnInfo): ResultColumnInfo {
  return {
    name: left.name,
    numeric: left.numeric && right.numeric,
    values: left.values === right.values ? (right.values ?? "texts") : "texts",
  };
}

function taskOf(
  left: ExecutionRow,
  right: ExecutionRow,
  columns: ComparedRuns["columns"],
  key: RowKey,
): ComparedRuns["task"] {
  const names = columns.shared.map((column) => column.name);
  const alike = [columns.left, columns.right].every(
    (list) => list.length === names.length && list.every(({ name }, at) => name === names[at]),
  );
  const sideOf = (run: ExecutionRow, list: readonly ResultColumnInfo[]): ComparedSide => {
    const places = (wanted: readonly string[]) =>
      wanted.map((name) => list.findIndex((column) => column.name === name));
    const whole = key.columns.length === 0 && key.origin !== "figure";
    return {
      executionId: run.id,
      key: whole ? null : places(key.columns),
      columns: alike ? null : places(names),
    };
  };
  return {
    left: sideOf(left, columns.left),
    right: sideOf(right, columns.right),
    stored: { left: left.number_of_records, right: right.number_of_records },
    columns: names.length,
  };
}

/** The keys of the table that a run's rows are of, as its graph has it now; null when graph or table are gone. */
async function keysOf(graphs: GraphService, run: ExecutionRow) {
  try {
    const { part } = await graphs.runTarget(run);
    return await graphs.ask("keys", part, run.source_table ?? "");
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/**
 * Whether rows that only one run kept may lie beyond the limit of the other. They are shown all the same, since they
 * are worth looking at, but nobody is to report them as added or gone.
 */
export function uncertainOf({ left, right }: Pick<ComparedRuns, "left" | "right">) {
  return { added: limitCut(left) !== null, gone: limitCut(right) !== null };
}

/** Why rows may seem added or gone that are not. */
export function cautionsOf({ left, right, columns }: ComparedRuns): string[] {
  const uncertain = uncertainOf({ left, right });
  const cut = [left, right].flatMap((run) => {
    const kept = limitCut(run);
    if (!kept) return [];
    const of = kept.total === null ? "" : ` of ${kept.total.toLocaleString("en")}`;
    return [`execution ${run.id} kept the first ${kept.stored.toLocaleString("en")}${of} records`];
  });
  const kinds = (["added", "gone"] as const).filter((kind) => uncertain[kind]);
  const cautions: string[] = [];
  if (cut.length > 0)
    cautions.push(
      `${sentence(cut.join(", and "))}: a record that seems ${kinds.join(" or ")} may only lie beyond the limit. Execute with a higher limit to be sure.`,
    );
  const only = (names: readonly ResultColumnInfo[]) =>
    names.filter(({ name }) => !columns.shared.some((column) => column.name === name)).length;
  if (only(columns.left) + only(columns.right) > 0)
    cautions.push("The runs have different columns: only those that both have are compared.");
  return cautions;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
