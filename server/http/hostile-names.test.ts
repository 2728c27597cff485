import path from "node:path";
import SQLite from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EXECUTIONS, type Json, KPIS, type RestClient, startRestClient } from "../testing/rest-client.ts";
import { temporaryFolder } from "../testing/started-server.ts";

/**
 * A table whose columns are called like what JavaScript and SQL have for themselves, in a schema with a comma: it can be
 * asked, and no answer loses a value.
 */

const folder = temporaryFolder();
const NAMES = [
  "__proto__",
  "constructor",
  "toString",
  "rowid",
  "select",
  'a"b;--',
  "line\nbreak",
  "😀",
  "n:1",
];
const row = (n: number) => Object.fromEntries(NAMES.map((name, at) => [name, 10 * n + at]));
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const PARAMETERS = { kg_name: "HOSTILE", select_schema: "hos, tile" };
let rest: RestClient;
let file: SQLite.Database;

beforeAll(async () => {
  file = new SQLite(path.join(folder.path, "hos, tile.db"));
  file.exec(`CREATE TABLE heads (${NAMES.map(quoted).join(", ")})`);
  file.exec(
    `INSERT INTO heads VALUES (${NAMES.map((_, at) => 10 + at)}), (${NAMES.map((_, at) => 20 + at)})`,
  );
  rest = await startRestClient({ SOURCE_FOLDERS: folder.path });
  const source = { name: "Hostile", db_type: "sqlite", file: "hos, tile.db" };
  const { body } = await rest.call("POST", "/v1/sources", source);
  const { build } = (await rest.call("POST", "/v1/kg", { kg_name: "HOSTILE", source_id: body.source.id }))
    .body;
  for (let status = "running"; status === "running"; )
    status = (await rest.call("GET", `/v1/kg-builds/${build.id}`)).body.build.status;
});

afterAll(async () => {
  file.close();
  await rest?.close();
  folder.remove();
});

async function run(nl_definition: string): Promise<Json> {
  return (await rest.execute(nl_definition, PARAMETERS)).execution_result;
}

test("a preview has every cell", async () => {
  const { body } = await rest.call("POST", "/v1/landing-kpi/preview", {
    nl_definition: "heads",
    ...PARAMETERS,
  });
  expect(body.preview.columns).toEqual(NAMES);
  expect(body.preview.rows.map(Object.entries)).toEqual([1, 2].map((n) => Object.entries(row(n))));
});

test("a run, its rows and the rows of a group have every cell", async () => {
  const listed = await run("heads");
  expect(listed.result_data.map(Object.entries)).toEqual([1, 2].map((n) => Object.entries(row(n))));
  const { data } = (await rest.call("GET", `${EXECUTIONS}/${listed.id}/drilldown`)).body;
  expect(data.map(Object.entries)).toEqual([1, 2].map((n) => Object.entries(row(n))));

  const grouped = await run("count of heads per __proto__");
  const group = (await rest.call("GET", `${EXECUTIONS}/${grouped.id}/groups/1`)).body;
  expect(Object.keys(group.group)).toContain("__proto__");
  expect(group.rows.map(Object.entries)).toEqual([Object.entries(row(1))]);
});

test("a comparison of two runs has every cell", async () => {
  const before = await run("heads");
  file.exec('UPDATE heads SET "__proto__" = 99 WHERE rowid = 20 OR "select" = 24');
  const after = (await rest.call("POST", `${KPIS}/${before.kpi_id}/execute`, PARAMETERS)).body
    .execution_result;
  const { body } = await rest.call(
    "GET",
    `/v1/landing-kpi/compare/${before.id}/${after.id}?key=${encodeURIComponent("select")}`,
  );
  const [changed] = body.rows;
  expect(Object.entries(changed.left)).toContainEqual(["__proto__", 20]);
  expect(Object.entries(changed.right)).toContainEqual(["__proto__", 99]);
});

test("a schema with a comma is known among others, and one that is not there is told", async () => {
  const asked = (select_schema: string) =>
    rest.call("POST", "/v1/landing-kpi/preview", {
      nl_definition: "heads",
      kg_name: "HOSTILE",
      select_schema,
    });
  expect((await asked("hos, tile, hos, tile")).status).toBe(200);
  const refused = await asked("hos, tile, nowhere");
  expect(refused.status).toBe(422);
  expect(refused.body.message).toContain('has no schema "nowhere". It has: hos, tile.');
});
