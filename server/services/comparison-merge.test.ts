import { expect, test } from "vitest";
import type { KeyedRow } from "../../db/queries/rows-by-key.ts";
import { mergeRows } from "./comparison-merge.ts";

type Row = readonly [key: string, ...values: readonly (string | number | null)[]];

/** Compares lists of rows by their first cell, as rows-by-key.ts hands them over. */
function compare(left: readonly Row[], right: readonly Row[]) {
  const side = (rows: readonly Row[], side: 0 | 1) =>
    rows.map((row, at): KeyedRow => [side, JSON.stringify(row.slice(0, 1)), JSON.stringify(row), at + 1]);
  const order = ([side, key, cells, row]: KeyedRow) => [key, cells, side, String(row).padStart(6)].join("\n");
  const rows = [...side(left, 0), ...side(right, 1)].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const read = (side: 0 | 1, row: number) => JSON.stringify((side === 0 ? left : right)[row - 1]);
  const stored = { left: left.length, right: right.length };
  const { same, changed, added, gone, ...more } = mergeRows(rows, stored, 3, read);
  const pairs = (list: Int32Array) =>
    Array.from({ length: list.length / 2 }, (_, at) => [...list.slice(2 * at, 2 * at + 2)]);
  return { same: pairs(same), changed: pairs(changed), added: [...added], gone: [...gone], ...more };
}

const NONE = { keys: 0, leftRows: 0, rightRows: 0 };

test("rows are told apart by their key, and listed in the order of their runs", () => {
  expect(
    compare(
      [
        ["c", 1, 1],
        ["b", 1, 1],
        ["a", 1, 1],
        ["x", 0, 0],
      ],
      [
        ["d", 1, 1],
        ["a", 1, 1],
        ["c", 2, null],
        ["b", 1, 7],
      ],
    ),
  ).toEqual({
    same: [[3, 2]],
    changed: [
      [1, 3],
      [2, 4],
    ],
    added: [1],
    gone: [4],
    changedByColumn: [0, 1, 2],
    repeated: NONE,
  });
});

test("of rows with one key equal ones are paired first, and the others in their order", () => {
  expect(
    compare(
      [
        ["a", 1],
        ["a", 2],
        ["a", 3],
      ],
      [
        ["a", 2],
        ["a", 4],
        ["a", 2],
        ["a", 5],
      ],
    ),
  ).toEqual({
    same: [[2, 1]],
    changed: [
      [1, 2],
      [3, 3],
    ],
    added: [4],
    gone: [],
    changedByColumn: [0, 2, 0],
    repeated: { keys: 1, leftRows: 3, rightRows: 4 },
  });
});

test("equal rows are as many as both sides have", () => {
  const result = compare(Array(5).fill(["a", 1]), Array(3).fill(["a", 1]));
  expect(result).toMatchObject({ added: [], changed: [], gone: [4, 5] });
  expect(result.same).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
});

test("a number is not the text that looks like it, and null not an empty text", () => {
  expect(compare([["a", 1, null]], [["a", "1", ""]])).toMatchObject({
    changed: [[1, 1]],
    changedByColumn: [0, 1, 1],
  });
});

test("many different rows of one key are compared too", () => {
  const left = Array.from({ length: 120 }, (_, at): Row => ["a", at, 0]);
  const right = Array.from({ length: 130 }, (_, at): Row => ["a", at, 1]);
  expect(compare(left, right)).toMatchObject({
    changed: left.map((_, at) => [at + 1, at + 1]),
    added: Array.from({ length: 10 }, (_, at) => at + 121),
    changedByColumn: [0, 0, 120],
  });
});

test("nothing against nothing, and against something", () => {
  expect(compare([], [])).toMatchObject({ same: [], changed: [], added: [], gone: [] });
  expect(compare([], [["a", 1]])).toMatchObject({ added: [1], gone: [] });
  expect(compare([["a", 1]], [])).toMatchObject({ added: [], gone: [1] });
});
