import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import { type Actor, RIGHTS, RIGHTS_OF } from "./contracts/people.ts";
import { explain, type Refusal } from "./contracts/refusals.ts";
import { appRouter, createCaller } from "./router.ts";
import { EXECUTION_FIELDS, KPI_FIELDS } from "./services/group-limits.ts";
import { openShop, type ShopServices } from "./testing/shop-services.ts";

/** What those learn of a limited group who do not see it: nothing, through every procedure. */

const GROUP = "Zalaries";
const NAME = "Zalaries above the scale";
const ABSENT = 987_654;
const RUN = { kg_name: "SHOP", select_schema: "shop" };

/** What each procedure that is about a KPI, or a run, takes beside its number. A new one belongs here. */
const ABOUT_ONE: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "kpis.get": {},
  "kpis.update": { description: "changed" },
  "kpis.delete": {},
  "kpis.restore": {},
  "kpis.purge": { confirm_name: NAME },
  "kpis.retention": {},
  "kpis.setRetention": { keep_days: 1, keep_runs: 1 },
  "kpis.trend": {},
  "kpis.versions": {},
  "kpis.restoreVersion": { version: 1 },
  "sqlPins.get": {},
  "sqlPins.review": RUN,
  "sqlPins.accept": RUN,
  "sqlPins.remove": {},
  "executions.execute": RUN,
  "executions.start": RUN,
  "executions.list": {},
  "executions.get": {},
  "executions.summary": {},
  "executions.progress": {},
  "executions.cancel": {},
  "executions.pin": { pinned: true },
  "executions.lastParameters": {},
  "drilldown.page": {},
  "drilldown.facet": { column: "id" },
  "drilldown.group": { row: 1 },
  "drilldown.live": {},
  "drilldown.export": { format: "csv" },
  "comparisons.page": {},
  "comparisons.export": { format: "csv" },
  "comparisons.runBefore": {},
};

/** Procedures that answer with KPIs, or name some, without being asked for one; how each is asked. */
const NAME_SOME: Readonly<Record<string, unknown>> = {
  "kpis.list": { limit: 1000 },
  "kpis.overview": { search: "zalaries" },
  "home.get": undefined,
  "executions.recent": { limit: 100 },
  "sample.get": undefined,
  "rulesets.kpis": { kg_name: "SHOP", ruleset_name: "Links" },
  "rulesets.makeKpis": { kg_name: "SHOP", ruleset_name: "Links" },
  "graphBuilds.list": { kg_name: "SHOP" },
};

type Call = (input?: unknown) => Promise<unknown>;
const procedures = appRouter._def.procedures as unknown as Record<
  string,
  { _def: { inputs: z.ZodObject[] } }
>;
const FIELDS = [...KPI_FIELDS, ...EXECUTION_FIELDS];
const fieldsOf = (name: string) => {
  const schema = procedures[name]?._def.inputs[0];
  return Object.keys(schema && "shape" in schema ? schema.shape : {});
};

let shop: ShopServices;
let hidden: { readonly kpi: number; readonly run: number };
let open: { readonly kpi: number; readonly run: number };

const ADMINISTRATOR: Actor = {
  ...{ kind: "account", name: "Ada", rights: RIGHTS_OF.administrator, hiddenGroups: [], advice: "" },
  account: { id: 1, login: "ada", name: "Ada", role: "administrator" },
};
/** May everything, so that nothing but the group stands in the way. */
const OUTSIDER: Actor = {
  ...{ kind: "key", account: null, name: "Night job", rights: RIGHTS, hiddenGroups: [GROUP], advice: "" },
};

function callOf(name: string, actor: Actor): Call {
  const origin = { way: "tRPC", address: null } as const;
  const caller = createCaller({ ...shop.services, actor, origin, sendRows: () => {} });
  const [area = "", action = ""] = name.split(".");
  return (caller as unknown as Record<string, Record<string, Call>>)[area]?.[action] as Call;
}

const call = (name: string, input?: unknown, actor = ADMINISTRATOR) => callOf(name, actor)(input);

/** How a call is refused; null when it is not. */
async function refusalOf(name: string, input: unknown): Promise<Refusal | null> {
  return call(name, input, OUTSIDER).then(
    () => null,
    (error) => explain(error),
  );
}

// biome-ignore lint/suspicious/noExplicitAny: any procedure's answer
const made = async (name: string, input: unknown): Promise<any> => call(name, input);

async function givenKpi(name: string, group_name: string | null): Promise<{ kpi: number; run: number }> {
  const { kpi } = await made("kpis.create", {
    name,
    group_name,
    nl_definition: "orders with amount greater than 0",
  });
  const { execution_result: run } = await made("executions.execute", { ...RUN, kpi_id: kpi.id });
  expect(run.execution_status).toBe("success");
  return { kpi: kpi.id, run: run.id };
}

beforeAll(async () => {
  shop = await openShop(`
    CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_no INTEGER, amount INTEGER);
    INSERT INTO orders VALUES (1, 1, 5), (2, 9, 7);`);
  await shop.make();
  hidden = await givenKpi(NAME, GROUP);
  open = await givenKpi("Everybody’s", null);
  await made("groups.limit", { group_name: GROUP });
});
afterAll(() => shop.close());

test("every procedure that takes the number of a KPI or a run is written down here", () => {
  const takesOne = Object.keys(procedures).filter((name) =>
    fieldsOf(name).some((field) => FIELDS.includes(field)),
  );
  expect(takesOne.sort()).toEqual(Object.keys(ABOUT_ONE).sort());
  const oddly = Object.keys(procedures).flatMap((name) =>
    fieldsOf(name).filter(
      (field) => /kpi|execution|^run(_|$)|left|right/.test(field) && !FIELDS.includes(field),
    ),
  );
  expect(oddly).toEqual([]);
});

describe.each(Object.entries(ABOUT_ONE))("%s, asked about a hidden group", (name, more) => {
  const withId = (kpi: number, run: number, other: number) =>
    Object.fromEntries(
      fieldsOf(name).flatMap((field) =>
        field === "right"
          ? [[field, other]]
          : KPI_FIELDS.includes(field)
            ? [[field, kpi]]
            : EXECUTION_FIELDS.includes(field)
              ? [[field, run]]
              : [],
      ),
    );
  let asked: object;
  let absent: object;
  beforeEach(() => {
    asked = withId(hidden.kpi, hidden.run, open.run);
    absent = withId(ABSENT, ABSENT, open.run);
  });
  const withoutIds = (refusal: Refusal | null) =>
    JSON.stringify(refusal).replaceAll(/\b\d+\b/g, (id) =>
      [hidden.kpi, hidden.run, ABSENT].map(String).includes(id) ? "#" : id,
    );

  test("answers as if it was not there", async () => {
    const refusal = await refusalOf(name, { ...asked, ...more });
    expect(refusal?.status).toBe(404);
    expect(withoutIds(refusal)).toBe(withoutIds(await refusalOf(name, { ...absent, ...more })));
  });

  test("finds fault with a request as if it was not there", async () => {
    const refusal = await refusalOf(name, { ...asked, ...more, no_such_field: 1 });
    expect(refusal?.status).toBe(422);
    expect(withoutIds(refusal)).toBe(
      withoutIds(await refusalOf(name, { ...absent, ...more, no_such_field: 1 })),
    );
  });

  test("takes no notice of how the number is written", async () => {
    const written = Object.fromEntries(Object.entries(asked).map(([field, id]) => [field, ` +${id}`]));
    expect((await refusalOf(name, { ...written, ...more }))?.status).toBe(404);
  });
});

test("nothing of a hidden group was changed by asking", async () => {
  expect((await made("kpis.get", { kpi_id: hidden.kpi })).kpi).toMatchObject({ version: 1, is_active: true });
  expect((await made("executions.list", { kpi_id: hidden.kpi })).total).toBe(1);
});

test("a run of a hidden group cannot be the other side of a comparison either", async () => {
  const both = { left: open.run, right: hidden.run };
  expect(await refusalOf("comparisons.page", both)).toMatchObject({
    status: 404,
    message: `There is no execution with id ${hidden.run}.`,
  });
  const itself = { left: hidden.run, right: hidden.run };
  expect((await refusalOf("comparisons.page", itself))?.status).toBe(422);
});

describe("what names KPIs", () => {
  beforeAll(async () => {
    const join = "orders.customer_no -> customers.id";
    await made("rulesets.create", { kg_name: "SHOP", ruleset_name: "Links", rules: [{ join }] });
    const { kpis } = await made("rulesets.makeKpis", { kg_name: "SHOP", ruleset_name: "Links" });
    await made("kpis.update", { kpi_id: kpis[0].id, name: "Zalaries by rule", group_name: GROUP });
    shop.change("ALTER TABLE orders DROP COLUMN amount");
    await shop.make();
  });

  test.each(Object.entries(NAME_SOME))("%s does not name those of a hidden group", async (name, input) => {
    if (!name.startsWith("sample")) expect(JSON.stringify(await call(name, input))).toContain("Zalaries");
    expect(JSON.stringify(await call(name, input, OUTSIDER))).not.toContain("Zalaries");
  });

  test("a list does not count them, nor find them by their group", async () => {
    const { total } = await made("kpis.list", {});
    const seen = (await call("kpis.list", {}, OUTSIDER)) as { total: number; kpis: unknown[] };
    expect(seen.total).toBe(total - 2);
    expect(seen.kpis.length).toBe(seen.total);
    expect(await call("kpis.list", { group_name: GROUP }, OUTSIDER)).toMatchObject({ total: 0, kpis: [] });
  });
});

test("no KPI can be put into a hidden group, and a name that is taken there is only said to be taken", async () => {
  const kpi = { name: "Mine", group_name: GROUP, nl_definition: "orders" };
  expect(await refusalOf("kpis.create", kpi)).toMatchObject({
    status: 422,
    errors: [{ field: "group_name" }],
  });
  const moved = { kpi_id: open.kpi, group_name: GROUP };
  expect(await refusalOf("kpis.update", moved)).toMatchObject({
    status: 422,
    errors: [{ field: "group_name" }],
  });
  const taken = { name: NAME, nl_definition: "orders" };
  expect(await refusalOf("kpis.create", taken)).toMatchObject({
    status: 409,
    message: "This name is taken. Choose another name.",
  });
  const ruleset = { kg_name: "SHOP", ruleset_name: GROUP };
  await made("rulesets.create", ruleset);
  expect(await refusalOf("rulesets.makeKpis", ruleset)).toMatchObject({
    status: 422,
    errors: [{ field: "group_name" }],
  });
});
