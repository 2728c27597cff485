/** A SQL Server over REST, from the first connection to an execution, with a stand-in at the other end. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Cell } from "../../connectors/connector.ts";
import * as queries from "../../connectors/sqlserver/catalog-queries.ts";
import { type Json, KPIS, type RestClient, startRestClient } from "../rest-client.ts";
import { type Answer, startTdsServer, type TdsServer } from "../tds/server.ts";
import { answerOf, inspected, PASSWORD } from "./sqlserver-stand-in.ts";

const COLUMN = ["varchar", 20, 0, 0, false, null] as const;
const CATALOG = new Map<string, (readonly Cell[])[]>([
  [queries.VERSION, [["16.0.4135.4", "3"]]],
  [queries.SCHEMAS, [["dbo"]]],
  [queries.SCHEMA, [[1]]],
  [
    queries.TABLES,
    [
      ["customers", "U ", null],
      ["orders", "U ", null],
    ],
  ],
  [
    queries.COLUMNS,
    [
      ["customers", "customer_no", ...COLUMN],
      ["orders", "customer_no", ...COLUMN],
    ],
  ],
  [queries.KEYS, [["customers", "PK", true, "customer_no"]]],
  [queries.FOREIGN_KEYS, [["orders", "FK", "customer_no", "dbo", "customers", "customer_no"]]],
  [queries.ROWS, [[1]]],
]);

/** Whatever is counted is one, whatever is listed is one customer. */
const answer: Answer = ({ sql, parameters }) => {
  const known = CATALOG.get(sql);
  if (known) return answerOf(known);
  if (sql.includes("sp_describe"))
    return inspected(/count/i.test(String(parameters[1]?.value)) ? "n" : "customer_no");
  return answerOf(/count/i.test(sql) ? [[1]] : [["C-7"]]);
};

let stand: TdsServer;
let client: RestClient;
beforeAll(async () => {
  [stand, client] = await Promise.all([startTdsServer({ answer, password: PASSWORD }), startRestClient()]);
});
afterAll(() => Promise.all([client?.close(), stand?.stop()]));

const request = (change: Json = {}) => ({
  name: "Shop",
  db_type: "sqlserver",
  host: "127.0.0.1",
  port: stand.port,
  database: "shop",
  user: "reader",
  password: PASSWORD,
  ...change,
});

it("is tested, and needs a database", async () => {
  const { body } = await client.call("POST", "/v1/sources/test", request());
  expect(body).toMatchObject({ success: true, product: "SQL Server 2022 (16.0.4135.4)", schemas: ["dbo"] });
  const wrong = await client.call("POST", "/v1/sources/test", request({ password: "wrong" }));
  expect(wrong.body).toMatchObject({
    success: false,
    message: expect.stringContaining("refuses the user reader"),
  });
  const missing = await client.call("POST", "/v1/sources", request({ database: "" }));
  expect([missing.status, missing.body.errors[0].field]).toEqual([422, "database"]);
});

it("is connected and made a graph of, and a KPI runs on it as T-SQL and as nothing else", async () => {
  const created = await client.call("POST", "/v1/sources", request());
  expect(created.status).toBe(201);
  expect(created.body.source).toMatchObject({ port: stand.port, tls: "off", has_password: true });
  const source_id = created.body.source.id;
  const begun = await client.call("POST", "/v1/kg", { kg_name: "SHOP", source_id, schemas: ["dbo"] });
  await expect
    .poll(async () => (await client.call("GET", `/v1/kg-builds/${begun.body.build.id}`)).body.build.status, {
      timeout: 30_000,
    })
    .toBe("done");
  const { id } = await client.createKpi("customers which are not in orders");
  const run = (db_type?: string) =>
    client.call("POST", `${KPIS}/${id}/execute`, { kg_name: "SHOP", select_schema: "dbo", db_type });
  const done = await run("sqlserver");
  expect(done.body.execution_result).toMatchObject({
    execution_status: "success",
    number_of_records: 1,
    generated_sql: expect.stringMatching(/"dbo"\."customers"/),
  });
  const other = await run("oracle");
  expect(other.status).toBe(422);
  expect(other.body.errors[0]).toMatchObject({
    field: "db_type",
    message: expect.stringMatching(/on a source of type sqlserver, not oracle/),
  });
});

it.each(["", "FREEPDB1)(HOST=elsewhere"])(
  "of Oracle is no source without a service that has a name, as %j",
  async (database) => {
    const refused = await client.call(
      "POST",
      "/v1/sources",
      request({ name: "Stock", db_type: "oracle", database }),
    );
    expect([refused.status, refused.body.errors[0].field]).toEqual([422, "database"]);
  },
);
