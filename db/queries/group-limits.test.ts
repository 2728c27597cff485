import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore, type Store } from "../database.ts";
import { SAMPLE_KPI } from "../testing/sample-rows.ts";
import { listGroupLimits, saveGroupLimit } from "./group-limits.ts";
import { insertKpi } from "./kpis.ts";

let folder: string;
let store: Store;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "landing-kpi-groups-"));
  store = await openStore(path.join(folder, "landing_kpi.db"));
});

afterAll(async () => {
  await store.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

test("each group says how many KPIs it has, also one whose name is that of a KPI and one that only a limit names", async () => {
  const add = (name: string, group_name: string | null) =>
    insertKpi(store.db, { ...SAMPLE_KPI, name, group_name });
  await add("Open orders", "Sales");
  await add("Sales", "Sales");
  // KPIs have a name too: a query that takes it for the name of the group counts a KPI like this one alone.
  await add("Returns", "Returns");
  await add("Late returns", "Returns");
  await add("Late returns by month", "Returns");
  await add("In no group", null);
  await saveGroupLimit(store.db, "Salaries", [], []);

  const groups = await listGroupLimits(store.db);
  expect(groups.map(({ group_name, kpis, limited }) => ({ group_name, kpis, limited }))).toEqual([
    { group_name: "Returns", kpis: 3, limited: 0 },
    { group_name: "Salaries", kpis: 0, limited: 1 },
    { group_name: "Sales", kpis: 2, limited: 0 },
  ]);
});
