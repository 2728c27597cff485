import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, type Store } from "../../db/database.ts";
import { insertExecution, insertExecutionRows } from "../../db/queries/executions.ts";
import { insertKpi } from "../../db/queries/kpis.ts";
import { SAMPLE_KPI, sampleRun } from "../../db/testing/sample-rows.ts";
import { temporaryFolder } from "../testing/started-server.ts";
import { createDrilldownService } from "./drilldown.ts";
import { createFacetService, type FacetService } from "./facets.ts";
import { createRowSearch, type RowSearch } from "./row-search.ts";

const COLUMNS = [
  { name: "text", numeric: false, values: "texts" },
  { name: "amount", numeric: false, values: "numbers" },
  { name: "day", numeric: false, values: "dates" },
  { name: "flag", numeric: false, values: "texts" },
  { name: "long", numeric: false, values: "texts" },
  { name: "serial", numeric: true, values: "numbers" },
] as const;

const LONG = "x".repeat(300);
const ROWS = [
  ["Art", 5, "2026-05-31", true, LONG, 1],
  [" art ", "5.00", "2026-05-31", false, "short", 2],
  ["Art", "12345678901234567890", "2026-06-01", true, "short", 3],
  ["=x", null, "2026-06-01", true, "short", 4],
  ["  ", -0.5, null, null, "short", 5],
  [null, "0.50", "", false, "short", 6],
];

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let search: RowSearch;
let facets: FacetService;
let execution_id: number;

beforeEach(async () => {
  folder = temporaryFolder();
  const file = path.join(folder.path, "landing_kpi.db");
  store = await openStore(file);
  const kpi = await insertKpi(store.db, SAMPLE_KPI);
  // Enough of them for several steps of the search, and for more serials than are counted.
  const rows = Array.from({ length: 200 }, (_, times) =>
    ROWS.map((row) => [...row.slice(0, -1), times * ROWS.length + (row.at(-1) as number)]),
  ).flat();
  ({ id: execution_id } = await insertExecution(store.db, {
    ...sampleRun(kpi.id),
    execution_status: "success",
    number_of_records: rows.length,
    result_columns: JSON.stringify(COLUMNS),
  }));
  await insertExecutionRows(store.db, execution_id, 0, rows);
  search = createRowSearch(file);
  facets = createFacetService(store.db, search);
});

afterEach(async () => {
  await search.close();
  await store.close();
  folder.remove();
});

test("what a filter takes for the same value is counted as one, and blank cells are one", async () => {
  const told = async (column: string) =>
    (await facets.values({ execution_id, column })).values?.map(({ value, count }) => [value, count]);
  expect(await told("text")).toEqual([
    ["Art", 600],
    ["=x", 200],
    [null, 400],
  ]);
  expect(await told("amount")).toEqual([
    [5, 400],
    [-0.5, 200],
    ["0.50", 200],
    ["12345678901234567890", 200],
    [null, 200],
  ]);
  expect(await told("day")).toEqual([
    ["2026-05-31", 400],
    ["2026-06-01", 400],
    [null, 400],
  ]);
  expect(await told("flag")).toEqual([
    [true, 600],
    [false, 400],
    [null, 200],
  ]);
  expect(await told("serial")).toBeUndefined();
});

test("each value says the filter that leaves just its rows", async () => {
  const drilldown = createDrilldownService(store.db, search);
  for (const { name: column } of COLUMNS.slice(0, 5)) {
    const { values } = await facets.values({ execution_id, column });
    for (const { typed, count } of values ?? []) {
      if (typed === null) continue;
      const filters = { [column]: { typed } };
      const page = await drilldown.page({ execution_id, filters, sort_order: "asc", page: 1, page_size: 1 });
      expect([column, typed, page.total_records]).toEqual([column, typed, count]);
    }
  }
  const { values } = await facets.values({ execution_id, column: "long" });
  expect(values).toEqual([
    { value: "short", count: 1000, typed: "=short" },
    { value: LONG, count: 200, typed: null },
  ]);
});
