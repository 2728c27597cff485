import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RowSelection } from "../../db/queries/drilldown.ts";
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

/** All that are selected. */
const ALL = { offset: 0, length: ROWS };

test("a search that nobody waits for any more ends with a sentence, and the others go on", async () => {
  const run = await storeLargeRun(databaseFile, { rows: ROWS, columns: 2 });
  const leaving = new AbortController();
  const left = search.select(backwards(run), ROWS, ALL, leaving.signal);
  const stayed = search.select(backwards(run), ROWS, ALL, new AbortController().signal);
  leaving.abort();
  await expect(left).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringMatching(/nobody waited/),
  });
  await expect(search.select(backwards(run), ROWS, ALL, leaving.signal)).rejects.toThrow(/nobody waited/);
  const numbers = expected(run);
  expect(await stayed).toEqual({ total: numbers.length, numbers });
});

test("when the thread ends, its searches fail with a sentence, and the next one has a new thread", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const selection = { executionId: 1, conditions: [], search: "1" };
  const lost = [1, 2].map(() => search.select(selection, ROWS, ALL, undefined)); // there is no file to open yet
  for (const one of lost)
    await expect(one).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringMatching(/broke off/),
    });
  expect(logged).toHaveBeenCalledOnce();
  logged.mockRestore();
  const run = await storeLargeRun(databaseFile, { rows: ROWS, columns: 2 });
  expect((await search.select(backwards(run), ROWS, ALL, undefined)).numbers).toEqual(expected(run));
});

test("rows in the source's order need no thread", async () => {
  const all = { executionId: 1, conditions: [] };
  expect(await search.select(all, 3, { offset: 0, length: 50 }, undefined)).toEqual({
    total: 3,
    numbers: [1, 2, 3],
  });
  expect(await search.select(all, 3, { offset: 2, length: 2 }, undefined)).toEqual({
    total: 3,
    numbers: [3],
  });
  expect(await search.select(all, 3, { offset: 4, length: 2 }, undefined)).toEqual({
    total: 3,
    numbers: [],
  });
});

test("parts of a selection are the same as the whole, however many rows it has", async () => {
  // More than are sorted by themselves, and more than a step searches.
  const stored = 12_000;
  const run = await storeLargeRun(databaseFile, { rows: stored, columns: 2 });
  const select = (offset: number, length: number) =>
    search.select(backwards(run), stored, { offset, length }, undefined);
  const numbers = expected(run);
  const parts: number[] = [];
  for (let offset = 0; offset < numbers.length + 1000; offset += 1000) {
    const part = await select(offset, 1000);
    expect(part.total).toBe(numbers.length);
    parts.push(...part.numbers);
  }
  expect(parts).toEqual(numbers);
  const few = { ...backwards(run), search: "11999" };
  expect((await search.select(few, stored, { offset: 0, length: 9 }, undefined)).numbers).toEqual([
    12_000, 2,
  ]);
});

test("the same rows are found before a large run is indexed and after it", async () => {
  const stored = 60_000;
  const run = await storeLargeRun(databaseFile, { rows: stored, columns: 2 });
  const numbered = (search: string) =>
    run.rows.flatMap((row, index) => (row.some((cell) => `${cell}`.includes(search)) ? [index + 1] : []));
  const found = async (selection: Omit<RowSelection, "executionId">) =>
    (
      await search.select(
        { executionId: run.id, ...selection },
        stored,
        { offset: 0, length: stored },
        undefined,
      )
    ).numbers;
  for (let n = 12_000; n < 12_060; n++) {
    // The index is made in turns with the first of these.
    expect(await found({ conditions: [], search: String(n) })).toEqual(numbered(String(n)));
  }
  const size = { kind: "contains", column: 1, text: "GRÖSSE".replace("SS", "ß") } as const;
  expect(await found({ conditions: [size], search: "34567" })).toEqual(numbered("34567"));
  expect(await found({ conditions: [size, { ...size, text: '"34567"' }] })).toEqual([34_568]);
  expect(await found({ conditions: [size] })).toHaveLength(stored);
  expect(await found({ conditions: [], search: "nowhere in it" })).toEqual([]);
});
