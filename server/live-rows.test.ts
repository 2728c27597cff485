import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ServerLab } from "./connectors/testing/lab.ts";
import { startMariaDbLab } from "./testing/connectors/mariadb-lab.ts";
import { startPostgresLab } from "./testing/connectors/postgresql-lab.ts";
import type { Answer, Json } from "./testing/rest-client.ts";
import { type StartedServer, startServer, temporaryFolder } from "./testing/started-server.ts";

/** All rows of a run that kept a few, read from a real database server over REST, and what is said when it is gone. */

const ORDERS = 230;
const KEPT = 40;

const order = (i: number) => ({
  order_id: i,
  city: i % 10 === 0 ? null : i % 7 === 0 ? " " : i % 3 ? "Lyon" : "PORTO 50%",
  amount: i / 4,
  placed: `2024-0${1 + (i % 9)}-11`,
});
const ALL = Array.from({ length: ORDERS }, (_, i) => order(i + 1));

describe.each([
  ["postgresql", startPostgresLab, "json"],
  ["mariadb", startMariaDbLab, "longtext"],
] as const)("the rows of a run on %s", (db_type, startLab, json) => {
  const folder = temporaryFolder();
  let lab: ServerLab;
  let server: StartedServer;
  let runId: number;

  async function call(method: string, route: string, body?: Json): Promise<Answer> {
    const response = await fetch(server.url + route, {
      method,
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  const live = (query: Record<string, unknown> = {}) => {
    const texts = Object.entries(query).map(([name, value]) => [
      name,
      typeof value === "object" ? JSON.stringify(value) : String(value),
    ]);
    const params = new URLSearchParams(Object.fromEntries(texts));
    return call("GET", `/v1/landing-kpi/executions/${runId}/live-rows?${params}`);
  };
  const idsOf = ({ status, body }: Answer): number[] => {
    expect({ status, message: body.message ?? null }).toEqual({ status: 200, message: null });
    return body.data.map((row: Json) => row.order_id);
  };
  const ids = (keep: (row: (typeof ALL)[number]) => boolean) => ALL.filter(keep).map((row) => row.order_id);

  beforeAll(async () => {
    lab = await startLab();
    const values = ALL.map(({ order_id, city, amount, placed }) => {
      const text = city === null ? "NULL" : `'${city}'`;
      return `(${order_id}, ${text}, ${amount}, '${placed}', '{"n": ${order_id % 2}}')`;
    });
    await lab.run(
      `CREATE TABLE ${lab.table("orders")} (order_id integer PRIMARY KEY, city varchar(20), amount numeric(10, 2), placed date, extra ${json})`,
      `INSERT INTO ${lab.table("orders")} VALUES ${values.join(", ")}`,
    );
    server = await startServer(path.join(folder.path, "landing_kpi.db"));
    const { host, port, database, user, password, tls } = lab.source;
    const source = { name: "Shop", db_type, host, port, database, user, password, tls };
    const { id: source_id } = (await call("POST", "/v1/sources", source)).body.source;
    const graph = { kg_name: "SHOP", source_id, schemas: [lab.schema] };
    let { build } = (await call("POST", "/v1/kg", graph)).body;
    while (build.status === "running") {
      await new Promise((resolve) => setTimeout(resolve, 50));
      build = (await call("GET", `/v1/kg-builds/${build.id}`)).body.build;
    }
    const kpi = { name: "Orders", nl_definition: "orders with amount greater than 1.1" };
    const { id } = (await call("POST", "/v1/landing-kpi/kpis", kpi)).body.kpi;
    const run = { kg_name: "SHOP", select_schema: lab.schema, limit_records: KEPT };
    const { execution_result } = (await call("POST", `/v1/landing-kpi/kpis/${id}/execute`, run)).body;
    expect(execution_result).toMatchObject({ number_of_records: KEPT, total_records: ORDERS - 4 });
    runId = execution_result.id;
  });

  afterAll(async () => {
    await server?.stop();
    await lab?.stop();
    folder.remove();
  });

  test("come in pages that hold each of them once", async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => live({ page, page_size: 100 })));
    expect(pages.flatMap(idsOf)).toEqual(ids(({ amount }) => amount > 1.1));
    expect(pages.map(({ body }) => [body.has_more, body.total_pages])).toEqual([
      [true, 3],
      [true, 3],
      [false, 3],
    ]);
    expect((await live({ page: 9 })).body).toMatchObject({ data: [], total_records: ORDERS - 4 });
  });

  const CASES: readonly (readonly [string, Json, (row: (typeof ALL)[number]) => boolean])[] = [
    ["equal in any case", { city: "porto 50%" }, ({ city }) => city === "PORTO 50%"],
    [
      "containing what SQL takes for a pattern",
      { city: { contains: "0%" } },
      ({ city }) => !!city?.includes("%"),
    ],
    ["blank", { city: null }, ({ city }) => city === null || city === " "],
    ["in a range of numbers", { amount: "50..55" }, ({ amount }) => amount >= 50 && amount <= 55],
    ["other than a number", { amount: { typed: "!=50" } }, ({ amount }) => amount !== 50],
    ["in a month", { placed: "=2024-03" }, ({ placed }) => placed.startsWith("2024-03")],
    ["from a day on", { placed: { typed: ">=2024-08-11" } }, ({ placed }) => placed >= "2024-08-11"],
    [
      "of which two things hold",
      { city: "lyon", amount: ">40" },
      (row) => row.city === "Lyon" && row.amount > 40,
    ],
  ];

  test.each(CASES)("are filtered there: %s", async (_, filters, keep) => {
    const answer = await live({ filters, page_size: 500 });
    const expected = ids((row) => row.amount > 1.1 && keep(row));
    expect(idsOf(answer)).toEqual(expected);
    expect(answer.body.total_records).toBe(expected.length);
    expect(answer.body.filters_read).toHaveLength(Object.keys(filters).length);
  });

  test("are searched and sorted there, blanks last", async () => {
    expect(idsOf(await live({ search: "porto", page_size: 500 }))).toEqual(
      ids(({ order_id, city }) => order_id > 4 && city === "PORTO 50%"),
    );
    expect(idsOf(await live({ sort_by: "amount", sort_order: "desc", page_size: 3 }))).toEqual([
      230, 229, 228,
    ]);
    for (const sort_order of ["asc", "desc"]) {
      const { data } = (await live({ sort_by: "city", sort_order, page_size: 500 })).body;
      const cities = data.map((row: Json) => row.city?.trim() || null);
      expect(cities.filter((city: string | null) => city !== null)).toEqual(
        cities.slice(0, cities.indexOf(null)),
      );
    }
    expect((await live({ sort_by: "extra", page_size: 5 })).status).toBe(200);
  });

  test("end with a sentence when the server dies while it reads them, and cannot be read afterwards", async () => {
    const orders = lab.table("orders");
    const kept = lab.table("orders_kept");
    const each = `${kept} k, ${kept} a, ${kept} b, ${kept} c`;
    await lab.run(
      `ALTER TABLE ${orders} RENAME TO ${db_type === "postgresql" ? "orders_kept" : kept}`,
      `CREATE VIEW ${orders} AS SELECT k.* FROM ${each}`,
    );
    const page = live({ page_size: 10 });
    await expect.poll(() => lab.running(), { timeout: 10_000 }).not.toEqual([]);
    expect(lab.machine).toBeDefined();
    await lab.machine?.kill();
    for (const { status, body } of [await page, await live()]) {
      expect(status).toBe(503);
      expect(body.message).toMatch(/\w+ \w+ \w+.*\.$/);
    }
    // What was stored stays.
    const stored = await call("GET", `/v1/landing-kpi/executions/${runId}/drilldown`);
    expect(stored.body).toMatchObject({ stored_records: KEPT, live: { problem: null } });
  });
});
