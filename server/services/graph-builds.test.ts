import fs from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore, type Store } from "../../db/database.ts";
import { insertExecution } from "../../db/queries/executions.ts";
import { findGraph } from "../../db/queries/graphs.ts";
import { insertKpi } from "../../db/queries/kpis.ts";
import { insertRuleset } from "../../db/queries/rulesets.ts";
import { insertSource } from "../../db/queries/sources.ts";
import { SAMPLE_KPI, sampleRun } from "../../db/testing/sample-rows.ts";
import { openSqliteSource } from "../connectors/sqlite/source.ts";
import type { GraphBuild } from "../contracts/graph-builds.ts";
import { joinText } from "../contracts/join-text.ts";
import { temporaryFolder } from "../testing/started-server.ts";
import { createAliasService } from "./aliases.ts";
import { createGraphBuildService, type GraphBuildService } from "./graph-builds.ts";
import { createGraphReader, type GraphReader } from "./graph-reader.ts";
import { createRelationshipService, type RelationshipService } from "./relationships.ts";
import { createSourceConnections, type SourceConnections } from "./source-connections.ts";

/** A graph that is made again, and joins that are measured, after their source changed. */

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let connections: SourceConnections;
let builds: GraphBuildService;
let reader: GraphReader;
let joins: RelationshipService;
let source_id: number;

const NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)";
const SHOP = `
  CREATE TABLE customers (customer_no TEXT PRIMARY KEY, city TEXT);
  CREATE TABLE orders (order_id INTEGER PRIMARY KEY, customer_no TEXT, city TEXT);
  CREATE TABLE couriers (courier_no TEXT, city TEXT);
  INSERT INTO customers ${NUMBERS} SELECT 'C-' || (1000 + i * 7), 'Town ' || i FROM n WHERE i <= 60;
  INSERT INTO orders ${NUMBERS} SELECT i, 'C-' || (1000 + (1 + i % 40) * 7), 'Town ' || (1 + i % 60) FROM n;
  INSERT INTO couriers ${NUMBERS} SELECT 'K' || i, 'Town ' || i FROM n WHERE i <= 60;`;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openStore(path.join(folder.path, "landing_kpi.db"));
  connections = createSourceConnections(store.db, ({ settings }) =>
    openSqliteSource({ path: JSON.parse(settings).file, schema: "shop" }),
  );
  builds = createGraphBuildService(store.db, connections);
  reader = createGraphReader(path.join(folder.path, "landing_kpi.db"));
  joins = createRelationshipService(store.db, connections, reader.ask);
  const settings = JSON.stringify({ file: path.join(folder.path, "shop.db") });
  const source = await insertSource(store.db, { name: "Shop", db_type: "sqlite", settings, secret: null });
  source_id = source.id;
  change(SHOP);
});

afterEach(async () => {
  await builds.shutdown();
  await connections.close();
  await reader.close();
  await store.close();
  folder.remove();
});

function change(script: string): void {
  const db = new SQLite(path.join(folder.path, "shop.db"));
  db.exec(script);
  db.close();
}

async function make(): Promise<GraphBuild> {
  let build = await builds.start({ kg_name: "SHOP", source_id });
  while (build.status === "running") {
    await new Promise((resolve) => setTimeout(resolve, 20));
    build = await builds.get(build.id);
  }
  expect(build).toMatchObject({ status: "done", progress: null });
  return build;
}

async function approveAll(): Promise<void> {
  const { relationships } = await joins.list({ kg_name: "SHOP", page: 1, page_size: 50 });
  const relationship_ids = relationships.map(({ id }) => id);
  await joins.decide({ kg_name: "SHOP", relationship_ids, status: "approved" });
}

test("a first build has no changes, and one of a source that stayed as it was has none to tell", async () => {
  expect((await make()).changes).toBeNull();
  const { id, changes, message } = await make();
  expect(changes).toEqual({
    tables: { new: [], gone: [] },
    columns: [],
    joins: [],
    unused: [],
    left_out: 0,
  });
  expect(message).toBe("3 tables, 0 new joins, 0 proposed joins that nothing speaks for any more.");
  expect((await builds.list("SHOP")).map((build) => build.id)).toEqual([id, id - 1]);
  await expect(builds.list("NOWHERE")).rejects.toMatchObject({ code: "not_found" });
});

describe("a build of a schema of hundreds of tables", () => {
  beforeEach(() => {
    const tables = Array.from(
      { length: 400 },
      (_, n) => `CREATE TABLE part_${n} (part_no TEXT, city TEXT);
      INSERT INTO part_${n} ${NUMBERS} SELECT 'P${n}-' || i, 'Town ' || i FROM n;`,
    );
    change(`BEGIN; ${tables.join("\n")} COMMIT;`);
  });

  async function untilHalfRead(): Promise<GraphBuild> {
    let build = await builds.start({ kg_name: "SHOP", source_id });
    while (build.status === "running" && (build.progress?.done ?? 0) < 100) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      build = await builds.get(build.id);
    }
    return build;
  }

  test("says how many of its tables were read while it reads them", async () => {
    const { progress } = await untilHalfRead();
    expect(progress).toMatchObject({ step: "reading", total: 403 });
    expect(progress?.done).toBeLessThan(403);
  });

  test("ends when it is cancelled in the middle of them, leaves nothing, and can be started again", async () => {
    const { id } = await untilHalfRead();
    expect(await builds.cancel(id)).toMatchObject({ status: "cancelled", progress: null });
    expect(await findGraph(store.db, "SHOP")).toBeUndefined();
    expect(await store.db.selectFrom("source_schemas").select("name").execute()).toEqual([]);
    expect(await builds.start({ kg_name: "SHOP", source_id })).toMatchObject({ status: "running" });
  });
});

test("tables and columns that are new, gone or of another type are named, and so are their joins", async () => {
  await make();
  change(`
    DROP TABLE couriers;
    CREATE TABLE cards (card_no INTEGER PRIMARY KEY, customer_no TEXT);
    INSERT INTO cards ${NUMBERS} SELECT i * 3, 'C-' || (1000 + (1 + i % 30) * 7) FROM n;
    ALTER TABLE orders DROP COLUMN city;
    ALTER TABLE orders ADD COLUMN placed DATE;
    DROP TABLE customers;
    CREATE TABLE customers (customer_no VARCHAR(20) PRIMARY KEY, city TEXT);
    INSERT INTO customers ${NUMBERS} SELECT 'C-' || (1000 + i * 7), 'Town ' || i FROM n WHERE i <= 60;`);
  const { changes } = await make();
  expect(changes?.tables).toEqual({
    new: [{ schema: "shop", table: "cards" }],
    gone: [{ schema: "shop", table: "couriers" }],
  });
  const column = (table: string, name: string) => ({ schema: "shop", table, column: name });
  expect(changes?.columns).toEqual([
    { ...column("customers", "customer_no"), change: "type", before: "TEXT", after: "VARCHAR(20)" },
    { ...column("orders", "placed"), change: "new", before: null, after: "DATE" },
    { ...column("orders", "city"), change: "gone", before: "TEXT", after: null },
  ]);
  const added = changes?.joins.filter((join) => join.change === "new").map(joinText);
  expect(added).toEqual(["cards.customer_no -> customers.customer_no"]);
});

test("an approved join that fits much worse is named with its figures, and stays approved", async () => {
  await make();
  await approveAll();
  change("UPDATE orders SET customer_no = 'X-' || order_id WHERE order_id > 8");
  const { changes, message, id } = await make();
  expect(message).toContain(
    "Approved, but fits much worse now: orders.customer_no -> customers.customer_no.",
  );
  const worse = changes?.joins.filter((join) => join.worse) ?? [];
  expect(worse.map(joinText)).toEqual(["orders.customer_no -> customers.customer_no"]);
  expect(worse[0]?.differences).toContainEqual({ what: "containment", before: 1, after: 0.04 });
  const join = (await joins.list({ kg_name: "SHOP", search: "customer_no", page: 1, page_size: 50 }))
    .relationships[0];
  expect(join).toMatchObject({ status: "approved", evidence: { containment: 0.04 } });
  expect((await builds.get(id)).changes).toEqual(changes);
});

test("what people decided about things that are gone is kept, named and not used", async () => {
  await make();
  await approveAll();
  await joins.add({ kg_name: "SHOP", join: "orders.city -> couriers.city" });
  const aliases = createAliasService(store.db, reader.ask);
  await aliases.add({ kg_name: "SHOP", table: "couriers", alias: "riders" });
  await aliases.add({ kg_name: "SHOP", table: "orders", column: "city", alias: "destination" });
  const graph = await findGraph(store.db, "SHOP");
  const end = (table: string, column: string) => ({ schema: "shop", table, columns: [column] });
  const rule = {
    name: "carried",
    source: end("orders", "customer_no"),
    target: end("couriers", "courier_no"),
    comparisons: [{ how: "exact" }],
    confidence: 1,
  };
  await insertRuleset(store.db, graph?.id ?? 0, "RECON", JSON.stringify([rule]));
  const kpi = await insertKpi(store.db, { ...SAMPLE_KPI, name: "Orders by town" });
  await insertExecution(store.db, {
    ...sampleRun(kpi.id),
    kg_name: "SHOP",
    execution_status: "success",
    generated_sql: 'SELECT t1."city" FROM "orders" AS t1',
  });
  change("DROP TABLE couriers; ALTER TABLE orders DROP COLUMN city;");
  const { changes, message } = await make();
  expect(message).toContain("approved joins, names or rules about what is gone: kept and not used.");
  expect(changes?.unused).toEqual(
    expect.arrayContaining([
      { kind: "join", name: "orders.city -> couriers.city", missing: "orders.city and couriers" },
      { kind: "alias", name: "riders", missing: "couriers" },
      { kind: "alias", name: "destination", missing: "orders.city" },
      { kind: "rule", name: "carried of RECON", missing: "couriers" },
      { kind: "kpi", name: "Orders by town", missing: "orders.city" },
    ]),
  );
  expect(await aliases.list({ kg_name: "SHOP" })).toHaveLength(2);
  const { relationships } = await joins.list({ kg_name: "SHOP", page: 1, page_size: 50 });
  expect(relationships.map(joinText)).toContain("orders.city -> couriers.city");
});

/** Discovery takes no dates for keys: people may. */
const SHIFTS = `
  CREATE TABLE days (day DATE);
  CREATE TABLE shifts (shift INTEGER PRIMARY KEY, day DATE);
  INSERT INTO days ${NUMBERS} SELECT date('2025-01-01', i || ' days') FROM n;
  INSERT INTO shifts ${NUMBERS} SELECT i, date('2025-01-01', (1 + i % 50) || ' days') FROM n;`;

test("a join by hand is measured when it is added, and again when somebody asks", async () => {
  change(SHIFTS);
  await make();
  const { relationship, trouble } = await joins.add({ kg_name: "SHOP", join: "shifts.day -> days.day" });
  expect(trouble).toBeNull();
  expect(relationship).toMatchObject({
    type: "FOREIGN_KEY",
    confidence: 1,
    evidence: { containment: 1, values_checked: 50, target_unique: true, rows_per_key: { max: 4 } },
  });
  change("INSERT INTO days VALUES ('2025-01-02')");
  expect(await joins.measure("SHOP", relationship.id)).toMatchObject({
    type: "MATCHES",
    status: "approved",
    evidence: { containment: 1, target_unique: false, target_distinct: 200 },
  });
});

test("a join that was proposed keeps its direction and its kind when it is added the other way round", async () => {
  await make();
  const { relationship } = await joins.add({
    kg_name: "SHOP",
    join: "customers.customer_no -> orders.customer_no",
  });
  expect(joinText(relationship)).toBe("orders.customer_no -> customers.customer_no");
  expect(relationship).toMatchObject({ status: "approved", origin: "evidence", type: "FOREIGN_KEY" });
  expect(relationship.evidence).toMatchObject({ values_checked: 40, containment: 1 });
});

test("a join is added although its source cannot be reached, and nobody measured it", async () => {
  change(SHIFTS);
  await make();
  await connections.evict(source_id);
  fs.rmSync(path.join(folder.path, "shop.db"));
  const { relationship, trouble } = await joins.add({ kg_name: "SHOP", join: "shifts.day -> days.day" });
  expect(relationship).toMatchObject({ status: "approved", type: "MATCHES", evidence: null });
  expect(trouble).toMatch(/shop\.db/);
  await expect(joins.measure("SHOP", relationship.id)).rejects.toMatchObject({
    code: "unavailable",
    message: `Nothing was measured. ${trouble}`,
  });
  change(SHOP + SHIFTS);
  expect(await joins.measure("SHOP", relationship.id)).toMatchObject({
    type: "FOREIGN_KEY",
    evidence: { containment: 1 },
  });
});
