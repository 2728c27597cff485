import { expect, test } from "vitest";
import type { FilterValue } from "../contracts/drilldown.ts";
import type { ColumnValues } from "./column-values.ts";
import { readFilter } from "./row-filter.ts";

const read = (values: ColumnValues, value: FilterValue) =>
  readFilter({ name: "Qty", index: 3, values }, value);

test.each<[ColumnValues, string, string]>([
  ["numbers", ">20000", "Qty greater than 20,000"],
  ["numbers", " < -1234.5 ", "Qty less than -1,234.5"],
  ["numbers", ">=20,000", "Qty at least 20,000"],
  ["numbers", "<= .5", "Qty at most .5"],
  ["numbers", "=9007199254740993", "Qty equal to 9,007,199,254,740,993"],
  ["numbers", "!=0", "Qty other than 0"],
  ["numbers", "-5 .. 1.5", "Qty from -5 to 1.5"],
  ["numbers", "1.5..2.5", "Qty from 1.5 to 2.5"],
  ["numbers", "12", "Qty contains “12”"],
  ["dates", ">2026-05-31", "Qty after 2026-05-31"],
  ["dates", "<2026", "Qty before 2026"],
  ["dates", ">=2026-05", "Qty in or after 2026-05"],
  ["dates", "<=2026-05-31 12:00", "Qty on or before 2026-05-31 12:00"],
  ["dates", "=2026-05-31", "Qty on 2026-05-31"],
  ["dates", "!=2026-05", "Qty not in 2026-05"],
  ["dates", "2026-01..2026-03", "Qty from 2026-01 to 2026-03"],
  ["dates", "2026-0", "Qty contains “2026-0”"],
  ["texts", ">20000", "Qty contains “>20000”"],
  ["texts", "1..2", "Qty contains “1..2”"],
  ["texts", "= GPU", "Qty is “GPU”"],
  ["texts", "(Blank)", "Qty empty"],
  ["numbers", "(blank)", "Qty empty"],
])("in %s, %j typed above the column is read as: %s", (values, typed, sentence) => {
  expect(read(values, { typed })).toMatchObject({ ok: true, sentence });
});

test.each<[ColumnValues, string]>([
  ["numbers", ">abc"],
  ["numbers", ">"],
  ["numbers", "=>5"],
  ["numbers", ">20,5"],
  ["numbers", "5.."],
  ["numbers", "..5"],
  ["numbers", "1..2..3"],
  ["numbers", "= n/a"],
  ["dates", ">2026-02-30"],
  ["dates", ">31.12.2025"],
  ["dates", "2026-01..May"],
])("in %s, %j is refused with a sentence that shows how", (values, typed) => {
  const problem = expect.stringMatching(
    /^“.+” cannot be read .* holds (numbers|dates)\. Write for example .*\.$/,
  );
  expect(read(values, { typed })).toEqual({ ok: false, problem });
});

test.each<[ColumnValues, string, string]>([
  ["numbers", "20..-10", "-10..20"],
  ["numbers", "9007199254740993 .. 9007199254740992", "9007199254740992..9007199254740993"],
  ["dates", "2026-05..2026-04-30", "2026-04-30..2026-05"],
])("in %s, the range %j is refused, because it ends before it begins", (values, typed, instead) => {
  const problem = `“${typed}” ends before it begins. Write ${instead}.`;
  expect(read(values, { typed })).toEqual({ ok: false, problem });
});

test("a range may end in what it begins in", () => {
  for (const [values, typed] of [
    ["numbers", "5..5"],
    ["dates", "2026-05-12..2026-05"],
    ["dates", "2026..2026-05"],
  ] as const)
    expect(read(values, { typed }).ok).toBe(true);
});

test("a range is two comparisons, with its ends", () => {
  const bound = { kind: "compares", column: 3, as: "numbers" };
  expect(read("numbers", { typed: "1,000..2000" })).toMatchObject({
    conditions: [
      { ...bound, operator: ">=", operand: "1000" },
      { ...bound, operator: "<=", operand: "2000" },
    ],
  });
});

test("a plain value is equality, and a text that no number equals is a comparison", () => {
  const condition = { kind: "compares", column: 3, as: "numbers" };
  for (const value of [7, "7"])
    expect(read("numbers", value)).toMatchObject({
      conditions: [{ ...condition, operator: "=", operand: "7" }],
    });
  expect(read("numbers", ">7")).toMatchObject({
    conditions: [{ ...condition, operator: ">", operand: "7" }],
  });
  expect(read("texts", ">7")).toMatchObject({ conditions: [{ kind: "equals", column: 3, value: ">7" }] });
  expect(read("texts", null)).toMatchObject({ conditions: [{ kind: "blank", column: 3 }] });
  expect(read("numbers", { contains: ">7" })).toMatchObject({
    conditions: [{ kind: "contains", text: ">7" }],
  });
});
