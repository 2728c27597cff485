import { expect, test } from "vitest";
import { databaseFile, source } from "../connectors/sqlite/test-support.ts";
import { type Measured, measureJoins } from "./measure.ts";

const NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)";

async function measured(script: string, from: string, to: string): Promise<Measured | null> {
  const connector = source(databaseFile(script));
  const catalog = await connector.introspect("lab", { timeLimitMs: 20_000 });
  const end = (text: string) => {
    const [table = "", columns = ""] = text.split(".");
    return { schema: "lab", table, columns: columns.split("+") };
  };
  const joins = [{ source: end(from), target: end(to) }];
  const [found = null] = await measureJoins([catalog], connector, joins, { timeLimitMs: 20_000 });
  return found;
}

const DAYS = `
  CREATE TABLE days (day DATE PRIMARY KEY);
  CREATE TABLE sales (sale INTEGER PRIMARY KEY, day DATE);
  INSERT INTO days ${NUMBERS} SELECT date('2025-01-01', i || ' days') FROM n;
  INSERT INTO sales ${NUMBERS} SELECT i, date('2025-01-01', (i % 40 + 100) || ' days') FROM n;`;

test("columns that discovery would never propose are measured like others", async () => {
  const found = await measured(DAYS, "sales.day", "days.day");
  expect(found).toMatchObject({
    type: "FOREIGN_KEY",
    evidence: {
      valuesChecked: 40,
      containment: 21 / 40,
      targetUnique: true,
      uniqueKnown: "declared",
      sourceDistinct: 40,
      targetDistinct: 120,
      fanOut: { average: 3, max: 3 },
      sampled: false,
    },
  });
});

const LINES = `
  CREATE TABLE lines (order_no TEXT, line INTEGER, sku TEXT);
  CREATE TABLE returns (order_no TEXT, line INTEGER);
  INSERT INTO lines ${NUMBERS} SELECT 'O-' || (i / 4), i % 4, 'S' || i FROM n;
  INSERT INTO returns ${NUMBERS} SELECT ' o-' || (i / 4), i % 4 + CASE WHEN i > 60 THEN 10 ELSE 0 END FROM n;`;

test("several columns are compared together, part by part, in each form", async () => {
  const found = await measured(LINES, "returns.order_no+line", "lines.order_no+line");
  expect(found?.evidence).toMatchObject({
    valuesChecked: 120,
    containment: 0.5,
    exactContainment: 0,
    match: "case_insensitive",
    targetUnique: true,
    uniqueKnown: "measured",
    targetDistinct: 120,
  });
  expect(found?.type).toBe("ONE_TO_ONE");
});

test("a target that repeats its values is no key, and the join no foreign key", async () => {
  const found = await measured(LINES, "returns.order_no", "lines.order_no");
  expect(found).toMatchObject({
    type: "MATCHES",
    evidence: { targetUnique: false, uniqueKnown: "measured" },
  });
});

test("what is not in the catalogs cannot be measured", async () => {
  expect(await measured(DAYS, "sales.month", "days.day")).toBeNull();
  expect(await measured(DAYS, "sales.day", "weeks.day")).toBeNull();
});

test("a target without rows is measured as holding nothing", async () => {
  const found = await measured(`${DAYS} DELETE FROM days;`, "sales.day", "days.day");
  expect(found?.evidence).toMatchObject({ containment: 0, reverseContainment: null, targetDistinct: 0 });
});
