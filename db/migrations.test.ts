import SQLite from "better-sqlite3";
import { Kysely, SqliteDialect, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defineFunctions } from "./database.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import { findRows } from "./queries/drilldown.ts";
import { insertExecution } from "./queries/executions.ts";
import { findGraph, listGraphSchemas } from "./queries/graphs.ts";
import { insertKpi } from "./queries/kpis.ts";
import { accountOfSubject, insertOpenIdLink } from "./queries/openid-links.ts";
import { findRuleset, listRulesetNames } from "./queries/rulesets.ts";
import { deleteSession, insertSession, listSessions, replaceLink } from "./queries/sessions.ts";
import { insertSource, listSources, saveSchema } from "./queries/sources.ts";
import type { NewExecutionRow } from "./schema/kpi-execution-results.ts";
import type { StoreTables } from "./schema/store.ts";
import { SAMPLE_KPI, sampleRun } from "./testing/sample-rows.ts";

/** What becomes of the rows of an older store. */

const provider = {
  async getMigrations(): Promise<Record<string, Migration>> {
    return { ...MIGRATIONS };
  },
};
let db: Kysely<StoreTables>;
let migrator: Migrator;

beforeEach(() => {
  const sqlite = new SQLite(":memory:");
  defineFunctions(sqlite);
  db = new Kysely<StoreTables>({ dialect: new SqliteDialect({ database: sqlite }) });
  migrator = new Migrator({ db, provider });
});

afterEach(() => db.destroy());

test("the sources, schemas and graphs of an older store become ones of one source each", async () => {
  await migrator.migrateTo("0005-near-partners");
  await sql`PRAGMA foreign_keys = ON`.execute(db);
  const old = [
    "INSERT INTO sources (name, db_type, location, created_at) VALUES ('lab', 'sqlite', '/data/lab \"x\".db', '2026-01-31 10:00:00')",
    "INSERT INTO source_schemas (source_id, name, catalog) VALUES (1, 'lab', '{\"tables\":[]}')",
    "INSERT INTO knowledge_graphs (name, version) VALUES ('KG_LAB', 3)",
    "INSERT INTO knowledge_graph_schemas VALUES (1, 1)",
  ];
  for (const statement of old) await sql.raw(statement).execute(db);

  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  const [source] = await listSources(db);
  expect(source).toMatchObject({ id: 1, name: "lab", secret: null, updated_at: "2026-01-31 10:00:00" });
  expect(JSON.parse(source?.settings ?? "")).toEqual({ file: '/data/lab "x".db' });
  expect(await findGraph(db, "KG_LAB")).toMatchObject({ id: 1, version: 3, source_id: 1 });
  expect(await listGraphSchemas(db, 1)).toEqual([
    { name: "lab", catalog: '{"tables":[]}', source_id: 1, source_name: "lab", db_type: "sqlite" },
  ]);
  expect((await sql`PRAGMA foreign_key_check`.execute(db)).rows).toEqual([]);
  // Two databases may both have a schema of one name; one database may not.
  const other = await insertSource(db, { name: "other", db_type: "sqlite", settings: "{}", secret: null });
  const id = await saveSchema(db, { source_id: other.id, name: "lab", catalog: "{}" });
  expect(await saveSchema(db, { source_id: other.id, name: "lab", catalog: "[]" })).toBe(id);
  expect((await listGraphSchemas(db, 1))[0]?.catalog).toBe('{"tables":[]}');
});

test("how large a schema is stands beside its catalog, in an older store and after each change", async () => {
  await migrator.migrateTo("0012-run-sources");
  const table = (name: string, columns: number) => ({
    name,
    columns: Array.from({ length: columns }, () => ({})),
  });
  const catalogOf = (...tables: object[]) => JSON.stringify({ tables });
  const [first, second] = [catalogOf(table("a", 2), table("b", 3)), catalogOf(table("a", 4))];
  await sql`INSERT INTO sources (name, db_type, settings) VALUES ('lab', 'sqlite', '{}')`.execute(db);
  await sql`INSERT INTO source_schemas (source_id, name, catalog) VALUES (1, 'lab', ${first})`.execute(db);
  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  const sizes = () => db.selectFrom("source_schemas").select(["tables_count", "columns_count"]).execute();
  expect(await sizes()).toEqual([{ tables_count: 2, columns_count: 5 }]);
  await saveSchema(db, { source_id: 1, name: "lab", catalog: second });
  await saveSchema(db, { source_id: 1, name: "other", catalog: first });
  expect(await sizes()).toEqual([
    { tables_count: 1, columns_count: 4 },
    { tables_count: 2, columns_count: 5 },
  ]);
});

test("the rulesets of an older store keep their rules, as their first version", async () => {
  await migrator.migrateTo("0007-graph-builds");
  await sql`PRAGMA foreign_keys = ON`.execute(db);
  const old = [
    "INSERT INTO sources (name, db_type, settings) VALUES ('lab', 'sqlite', '{}')",
    "INSERT INTO knowledge_graphs (name, source_id) VALUES ('KG_LAB', 1)",
    "INSERT INTO rulesets (id, graph_id, name, created_at) VALUES (7, 1, 'RECON', '2026-01-31 10:00:00'), (8, 1, 'EMPTY', '2026-01-31 11:00:00')",
    `INSERT INTO ruleset_rules (ruleset_id, name, source_schema, source_table, source_columns, target_schema,
       target_table, target_columns, match_type, confidence)
     VALUES (7, 'a "to" b', 'lab', 'a', '["x","y"]', 'lab', 'b', '["z","w"]', 'trimmed', 0.9),
       (7, 'c to d', 'lab', 'c', '["x"]', 'lab', 'd', '["z"]', 'exact', 1)`,
  ];
  for (const statement of old) await sql.raw(statement).execute(db);

  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  expect(await listRulesetNames(db, 1)).toEqual(["EMPTY", "RECON"]);
  const ruleset = await findRuleset(db, 1, "RECON");
  expect(ruleset).toMatchObject({ id: 7, version: 1, created_at: "2026-01-31 10:00:00" });
  expect(JSON.parse(ruleset?.rules ?? "")).toEqual([
    {
      name: 'a "to" b',
      source: { schema: "lab", table: "a", columns: ["x", "y"] },
      target: { schema: "lab", table: "b", columns: ["z", "w"] },
      comparisons: [{ how: "trimmed" }, { how: "trimmed" }],
      confidence: 0.9,
    },
    {
      name: "c to d",
      source: { schema: "lab", table: "c", columns: ["x"] },
      target: { schema: "lab", table: "d", columns: ["z"] },
      comparisons: [{ how: "exact" }],
      confidence: 1,
    },
  ]);
  expect((await findRuleset(db, 1, "EMPTY"))?.rules).toBe("[]");
  expect((await sql`PRAGMA foreign_key_check`.execute(db)).rows).toEqual([]);
});

test("runs from before there were values get theirs as far as it can be told", async () => {
  await migrator.migrateTo("0002-growing-history");
  const kpi = await insertKpi(db, SAMPLE_KPI);
  const given = async (operation: string, columns: string[], row: unknown[] | null, total: number | null) => {
    const run: NewExecutionRow = {
      ...sampleRun(kpi.id),
      execution_status: row ? "success" : "failed",
      operation,
      result_columns: JSON.stringify(columns.map((name) => ({ name, numeric: false }))),
      number_of_records: row ? 1 : 0,
      total_records: total,
    };
    const { id } = await insertExecution(db, run);
    const data = JSON.stringify(row);
    if (row)
      await db.insertInto("kpi_execution_rows").values({ execution_id: id, row_number: 1, data }).execute();
  };
  await given("NOT_IN", ["Material"], ["M-1"], 437);
  await given("LIST", ["Material"], ["M-1"], null);
  await given("GROUP", ["STATUS", "row_count"], ["Active", 9], 12);
  await given("DUPLICATES", ["SKU", "row_count"], ["S-1", 2], 31);
  await given("DUPLICATES", ["duplicate_count"], [31], 1);
  await given("AGGREGATE", ["row_count"], [152], 1);
  await given("AGGREGATE", ["percentage"], [37.123_456], 1);
  await given("AGGREGATE", ["max_CHANGED"], ["2026-11-25"], 1);
  await given("AGGREGATE", ["min_PRICE", "max_PRICE"], [1, 9], 1);
  await given("AGGREGATE", ["row_count"], null, null);

  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  const runs = await db.selectFrom("kpi_execution_results").selectAll().orderBy("id").execute();
  expect(runs.map((run) => [run.value, run.value_kind])).toEqual([
    [437, "rows"],
    [1, "rows"],
    [12, "groups"],
    [31, "groups"],
    [31, "figure"],
    [152, "figure"],
    [37.123_456, "percentage"],
    [null, "figure"],
    [null, "figures"],
    [null, null],
  ]);
});

test("the accounts of an older store can be linked to who somebody is elsewhere, each once", async () => {
  await migrator.migrateTo("0028-whole-queries");
  await sql`PRAGMA foreign_keys = ON`.execute(db);
  for (const login of ["ada", "bob"])
    await sql`INSERT INTO accounts (login, login_key, name, role) VALUES (${login}, ${login}, ${login}, 'viewer')`.execute(
      db,
    );
  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  const ann = { issuer: "https://login.example.com", subject: "ann" };
  await insertOpenIdLink(db, ann, 1);
  expect(await accountOfSubject(db, ann)).toMatchObject({ id: 1, login: "ada" });
  await expect(insertOpenIdLink(db, ann, 2)).rejects.toThrow(/UNIQUE/);
  await expect(insertOpenIdLink(db, { ...ann, subject: "other" }, 1)).rejects.toThrow(/UNIQUE/);
  await db.deleteFrom("accounts").where("id", "=", 1).execute();
  expect(await accountOfSubject(db, ann)).toBeUndefined();
  expect((await sql`SELECT * FROM openid_links`.execute(db)).rows).toEqual([]);
});

test("the links of an older store count, and one on request stands beside them", async () => {
  await migrator.migrateTo("0029-openid-links");
  await sql`INSERT INTO accounts (login, login_key, name, role) VALUES ('ada', 'ada', 'Ada', 'viewer')`.execute(
    db,
  );
  await sql`INSERT INTO account_links VALUES ('old', 1, 1000)`.execute(db);
  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  const add = (token_hash: string, made_by: "administrator" | "request") =>
    replaceLink(db, { token_hash, account_id: 1, made_by, expires_at: 1000 });
  const counting = async () =>
    (await db.selectFrom("account_links").select("token_hash").execute()).map(({ token_hash }) => token_hash);
  await add("asked", "request");
  expect(await counting()).toEqual(["asked", "old"]);
  await add("asked again", "request");
  expect(await counting()).toEqual(["asked again", "old"]);
  await add("new", "administrator");
  expect(await counting()).toEqual(["new"]);
});

test("the sessions of an older store go on, as if they were used just now", async () => {
  await migrator.migrateTo("0029-openid-links");
  await sql`PRAGMA foreign_keys = ON`.execute(db);
  await sql`INSERT INTO accounts (login, login_key, name, role) VALUES ('ada', 'ada', 'Ada', 'viewer')`.execute(
    db,
  );
  const DAY_MS = 24 * 3_600_000;
  const expires_at = Date.now() + 3 * DAY_MS;
  await sql`INSERT INTO sessions (token_hash, account_id, expires_at) VALUES ('a hash', 1, ${expires_at})`.execute(
    db,
  );
  const before = Math.floor(Date.now() / 1000) * 1000;
  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  const [session, ...more] = await listSessions(db, 1, Date.now(), 0);
  expect(more).toEqual([]);
  expect(session).toMatchObject({ token_hash: "a hash", user_agent: null, expires_at });
  expect(session?.began_at).toBe(expires_at - 14 * DAY_MS);
  expect(session?.used_at).toBeGreaterThanOrEqual(before);
  // A number is never given out again, and a session goes with its account.
  await deleteSession(db, "a hash");
  const next = {
    token_hash: "another",
    account_id: 1,
    user_agent: null,
    began_at: 1,
    used_at: 1,
    expires_at,
  };
  await insertSession(db, next, 0, 0);
  expect((await listSessions(db, 1, 0, 0))[0]?.id).toBe((session?.id ?? 0) + 1);
  await db.deleteFrom("accounts").execute();
  expect(await listSessions(db, 1, 0, 0)).toEqual([]);
});

test("rows from before are searched in any case, too", async () => {
  await migrator.migrateTo("0030-sessions-and-links");
  const { id } = await insertExecution(db, sampleRun((await insertKpi(db, SAMPLE_KPI)).id));
  const rows = ['["KÖLN",1]', '["Lyon",2]'].map((data, index) => ({
    ...{ execution_id: id, row_number: index + 1, data },
  }));
  await db.insertInto("kpi_execution_rows").values(rows).execute();
  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  const find = async (search: string) => [
    ...(await findRows(db, { executionId: id, conditions: [], search }, { from: 1, to: 2 })),
  ];
  expect([await find("köl"), await find("LYO"), await find("n")]).toEqual([[1], [2], [1, 2]]);
});
