import path from "node:path";
import SQLite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Json, type RestClient, startRestClient } from "../testing/rest-client.ts";
import { temporaryFolder } from "../testing/started-server.ts";

/** A knowledge graph made from a source over REST, its joins decided on, and a KPI run over it. */

const folder = temporaryFolder();
let rest: RestClient;
let sourceId: number;

beforeAll(async () => {
  const db = new SQLite(path.join(folder.path, "shop.db"));
  db.exec(`
    CREATE TABLE customers (customer_no TEXT, city TEXT);
    CREATE TABLE orders (order_id INTEGER PRIMARY KEY, customer_no TEXT, amount REAL);
    CREATE TABLE order_lines (line_id INTEGER PRIMARY KEY, order_id INTEGER REFERENCES orders(order_id), sku TEXT);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
      INSERT INTO customers SELECT 'C-' || (1000 + i * 7), CASE i % 3 WHEN 0 THEN 'Porto' ELSE 'Lyon' END FROM n;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
      INSERT INTO orders SELECT i, 'C-' || (1000 + (1 + i % 40) * 7), i * 1.5 FROM n;
    INSERT INTO order_lines SELECT order_id * 2, order_id, 'S-' || order_id FROM orders;`);
  db.close();
  rest = await startRestClient({ SOURCE_FOLDERS: folder.path });
  const { body } = await rest.call("POST", "/v1/sources", {
    name: "Shop",
    db_type: "sqlite",
    file: "shop.db",
  });
  sourceId = body.source.id;
});

afterAll(async () => {
  await rest?.close();
  folder.remove();
});

async function build(request: object): Promise<Json> {
  const { status, body } = await rest.call("POST", "/v1/kg", { source_id: sourceId, ...request });
  if (status !== 201) return body;
  for (;;) {
    const { build } = (await rest.call("GET", `/v1/kg-builds/${body.build.id}`)).body;
    if (build.status !== "running") return build;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const joins = async (kgName: string, query = ""): Promise<Json> =>
  (await rest.call("GET", `/v1/kg/${kgName}/relationships${query}`)).body;

const version = async (kgName: string): Promise<number> =>
  (await rest.call("GET", `/v1/kg/${kgName}`)).body.graph.version;

const ends = ({ source, target }: Json) =>
  `${source.table}.${source.columns} -> ${target.table}.${target.columns}`;

describe("a knowledge graph", () => {
  test("has the declared keys as joins, and proposes others with their evidence", async () => {
    expect(await build({ kg_name: "SHOP" })).toMatchObject({
      kg_name: "SHOP",
      status: "done",
      progress: null,
      message: expect.stringMatching(/^3 tables, 1 declared join, 1 proposed join\.$/),
    });
    const { relationships, counts } = await joins("SHOP");
    expect(counts).toEqual({ proposed: 1, approved: 1, rejected: 0 });
    const [proposed, declared] = relationships;
    expect(ends(declared)).toBe("order_lines.order_id -> orders.order_id");
    expect(declared).toMatchObject({ origin: "declared", status: "approved", confidence: 1 });
    expect(ends(proposed)).toBe("orders.customer_no -> customers.customer_no");
    expect(proposed).toMatchObject({ origin: "evidence", status: "proposed" });
    expect(proposed.evidence).toMatchObject({ containment: 1, exact_containment: 1, same_type: true });
  });

  test("uses a join once it is approved, and every change has a version", async () => {
    const definition = {
      nl_definition: "customers which are not in orders",
      kg_name: "SHOP",
      select_schema: "shop",
    };
    const before = (await rest.call("POST", "/v1/landing-kpi/preview", definition)).body;
    expect(before.success).toBe(false);
    const was = await version("SHOP");
    const [{ id }] = (await joins("SHOP", "?status=proposed")).relationships;
    const decided = await rest.call("POST", "/v1/kg/SHOP/relationships/decide", {
      relationship_ids: [id],
      status: "approved",
    });
    expect(decided.body).toEqual({ success: true, message: "1 join approved" });
    expect(await version("SHOP")).toBe(was + 1);
    const kpi = await rest.createKpi("customers which are not in orders");
    const run = await rest.call("POST", `/v1/landing-kpi/kpis/${kpi.id}/execute`, definitionless(definition));
    expect(run.body.execution_result).toMatchObject({
      execution_status: "success",
      number_of_records: 20,
      kg_version: was + 1,
    });
  });

  test("takes joins by hand, however they are written", async () => {
    const added = await rest.call("POST", "/v1/kg/SHOP/relationships", {
      join: 'order_lines.SKU -> "customers".city',
    });
    expect(added.status).toBe(201);
    expect(added.body.message).toBe("Join added successfully: order_lines.sku -> customers.city");
    expect(added.body.relationship).toMatchObject({
      origin: "person",
      status: "approved",
      type: "MATCHES",
      evidence: { values_checked: 200, containment: 0, target_unique: false, rows_per_key: { average: 1 } },
    });
    const one = `/v1/kg/SHOP/relationships/${added.body.relationship.id}`;
    const changed = await rest.call("PUT", one, { priority: 5, excluded: true });
    expect(changed.body.relationship).toMatchObject({ priority: 5, excluded: true });
    const again = await rest.call("POST", `${one}/measure`);
    expect(again.body).toMatchObject({
      message: "Join measured",
      relationship: { priority: 5, excluded: true, evidence: { containment: 0 } },
    });
    expect((await rest.call("POST", "/v1/kg/SHOP/relationships/99999/measure")).status).toBe(404);
    expect((await rest.call("DELETE", one)).status).toBe(200);
    expect((await rest.call("DELETE", one)).status).toBe(404);
  });

  test.each([
    ["no arrow", "orders.customer_no customers.customer_no", /no join/],
    ["an unknown table", "order.customer_no -> customers.customer_no", /no table order\./],
    [
      "an unknown column",
      "orders.customer -> customers.customer_no",
      /no column customer\. It has: order_id/,
    ],
    ["ends of different length", "orders.(order_id, amount) -> customers.city", /as many columns/],
    ["the same column twice", "orders.amount -> orders.AMOUNT", /the same column/],
    ["a table alone", "orders -> customers", /“orders” is a table\. Say which of its columns/],
    ["nothing but signs", "-> ->", /no join/],
  ])("refuses a join with %s", async (_what, join, message) => {
    const { status, body } = await rest.call("POST", "/v1/kg/SHOP/relationships", { join });
    expect(status).toBe(422);
    expect(body.errors).toEqual([{ field: "join", message: expect.stringMatching(message) }]);
  });

  test("reads a join in English before it is kept, and keeps it with the ends that were understood", async () => {
    const join = "orders belong to customers by customer number";
    const ends = "orders.customer_no -> customers.customer_no";
    const read = await rest.call("POST", "/v1/kg/SHOP/relationships/read", { join });
    expect(read.body).toMatchObject({ success: true, join: ends, written: false, status: "approved" });
    const written = await rest.call("POST", "/v1/kg/SHOP/relationships/read", {
      join: "orders.amount -> customers.city",
    });
    expect(written.body).toMatchObject({ written: true, status: null });
    const { status, body } = await rest.call("POST", "/v1/kg/SHOP/relationships", { join });
    expect(status).toBe(201);
    expect(body.message).toBe(`Join added successfully: ${ends}`);
    const unknown = await rest.call("POST", "/v1/kg/SHOP/relationships/read", {
      join: "orders belong to payees by customer_no",
    });
    expect(unknown.status).toBe(422);
    expect(unknown.body.errors[0].message).toMatch(/^The graph has no table “payees”\./);
  });

  test("takes the pairs of columns of a join", async () => {
    const pairs = [
      ["orders.customer_no", "customers.customer_no"],
      ["customers.city", "orders.amount"],
    ];
    const { status, body } = await rest.call("POST", "/v1/kg/SHOP/relationships", { pairs });
    expect(status).toBe(201);
    expect(body.relationship.source.columns).toEqual(["customer_no", "amount"]);
    expect(body.relationship.target.columns).toEqual(["customer_no", "city"]);
    await rest.call("DELETE", `/v1/kg/SHOP/relationships/${body.relationship.id}`);
    const bad = await rest.call("POST", "/v1/kg/SHOP/relationships", {
      pairs: [["orders.nope", "customers.city"]],
    });
    expect(bad.body.errors).toEqual([
      { field: "pairs", message: expect.stringMatching(/^orders has no column/) },
    ]);
    const neither = await rest.call("POST", "/v1/kg/SHOP/relationships", {});
    expect(neither.body.errors[0].field).toBe("join");
  });

  test("that is made again keeps what people decided", async () => {
    const { relationships } = await joins("SHOP");
    const found = relationships.find((join: Json) => join.origin === "evidence");
    await rest.call("PUT", `/v1/kg/SHOP/relationships/${found.id}`, { status: "rejected" });
    const { body } = await rest.call("POST", "/v1/kg/SHOP/relationships", {
      join: "order_lines.sku -> customers.city",
    });
    const putBack = `/v1/kg/SHOP/relationships/${body.relationship.id}`;
    await rest.call("PUT", putBack, { status: "proposed" });
    expect(await build({ kg_name: "SHOP" })).toMatchObject({ status: "done" });
    const again = await joins("SHOP");
    expect(again.counts).toEqual({ proposed: 1, approved: 1, rejected: 1 });
    expect(again.relationships).toHaveLength(3);
    const { builds } = (await rest.call("GET", "/v1/kg/SHOP/builds")).body;
    expect(builds.map(({ changes }: Json) => changes)).toEqual([
      { tables: { new: [], gone: [] }, columns: [], joins: [], unused: [], left_out: 0 },
      null,
    ]);
    expect((await rest.call("GET", "/v1/kg/NOWHERE/builds")).status).toBe(404);
  });

  test("cannot be made without a source, with a slash, or of schemas that are not there", async () => {
    expect((await build({ kg_name: "X", source_id: 99 })).errors[0].field).toBe("source_id");
    expect((await build({ kg_name: "a/b" })).errors[0].field).toBe("kg_name");
    expect((await build({ kg_name: "KG_101" })).message).toMatch(/exists already/);
    const failed = await build({ kg_name: "X", schemas: ["nowhere"] });
    expect(failed).toMatchObject({
      status: "failed",
      message: "The source has no schema nowhere. It has: shop.",
    });
    expect((await rest.call("GET", "/v1/kg/X")).status).toBe(404);
  });

  test("keeps its source from being deleted until it is deleted itself", async () => {
    expect((await rest.call("DELETE", `/v1/sources/${sourceId}`)).status).toBe(409);
    expect((await rest.call("DELETE", "/v1/kg/SHOP")).status).toBe(200);
    expect((await rest.call("GET", "/v1/kg/SHOP")).status).toBe(404);
    expect((await rest.call("DELETE", `/v1/sources/${sourceId}`)).status).toBe(200);
  });
});

function definitionless({ nl_definition: _, ...parameters }: Json): Json {
  return parameters;
}
