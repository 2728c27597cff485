import { describe, expect, test } from "vitest";
import { layOut, type PlacedTable, type TablePair } from "./graph-layout.server.ts";

const pair = (from: string, to: string): TablePair => ({ from, to, approved: 1, waiting: 0 });

const overlap = (a: PlacedTable, b: PlacedTable) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe("the drawing of a graph", () => {
  test("has every table once, none over another, all within it, and a line for each pair", () => {
    const pairs = Array.from({ length: 99 }, (_, i) => pair(`table_${i + 1}`, `table_${Math.floor(i / 3)}`));
    const { tables, pairs: lines, viewBox } = layOut(pairs);
    const [left, top, width, height] = viewBox;
    expect(tables).toHaveLength(100);
    for (const [i, table] of tables.entries()) {
      expect(tables.slice(i + 1).filter((other) => overlap(table, other))).toEqual([]);
      expect(table.x).toBeGreaterThan(left);
      expect(table.y).toBeGreaterThan(top);
      expect(table.x + table.width).toBeLessThan(left + width);
      expect(table.y + table.height).toBeLessThan(top + height);
    }
    for (const { path } of lines) expect(path).toMatch(/^M-?[\d.]+ -?[\d.]+ [QL]/);
  });

  test("holds lines that pass beside all tables", () => {
    const chain = ["a", "b", "c", "d"];
    const all = chain.flatMap((from, i) => chain.slice(i + 1).map((to) => pair(from, to)));
    const { pairs, viewBox } = layOut(all);
    const [left, top, width, height] = viewBox;
    for (const { path } of pairs)
      for (const [, x, y] of path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)) {
        expect(Number(x)).toBeGreaterThan(left);
        expect(Number(x)).toBeLessThan(left + width);
        expect(Number(y)).toBeGreaterThan(top);
        expect(Number(y)).toBeLessThan(top + height);
      }
  });

  test("draws tables that refer to each other or to themselves", () => {
    const { tables, pairs } = layOut([pair("a", "b"), pair("b", "a"), pair("a", "a")]);
    expect(tables.map(({ name }) => name)).toEqual(["a", "b"]);
    for (const { path } of pairs) expect(path).not.toBe("");
  });

  test("cuts very long names in their middle, where they differ least", () => {
    const name = `${"landing_".repeat(10)}orders`;
    const [table] = layOut([pair(name, "b")]).tables;
    expect(table?.name).toBe(name);
    expect(table?.label).toMatch(/^landing_.*….*orders$/);
    expect(table?.label.length).toBeLessThan(36);
  });
});
