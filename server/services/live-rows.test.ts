import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqliteSource } from "../connectors/sqlite/source.ts";
import { DrilldownQuery } from "../contracts/drilldown.ts";
import { ExecuteInput } from "../contracts/executions.ts";
import { NUMBERS, openShop, type ShopServices } from "../testing/shop-services.ts";
import { createLiveRowsService } from "./live-rows.ts";
import { RunQueue } from "./run-queue.ts";
import { createSourceConnections, type SourceConnections } from "./source-connections.ts";

/** The rows that a run did not keep, read from a SQLite file, and every reason why they cannot be. */

const FIRST = 20;
const ENDLESS = `ALTER TABLE orders RENAME TO earlier;
  CREATE VIEW orders AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000000)
  SELECT i AS id, 'x' AS city, i AS amount FROM n`;

let shop: ShopServices;
let kpiId: number;
let runId: number;
let connections: SourceConnections;

beforeEach(async () => {
  shop = await openShop(`
    CREATE TABLE orders (id INTEGER PRIMARY KEY, city TEXT, amount INTEGER);
    INSERT INTO orders ${NUMBERS} SELECT i, CASE i % 2 WHEN 0 THEN 'Lyon' ELSE 'Porto' END, 1000 - i FROM n;`);
  await shop.make();
  connections = createSourceConnections(shop.store.db, ({ settings }) =>
    openSqliteSource({ path: (JSON.parse(settings) as { file: string }).file, schema: "shop" }),
  );
  const kpi = { name: "Orders", nl_definition: "orders with amount greater than 10" };
  kpiId = (await shop.services.kpis.create({ ...kpi, alias_name: null, group_name: null }, [])).id;
  runId = await execute(FIRST);
});
afterEach(async () => {
  await connections.close();
  await shop.close();
});

async function execute(limit_records: number): Promise<number> {
  const input = { kpi_id: kpiId, kg_name: "SHOP", select_schema: "shop", limit_records };
  const { execution } = await shop.services.executions.execute(ExecuteInput.parse(input));
  expect(execution.error_message).toBeNull();
  return execution.id;
}

const asked = (query: Record<string, unknown> = {}) =>
  DrilldownQuery.parse({ execution_id: runId, ...query });
const live = (query?: Record<string, unknown>) => shop.services.liveRows.page(asked(query));
const stored = (query?: Record<string, unknown>) => shop.services.drilldown.page(asked(query));
const changeRun = (change: { source_id?: null; whole_query?: null; db_type?: string }) =>
  shop.store.db.updateTable("kpi_execution_results").set(change).where("id", "=", runId).execute();

test("a run that kept its first rows offers the others, which its own query finds", async () => {
  expect(await stored()).toMatchObject({
    live: { problem: null },
    stored_records: FIRST,
    source_records: 200,
  });
  const page = await live({ page: 2, page_size: 60, sort_by: "amount" });
  expect(page).toMatchObject({ total_records: 200, total_pages: 4, has_more: true, changed_since: [] });
  expect(page.data.map((row) => row.id)).toEqual(Array.from({ length: 60 }, (_, i) => 140 - i));
  expect(page.generated_sql).toContain('"amount" > 10');
});

test("stored rows and those on the source are filtered alike", async () => {
  const first = { amount: `>=${1000 - FIRST}` };
  for (const more of [{}, { city: "LYON" }, { city: { contains: "or" } }, { city: null }, { id: "=7" }]) {
    const filters = { ...first, ...more };
    const [kept, now] = [await stored({ filters }), await live({ filters })];
    expect(now.data).toEqual(kept.data);
    expect(now.filters_read).toEqual(kept.filters_read);
  }
});

test("what cannot be asked is refused with the sentences of stored rows", async () => {
  const refusal = (answer: Promise<unknown>) =>
    answer.then(
      () => null,
      ({ code, message, fieldErrors }) => ({ code, message, fieldErrors }),
    );
  for (const query of [{ sort_by: "none" }, { filters: { none: 1 } }, { filters: { amount: ">abc" } }]) {
    const expected = await refusal(stored(query));
    expect(expected).toMatchObject({ code: "invalid" });
    expect(await refusal(live(query))).toEqual(expected);
  }
});

test("the rows are those of now, by the run's definition, and what has changed is said", async () => {
  shop.change(
    "INSERT INTO orders VALUES (201, 'Oslo', 5000), (202, 'Oslo', 1); ALTER TABLE orders ADD note TEXT",
  );
  await shop.services.kpis.update(kpiId, { nl_definition: "orders with city Oslo" }, []);
  await shop.make();
  const page = await live({ filters: { city: "Oslo" } });
  expect(page.data).toEqual([{ id: 201, city: "Oslo", amount: 5000 }]);
  expect(page).toMatchObject({ changed_since: ["definition", "graph"] });
  expect((await live()).total_records).toBe(201);
});

test("a run that kept all its rows has no others", async () => {
  runId = await execute(1000);
  expect((await stored()).live).toBeNull();
  await expect(live()).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringMatching(/kept all/),
  });
});

test.each([
  [{ source_id: null }, /The source "SHOP" is no longer connected/],
  [{ whole_query: null }, /earlier version .* Execute the KPI again/],
] as const)("a run with nothing to ask, or nobody to ask, says so: %j", async (change, reason) => {
  await changeRun(change);
  expect((await stored()).live?.problem).toMatch(reason);
  await expect(live()).rejects.toMatchObject({ code: "conflict", message: expect.stringMatching(reason) });
});

test("a source that is of another kind now is not sent the SQL of before", async () => {
  await changeRun({ db_type: "postgresql" });
  await expect(live()).rejects.toMatchObject({
    message: expect.stringMatching(/postgresql then and is sqlite now/),
  });
});

test("a table that is gone is said to be", async () => {
  shop.change("DROP TABLE orders");
  await expect(live()).rejects.toMatchObject({ code: "unavailable", message: expect.stringMatching(/\.$/) });
});

test("a page that nobody waits for any more ends on the source, and makes room there", async () => {
  shop.change(ENDLESS);
  const queue = new RunQueue({ inAll: 1, perSource: 1 });
  const service = createLiveRowsService(shop.store.db, connections, queue);
  const leaving = new AbortController();
  const page = service.page(asked(), leaving.signal);
  await expect.poll(() => queue.counts().running).toBe(1);
  leaving.abort();
  await expect(page).rejects.toThrow();
  expect(queue.counts()).toEqual({ running: 0, waiting: 0 });
});

test("a page has a time limit of its own, for its rows and for its turn on a busy source", async () => {
  shop.change(ENDLESS);
  const queue = new RunQueue({ inAll: 1, perSource: 1 });
  const slow = createLiveRowsService(shop.store.db, connections, queue, {
    ...{ turnMs: 60_000, rowsMs: 1000, countMs: 1000 },
  });
  const hasty = createLiveRowsService(shop.store.db, connections, queue, {
    ...{ turnMs: 100, rowsMs: 1000, countMs: 1000 },
  });
  const page = slow.page(asked());
  const refused = expect(page).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringMatching(/ended after/),
  });
  await expect.poll(() => queue.counts().running).toBe(1);
  await expect(hasty.page(asked())).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringMatching(/"SHOP" is busy/),
  });
  await refused;
  expect(queue.counts()).toEqual({ running: 0, waiting: 0 });
});
