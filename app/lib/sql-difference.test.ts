import { expect, test } from "vitest";
import { sqlDifference } from "./sql-difference.server.ts";

test("what only one of two statements has stands between what both have", () => {
  const before = "select a from t where a = 1 limit 10";
  expect(sqlDifference(before, before).every(({ kind }) => kind === "same")).toBe(true);
  expect(sqlDifference(before, "select a from u where a = 1 limit 10")).toEqual([
    { kind: "same", text: "select a" },
    { kind: "removed", text: "from t" },
    { kind: "added", text: "from u" },
    { kind: "same", text: "where a = 1" },
    { kind: "same", text: "limit 10" },
  ]);
});
