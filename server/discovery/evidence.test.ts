import { expect, test } from "vitest";
import { SourceError } from "../connectors/connector.ts";
import { databaseFile, source } from "../connectors/sqlite/test-support.ts";
import { troubleOf } from "../connectors/testing/asking.ts";
import { type DiscoveryOptions, type DiscoveryProgress, proposeRelationships } from "./index.ts";
import type { Proposal } from "./proposal.ts";

async function proposed(script: string, options: Partial<DiscoveryOptions> = {}): Promise<Proposal[]> {
  const connector = source(databaseFile(script));
  const catalog = await connector.introspect("lab", { timeLimitMs: 60_000 });
  return proposeRelationships([catalog], connector, { timeLimitMs: 60_000, ...options });
}

function said({ source: from, target, type }: Proposal): string {
  return `${from.table}.${from.columns} -> ${target.table}.${target.columns} ${type}`;
}

/** Rows for the numbers from 1, made by an expression over `i`. */
function rows(table: string, count: number, expressions: string): string {
  return `INSERT INTO ${table} WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    SELECT ${expressions} FROM n;`;
}

const ORDERS = `
  CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER);
  ${rows("customers", 100, "i, 'Name ' || i")}
`;

test("the shares, the keys and the rows of each key are counted in the source", async () => {
  const [proposal] = await proposed(`${ORDERS} ${rows("orders", 300, "i, i % 50 + 1")}`);
  expect(proposal && said(proposal)).toBe("orders.customer_id -> customers.id FOREIGN_KEY");
  expect(proposal?.evidence).toEqual({
    nameScore: 1,
    sameType: true,
    valuesChecked: 50,
    containment: 1,
    exactContainment: 1,
    reverseContainment: 0.5,
    match: "exact",
    targetUnique: true,
    uniqueKnown: "declared",
    sourceDistinct: 50,
    targetDistinct: 100,
    fanOut: { average: 6, max: 6 },
    sampled: false,
  });
});

test("keys without a partner lower the share, and the key is proposed all the same", async () => {
  const [proposal] = await proposed(`${ORDERS} ${rows("orders", 300, "i, i % 110 + 1")}`);
  expect(proposal?.evidence).toMatchObject({ valuesChecked: 110, exactContainment: 100 / 110 });
  expect(proposal?.confidence).toBeGreaterThanOrEqual(0.8);
});

test.each([
  ["exact", "'C-' || i"],
  ["trimmed", "' C-' || i || ' '"],
  ["case_insensitive", "'c-' || i"],
])("customers that are stored otherwise match %s", async (match, stored) => {
  const proposals = await proposed(`
    CREATE TABLE customer (customer_no TEXT, name TEXT);
    CREATE TABLE bill (bill_no TEXT, cust_no TEXT);
    ${rows("customer", 100, "'C-' || i, 'Name ' || i")} ${rows("bill", 80, `'B' || i, ${stored}`)}
  `);
  expect(proposals.map(said)).toEqual(["bill.cust_no -> customer.customer_no ONE_TO_ONE"]);
  expect(proposals[0]?.evidence).toMatchObject({
    match,
    containment: 1,
    exactContainment: match === "exact" ? 1 : 0,
  });
});

test("numbers with and without leading zeros match, and the evidence says so", async () => {
  const proposals = await proposed(`
    CREATE TABLE mara (material TEXT PRIMARY KEY);
    CREATE TABLE plan (planning_sku TEXT, week INTEGER);
    ${rows("mara", 200, "printf('%018d', 1000 + i * 7)")} ${rows("plan", 100, "1000 + i * 7, i")}
  `);
  expect(proposals.map(said)).toEqual(["plan.planning_sku -> mara.material ONE_TO_ONE"]);
  expect(proposals[0]?.evidence).toMatchObject({
    match: "leading_zeros",
    containment: 1,
    exactContainment: 0,
  });
});

test("two exports of the same things match on their codes whatever the columns are called", async () => {
  const proposals = await proposed(`
    CREATE TABLE erp (MATERIAL TEXT, PLANT TEXT);
    CREATE TABLE excel (ARTICLE_CODE TEXT, PLANT TEXT);
    ${rows("erp", 200, "'MAT-' || (i * 17), 'P' || i % 3")} ${rows("excel", 200, "'MAT-' || ((i + 40) * 17), 'P' || i % 3")}
  `);
  expect(proposals.map(said)).toHaveLength(1);
  expect(proposals[0]?.evidence).toMatchObject({ containment: 0.8, reverseContainment: 0.8 });
});

test("a small number is no key of whatever counts from 1", async () => {
  const proposals = await proposed(`
    CREATE TABLE shops (id INTEGER PRIMARY KEY, floors INTEGER, opened INTEGER);
    CREATE TABLE lamps (lamp_id INTEGER PRIMARY KEY, level INTEGER, brightness INTEGER);
    CREATE TABLE pets (pet_no INTEGER PRIMARY KEY, legs INTEGER);
    ${rows("shops", 90, "i, i % 4, i % 30")} ${rows("lamps", 50, "i, i % 9, i")} ${rows("pets", 40, "i, i % 5")}
  `);
  expect(proposals.map(said)).toEqual([]);
});

test("two tables that point at a third are not joined a second time with one another", async () => {
  const proposals = await proposed(`
    CREATE TABLE customers (customer_id INTEGER PRIMARY KEY);
    CREATE TABLE orders (order_id INTEGER PRIMARY KEY, customer_id INTEGER);
    CREATE TABLE cards (card_id INTEGER PRIMARY KEY, customer_id INTEGER);
    ${rows("customers", 60, "i")} ${rows("orders", 60, "i, 61 - i")} ${rows("cards", 60, "i, 61 - i")}
  `);
  expect(proposals.map(said).sort()).toEqual([
    "cards.customer_id -> customers.customer_id ONE_TO_ONE",
    "orders.customer_id -> customers.customer_id ONE_TO_ONE",
  ]);
});

test("a manager is an employee", async () => {
  const proposals = await proposed(`
    CREATE TABLE employee (id INTEGER PRIMARY KEY, manager_id INTEGER);
    ${rows("employee", 60, "i, CASE WHEN i > 1 THEN i / 7 + 1 END")}
  `);
  expect(proposals.map(said)).toEqual(["employee.manager_id -> employee.id FOREIGN_KEY"]);
  expect(proposals[0]?.confidence).toBeGreaterThanOrEqual(0.8);
});

test("names with quotes, spaces, semicolons and other alphabets are names like others", async () => {
  const proposals = await proposed(`
    CREATE TABLE "Kunde ""A""; DROP" ("Größe 'id" TEXT PRIMARY KEY);
    CREATE TABLE "注文 表" ("Größe 'id" TEXT, "[x]" TEXT);
    ${rows('"Kunde ""A""; DROP"', 60, "'k' || (i * 13)")} ${rows('"注文 表"', 120, "'k' || ((i % 60 + 1) * 13), i % 2")}
  `);
  expect(proposals.map(said)).toEqual([`注文 表.Größe 'id -> Kunde "A"; DROP.Größe 'id FOREIGN_KEY`]);
});

test("of a table of 300,000 rows a part is read, and its keys are asked for in a large target", async () => {
  const proposals = await proposed(`
    CREATE TABLE meters (meter_id TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE readings (reading_id INTEGER PRIMARY KEY, meter_id TEXT);
    ${rows("meters", 300_000, "'m' || i")} ${rows("readings", 300_000, "i, 'm' || (300001 - i % 5000)")}
  `);
  expect(proposals.map(said)).toEqual(["readings.meter_id -> meters.meter_id FOREIGN_KEY"]);
  expect(proposals[0]?.evidence).toMatchObject({ sampled: true, containment: 1, targetUnique: true });
});

test("progress goes up to its total: the columns that are looked at, then the proposals", async () => {
  const heard: DiscoveryProgress[] = [];
  await proposed(`${ORDERS} ${rows("orders", 300, "i, i % 50 + 1")}`, {
    onProgress: (progress) => heard.push(progress),
  });
  expect(heard.map(({ done }) => done)).toEqual(heard.map((_, i) => i + 1));
  const columns = heard[0]?.total ?? 0;
  expect(columns).toBeGreaterThan(1);
  expect(heard.at(-1)).toEqual({ done: columns + 1, total: columns + 1 });
});

test("a discovery that is cancelled ends as cancelled", async () => {
  const stop = new AbortController();
  const work = proposed(`${ORDERS} ${rows("orders", 300, "i, i % 50 + 1")}`, {
    signal: stop.signal,
    onProgress: () => stop.abort(),
  });
  expect(await troubleOf(work)).toMatchObject(new SourceError("cancelled", "The discovery was cancelled."));
});

test("when there is no time for queries, names and the catalog have to do", async () => {
  const [proposal] = await proposed(`${ORDERS} ${rows("orders", 300, "i, i % 50 + 1")}`, { timeLimitMs: 0 });
  expect(proposal && said(proposal)).toBe("orders.customer_id -> customers.id FOREIGN_KEY");
  expect(proposal?.evidence).toMatchObject({ valuesChecked: 0, fanOut: { average: 6, max: null } });
});
