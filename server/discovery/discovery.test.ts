import { expect, test } from "vitest";
import type { Catalog } from "../connectors/connector.ts";
import { databaseFile, source } from "../connectors/sqlite/test-support.ts";
import { proposeRelationships } from "./index.ts";
import type { Proposal } from "./proposal.ts";

async function proposed(script: string, change = (catalog: Catalog) => catalog): Promise<Proposal[]> {
  const connector = source(databaseFile(script));
  const catalog = await connector.introspect("lab", { timeLimitMs: 20_000 });
  return proposeRelationships([change(catalog)], connector, { timeLimitMs: 20_000 });
}

function said({ source, target, type, origin }: Proposal): string {
  return `${source.table}.${source.columns.join("+")} -> ${target.table}.${target.columns.join("+")} ${type} ${origin}`;
}

const SHOP = `
  CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, placed DATE);
  INSERT INTO customers VALUES (1, 'Ada'), (2, 'Bo'), (3, 'Cy');
  INSERT INTO orders VALUES (1, 1, '2025-01-01'), (2, 1, '2025-01-02'), (3, 2, '2025-01-03');
`;

test("a declared key is proposed as it is declared, also a composite one", async () => {
  const proposals = await proposed(`
    CREATE TABLE lines (order_id INTEGER, line_no INTEGER, PRIMARY KEY (order_id, line_no));
    CREATE TABLE returns (order_id INTEGER, line_no INTEGER, FOREIGN KEY (order_id, line_no) REFERENCES lines);
  `);
  expect(proposals.map(said)).toContain(
    "returns.order_id+line_no -> lines.order_id+line_no FOREIGN_KEY declared",
  );
  expect(proposals[0]?.confidence).toBe(1);
});

test("a key that is not declared is proposed for its name", async () => {
  const proposals = await proposed(SHOP);
  expect(proposals.map(said)).toEqual(["orders.customer_id -> customers.id FOREIGN_KEY evidence"]);
  expect(proposals[0]?.confidence).toBeGreaterThanOrEqual(0.8);
  expect(proposals[0]?.evidence).toMatchObject({ nameScore: 1, targetUnique: true, sameType: true });
});

test("what is declared is not proposed a second time", async () => {
  const proposals = await proposed(
    SHOP.replace("customer_id INTEGER", "customer_id INTEGER REFERENCES customers"),
  );
  expect(proposals.map(said)).toEqual(["orders.customer_id -> customers.id FOREIGN_KEY declared"]);
});

test("a table without rows is joined by its names alone", async () => {
  const [proposal] = await proposed(SHOP.replace(/INSERT.*/g, ""));
  expect(proposal && said(proposal)).toBe("orders.customer_id -> customers.id FOREIGN_KEY evidence");
  expect(proposal?.evidence).toMatchObject({ valuesChecked: 0, containment: null, match: null });
});

test("dates, amounts, quantities and statuses are no keys", async () => {
  const proposals = await proposed(`
    CREATE TABLE days (day DATE PRIMARY KEY, quantity INTEGER, amount REAL, status TEXT);
    CREATE TABLE sales (id INTEGER PRIMARY KEY, day DATE, quantity INTEGER, amount REAL, status TEXT);
    INSERT INTO days VALUES ('2025-01-01', 1, 1.5, 'OPEN'), ('2025-01-02', 2, 2.5, 'DONE');
    INSERT INTO sales VALUES (1, '2025-01-01', 1, 1.5, 'OPEN'), (2, '2025-01-02', 2, 2.5, 'DONE');
  `);
  expect(proposals.map(said)).toEqual([]);
});
