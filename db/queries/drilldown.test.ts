import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore, type Store } from "../database.ts";
import { SAMPLE_KPI, sampleRun } from "../testing/sample-rows.ts";
import {
  type CellCondition,
  type Comparison,
  findRows,
  type RowSelection,
  readFolded,
  readRows,
  sortRows,
  textsIn,
} from "./drilldown.ts";
import { insertExecution, insertExecutionRows } from "./executions.ts";
import { insertKpi } from "./kpis.ts";

/** Columns: name, amount, code. */
const ROWS = [
  ["Zürich", 10, "A'1"],
  ["ZÜRICH ", 9, "%"],
  ["bern", null, "_"],
  ["Aarau", 100, ""],
  [null, -2.5, "9007199254740993"],
];

let folder: string;
let store: Store;
let executionId: number;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "landing-kpi-rows-"));
  store = await openStore(path.join(folder, "landing_kpi.db"));
  const kpi = await insertKpi(store.db, SAMPLE_KPI);
  const run = await insertExecution(store.db, sampleRun(kpi.id));
  executionId = run.id;
  await insertExecutionRows(store.db, executionId, 0, ROWS.slice(0, 2));
  await insertExecutionRows(store.db, executionId, 2, ROWS.slice(2));
});

afterAll(async () => {
  await store.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

async function rows({ sort, ...narrowed }: Partial<RowSelection>) {
  const selection = { executionId, conditions: [], ...narrowed };
  const found = await findRows(store.db, selection, { from: 1, to: ROWS.length });
  const numbers = sort ? await sortRows(store.db, executionId, sort, found) : found;
  const { count, json } = await readRows(store.db, executionId, [...numbers]);
  expect(count).toBe(numbers.length);
  return JSON.parse(Buffer.from(json).toString()) as unknown[][];
}

test("without a sort the rows come in the source's order", async () => {
  expect(await rows({})).toEqual(ROWS);
});

test("numbers sort as numbers, nulls come last in both directions", async () => {
  const amounts = async (order: "asc" | "desc") =>
    (await rows({ sort: { column: 1, order } })).map((row) => row[1]);
  expect(await amounts("asc")).toEqual([-2.5, 9, 10, 100, null]);
  expect(await amounts("desc")).toEqual([100, 10, 9, -2.5, null]);
});

test("what is blank comes last, in both directions", async () => {
  for (const order of ["asc", "desc"] as const)
    expect((await rows({ sort: { column: 2, order } })).at(-1)?.[2]).toBe("");
});

test("numbers that are stored as text, for want of room, stand among the numbers", async () => {
  const cells = [12, "9007199254740993.5", "-12345678901234567890", null, 0.5];
  const run = await insertExecution(store.db, sampleRun(1));
  await insertExecutionRows(
    store.db,
    run.id,
    0,
    cells.map((cell) => [cell]),
  );
  const sorted = (order: "asc" | "desc") =>
    sortRows(store.db, run.id, { column: 0, order, numberTexts: true }, null);
  expect(await sorted("asc")).toEqual(Uint32Array.of(3, 5, 1, 2, 4));
  expect(await sorted("desc")).toEqual(Uint32Array.of(2, 1, 5, 3, 4));
});

test("text sorts in any case", async () => {
  const names = (await rows({ sort: { column: 0, order: "asc" } })).map((row) => row[0]);
  expect(names.slice(0, 2)).toEqual(["Aarau", "bern"]);
  expect(names.at(-1)).toBeNull();
});

test.each<[string, CellCondition, number]>([
  ["text equals in any case and without spaces around it", { kind: "equals", column: 0, value: "zürich" }, 2],
  ["a number equals a number", { kind: "equals", column: 1, value: 9 }, 1],
  ["a text is no number", { kind: "equals", column: 2, value: 9007199254740992 }, 0],
  ["contains finds a part, in any case beyond ASCII", { kind: "contains", column: 0, text: "ÜRI" }, 2],
  ["contains finds a part of a number", { kind: "contains", column: 1, text: "10" }, 2],
  ["a percent sign is just a character", { kind: "contains", column: 2, text: "%" }, 1],
  ["a quote is just a character", { kind: "contains", column: 2, text: "A'1" }, 1],
  ["blank means null or empty", { kind: "blank", column: 2 }, 1],
  ["blank finds nulls", { kind: "blank", column: 0 }, 1],
])("%s", async (_what, condition, count) => {
  expect(await rows({ conditions: [condition] })).toHaveLength(count);
});

test.each<[Comparison, number[]]>([
  [{ as: "numbers", operator: ">", operand: "9" }, [2, 4]],
  [{ as: "numbers", operator: ">=", operand: "9.0" }, [1, 2, 4]],
  [{ as: "numbers", operator: "<", operand: "10" }, [1, 5]],
  [{ as: "numbers", operator: "!=", operand: "9" }, [2, 4, 5]],
])("numbers compare as numbers, and blank cells never: %j", async (comparison, numbers) => {
  const amounts = [9, 10, null, "100", -2.5, ""];
  expect(await matching(amounts, comparison)).toEqual(numbers);
});

test("whole numbers beyond 2^53 compare to the last digit", async () => {
  const comparison: Comparison = { as: "numbers", operator: "<=", operand: "9007199254740992" };
  expect(await matching(["9007199254740993", "9007199254740992", 9007199254740991], comparison)).toEqual([
    2, 3,
  ]);
});

test.each<[Comparison, number[]]>([
  [{ as: "dates", operator: ">", operand: "2026-05-01" }, [3, 4]],
  [{ as: "dates", operator: "=", operand: "2026-05-01" }, [1, 2]],
  [{ as: "dates", operator: "<=", operand: "2026-05" }, [1, 2, 3]],
  [{ as: "dates", operator: ">", operand: "2026-05-01T12:00" }, [3, 4]],
  [{ as: "dates", operator: "!=", operand: "2026" }, []],
])("dates compare as far as the filter goes, and blank cells never: %j", async (comparison, numbers) => {
  const dates = ["2026-05-01", "2026-05-01T12:00:30", "2026-05-31 08:00", "2026-06-01", null, " "];
  expect(await matching(dates, comparison)).toEqual(numbers);
});

/** Numbers of the rows, from 1, whose only cell holds for this. */
async function matching(cells: readonly (string | number | null)[], comparison: Comparison) {
  const kpi = await insertKpi(store.db, { ...SAMPLE_KPI, name: JSON.stringify([cells, comparison]) });
  const run = await insertExecution(store.db, sampleRun(kpi.id));
  await insertExecutionRows(
    store.db,
    run.id,
    0,
    cells.map((cell) => [cell]),
  );
  const selection: RowSelection = {
    executionId: run.id,
    conditions: [{ kind: "compares", column: 0, ...comparison }],
  };
  return [...(await findRows(store.db, selection, { from: 1, to: cells.length }))];
}

test("search looks into every column, and conditions add up", async () => {
  expect(await rows({ search: "zürich" })).toHaveLength(2);
  expect(await rows({ search: "9" })).toHaveLength(2);
  const conditions: CellCondition[] = [{ kind: "equals", column: 1, value: 9 }];
  expect(await rows({ search: "zürich", conditions })).toEqual([ROWS[1]]);
});

test("rows are found in steps, sorted by their numbers and read in that order", async () => {
  const selection = { executionId, conditions: [], search: "9" };
  const found = Uint32Array.of(
    ...(await findRows(store.db, selection, { from: 1, to: 3 })),
    ...(await findRows(store.db, selection, { from: 4, to: 5 })),
  );
  expect(found).toEqual(Uint32Array.of(2, 5));
  const sorted = await sortRows(store.db, executionId, { column: 1, order: "asc" }, found);
  const { json } = await readRows(store.db, executionId, [...sorted]);
  expect(JSON.parse(Buffer.from(json).toString())).toEqual([ROWS[4], ROWS[1]]);
});

test("a search finds what some cell holds when it is folded, however the row is written", async () => {
  const cells = [
    ...[
      "straße",
      "STRASSE",
      "Ｆｕｌｌ＂ｗｉｄｔｈ",
      'a "quoted" one',
      "back\\slash",
      "tab\there",
      "ΟΔΟΣ",
      "ﬁle",
    ],
    ...["K\u212A", "e\u0301clair", "Éclair", "\ud800lone", "x\u001fy", "", "  ", "null", "[1,2]"],
    ...[12, 0.1 + 0.2, 1e21, -0.5, 1234567890, true, false, null],
  ];
  const run = await insertExecution(store.db, sampleRun(1));
  await insertExecutionRows(
    store.db,
    run.id,
    0,
    cells.map((cell) => ["same", cell, 7]),
  );
  const fold = (text: string) => text.normalize("NFKC").toLowerCase();
  const texts = cells.map((cell) =>
    cell === null ? [] : [fold(String(typeof cell === "boolean" ? Number(cell) : cell))],
  );
  const needles = texts.flatMap(([text = ""]) => [text, text.slice(1), text.slice(0, -1), text.slice(1, 3)]);
  const searched = [
    ...needles,
    "true",
    "false",
    "1",
    "0",
    '","',
    "],[",
    "\\u",
    'e","',
    "same",
    "É",
    "ΔΟΣ",
  ].filter((text) => text.trim() !== "");
  for (const search of searched) {
    const expected = texts.flatMap((found, index) =>
      ["same", "7", ...found].some((text) => text.includes(fold(search.trim()))) ? [index + 1] : [],
    );
    const selection = { executionId: run.id, conditions: [], search };
    const found = [...(await findRows(store.db, selection, { from: 1, to: cells.length }))];
    expect(found, JSON.stringify(search)).toEqual(expected);
    await expectTextsIn(selection, found);
    const text = fold(search.trim());
    const condition: CellCondition = { kind: "contains", column: 1, text: search.trim() };
    const narrowed = { executionId: run.id, conditions: [condition] };
    const inColumn = [...(await findRows(store.db, narrowed, { from: 1, to: cells.length }))];
    await expectTextsIn(narrowed, inColumn);
    expect(inColumn, JSON.stringify(search)).toEqual(
      texts.flatMap((found, index) => (found.some((each) => each.includes(text)) ? [index + 1] : [])),
    );
  }
});

/** Rows are left out of a search by the texts that are not in them. */
async function expectTextsIn(selection: RowSelection, found: readonly number[]) {
  for (const number of found) {
    const range = { from: number, to: number };
    const row = Buffer.from((await readFolded(store.db, selection.executionId, range)) ?? []).toString();
    for (const text of textsIn(selection)) expect(row).toContain(text);
  }
}

test("the texts that selected rows have are those of the search, of parts of cells and of whole ones", () => {
  const conditions: CellCondition[] = [
    { kind: "contains", column: 0, text: "ÜR" },
    { kind: "equals", column: 2, value: " Code 1 " },
    { kind: "equals", column: 1, value: 9 },
    { kind: "blank", column: 1 },
    { kind: "contains", column: 0, text: "x" },
    { kind: "contains", column: 0, text: 'say "hi"' },
  ];
  expect(textsIn({ executionId, conditions, search: " Bern " })).toEqual(["ür", "code 1", "bern"]);
});

test("of rows that are gone there is no text", async () => {
  expect(await readFolded(store.db, executionId, { from: 100, to: 200 })).toBeNull();
});
