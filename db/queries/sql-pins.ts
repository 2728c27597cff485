import { sql } from "kysely";
import type { NewSqlPinRow, SqlPinRow } from "../schema/kpi-sql-pins.ts";
import type { Db } from "../schema/store.ts";

/** A pin beside what it was made of as that is now; null where that is gone. */
export interface SqlPinNow extends Omit<SqlPinRow, "query"> {
  readonly definition_now: string;
  readonly kg_version_now: number | null;
  readonly ruleset_version_now: number | null;
}

function pinsNow(db: Db, kpiIds: readonly number[]) {
  return db
    .selectFrom("kpi_sql_pins as pin")
    .innerJoin("kpi_definitions as kpi", "kpi.id", "pin.kpi_id")
    .leftJoin("knowledge_graphs as kg", "kg.id", "pin.kg_id")
    .leftJoin("rulesets as ruleset", (join) =>
      join.onRef("ruleset.graph_id", "=", "pin.kg_id").onRef("ruleset.name", "=", "pin.ruleset_name"),
    )
    .select([
      ...([
        "pin.kpi_id",
        "pin.accepted_at",
        "pin.accepted_by",
        "pin.kpi_version",
        "pin.nl_definition",
      ] as const),
      ...(["pin.kg_id", "pin.kg_name", "pin.kg_version", "pin.select_schema", "pin.ruleset_name"] as const),
      ...(["pin.ruleset_version", "pin.excluded_fields", "pin.db_type", "pin.source_id"] as const),
      ...(["pin.source_name", "kpi.nl_definition as definition_now"] as const),
      ...(["kg.version as kg_version_now", "ruleset.version as ruleset_version_now"] as const),
    ])
    .where(sql<boolean>`pin.kpi_id IN (SELECT value FROM json_each(${JSON.stringify(kpiIds)}))`);
}

/** The pins of these KPIs, without their queries, by the KPI's id. */
export async function listSqlPins(
  db: Db,
  kpiIds: readonly number[],
): Promise<ReadonlyMap<number, SqlPinNow>> {
  const rows = await pinsNow(db, kpiIds).execute();
  return new Map(rows.map((row) => [row.kpi_id, row]));
}

export async function findSqlPin(
  db: Db,
  kpiId: number,
): Promise<(SqlPinNow & { readonly query: string }) | undefined> {
  return pinsNow(db, [kpiId]).select("pin.query").executeTakeFirst();
}

/** In place of the one that the KPI had. */
export async function putSqlPin(db: Db, pin: NewSqlPinRow): Promise<void> {
  await db.replaceInto("kpi_sql_pins").values(pin).execute();
}

/** Whether there was one. */
export async function deleteSqlPin(db: Db, kpiId: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("kpi_sql_pins")
    .where("kpi_id", "=", kpiId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
