import type { Db } from "../schema/store.ts";

/** A version of a ruleset; `rules` is a JSON array. */
export interface RulesetRow {
  readonly id: number;
  readonly name: string;
  readonly version: number;
  readonly rules: string;
  readonly created_at: string;
  /** When this version was made. */
  readonly changed_at: string;
}

function newestVersions(db: Db, graphId: number) {
  return db
    .selectFrom("rulesets as ruleset")
    .innerJoin("ruleset_versions as newest", (join) =>
      join.onRef("newest.ruleset_id", "=", "ruleset.id").onRef("newest.version", "=", "ruleset.version"),
    )
    .select([
      "ruleset.id",
      "ruleset.name",
      "ruleset.version",
      "newest.rules",
      "ruleset.created_at",
      "newest.created_at as changed_at",
    ])
    .where("ruleset.graph_id", "=", graphId);
}

/** The rulesets of a graph by name, each as it is now. */
export async function listRulesets(db: Db, graphId: number): Promise<RulesetRow[]> {
  return newestVersions(db, graphId).orderBy("ruleset.name").execute();
}

export async function findRuleset(db: Db, graphId: number, name: string): Promise<RulesetRow | undefined> {
  return newestVersions(db, graphId).where("ruleset.name", "=", name).executeTakeFirst();
}

export async function listRulesetNames(db: Db, graphId: number): Promise<string[]> {
  const rows = await db
    .selectFrom("rulesets")
    .select("name")
    .where("graph_id", "=", graphId)
    .orderBy("name")
    .execute();
  return rows.map((row) => row.name);
}

/** `rules` is a JSON array. */
export async function insertRuleset(db: Db, graphId: number, name: string, rules: string): Promise<void> {
  const { id } = await db
    .insertInto("rulesets")
    .values({ graph_id: graphId, name })
    .returning("id")
    .executeTakeFirstOrThrow();
  await db.insertInto("ruleset_versions").values({ ruleset_id: id, version: 1, rules }).execute();
}

/** Makes the rules those of a new version; the versions before stay. */
export async function changeRuleset(
  db: Db,
  { id, version }: Pick<RulesetRow, "id" | "version">,
  rules: string,
): Promise<void> {
  const next = { ruleset_id: id, version: version + 1, rules };
  await db.insertInto("ruleset_versions").values(next).execute();
  await db.updateTable("rulesets").set({ version: next.version }).where("id", "=", id).execute();
}

/** Whether there was one. */
export async function deleteRuleset(db: Db, graphId: number, name: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("rulesets")
    .where("graph_id", "=", graphId)
    .where("name", "=", name)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
