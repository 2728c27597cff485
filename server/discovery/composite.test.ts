import { expect, test } from "vitest";
import { databaseFile, source } from "../connectors/sqlite/test-support.ts";
import { proposeRelationships } from "./index.ts";
import { LIKELY, type Proposal } from "./proposal.ts";

/** The proposals of several columns. */
async function composite(script: string): Promise<Proposal[]> {
  const connector = source(databaseFile(script));
  const catalog = await connector.introspect("lab", { timeLimitMs: 20_000 });
  const proposals = await proposeRelationships([catalog], connector, { timeLimitMs: 20_000 });
  return proposals.filter(({ source: { columns } }) => columns.length > 1);
}

function said({ source: from, target, type }: Proposal): string {
  return `${from.table}.${from.columns.join("+")} -> ${target.table}.${target.columns.join("+")} ${type}`;
}

function rows(table: string, count: number, expressions: string): string {
  return `INSERT INTO ${table} WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    SELECT ${expressions} FROM n;`;
}

/** 61 orders of three or four lines each. */
const LINES = rows("lines", 210, "'O-' || (i * 2 / 7), i - i * 2 / 7 * 7 / 2, 'S' || (i % 50)");

test("a key of two columns that is declared in its table is found where others point at it", async () => {
  const proposals = await composite(`
    CREATE TABLE lines (order_no TEXT, line INTEGER, sku TEXT, PRIMARY KEY (order_no, line));
    CREATE TABLE returns (return_id INTEGER PRIMARY KEY, order_no TEXT, line INTEGER);
    ${LINES}
    INSERT INTO returns (order_no, line) SELECT order_no, line FROM lines WHERE rowid % 3 > 0;
    INSERT INTO returns (order_no, line) SELECT order_no, line FROM lines WHERE rowid % 5 = 0;`);
  expect(proposals.map(said)).toEqual(["returns.order_no+line -> lines.order_no+line FOREIGN_KEY"]);
  expect(proposals[0]?.confidence).toBeGreaterThanOrEqual(LIKELY);
  expect(proposals[0]?.evidence).toMatchObject({
    containment: 1,
    targetUnique: true,
    uniqueKnown: "declared",
    targetDistinct: 210,
    fanOut: { max: 2 },
  });
});

const PLAIN = `
  CREATE TABLE lines (order_no TEXT, line INTEGER, sku TEXT);
  CREATE TABLE shipped (Order_No TEXT, Line INTEGER, carrier TEXT);
  ${LINES}
  INSERT INTO shipped SELECT order_no, line, 'DHL' FROM lines WHERE rowid % 4 > 0;`;

test("where nothing is declared it is found in the data, and left to people to tick", async () => {
  const proposals = await composite(PLAIN);
  expect(proposals.map(said)).toEqual(["shipped.Order_No+Line -> lines.order_no+line ONE_TO_ONE"]);
  expect(proposals[0]?.confidence).toBeLessThan(LIKELY);
  expect(proposals[0]?.evidence).toMatchObject({ uniqueKnown: "measured", targetUnique: true });
});

test("keys that are not found in the other table are not proposed", async () => {
  expect(await composite(`${PLAIN} UPDATE shipped SET Line = Line + 3;`)).toEqual([]);
});

test("three columns are taken where no two tell the rows apart", async () => {
  const proposals = await composite(`
    CREATE TABLE prices (plant TEXT, sku TEXT, year INTEGER, price REAL);
    CREATE TABLE budgets (budget INTEGER PRIMARY KEY, plant TEXT, sku TEXT, year INTEGER);
    INSERT INTO prices WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999)
      SELECT 'P' || (i % 10), 'S' || (i / 10 % 10), 2000 + i / 100, i / 7.0 FROM n WHERE i % 3 = 0;
    INSERT INTO budgets (plant, sku, year) SELECT plant, sku, year FROM prices WHERE rowid % 2 = 0;`);
  expect(proposals.map(said)).toEqual(["budgets.plant+sku+year -> prices.plant+sku+year ONE_TO_ONE"]);
});

test("where nearly every combination is there, those of another table say nothing", async () => {
  const proposals = await composite(`
    CREATE TABLE seats (line INTEGER, place INTEGER);
    CREATE TABLE lamps (line INTEGER, place INTEGER);
    INSERT INTO seats WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99)
      SELECT i % 10, i / 10 FROM n;
    INSERT INTO lamps SELECT line, place FROM seats WHERE (line * 7 + place * 3) % 5 < 2;`);
  expect(proposals).toEqual([]);
});

test("tables that one column joins already get no second join of several", async () => {
  const proposals = await composite(`
    CREATE TABLE orders (order_id INTEGER PRIMARY KEY, region TEXT, day TEXT);
    CREATE TABLE bills (bill INTEGER PRIMARY KEY, order_id INTEGER, region TEXT, day TEXT);
    ${rows("orders", 90, "i, 'R' || (i % 9), 'D' || (i / 9)")}
    INSERT INTO bills SELECT order_id * 3, order_id, region, day FROM orders;`);
  expect(proposals).toEqual([]);
});
