import fc from "fast-check";
import { expect, test } from "vitest";
import { attachment, exportFileName } from "./export-file-name.ts";

const run = {
  execution_timestamp: "2026-11-25 18:04:59.123",
  number_of_records: 1000,
  limit_records: 1000,
  total_records: 1000,
};

test("the file is named after the KPI and the minute of its run", () => {
  expect(exportFileName("Products missing in OPS/Excel!", run, "csv")).toBe(
    "products-missing-in-ops-excel-2026-11-25-1804.csv",
  );
  expect(exportFileName("***", run, "csv")).toBe("kpi-2026-11-25-1804.csv");
});

test("the name of the file says when the limit cut the rows", () => {
  const name = (total_records: number | null, more = {}) =>
    exportFileName("A", { ...run, total_records, ...more }, "csv");
  expect(name(48_211)).toBe("a-2026-11-25-1804-first-1000-of-48211.csv");
  expect(name(null)).toBe("a-2026-11-25-1804-first-1000.csv");
  expect(name(null, { number_of_records: 3 })).toBe("a-2026-11-25-1804.csv");
});

test("letters beyond ASCII come in a second name", () => {
  expect(attachment("plain-1.csv")).toBe('attachment; filename="plain-1.csv"');
  expect(attachment("lücke-1.csv")).toBe(
    `attachment; filename="lucke-1.csv"; filename*=UTF-8''l%C3%BCcke-1.csv`,
  );
  expect(attachment(exportFileName("在庫", run, "csv"))).toContain('filename="2026-11-25-1804.csv"');
});

test("any KPI name makes a header and a file name that are safe", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 255 }), (name) => {
      const file = exportFileName(name, run, "csv");
      expect(Buffer.byteLength(file)).toBeLessThan(255);
      expect(file).not.toMatch(/[/\\\s"]/);
      expect(attachment(file)).toMatch(/^attachment; filename="[\w.-]+"(; filename\*=UTF-8''[\w.%-]+)?$/);
    }),
  );
});
