import { afterEach, beforeEach, expect, test } from "vitest";
import { joinText } from "../contracts/join-text.ts";
import type { Preview } from "../contracts/preview.ts";
import { compile } from "../engine/index.ts";
import { storedGraph } from "../testing/graphs.ts";
import { NUMBERS, openShop, type ShopServices } from "../testing/shop-services.ts";
import { offerJoins } from "./join-offers.ts";
import { engineRequest } from "./reading.ts";

/** Definitions that lack nothing but a join which waits for somebody's decision. */

let shop: ShopServices;

beforeEach(async () => {
  shop = await openShop(`
    CREATE TABLE customers (customer_no TEXT, city TEXT);
    CREATE TABLE orders (order_id INTEGER, customer_no TEXT, amount REAL);
    CREATE TABLE parcels (parcel TEXT, order_id INTEGER);
    INSERT INTO customers ${NUMBERS} SELECT 'C-' || (1000 + i * 7), CASE i % 3 WHEN 0 THEN 'Porto' ELSE 'Lyon' END FROM n WHERE i <= 60;
    INSERT INTO orders ${NUMBERS} SELECT i * 11, 'C-' || (1000 + (1 + i % 40) * 7), i * 1.5 FROM n;
    INSERT INTO parcels ${NUMBERS} SELECT 'P' || i, (1 + i % 90) * 11 FROM n;`);
  await shop.make();
});
afterEach(() => shop.close());

async function preview(nl_definition: string): Promise<Preview> {
  const { db_type: _, ...parameters } = {
    ...{ kg_name: "SHOP", select_schema: "shop", limit_records: 100, db_type: null },
    ...{ use_llm: false, min_confidence: 0.7, rows: 2, nl_definition },
  };
  return shop.services.preview.preview(parameters);
}

const decide = (relationship_ids: number[], status: "approved" | "rejected") =>
  shop.services.relationships.decide({ kg_name: "SHOP", relationship_ids, status });

const CUSTOMERS = "orders.customer_no -> customers.customer_no";
const PARCELS = "parcels.order_id -> orders.order_id";

test("a refusal for want of a join offers the proposed one, and approving it is all it takes", async () => {
  const { diagnostics } = await preview("customers which are not in orders");
  expect(diagnostics).toHaveLength(1);
  const [{ code, message, proposed_joins } = { code: "", message: "", proposed_joins: null }] = diagnostics;
  expect({ code, message }).toEqual({
    code: "no_join",
    message: `"orders": no join between customers and orders is approved. ${CUSTOMERS} (100\u00a0% of its values are found) is proposed: approve it, and the definition is understood.`,
  });
  expect(proposed_joins?.joins.map(joinText)).toEqual([CUSTOMERS]);
  expect(proposed_joins).toMatchObject({ needed: "one", joins: [{ evidence: { containment: 1 } }] });
  await decide(proposed_joins?.joins.map(({ id }) => id) ?? [], "approved");
  expect(await preview("customers which are not in orders")).toMatchObject({
    diagnostics: [],
    total_records: 20,
  });
});

test("a column that only another table has is offered the join to that table", async () => {
  const { diagnostics } = await preview("number of orders per city");
  expect(diagnostics[0]?.code).toBe("unknown_phrase");
  expect(diagnostics[0]?.proposed_joins?.joins.map(joinText)).toEqual([CUSTOMERS]);
});

test("joins that help only together are offered together", async () => {
  const { diagnostics } = await preview("parcels which are not in customers");
  const offered = diagnostics[0]?.proposed_joins;
  expect(offered?.needed).toBe("all");
  expect(new Set(offered?.joins.map(joinText))).toEqual(new Set([CUSTOMERS, PARCELS]));
  await decide(offered?.joins.map(({ id }) => id) ?? [], "approved");
  expect((await preview("parcels which are not in customers")).diagnostics).toEqual([]);
});

test("a join that was rejected is not offered, nor is one that would not help", async () => {
  const unknown = (await preview("customers with a green flurble")).diagnostics;
  expect(unknown.map(({ proposed_joins }) => proposed_joins)).toEqual(unknown.map(() => null));
  const offered = (await preview("customers which are not in orders")).diagnostics[0]?.proposed_joins;
  await decide(offered?.joins.map(({ id }) => id) ?? [], "rejected");
  const [refusal] = (await preview("customers which are not in orders")).diagnostics;
  expect(refusal).toMatchObject({ code: "no_join", proposed_joins: null });
});

test("two proposed joins between the same tables are both offered, to choose from", async () => {
  shop.change(
    "ALTER TABLE orders ADD COLUMN payer_no TEXT; UPDATE orders SET payer_no = 'C-' || (1000 + (20 + order_id % 40) * 7)",
  );
  await shop.make();
  const [refusal] = (await preview("customers which are not in orders")).diagnostics;
  expect(new Set(refusal?.proposed_joins?.joins.map(joinText))).toEqual(
    new Set([CUSTOMERS, "orders.payer_no -> customers.customer_no"]),
  );
  expect(refusal?.message).toContain("approve the one that is right");
});

test("a run that is refused for want of a join keeps what was offered", async () => {
  const kpi = await shop.services.kpis.create(
    {
      ...{ name: "Idle customers", nl_definition: "customers which are not in orders" },
      ...{ alias_name: null, group_name: null, description: null },
    },
    [],
  );
  const { execution } = await shop.services.executions.execute({
    ...{ kpi_id: kpi.id, kg_name: "SHOP", select_schema: "shop", limit_records: 10 },
    ...{ use_llm: false, min_confidence: 0.7, time_limit_ms: 10_000, ruleset_name: null },
  });
  expect(execution.execution_status).toBe("failed");
  expect(execution.error_message).toContain(`${CUSTOMERS} (100\u00a0% of its values are found) is proposed`);
  expect(execution.diagnostics[0]?.proposed_joins?.joins.map(joinText)).toEqual([CUSTOMERS]);
});

/** A definition that lacks a join, and its refusal. */
async function refused() {
  const target = await shop.services.graphs.runTarget({ kg_name: "SHOP", select_schema: "shop" });
  const request = {
    ...{ definition: "customers which are not in orders", target, limit: 100, excludedFields: [] },
    ...{ minConfidence: 0.7, useLlm: false, today: "2024-12-31" },
  };
  const graph = await storedGraph(shop.store.db, "SHOP");
  const asked = engineRequest(request);
  const result = compile({ ...asked, graph });
  if (result.ok) throw new Error("The join is not to be approved yet.");
  return { graph, asked, result };
}

test("when the time is over no more joins are tried, and the refusal says so", async () => {
  const { graph, asked, result } = await refused();
  const late = await offerJoins(shop.store.db, graph, asked, result, 0);
  expect(late).toMatchObject({ at: 0, proposed: null });
  expect(late?.message).toMatch(/^"orders": this may lack a join that waits .*could not be tried in time/);
  const inTime = await offerJoins(shop.store.db, graph, asked, result, 60_000);
  expect(inTime?.proposed?.joins.map(joinText)).toEqual([CUSTOMERS]);
});

test("other requests have their turn between two trials", async () => {
  let turns = 0;
  let done = false;
  const count = () => {
    turns++;
    if (!done) setImmediate(count);
  };
  const { graph, asked, result } = await refused();
  setImmediate(count);
  await offerJoins(shop.store.db, graph, asked, result);
  done = true;
  // Two compilations at least: with all joins that wait, and with the one that is offered.
  expect(turns).toBeGreaterThanOrEqual(2);
});
