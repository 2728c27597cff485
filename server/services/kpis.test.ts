import path from "node:path";
import { setImmediate as letOthersWork } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, type Store } from "../../db/database.ts";
import { insertExecution } from "../../db/queries/executions.ts";
import { sampleRun } from "../../db/testing/sample-rows.ts";
import { KPI_SORT_COLUMNS, KpiOverviewQuery } from "../contracts/kpis.ts";
import { temporaryFolder } from "../testing/started-server.ts";
import { createKpiService, type KpiService } from "./kpis.ts";
import { LiveRuns } from "./live-runs.ts";

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let kpis: KpiService;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openStore(path.join(folder.path, "landing_kpi.db"));
  kpis = createKpiService(store.db, new LiveRuns());
  for (const [name, group_name] of [
    ["beta", "Two"],
    ["Alpha", "One"],
    ["gamma", null],
  ] as const)
    await kpis.create({ name, group_name, nl_definition: `definition of ${name}` }, []);
});

afterEach(async () => {
  await store.close();
  folder.remove();
});

async function run(
  kpi_id: number,
  execution_status: string,
  total_records: number,
  value: object = execution_status === "success" ? { value: total_records, value_kind: "rows" } : {},
): Promise<void> {
  const number_of_records = Math.min(total_records, 10);
  await insertExecution(store.db, {
    ...sampleRun(kpi_id),
    execution_status,
    total_records,
    number_of_records,
    ...value,
  });
}

const names = async (query: object) =>
  (await kpis.overview(KpiOverviewQuery.parse(query), [])).kpis.map((kpi) => kpi.name);

test("the overview sorts by every column it offers", async () => {
  for (const sort_by of KPI_SORT_COLUMNS) expect(await names({ sort_by })).toHaveLength(3);
  expect(await names({ sort_by: "name" })).toEqual(["Alpha", "beta", "gamma"]);
  expect(await names({ sort_by: "name", sort_order: "desc" })).toEqual(["gamma", "beta", "Alpha"]);
  expect(await names({ sort_by: "group_name" })).toEqual(["Alpha", "beta", "gamma"]);
  expect(await names({ sort_by: "group_name", sort_order: "desc" })).toEqual(["beta", "Alpha", "gamma"]);
});

test("the overview shows the newest run of any status and the values of successful runs, oldest first", async () => {
  await run(1, "success", 5);
  await run(1, "success", 48_211);
  await run(1, "failed", 0);
  await run(2, "success", 7);
  const { kpis: shown } = await kpis.overview(KpiOverviewQuery.parse({ sort_by: "last_value" }), []);
  expect(shown.find((kpi) => kpi.id === 1)).toMatchObject({
    last_run: { id: 3, execution_status: "failed" },
    trend: [5, 48_211],
  });
  expect(shown.find((kpi) => kpi.id === 3)).toMatchObject({ last_run: null, trend: [] });
  expect(shown.at(-1)?.id).toBe(3);
});

test("the overview sorts by value whatever it is a value of, and a trend has values of one kind", async () => {
  await run(1, "success", 30);
  for (const value of [41.5, 37.25]) await run(1, "success", 1, { value, value_kind: "percentage" });
  await run(2, "success", 1, { value: 150, value_kind: "figure" });
  await run(3, "success", 1, { value: null, value_kind: "figures" });
  const sorted = KpiOverviewQuery.parse({ sort_by: "last_value", sort_order: "desc" });
  const { kpis: shown } = await kpis.overview(sorted, []);
  expect(shown.map(({ id, last_run, trend }) => [id, last_run?.value, last_run?.value_kind, trend])).toEqual([
    [2, 150, "figure", [150]],
    [1, 37.25, "percentage", [41.5, 37.25]],
    [3, null, "figures", []],
  ]);
});

test("a page beyond the last shows the last", async () => {
  const overview = await kpis.overview(KpiOverviewQuery.parse({ page: 9, page_size: 2 }), []);
  expect(overview).toMatchObject({ total: 3, page: 2, total_pages: 2, groups: ["One", "Two"] });
  expect(overview.kpis.map((kpi) => kpi.name)).toEqual(["gamma"]);
});

test("search looks into the texts in any case, wildcards are plain characters", async () => {
  await kpis.create({ name: "Überfällige 100%", nl_definition: "d" }, []);
  expect(await names({ search: "ÜBERFÄLLIGE" })).toEqual(["Überfällige 100%"]);
  expect(await names({ search: "0%" })).toEqual(["Überfällige 100%"]);
  expect(await names({ search: "_" })).toEqual([]);
});

test("of two saves of the same version the second is refused, and says what is stored now", async () => {
  const read = await kpis.get(1);
  await kpis.update(1, { name: "first", expected_version: read.version }, []);
  const second = kpis.update(1, { name: "second", group_name: "Two", expected_version: read.version }, []);
  await expect(second).rejects.toMatchObject({
    code: "stale_version",
    fieldErrors: [{ field: "name", message: "Is now: first" }],
    current: { name: "first", version: read.version + 1 },
  });
  expect((await kpis.get(1)).name).toBe("first");
});

test("a name that a deleted KPI has is refused with the way out", async () => {
  await kpis.setActive(2, false);
  await expect(kpis.create({ name: "Alpha", nl_definition: "d" }, [])).rejects.toThrow(/Restore that one/);
});

test("while a long history is deleted for good, others are answered, and no run of it begins", async () => {
  for (let n = 0; n < 900; n++) await run(2, "success", n);
  let over = false;
  const purged = kpis.purge(2, "Alpha").finally(() => {
    over = true;
  });
  const seen: boolean[] = [];
  for (;;) {
    await letOthersWork();
    if (over) break;
    await kpis.get(1);
    seen.push((await kpis.get(2)).is_active);
  }
  await purged;
  expect(seen.length).toBeGreaterThan(0);
  expect(seen).not.toContain(true);
  await expect(kpis.get(2)).rejects.toMatchObject({ code: "not_found" });
  expect(await store.db.selectFrom("kpi_execution_results").select("id").execute()).toEqual([]);
});
