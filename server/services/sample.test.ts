import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, type Store } from "../../db/database.ts";
import { KpiOverviewQuery } from "../contracts/kpis.ts";
import { temporaryFolder } from "../testing/started-server.ts";
import { composeServices, sampleFolder } from "./compose.ts";
import { ensureSampleData } from "./sample-data.ts";

/** The sample data, taken away and brought back, as it is over starts of the server. */

let folder: ReturnType<typeof temporaryFolder>;
let databaseFile: string;
let store: Store;
let composed: ReturnType<typeof composeServices>;

beforeEach(async () => {
  folder = temporaryFolder();
  databaseFile = path.join(folder.path, "landing_kpi.db");
  await start();
});
afterEach(async () => {
  await stop();
  folder.remove();
});

async function start() {
  store = await openStore(databaseFile);
  const settings = {
    ...{ databaseFile, sourceFolders: [], secretKey: null },
    ...{ maxUploadBytes: 1_000_000, maxRecords: 10_000, allowedSourceAddresses: [] },
    auditDays: 730,
    runLimits: { inAll: 8, perSource: 2 },
    openId: null,
    mail: null,
  };
  composed = composeServices(store.db, settings, null, () => "2024-12-31");
  await ensureSampleData(store.db, sampleFolder(databaseFile));
}
async function stop() {
  await composed.services.executions.shutdown(0);
  await composed.close();
  await store.close();
}

async function activeKpis(): Promise<string[]> {
  const { kpis } = await composed.services.kpis.overview(KpiOverviewQuery.parse({}), []);
  return kpis.flatMap(({ name, is_active }) => (is_active ? name : [])).sort();
}

const file = () => path.join(sampleFolder(databaseFile), "newdqschema.db");

test("goes as a whole, stays away after a start, and comes back with its graph and KPIs", async () => {
  const { sample, sources, graphs, kpis } = composed.services;
  const before = await sample.get();
  const names = await activeKpis();
  expect(before).toMatchObject({ source_id: expect.any(Number), kg_name: "KG_101" });
  expect(before.kpis.toSorted()).toEqual(names);
  await expect(sources.remove(before.source_id ?? 0)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("KG_101"),
  });
  const first = (await kpis.overview(KpiOverviewQuery.parse({}), [])).kpis[0];
  if (!first) throw new Error("the sample has no KPI");
  const changed = { nl_definition: "products in RBP GPU", expected_version: first.version };
  await kpis.update(first.id, changed as never, []);

  expect(await sample.remove()).toEqual({ source_id: null, kg_name: null, kpis: [] });
  expect(await sources.list()).toEqual([]);
  expect(await graphs.list()).toEqual([]);
  expect(await activeKpis()).toEqual([first.name]);
  expect(fs.existsSync(file())).toBe(false);
  await expect(sample.remove()).rejects.toMatchObject({ code: "not_found" });

  await stop();
  await start();
  expect(await composed.services.sources.list()).toEqual([]);

  const again = await composed.services.sample.add();
  expect(again).toMatchObject({ source_id: expect.any(Number), kg_name: "KG_101" });
  expect(await activeKpis()).toEqual(names);
  const { rulesets, relationships } = await composed.services.graphs.get("KG_101");
  expect(rulesets).toHaveLength(1);
  expect(relationships.length).toBeGreaterThan(10);
  expect(fs.existsSync(file())).toBe(true);
  expect((await composed.services.sample.add()).source_id).toBe(again.source_id);
});

test("taken away in parts stays away too, and what is missing of it comes back", async () => {
  const { sample, sources, graphs } = composed.services;
  await graphs.remove("KG_101");
  expect((await sample.get()).kg_name).toBeNull();
  expect((await sample.add()).kg_name).toBe("KG_101");
  await graphs.remove("KG_101");
  await sources.remove((await sample.get()).source_id ?? 0);
  await stop();
  await start();
  expect(await composed.services.sources.list()).toEqual([]);
});

test("is not taken from under another graph, nor added beside one that has its name", async () => {
  const { sample, graphBuilds, graphs } = composed.services;
  const source_id = (await sample.get()).source_id ?? 0;
  let build = await graphBuilds.start({ kg_name: "MINE", source_id });
  while (build.status === "running") {
    await new Promise((resolve) => setTimeout(resolve, 20));
    build = await graphBuilds.get(build.id);
  }
  await expect(sample.remove()).rejects.toMatchObject({
    code: "conflict",
    message: "The sample is used by the knowledge graph MINE. Delete that first.",
  });
  await graphs.remove("MINE");
  await sample.remove();
  const own = await composed.services.sources.create({ name: "newdqschema", db_type: "files" } as never);
  await expect(sample.add()).rejects.toMatchObject({ code: "conflict" });
  await composed.services.sources.remove(own.id);
  expect((await sample.add()).kg_name).toBe("KG_101");
});

test("a run keeps the source that it was on, whatever becomes of that", async () => {
  const { kpis, executions, sources, sample } = composed.services;
  const [kpi] = (await kpis.overview(KpiOverviewQuery.parse({}), [])).kpis;
  const { execution } = await executions.execute({
    ...{ kpi_id: kpi?.id ?? 0, kg_name: "KG_101", select_schema: "newdqschema", ruleset_name: null },
    ...{ limit_records: 10, use_llm: false, min_confidence: 0.7, time_limit_ms: 60_000 },
  });
  const id = (await sample.get()).source_id ?? 0;
  expect(execution.source).toEqual({ id, name: "newdqschema", db_type: "sqlite" });
  const renamed = { name: "Landing", db_type: "sqlite", file: file() };
  await sources.update(id, renamed as never);
  expect((await executions.get(execution.id)).execution.source).toEqual(execution.source);
  await sample.remove();
  expect((await executions.get(execution.id)).execution.source).toEqual({ ...execution.source, id: null });
  expect(
    (await executions.list({ kpi_id: kpi?.id ?? 0, limit: 5, offset: 0 })).executions[0]?.source?.id,
  ).toBeNull();
});
