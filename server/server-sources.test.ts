import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ServerLab } from "./connectors/testing/lab.ts";
import { startMariaDbLab } from "./testing/connectors/mariadb-lab.ts";
import { startPostgresLab } from "./testing/connectors/postgresql-lab.ts";
import { startSqlServerLab } from "./testing/connectors/sqlserver-lab.ts";
import type { Answer, Json } from "./testing/rest-client.ts";
import { type StartedServer, startServer, temporaryFolder } from "./testing/started-server.ts";

/** A database server as a source over REST, from the first connection to the rows of a KPI, and its password. */

const LABS = [
  ["postgresql", startPostgresLab],
  ["mariadb", startMariaDbLab],
  ...onlyWhenGiven("sqlserver", process.env.TEST_MSSQL_URL, startSqlServerLab),
] as const;

/** Of a database that cannot be installed for the tests: on the server that the environment names. */
function onlyWhenGiven(type: string, url: string | undefined, start: (url: string) => Promise<ServerLab>) {
  return url ? [[type, () => start(url)] as const] : [];
}

describe.each(LABS)("a source of type %s", (db_type, startLab) => {
  const folder = temporaryFolder();
  let lab: ServerLab;
  let server: StartedServer;
  /** Everything that the server answered. */
  const answers: string[] = [];

  beforeAll(async () => {
    lab = await startLab();
    await lab.run(
      `CREATE TABLE ${lab.table("customers")} (customer_no varchar(20) PRIMARY KEY, city varchar(20))`,
      `CREATE TABLE ${lab.table("orders")} (order_id integer PRIMARY KEY, customer_no varchar(20), amount numeric(10, 2))`,
      `INSERT INTO ${lab.table("customers")} VALUES ${rows(60, (i) => `('C-${i * 7}', '${i % 3 ? "Lyon" : "Porto"}')`)}`,
      `INSERT INTO ${lab.table("orders")} VALUES ${rows(200, (i) => `(${i}, 'C-${(1 + (i % 40)) * 7}', ${i}.5)`)}`,
    );
    server = await startServer(path.join(folder.path, "landing_kpi.db"));
  });

  afterAll(async () => {
    await server?.stop();
    await lab?.stop();
    folder.remove();
  });

  async function call(method: string, route: string, body?: Json): Promise<Answer> {
    const response = await fetch(server.url + route, {
      method,
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    answers.push(text);
    return { status: response.status, headers: response.headers, body: JSON.parse(text) };
  }

  const request = (change: Json = {}) => {
    const { host, port, database, user, password, tls } = lab.source;
    return { name: "Shop", db_type, host, port, database, user, password, tls, ...change };
  };

  test("is tested, and says what is wrong where", async () => {
    expect((await call("POST", "/v1/sources/test", request())).body).toMatchObject({
      success: true,
      product: expect.stringMatching(/\w+ \d+/),
      schemas: expect.arrayContaining([lab.schema]),
    });
    for (const change of [{ password: "wrong" }, { port: 1 }, { host: "no-such-host.invalid" }]) {
      const { status, body } = await call("POST", "/v1/sources/test", request(change));
      expect(status).toBe(200);
      expect(body).toMatchObject({ success: false, message: expect.stringMatching(/\w+ \w+ \w+/) });
    }
    const missing = await call("POST", "/v1/sources", request({ host: " ", user: null }));
    expect(missing.status).toBe(422);
    expect(missing.body.errors.map((error: Json) => error.field)).toEqual(["host", "user"]);
    const refused = await call("POST", "/v1/sources", request({ host: "169.254.169.254" }));
    expect(refused.body.errors[0]).toMatchObject({
      field: "host",
      message: expect.stringMatching(/ALLOWED_/),
    });
    const odd = await call("POST", "/v1/sources", request({ file: "x.db" }));
    expect(odd.body.errors[0].field).toBe("file");
  });

  test("is connected, and KPIs run on it", async () => {
    const created = await call("POST", "/v1/sources", request());
    expect(created.status).toBe(201);
    expect(created.body.source).toMatchObject({
      has_password: true,
      tls: lab.source.tls,
      user: lab.source.user,
    });
    expect(created.body.source).not.toHaveProperty("password");
    const begun = await call("POST", "/v1/kg", {
      kg_name: "SHOP",
      source_id: created.body.source.id,
      schemas: [lab.schema],
    });
    let build = begun.body.build;
    while (build.status === "running") {
      await new Promise((resolve) => setTimeout(resolve, 50));
      build = (await call("GET", `/v1/kg-builds/${build.id}`)).body.build;
    }
    expect(build).toMatchObject({ status: "done" });
    const joined = await call("POST", "/v1/kg/SHOP/relationships", {
      join: "orders.customer_no -> customers.customer_no",
    });
    expect(joined.status).toBe(201);
    const kpi = { name: "Idle customers", nl_definition: "customers which are not in orders" };
    const { id } = (await call("POST", "/v1/landing-kpi/kpis", kpi)).body.kpi;
    const run = await call("POST", `/v1/landing-kpi/kpis/${id}/execute`, {
      kg_name: "SHOP",
      select_schema: lab.schema,
      db_type,
    });
    expect(run.body.execution_result).toMatchObject({
      execution_status: "success",
      number_of_records: 20,
      error_message: null,
    });
    const place = { kg_name: "SHOP", select_schema: lab.schema };
    expect((await call("PUT", `/v1/landing-kpi/kpis/${id}/sql-pin`, place)).status).toBe(200);
    const pinned = { ...place, limit_records: 7 };
    const again = await call("POST", `/v1/landing-kpi/kpis/${id}/execute`, pinned);
    expect(again.body.execution_result).toMatchObject({
      ...{ execution_status: "success", number_of_records: 7, total_records: 20 },
      sql_pin: { kpi_version: 1 },
    });
    const other = await call("POST", `/v1/landing-kpi/kpis/${id}/execute`, {
      kg_name: "SHOP",
      select_schema: lab.schema,
      db_type: "sqlite",
    });
    expect(other.status).toBe(422);
  });

  test("keeps its password when it is changed without one, but sends it nowhere else", async () => {
    const { sources } = (await call("GET", "/v1/sources")).body;
    const { id } = sources.find((source: Json) => source.name === "Shop");
    const { password: _, ...rest } = request({ name: "Shop 2" });
    expect((await call("PUT", `/v1/sources/${id}`, rest)).body.source).toMatchObject({
      name: "Shop 2",
      has_password: true,
    });
    expect((await call("POST", "/v1/sources/test", { ...rest, source_id: id })).body.success).toBe(true);
    for (const change of [{ host: "localhost" }, { user: "other" }, { port: lab.source.port + 1 }]) {
      const { status, body } = await call("PUT", `/v1/sources/${id}`, { ...rest, ...change });
      expect(status).toBe(422);
      expect(body.errors[0].field).toBe("password");
    }
  });

  test("has a password that no answer, page, log or file shows", async () => {
    const { sources } = (await call("GET", "/v1/sources")).body;
    const { id } = sources.find((source: Json) => source.name === "Shop 2");
    for (const route of ["/sources", `/sources/${id}`, `/sources/${id}/edit`, "/openapi.json"])
      answers.push(await (await fetch(server.url + route)).text());
    await server.stop();
    const files = fs
      .readdirSync(folder.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name)).toString("latin1"));
    const { password } = lab.source;
    const spellings = [password, encodeURIComponent(password), JSON.stringify(password).slice(1, -1)];
    const ascii =
      password
        .replace(/[^\x20-\x7e]+/g, "\0")
        .split("\0")
        .at(-1) ?? password;
    expect(ascii.length).toBeGreaterThan(5);
    for (const text of [...answers, server.printed(), ...files])
      for (const spelling of [...spellings, ascii]) expect(text.includes(spelling)).toBe(false);
  });
});

function rows(count: number, row: (i: number) => string): string {
  return Array.from({ length: count }, (_, index) => row(index + 1)).join(", ");
}
