import { findExecutionByKey, forgetKeyOfExecution } from "../../db/queries/executions.ts";
import type { ExecutionRow } from "../../db/schema/kpi-execution-results.ts";
import type { Db } from "../../db/schema/store.ts";
import type { ExecuteInput } from "../contracts/executions.ts";
import { AppError } from "../errors.ts";

/** How long a key stands for its run, in hours; it goes with the run in any case, so there are no more than runs. */
const KEPT_HOURS = 24;

/**
 * The run that an earlier request with the same idempotency key began; undefined when there is no key, or none that
 * counts any more. A request for anything else under that key is refused as a `conflict`.
 */
export async function earlierRun(db: Db, input: ExecuteInput): Promise<ExecutionRow | undefined> {
  if (input.idempotency_key === undefined) return undefined;
  const run = await findExecutionByKey(db, input.idempotency_key, KEPT_HOURS);
  if (!run) return undefined;
  if (run.is_old) {
    await forgetKeyOfExecution(db, run.id);
    return undefined;
  }
  const field = differingField(run, input);
  if (field === undefined) return run;
  throw new AppError(
    "conflict",
    `The idempotency key "${input.idempotency_key}" was sent before and began execution ${run.id}, with another ${field}. Use a new key for another execution.`,
    {
      fieldErrors: [
        { field: "idempotency_key", message: `Began execution ${run.id} with another ${field}.` },
      ],
    },
  );
}

/** The first parameter that the run does not have; one that was left to the product is the run's own. */
function differingField(run: ExecutionRow, input: ExecuteInput): keyof ExecuteInput | undefined {
  const { idempotency_key, db_type, excluded_fields, ruleset_name, use_llm, sql, ...plain } = input;
  const used = run.sql_pin === null ? "compiled" : "pinned";
  if ((sql ?? used) !== used) return "sql";
  const asStored: Partial<Record<Exclude<keyof ExecuteInput, "sql">, unknown>> = {
    ...plain,
    db_type: db_type ?? run.db_type,
    excluded_fields: excluded_fields ? JSON.stringify(excluded_fields) : null,
    ruleset_name: ruleset_name ?? null,
    use_llm: Number(use_llm),
  };
  return (Object.keys(asStored) as (keyof typeof asStored)[]).find((field) => asStored[field] !== run[field]);
}
