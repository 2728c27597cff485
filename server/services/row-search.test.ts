import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type LargeRun, storeLargeRun } from "../testing/large-run.ts";
import { temporaryFolder } from "../testing/started-server.ts";
import { createRowSearch, type RowSearch } from "./row-search.ts";

const ROWS = 2000;

let folder: ReturnType<typeof temporaryFolder>;
let databaseFile: string;
let search: RowSearch;

beforeEach(() => {
  folder = temporaryFolder();
  databaseFile = path.join(folder.path, "landing_kpi.db");
  search = createRowSearch(databaseFile);
});

afterEach(async () => {
  await search.close();
  folder.remove();
});

const backwards = (run: LargeRun) =>
  ({ executionId: run.id, conditions: [], search: "1", sort: { column: 0, order: "asc" } }) as const;

function expected(run: LargeRun): number[] {
  const rows = run.rows.flatMap((row, index) => (row.join().includes("1") ? [index + 1] : []));
  return rows.toReversed();
}

test("a search that nobody waits for any more ends with a sentence, and the others go on", async () => {
  const run = await storeLargeRun(databaseFile, { rows: ROWS, columns: 2 });
  const leaving = new AbortController();
  const left = search.select(backwards(run), ROWS, leaving.signal);
  const stayed = search.select(backwards(run), ROWS, new AbortController().signal);
  leaving.abort();
  await expect(left).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringMatching(/nobody waited/),
  });
  await expect(search.select(backwards(run), ROWS, leaving.signal)).rejects.toThrow(/nobody waited/);
  expect(await stayed).toEqual(expected(run));
});

test("when the thread ends, its searches fail with a sentence, and the next one has a new thread", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const selection = { executionId: 1, conditions: [], search: "1" };
  const lost = [1, 2].map(() => search.select(selection, ROWS, undefined)); // there is no file to open yet
  for (const one of lost)
    await expect(one).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringMatching(/broke off/),
    });
  expect(logged).toHaveBeenCalledOnce();
  logged.mockRestore();
  const run = await storeLargeRun(databaseFile, { rows: ROWS, columns: 2 });
  expect(await search.select(backwards(run), ROWS, undefined)).toEqual(expected(run));
});

test("rows in the source's order need no thread", async () => {
  expect(await search.select({ executionId: 1, conditions: [] }, 3, undefined)).toEqual([1, 2, 3]);
});
