import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore, type Store } from "../../db/database.ts";
import { readCells, type StoredCell, sortRows } from "../../db/queries/drilldown.ts";
import { insertExecution, insertExecutionRows } from "../../db/queries/executions.ts";
import { insertKpi } from "../../db/queries/kpis.ts";
import { SAMPLE_KPI, sampleRun } from "../../db/testing/sample-rows.ts";
import { temporaryFolder } from "../testing/started-server.ts";
import { CellOrder } from "./cell-order.ts";

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let kpiId: number;

beforeAll(async () => {
  folder = temporaryFolder();
  store = await openStore(path.join(folder.path, "landing_kpi.db"));
  kpiId = (await insertKpi(store.db, SAMPLE_KPI)).id;
});

afterAll(async () => {
  await store.close();
  folder.remove();
});

/** A run whose rows have these cells between two others. */
async function runOf(cells: readonly StoredCell[]): Promise<number> {
  const { id } = await insertExecution(store.db, sampleRun(kpiId));
  const rows = cells.map((cell, n) => [n, cell, "other"]);
  await insertExecutionRows(store.db, id, 0, rows as never);
  return id;
}

/** The order as it is found here, of cells that come some at a time. */
async function orderOf(id: number, rows: number, order: "asc" | "desc"): Promise<number[] | null> {
  const found = new CellOrder(rows);
  for (let from = 1; from <= rows; from += 7) {
    const to = Math.min(rows, from + 6);
    expect(found.add(await readCells(store.db, id, 1, { from, to }))).toBe(true);
  }
  const numbers = found.rowNumbers(order);
  return numbers && [...numbers];
}

/** Letters of both cases, signs between and around them, and characters that UTF-8 and UTF-16 have in another order. */
const LETTERS = [
  "a",
  "A",
  "b",
  "Z",
  "z",
  "[",
  "_",
  " ",
  "\t",
  '"',
  "\\",
  "1",
  "é",
  "É",
  "ß",
  "\uFF21",
  "😀",
  "\uE000",
];
const text = fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 4 });
const cell = fc.oneof(
  text,
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

test("all rows are in the order in which SQLite sorts them, in both directions", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 60 }), async (cells) => {
      const id = await runOf(cells);
      for (const order of ["asc", "desc"] as const) {
        const bySql = await sortRows(store.db, id, { column: 1, order }, null);
        expect(await orderOf(id, cells.length, order)).toEqual([...bySql]);
      }
    }),
    { numRuns: 150 },
  );
});

test("numbers are told apart to their last digit", async () => {
  const id = await runOf([0.30000000000000004, 0.3, 0.30000000000000004, 1e300, 9007199254740991, -0.1]);
  expect(await orderOf(id, 6, "asc")).toEqual([6, 2, 1, 3, 5, 4]);
});

test("where cells are missing there is no order, and where texts are too many they are refused", async () => {
  const id = await runOf(["a", "b"]);
  expect(await orderOf(id, 3, "asc")).toBeNull();
  const found = new CellOrder(100_000);
  let fits = true;
  for (let n = 0; fits && n < 100_000; n++) fits = found.add([`${n} ${"x".repeat(200)}`]);
  expect(fits).toBe(false);
});
