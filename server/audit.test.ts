import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "./contracts/people.ts";
import { RIGHTS_OF } from "./contracts/people.ts";
import { type AppCaller, appRouter, createCaller } from "./router.ts";
import { ACTS, CHANGES_NOTHING } from "./services/audit-acts.ts";
import { openShop, type ShopServices } from "./testing/shop-services.ts";

/** Everything that changes something, done once, and what the audit says of it. */

const ADA: Actor = {
  ...{ kind: "account", name: "Ada", rights: RIGHTS_OF.administrator, hiddenGroups: [], advice: "" },
  account: { id: 1, login: "ada", name: "Ada", role: "administrator" },
};
const RUN = { kg_name: "SHOP", select_schema: "shop" };
const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>;

let shop: ShopServices;
let caller: AppCaller;
beforeAll(async () => {
  shop = await openShop(`
    CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_no INTEGER, secret_note TEXT);
    INSERT INTO customers VALUES (1, 'Ann'), (2, 'Bob');
    INSERT INTO orders VALUES (1, 1, 'only in a row'), (2, 9, 'only in a row');
  `);
  const ada = { login: "ada", name: "Ada", password: "a long enough password" };
  await shop.services.signIn.setUp(ada, { session: null, userAgent: null });
  const origin = { way: "tRPC", address: "203.0.113.7" } as const;
  const sendRows = () => {};
  caller = createCaller({ ...shop.services, actor: ADA, origin, sendRows });
});
afterAll(() => shop.close());

async function* bytesOf(text: string) {
  yield new TextEncoder().encode(text);
}

async function untilNot<T>(busy: string, ask: () => Promise<{ status: string } & T>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer.status !== busy) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function changeGraphs(source_id: number): Promise<void> {
  const { build } = await caller.graphBuilds.start({ kg_name: "SHOP", source_id });
  await untilNot("running", async () => (await caller.graphBuilds.get({ build_id: build.id })).build);
  await caller.graphBuilds.cancel({ build_id: build.id });
  const join = "orders.customer_no -> customers.id";
  await caller.relationships.read({ kg_name: "SHOP", join });
  const other = { kg_name: "SHOP", join: "orders.id -> customers.id" };
  const { relationship } = await caller.relationships.add(other);
  const one = { kg_name: "SHOP", relationship_id: relationship.id };
  await caller.relationships.measure(one);
  const decision = { kg_name: "SHOP", relationship_ids: [relationship.id] };
  await caller.relationships.decide({ ...decision, status: "rejected" });
  await caller.relationships.update({ ...one, priority: 7 });
  await caller.relationships.delete(one);
  const { alias } = await caller.aliases.add({ kg_name: "SHOP", table: "customers", alias: "clients" });
  await caller.aliases.delete({ kg_name: "SHOP", alias_id: alias.id });
  const set = { kg_name: "SHOP", ruleset_name: "Links" };
  await caller.rulesets.create(set);
  await caller.rulesets.addRule({ ...set, join, name: "first" });
  await caller.rulesets.changeRule({ ...set, rule_name: "first", comparisons: [{ how: "trimmed" }] });
  await caller.rulesets.makeKpis(set);
  await caller.rulesets.deleteRule({ ...set, rule_name: "first" });
  await caller.rulesets.delete(set);
}

async function changeKpis(): Promise<void> {
  const { kpi } = await caller.kpis.create({
    name: "Lost",
    nl_definition: "orders with customer_no greater than 0",
  });
  const kpi_id = kpi.id;
  await caller.kpis.update({ kpi_id, description: "Which orders have nobody" });
  await caller.kpis.restoreVersion({ kpi_id, version: 1 });
  await caller.sqlPins.review({ kpi_id, ...RUN });
  await caller.sqlPins.accept({ kpi_id, ...RUN });
  await caller.sqlPins.remove({ kpi_id });
  await caller.kpis.preview({ ...RUN, nl_definition: "orders with customer_no greater than 0" });
  await caller.kpis.setRetention({ kpi_id, keep_runs: 5, keep_days: null });
  const { execution_result: run } = await caller.executions.execute({ ...RUN, kpi_id });
  expect(run.execution_status).toBe("success");
  const { execution_result: again } = await caller.executions.execute({ ...RUN, kpi_id });
  const { execution_result: other } = await caller.executions.start({ ...RUN, kpi_id });
  await caller.executions.cancel({ execution_id: other.id });
  await caller.executions.pin({ execution_id: run.id });
  await caller.executions.get({ execution_id: run.id });
  await caller.drilldown.export({ execution_id: run.id, format: "csv", search: "only in a row" });
  await caller.comparisons.export({ left: run.id, right: again.id, format: "csv" });
  await caller.kpis.delete({ kpi_id });
  await caller.kpis.restore({ kpi_id });
  await caller.kpis.delete({ kpi_id });
  await caller.kpis.purge({ kpi_id, confirm_name: "Lost" });
}

async function changeFiles(): Promise<void> {
  const { source } = await caller.sources.create({ name: "Lists", db_type: "files" });
  const source_id = source.id;
  const send = async (file_name: string) =>
    (await caller.fileUploads.receive({ source_id, file_name, chunks: bytesOf("id,town\n1,Porto\n") })).upload
      .id;
  const upload_id = await send("towns.csv");
  await caller.fileUploads.readAgain({ upload_id, has_header: true });
  await caller.fileUploads.load({ upload_id });
  await untilNot("loading", async () => (await caller.fileUploads.get({ upload_id })).upload);
  await caller.fileUploads.cancel({ upload_id }).catch(() => null);
  const second = await send("others.csv");
  await caller.fileUploads.load({ upload_id: second });
  await caller.fileUploads.cancel({ upload_id: second });
  await caller.fileUploads.discard({ upload_id: await send("third.csv") });
  await caller.fileTables.drop({ source_id, table: "towns" });
  await caller.sources.test({ name: "Lists", db_type: "files" });
  await caller.sources.testSaved({ source_id: shop.source_id });
  await caller.sources.update({ source_id, name: "Papers", db_type: "files" });
  await caller.sources.delete({ source_id });
}

async function changePeople(): Promise<void> {
  const { account } = await caller.people.invite({ login: "vera", name: "Vera", role: "viewer" });
  await caller.people.update({ account_id: account.id, role: "editor" });
  await caller.people.link({ account_id: account.id });
  await caller.people.delete({ account_id: account.id });
  const { key } = await caller.apiKeys.create({ name: "Night job", scope: "read" });
  await caller.apiKeys.revoke({ key_id: key.id });
  await caller.groups.limit({ group_name: "Closed", key_ids: [key.id] });
  await caller.groups.open({ group_name: "Closed" });
  await caller.audit.export({});
}

test("everything that changes something, or hands out a file, has an entry", async () => {
  await changeGraphs(shop.source_id);
  await changeKpis();
  await changeFiles();
  await changePeople();
  await caller.graphs.delete({ kg_name: "SHOP" });
  await caller.sample.remove().catch(() => null);
  await caller.sample.add();
  await caller.sample.remove();

  const { entries } = await caller.audit.list({ limit: 500 });
  const written = new Set(entries.map(({ act }) => act));
  const mutations = Object.entries(procedures).flatMap(([name, { _def }]) =>
    _def.type === "mutation" ? [name] : [],
  );
  const expected = new Set([
    ...mutations,
    ...Object.keys(ACTS).filter((name) => !name.startsWith("signing.")),
  ]);
  expect([...expected].filter((name) => !written.has(name)).sort()).toEqual([...CHANGES_NOTHING].sort());
  expect(
    entries.every(({ who, address, way }) => who === "Ada" && address === "203.0.113.7" && way === "tRPC"),
  ).toBe(true);

  const ofKpi = (act: string) => entries.find((entry) => entry.act === act && entry.thing_name === "Lost");
  expect(ofKpi("kpis.create")).toMatchObject({
    thing_kind: "kpi",
    before: null,
    after: { nl_definition: "orders with customer_no greater than 0" },
  });
  expect(ofKpi("kpis.update")).toMatchObject({
    before: { description: null },
    after: { description: "Which orders have nobody" },
  });
  expect(ofKpi("kpis.purge")).toMatchObject({
    before: { nl_definition: "orders with customer_no greater than 0" },
    after: null,
  });
  expect(ofKpi("drilldown.export")).toMatchObject({ after: { format: "csv", part: true } });
  expect(ofKpi("executions.execute")).toMatchObject({ after: { kg_name: "SHOP" } });
  const everything = JSON.stringify(entries);
  for (const hidden of ["only in a row", "lkpi_", "/join/", "password_hash"])
    expect(everything).not.toContain(hidden);
  expect(await caller.audit.verify({})).toMatchObject({
    success: true,
    problems: [],
    entries: entries.length,
  });
}, 180_000);
