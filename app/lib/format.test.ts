import { expect, test } from "vitest";
import { formatDuration, formatQuantity, formatRecords, formatTimestamp } from "./format.ts";

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

test("records say how many there are in all only when more were found than stored", () => {
  expect(formatRecords(42, 42)).toBe("42");
  expect(formatRecords(42, null)).toBe("42");
  expect(formatRecords(1000, 48_211)).toBe("1,000 of 48,211");
});

test("one thing is not many", () => {
  expect(formatQuantity(1, "record")).toBe("1 record");
  expect(formatQuantity(1200, "record")).toBe("1,200 records");
});

test("a moment is written in UTC whatever fraction it carries", () => {
  expect(formatTimestamp("2026-11-23T10:30:00.123Z")).toBe("2026-11-23 10:30:00");
});
