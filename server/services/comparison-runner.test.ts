import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore, type Store } from "../../db/database.ts";
import { temporaryFolder } from "../testing/started-server.ts";
import { storeRuns } from "../testing/stored-runs.ts";
import { type ComparisonRunner, createComparisonRunner } from "./comparison-runner.ts";

const folder = temporaryFolder();
const file = path.join(folder.path, "landing_kpi.db");
let store: Store;
let runner: ComparisonRunner;
let task: Parameters<ComparisonRunner["compare"]>[0];

beforeAll(async () => {
  const rows = Array.from({ length: 3000 }, (_, at) => [at, `Text ${at}`]);
  const columns = ["N", "T"];
  const ids = await storeRuns(file, {
    left: { columns, rows },
    right: { columns, rows: rows.slice(1).reverse() },
  });
  store = await openStore(file);
  runner = createComparisonRunner(file);
  const side = (executionId: number) => ({ executionId, key: [0], columns: null });
  task = { left: side(ids.left), right: side(ids.right), stored: { left: 3000, right: 2999 }, columns: 2 };
});

afterAll(async () => {
  await runner.close();
  await store.close();
  folder.remove();
});

test("rows of stored runs are told apart", async () => {
  const compared = await runner.compare(task, undefined);
  expect(compared.same.length).toBe(2 * 2999);
  expect([...compared.same.slice(0, 4)]).toEqual([3000, 1, 2999, 2]);
  expect([...compared.gone]).toEqual([1]);
});

test("what was found is kept, and what is asked for twice at a time is done once", async () => {
  const other = { ...task, columns: 2, left: { ...task.left, key: [1] }, right: { ...task.right, key: [1] } };
  const [one, two] = await Promise.all([runner.compare(other, undefined), runner.compare(other, undefined)]);
  expect(two).toBe(one);
  expect(await runner.compare(other, undefined)).toBe(one);
});

test("a comparison ends for those who leave, and goes on for those who stay", async () => {
  const other = { ...task, left: { ...task.left, key: null }, right: { ...task.right, key: null } };
  const leaving = new AbortController();
  const left = runner.compare(other, leaving.signal);
  const stayed = runner.compare(other, undefined);
  leaving.abort();
  await expect(left).rejects.toMatchObject({ code: "unavailable" });
  expect((await stayed).gone.length).toBe(1);
});

test("one that everybody left can be asked for again", async () => {
  const other = { ...task, left: { ...task.left, key: [1, 0] }, right: { ...task.right, key: [1, 0] } };
  const leaving = new AbortController();
  const left = runner.compare(other, leaving.signal);
  leaving.abort();
  await expect(left).rejects.toMatchObject({ code: "unavailable" });
  expect((await runner.compare(other, undefined)).gone.length).toBe(1);
  await expect(runner.compare(other, AbortSignal.abort())).rejects.toMatchObject({ code: "unavailable" });
});
