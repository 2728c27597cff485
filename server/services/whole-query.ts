import type { ExecutionRow } from "../../db/schema/kpi-execution-results.ts";
import type { WholeQuery } from "../engine/result.ts";
import { readExact, writeExact } from "./exact-json.ts";

/** A run's query without its limit, as the text that is kept with the run. */
export function writeWholeQuery({ pieces, parameters }: WholeQuery): string {
  return writeExact({ pieces, parameters });
}

/** Whether a run kept fewer rows than its query returned. */
export function keptFirstRows(run: ExecutionRow): boolean {
  return run.execution_status === "success" && (run.total_records ?? 0) > run.number_of_records;
}

/** What to ask of which source for the rows that a run did not keep; or the sentence that says why nothing can be. */
export type RestOfRows =
  | { readonly ok: true; readonly query: WholeQuery; readonly sourceId: number }
  | { readonly ok: false; readonly problem: string };

/** For a run that kept its first rows only. */
export function restOfRows({
  whole_query,
  source_id,
  source_name,
}: Pick<ExecutionRow, "whole_query" | "source_id" | "source_name">): RestOfRows {
  if (source_id === null) {
    const source = source_name === null ? "The source of this run" : `The source "${source_name}"`;
    return { ok: false, problem: `${source} is no longer connected, so the other rows cannot be read.` };
  }
  if (whole_query === null)
    return {
      ok: false,
      problem:
        "This run was made by an earlier version of Landing KPI, which did not keep its query. Execute the KPI again to read the other rows.",
    };
  return { ok: true, query: readExact<WholeQuery>(whole_query), sourceId: source_id };
}
