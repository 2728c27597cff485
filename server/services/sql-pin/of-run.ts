import { findSqlPin, type SqlPinNow } from "../../../db/queries/sql-pins.ts";
import type { KpiRow } from "../../../db/schema/kpi-definitions.ts";
import type { Db } from "../../../db/schema/store.ts";
import type { ExecuteInput, RunSqlPin } from "../../contracts/executions.ts";
import type { Compiled } from "../../engine/result.ts";
import { AppError } from "../../errors.ts";
import { readExact } from "../exact-json.ts";
import type { RunTarget } from "../graphs.ts";
import { type KeptQuery, queryOn } from "./kept-query.ts";
import { placeOf } from "./place.ts";
import { toPinState } from "./state.ts";

/** What a run sends instead of compiling its KPI's definition. */
export interface AcceptedSql {
  readonly compiled: Compiled;
  /** What the run keeps of it. */
  readonly pin: RunSqlPin;
  readonly nl_definition: string;
  readonly kg_version: number;
  readonly ruleset_version: number | null;
}

/**
 * Which SQL a run uses: null for what its definition is compiled to. A run that does not say uses the accepted SQL, and is
 * refused (`conflict`, at the field `sql`) when that is stale or was accepted for other parameters than the run's.
 */
export async function acceptedSql(
  db: Db,
  kpi: KpiRow,
  target: RunTarget,
  input: ExecuteInput,
  today: string,
): Promise<AcceptedSql | null> {
  if (input.sql === "compiled") return null;
  const pin = await findSqlPin(db, kpi.id);
  if (!pin) {
    if (input.sql === undefined) return null;
    throw refused(
      `No SQL of the KPI "${kpi.name}" is accepted. Review and accept it first, or send sql "compiled".`,
    );
  }
  const other = otherPlace(pin, target, input);
  const state = toPinState(pin);
  if (other.length > 0) throw refused(`${accepted(pin)} ${other.join(" ")} ${CHOICES.other}`);
  if (state.stale.length > 0 && input.sql === undefined)
    throw refused(`${accepted(pin)} ${state.stale.join(" ")} ${CHOICES.stale}`);
  const { accepted_at, accepted_by, kpi_version, stale } = state;
  const { nl_definition, kg_version, ruleset_version } = pin;
  return {
    compiled: queryOn(readExact<KeptQuery>(pin.query), today, input.limit_records),
    pin: { accepted_at, accepted_by, kpi_version, stale },
    ...{ nl_definition, kg_version, ruleset_version },
  };
}

const CHOICES = {
  stale:
    'Review the SQL and accept it again, or say which to run: sql "compiled" for what the definition gives now, "pinned" for what was accepted.',
  other:
    'Execute it as it was accepted, review the SQL for these parameters, or send sql "compiled" to run what the definition gives now.',
};

function accepted({ kpi_version, accepted_at }: SqlPinNow): string {
  return `The SQL of this KPI was accepted on ${accepted_at.slice(0, 10)} for its version ${kpi_version}.`;
}

function refused(message: string): AppError {
  return new AppError("conflict", message, { fieldErrors: [{ field: "sql", message }] });
}

/** Which parameters of the run are not those that the SQL was accepted for. */
function otherPlace(pin: SqlPinNow, target: RunTarget, input: ExecuteInput): string[] {
  const run = placeOf(target, input.excluded_fields);
  if (run.kg_id !== pin.kg_id)
    return [
      run.kg_name === pin.kg_name
        ? `The graph ${pin.kg_name} that it was accepted for was deleted; the one of this name is another.`
        : `It was accepted for the graph ${pin.kg_name}, not for ${run.kg_name}.`,
    ];
  const excluded = (fields: string) => (JSON.parse(fields) as string[]).join(", ") || "none";
  const differences: [boolean, string][] = [
    [
      run.source_id !== pin.source_id || run.db_type !== pin.db_type,
      `It was accepted for the source ${pin.source_name}, not for ${run.source_name}.`,
    ],
    [
      run.select_schema !== pin.select_schema,
      `It was accepted for the schema ${pin.select_schema}, not for ${run.select_schema}.`,
    ],
    [
      run.ruleset_name !== pin.ruleset_name,
      `It was accepted ${by(pin.ruleset_name)}, and the run is ${by(run.ruleset_name)}.`,
    ],
    [
      run.excluded_fields !== pin.excluded_fields,
      `It was accepted with the excluded fields ${excluded(pin.excluded_fields)}, and the run has ${excluded(run.excluded_fields)}.`,
    ],
  ];
  return differences.flatMap(([differs, sentence]) => (differs ? [sentence] : []));
}

function by(ruleset: string | null): string {
  return ruleset === null ? "without a ruleset" : `with the ruleset ${ruleset}`;
}
