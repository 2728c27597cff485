import { describe, expect, test } from "vitest";
import { joinText } from "../contracts/join-text.ts";
import { openFixture } from "../engine/testing/fixture.ts";
import { AppError } from "../errors.ts";
import { understandJoin } from "./join-english.ts";

/** Joins as people say them, over tables as they call them. */
const { graph } = openFixture(
  `CREATE TABLE customers (id INTEGER PRIMARY KEY, customer_no TEXT, country TEXT, branch TEXT);
   CREATE TABLE orders (order_id INTEGER PRIMARY KEY, customer_no TEXT, payer_no TEXT, country TEXT, created_by TEXT);
   CREATE TABLE order_lines (order_id INTEGER, line INTEGER, sku TEXT);
   CREATE TABLE shipments (order_id INTEGER, line INTEGER, carrier TEXT, branch TEXT);
   CREATE TABLE brz_lnd_RBP_GPU (Material TEXT, Status TEXT);
   CREATE TABLE brz_lnd_OPS_EXCEL (PLANNING_SKU TEXT, "Bill to and ship to" TEXT);`,
  {
    matches: [],
    aliases: { brz_lnd_OPS_EXCEL: ["OPS Excel"], customers: ["clients"] },
    columnAliases: { "customers.customer_no": ["client number"] },
  },
);

const read = (text: string) => joinText(understandJoin(text, graph));

function refusal(text: string): string {
  try {
    return `understood as ${read(text)}`;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.fieldErrors[0]?.message ?? error.message;
  }
}

const NUMBERS = "orders.customer_no -> customers.customer_no";
const ORDERS_ID = "orders.customer_no -> customers.id";
const LINES = "order_lines.(order_id, line) -> shipments.(order_id, line)";

describe("a join in English", () => {
  test.each([
    ["orders customer no matches customers id", ORDERS_ID],
    ["orders.customer_no matches customers.id", ORDERS_ID],
    ["The customer number of orders is the customer number of customers.", NUMBERS],
    ["orders.customer_no is the same as customers.customer_no", NUMBERS],
    ["orders belong to customers by customer_no", NUMBERS],
    ["orders belong to customers by customer number", NUMBERS],
    ["orders belong to clients by customer_no = client number", NUMBERS],
    ["each order belongs to a customer on customer_no", NUMBERS],
    ["customers have many orders by customer_no", "customers.customer_no -> orders.customer_no"],
    ["connect orders and customers on customer_no = id", ORDERS_ID],
    ["connect orders and customers on id = customer_no", "orders.customer_no -> customers.id"],
    ["connect orders with customers on orders.customer_no = customers.id", ORDERS_ID],
    [
      "join orders to customers using customer_no and country",
      "orders.(customer_no, country) -> customers.(customer_no, country)",
    ],
    ["connect orders and customers on payer_no and id", "orders.payer_no -> customers.id"],
    ["link order_lines.order_id with shipments.order_id and order_lines.line with shipments.line", LINES],
    ["link order_lines.order_id with shipments.order_id and shipments.line with order_lines.line", LINES],
    ["order lines and shipments by order_id and line", LINES],
    ["link orders.customer_no and customers.id", ORDERS_ID],
    ["RBP material matches OPS planning sku", "brz_lnd_RBP_GPU.Material -> brz_lnd_OPS_EXCEL.PLANNING_SKU"],
    ["ordres custmer_no matches customers id", ORDERS_ID],
    ["orders.created_by = customers.id", "orders.created_by -> customers.id"],
    ['"orders"."customer_no" equals `customers`.`id`', ORDERS_ID],
    [
      'brz_lnd_OPS_EXCEL."Bill to and ship to" matches RBP GPU material',
      "brz_lnd_OPS_EXCEL.Bill to and ship to -> brz_lnd_RBP_GPU.Material",
    ],
  ])("%s", (text, ends) => {
    expect(refusal(text)).toBe(`understood as ${ends}`);
  });

  test("that stands there as ends needs no understanding, in any case and with its schema", () => {
    expect(understandJoin("Orders.CUSTOMER_NO -> main.customers.id", graph)).toMatchObject({ written: true });
    expect(understandJoin("orders.(customer_no, country) -> customers.(id, country)", graph)).toMatchObject({
      written: true,
    });
    expect(understandJoin("orders customer_no -> customers id", graph)).toMatchObject({ written: false });
  });
});

describe("a join that is not understood", () => {
  test.each([
    ["invoices belong to customers by id", "The graph has no table “invoices”."],
    ["orders belong to customers by flurble", /^orders has no column “flurble”\. It has: order_id, /],
    [
      "orders belong to customers by customer_town",
      /^orders has no column “customer_town”\. The nearest: customer_no\./,
    ],
    [
      "orders belong to customers by payer_no",
      /^customers has no column “payer_no”.*name both: by payer_no = \.\.\.$/,
    ],
    [
      "orders.customer_no matches customers",
      "“customers” is a table. Say which of its columns: customers.id.",
    ],
    [
      "link orders.customer_no with customers.id and order_lines.line with shipments.line",
      /^A join is of two tables: orders and customers here, and order_lines and shipments there/,
    ],
    ["orders", /^That is no join\. Write orders\.customer_no -> customers\.id/],
    ["orders.customer_no is orders.customer_no", "Both ends are the same column. Name two."],
    ["orders.flurble -> customers.id", /^orders has no column flurble\. It has: /],
  ])("%s", (text, message) => {
    expect(refusal(text)).toMatch(message);
  });
});
