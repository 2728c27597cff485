import { expect, test } from "vitest";
import {
  formatDuration,
  formatPreciseShare,
  formatQuantity,
  formatStoredValue,
  formatTimestamp,
  formatValue,
} from "./format.ts";

test.each([
  [null, "–"],
  [0, "0 ms"],
  [125.46, "125.5 ms"],
  [3210, "3.2 s"],
  [59_960, "1 min 00 s"],
  [125_000, "2 min 05 s"],
])("%s milliseconds are written as %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each([
  [1234, "rows", "1,234 records"],
  [1, "rows", "1 record"],
  [12, "groups", "12 groups"],
  [37, "percentage", "37\u00a0%"],
  [99.974_321, "percentage", "99.97\u00a0%"],
  [0.034_567, "percentage", "0.035\u00a0%"],
  [48_211, "figure", "48,211"],
  [1234.567_89, "figure", "1,234.57"],
  [0, "figure", "0"],
  [null, "figure", "no number"],
  [null, "figures", "several figures"],
  [null, null, "–"],
] as const)("a value of %s %s is written as %s", (value, value_kind, text) => {
  expect(formatValue({ value, value_kind, distinct_key: null })).toBe(text);
});

test("a run says how many rows are stored only when there are more", () => {
  const run = { value: 48_211, value_kind: "rows", number_of_records: 1000, distinct_key: null } as const;
  expect(formatStoredValue(run)).toBe("1,000 of 48,211 records");
  expect(formatStoredValue({ ...run, value: 1000 })).toBe("1,000 records");
  expect(formatStoredValue({ ...run, value_kind: "figure", number_of_records: 1 })).toBe("48,211");
});

test("records that are about fewer things say about how many", () => {
  const distinct_key = { columns: ["Material", "Plant"], count: 1249 };
  const run = { value: 4600, value_kind: "rows", distinct_key } as const;
  expect(formatValue(run)).toBe("4,600 records, 1,249 different Material and Plant");
});

test("one thing is not many", () => {
  expect(formatQuantity(1, "record")).toBe("1 record");
  expect(formatQuantity(1200, "record")).toBe("1,200 records");
});

test("a moment is written in UTC whatever fraction it carries", () => {
  expect(formatTimestamp("2026-11-23T10:30:00.123Z")).toBe("2026-11-23 10:30:00");
});

test.each([
  [0, "0\u00a0%"],
  [0.0001, "0.1\u00a0%"],
  [0.1234, "12.3\u00a0%"],
  [0.9999, "99.9\u00a0%"],
  [1, "100\u00a0%"],
])("the share %s is written as %s", (share, text) => {
  expect(formatPreciseShare(share)).toBe(text);
});
