import type { SqlPinRow } from "../../../db/schema/kpi-sql-pins.ts";
import type { RunTarget } from "../graphs.ts";

type Place = Pick<
  SqlPinRow,
  | "kg_id"
  | "kg_name"
  | "kg_version"
  | "select_schema"
  | "ruleset_name"
  | "ruleset_version"
  | "excluded_fields"
  | "db_type"
  | "source_id"
  | "source_name"
>;

/** By what a definition becomes SQL, in one way of writing it, so that two can be compared. */
export function placeOf(
  { part, ruleset, source, dialect }: RunTarget,
  excludedFields: readonly string[] | null | undefined,
): Place {
  return {
    kg_id: part.id,
    kg_name: part.name,
    kg_version: part.version,
    select_schema: part.schemas.join(", "),
    ruleset_name: ruleset?.name ?? null,
    ruleset_version: ruleset?.version ?? null,
    excluded_fields: JSON.stringify([...new Set(excludedFields ?? [])].sort()),
    db_type: dialect,
    source_id: source.id,
    source_name: source.name,
  };
}
