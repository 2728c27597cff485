import fs from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type StartedServer, startServer, temporaryFolder } from "../testing/started-server.ts";
import { type Ended, runHere } from "./command-process.ts";

/** Where a definition is read when nobody says it, and that a reason is told once. */

const folder = temporaryFolder();
const DEFINITION = "Show me all products in RBP GPU which are not in OPS Excel";
let server: StartedServer;

beforeAll(async () => {
  const shop = new SQLite(path.join(folder.path, "shop.db"));
  shop.exec(
    "CREATE TABLE customers (id INTEGER PRIMARY KEY, city TEXT); INSERT INTO customers VALUES (1, 'x')",
  );
  shop.close();
  server = await startServer(path.join(folder.path, "landing_kpi.db"), { SOURCE_FOLDERS: folder.path });
});

afterAll(async () => {
  await server?.stop();
  folder.remove();
});

const run = (...args: string[]): Promise<Ended> => runHere(["--server", server.url, ...args], {});
const execution = async (...args: string[]) => {
  const { code, out, err } = await run(...args, "--json");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return JSON.parse(out).execution;
};

test("the only graph is taken, and said; of several they are named, unless the KPI knows its own", async () => {
  const tried = await run("preview", DEFINITION);
  expect(tried).toMatchObject({ code: 0, err: "On the graph KG_101, the only one.\n" });
  await run("kpis", "create", "Known", DEFINITION);
  await run("kpis", "create", "New", "customers");
  const [ruleset] = (await (await fetch(`${server.url}/v1/kg/KG_101/rulesets`)).json()).rulesets;
  const first = await execution(
    "kpis",
    "execute",
    "Known",
    "--ruleset",
    ruleset.name,
    "--exclude",
    "Created_By",
  );
  expect(first).toMatchObject({ kg_name: "KG_101", ruleset_name: ruleset.name });

  await run("sources", "add", "Shop", "--type", "sqlite", "--file", "shop.db");
  expect((await run("graphs", "build", "SHOP", "--source", "Shop")).code).toBe(0);
  const several = "Say on which knowledge graph, with --graph. There are: KG_101, SHOP.\n";
  for (const args of [
    ["preview", DEFINITION],
    ["kpis", "execute", "New"],
    ["kpis", "pin", "New", "--review"],
  ])
    expect(await run(...args)).toMatchObject({ code: 3, out: "", err: several });

  const again = await run("kpis", "execute", "Known");
  expect(again.err).toBe(
    `On the graph KG_101 with the ruleset ${ruleset.name} and no joins by Created_By, as the last time.\n`,
  );
  const { ruleset_name, excluded_fields } = await execution("kpis", "execute", "Known");
  expect({ ruleset_name, excluded_fields }).toEqual({
    ruleset_name: ruleset.name,
    excluded_fields: ["Created_By"],
  });
  const said = await execution("kpis", "execute", "Known", "--graph", "KG_101");
  expect(said.ruleset_name).toBeNull();

  expect((await run("kpis", "pin", "Known", "--graph", "KG_101")).code).toBe(0);
  await run("kpis", "execute", "Known", "--graph", "SHOP", "--sql", "compiled");
  const accepted = await run("kpis", "execute", "Known");
  expect(accepted).toMatchObject({ code: 0, err: "On the graph KG_101, for which its SQL was accepted.\n" });
}, 60_000);

test("why a run failed is told once, and is in the document for programs", async () => {
  await run("kpis", "create", "Unreadable", "frobnicated gizmos of yesteryear");
  const failed = await run("kpis", "execute", "Unreadable", "--graph", "KG_101");
  expect(failed.code).toBe(2);
  expect(failed.out).toMatch(/status +failed\n/);
  const reason = failed.err.trim().split("\n")[0] ?? "";
  expect(reason.length).toBeGreaterThan(20);
  expect(failed.out).not.toContain(reason);
  const document = await run("kpis", "execute", "Unreadable", "--graph", "KG_101", "--json");
  expect(JSON.parse(document.out).execution.error_message).toContain(reason);
});

test("why a connection and a graph failed is told once", async () => {
  const file = path.join(folder.path, "gone.db");
  new SQLite(file).exec("CREATE TABLE t (x)").close();
  expect((await run("sources", "add", "Gone", "--type", "sqlite", "--file", "gone.db")).code).toBe(0);
  fs.rmSync(file);
  const tested = await run("sources", "test", "Gone");
  expect(tested).toMatchObject({ code: 2, out: "" });
  expect(tested.err.trim()).not.toBe("");
  const built = await run("graphs", "build", "GONE", "--source", "Gone");
  expect(built).toMatchObject({
    code: 2,
    out: "",
    err: expect.stringMatching(/^The graph was not made: .+\n$/),
  });
  expect(JSON.parse((await run("sources", "test", "Gone", "--json")).out)).toMatchObject({ success: false });
});
