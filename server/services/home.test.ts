import { afterEach, beforeEach, expect, test } from "vitest";
import { insertExecution } from "../../db/queries/executions.ts";
import { insertKpi } from "../../db/queries/kpis.ts";
import type { NewExecutionRow } from "../../db/schema/kpi-execution-results.ts";
import { sampleRun } from "../../db/testing/sample-rows.ts";
import { openShop, type ShopServices } from "../testing/shop-services.ts";

/** How all KPIs are, on one page. */

let shop: ShopServices;
beforeEach(async () => {
  shop = await openShop("CREATE TABLE orders (id INTEGER PRIMARY KEY)");
});
afterEach(() => shop.close());

async function kpi(name: string, group_name: string | null, ...runs: Partial<NewExecutionRow>[]) {
  const { id } = await insertKpi(shop.store.db, {
    name,
    group_name,
    better: "lower",
    nl_definition: "orders",
  });
  for (const run of runs) await insertExecution(shop.store.db, { ...sampleRun(id), ...run });
  return id;
}

const success = (value: number, threshold_state: string | null = null) => ({
  execution_status: "success",
  value,
  value_kind: "rows",
  threshold_state,
});

test("the worst group and the worst KPI come first, and each KPI is counted once", async () => {
  await kpi("Fine", "A", success(1, "ok"));
  await kpi("Unbounded", "A", success(2));
  await kpi("Never", "B");
  await kpi("Warned", "B", success(1, "ok"), success(9, "warning"));
  await kpi("Broken", "C", success(5, "critical"), { execution_status: "failed" });
  await kpi("Alone", null, success(7, "critical"));
  const home = await shop.services.home.home([]);
  expect(home.tally).toEqual({ all: 6, critical: 1, failed: 1, warning: 1, never: 1, ok: 1, other: 1 });
  expect(home.attention.map(({ name }) => name)).toEqual(["Alone", "Broken", "Warned"]);
  expect(home.groups.map(({ group_name, kpis }) => [group_name, kpis.map(({ name }) => name)])).toEqual([
    [null, ["Alone"]],
    ["C", ["Broken"]],
    ["B", ["Warned", "Never"]],
    ["A", ["Unbounded", "Fine"]],
  ]);
  expect(home.attention[2]).toMatchObject({ change: 8, trend: [1, 9], last_run: { value: 9 } });
  expect(home.attention[1]).toMatchObject({ change: null, last_run: { execution_status: "failed" } });
  expect(home.last_runs).toHaveLength(7);
});

test("of a thousand KPIs in fifty groups each group shows its worst five", async () => {
  await shop.store.db.transaction().execute(async (trx) => {
    for (let at = 0; at < 1000; at++) {
      const row = { name: `KPI ${at}`, group_name: `Group ${at % 50}`, nl_definition: "orders" };
      const { id } = await insertKpi(trx, row);
      await insertExecution(trx, { ...sampleRun(id), ...success(at, at < 60 ? "critical" : "ok") });
    }
  });
  const home = await shop.services.home.home([]);
  expect(home.tally).toMatchObject({ all: 1000, critical: 60, ok: 940 });
  expect(home.groups).toHaveLength(50);
  expect(new Set(home.groups.map(({ kpis }) => kpis.length))).toEqual(new Set([5]));
  expect(home.groups.every(({ kpis }) => kpis[0]?.last_run?.threshold_state === "critical")).toBe(true);
  expect(home.attention).toHaveLength(10);
});

test("a graph is stale once its source was changed after its tables were read", async () => {
  await shop.make();
  expect((await shop.services.home.home([])).stale_graphs).toEqual([]);
  await shop.store.db
    .updateTable("sources")
    .set({ updated_at: "2999-01-01 00:00:00" })
    .where("id", "=", shop.source_id)
    .execute();
  expect((await shop.services.home.home([])).stale_graphs).toEqual([
    { name: "SHOP", source_id: shop.source_id, source_name: "SHOP" },
  ]);
});

test("the runs of all KPIs come newest first, by status and by state", async () => {
  await kpi("One", "A", success(1, "ok"), success(2, "critical"));
  await kpi("Two", "A", { execution_status: "failed" }, success(3, "critical"));
  const values = async (query: object) => {
    const { total, executions } = await shop.services.home.runs({ limit: 2, offset: 0, ...query }, []);
    return [total, executions.map(({ kpi_name, value }) => `${kpi_name} ${value}`)];
  };
  expect(await values({})).toEqual([4, ["Two 3", "Two null"]]);
  expect(await values({ offset: 2 })).toEqual([4, ["One 2", "One 1"]]);
  expect(await values({ threshold_state: "critical" })).toEqual([2, ["Two 3", "One 2"]]);
  expect(await values({ status: "failed" })).toEqual([1, ["Two null"]]);
});
