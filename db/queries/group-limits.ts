import { type RawBuilder, sql } from "kysely";
import type { Db } from "../schema/store.ts";

/** Groups of KPIs that somebody does not see. */
export type HiddenGroups = readonly string[];

/** The rule of who sees which KPI: `group` is the column that has a KPI's group; one without a group is everybody's. */
export function isSeen(group: RawBuilder<unknown>, hidden: HiddenGroups): RawBuilder<boolean> {
  if (hidden.length === 0) return sql<boolean>`1`;
  return sql<boolean>`(${group} IS NULL OR ${group} NOT IN (SELECT value FROM json_each(${JSON.stringify(hidden)})))`;
}

/** The limited groups that neither this account nor this key is a member of. */
export async function listHiddenGroups(
  db: Db,
  { accountId, keyId }: { readonly accountId?: number | undefined; readonly keyId?: number | undefined },
): Promise<string[]> {
  const rows = await db
    .selectFrom("group_limits as limited")
    .select("group_name")
    .where(
      sql<boolean>`NOT EXISTS (SELECT 1 FROM group_members AS member
        WHERE member.group_name = limited.group_name
        AND (member.account_id = ${accountId ?? null} OR member.key_id = ${keyId ?? null}))`,
    )
    .execute();
  return rows.map((row) => row.group_name);
}

/** The group of a KPI: null when it has none, undefined when there is no such KPI. */
export async function groupOfKpi(db: Db, id: number): Promise<string | null | undefined> {
  const row = await db
    .selectFrom("kpi_definitions")
    .select("group_name")
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.group_name;
}

/** The group of the KPI that a run is of. */
export async function groupOfExecution(db: Db, id: number): Promise<string | null | undefined> {
  const row = await db
    .selectFrom("kpi_execution_results as run")
    .innerJoin("kpi_definitions as kpi", "kpi.id", "run.kpi_id")
    .select("kpi.group_name")
    .where("run.id", "=", id)
    .executeTakeFirst();
  return row?.group_name;
}

/** Those of these names that KPIs have which are seen. */
export async function seenNames(
  db: Db,
  names: readonly string[],
  hidden: HiddenGroups,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom("kpi_definitions")
    .select("name")
    .where(sql<boolean>`name IN (SELECT value FROM json_each(${JSON.stringify(names)}))`)
    .where(isSeen(sql.ref("group_name"), hidden))
    .execute();
  return new Set(rows.map((row) => row.name));
}

/** A group in use, or limited, with how many KPIs it has (deleted ones too) and who sees it. */
export interface GroupRow {
  readonly group_name: string;
  readonly kpis: number;
  readonly limited: number;
  /** JSON arrays of ids. */
  readonly accounts: string;
  readonly keys: string;
}

export async function listGroupLimits(db: Db): Promise<GroupRow[]> {
  const { rows } = await sql<GroupRow>`
    SELECT one.group_name,
      (SELECT count(*) FROM kpi_definitions AS kpi WHERE kpi.group_name = one.group_name) AS kpis,
      EXISTS (SELECT 1 FROM group_limits AS limited WHERE limited.group_name = one.group_name) AS limited,
      (SELECT json_group_array(account_id) FROM group_members AS member
        WHERE member.group_name = one.group_name AND account_id IS NOT NULL) AS accounts,
      (SELECT json_group_array(key_id) FROM group_members AS member
        WHERE member.group_name = one.group_name AND key_id IS NOT NULL) AS keys
    FROM (
      SELECT group_name FROM kpi_definitions WHERE group_name IS NOT NULL
      UNION SELECT group_name FROM group_limits
    ) AS one ORDER BY one.group_name`.execute(db);
  return rows;
}

/** Limits a group to these, whoever saw it before. Rejects when one of them is not there. */
export async function saveGroupLimit(
  db: Db,
  group_name: string,
  accounts: readonly number[],
  keys: readonly number[],
): Promise<void> {
  await openGroup(db, group_name);
  await db.insertInto("group_limits").values({ group_name }).execute();
  const members = [
    ...accounts.map((account_id) => ({ group_name, account_id, key_id: null })),
    ...keys.map((key_id) => ({ group_name, account_id: null, key_id })),
  ];
  if (members.length > 0) await db.insertInto("group_members").values(members).execute();
}

/** Everybody sees the group from now on; false when it was not limited. */
export async function openGroup(db: Db, group_name: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("group_limits")
    .where("group_name", "=", group_name)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
