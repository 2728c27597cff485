import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Json, type RestClient, SAMPLE, startRestClient } from "../testing/rest-client.ts";

/** Other names of tables and columns over REST, and the tables that have them. */

const TOKEN = "a-token-for-the-aliases-test";
const ADMINISTRATOR = { Authorization: `Bearer ${TOKEN}` };
const ALIASES = "/v1/kg/KG_101/aliases";
const TABLE = "/v1/kg/KG_101/table";
const RBP = "brz_lnd_RBP_GPU";
let rest: RestClient;

beforeAll(async () => {
  rest = await startRestClient({ ADMIN_TOKEN: TOKEN });
});

afterAll(() => rest?.close());

const add = (alias: object) => rest.call("POST", ALIASES, alias, ADMINISTRATOR);

const version = async (): Promise<number> => (await rest.call("GET", "/v1/kg/KG_101")).body.graph.version;

const preview = async (nl_definition: string): Promise<Json> =>
  (await rest.call("POST", "/v1/landing-kpi/preview", { ...SAMPLE, nl_definition })).body;

describe("another name of a table", () => {
  test("is understood in definitions while it is there, and every change has a version", async () => {
    const definition = "Show me all products in robot parts which are not in OPS Excel";
    const was = await version();
    expect((await preview(definition)).success).toBe(false);

    const { status, body } = await add({ table: "BRZ_LND_rbp_gpu", alias: " robot parts " });
    expect(status).toBe(201);
    expect(body.alias).toEqual({
      id: expect.any(Number),
      schema: "newdqschema",
      table: RBP,
      column: null,
      alias: "robot parts",
    });
    expect(await version()).toBe(was + 1);
    expect((await preview(definition)).success).toBe(true);
    const listed = await rest.call("GET", `${ALIASES}?schema=newdqschema&table=${RBP}`);
    expect(listed.body.aliases.map((each: Json) => each.alias)).toEqual(["RBP GPU", "RBP", "robot parts"]);

    const one = `${ALIASES}/${body.alias.id}`;
    expect((await rest.call("DELETE", one, undefined, ADMINISTRATOR)).status).toBe(200);
    expect(await version()).toBe(was + 2);
    expect((await preview(definition)).success).toBe(false);
    const again = await rest.call("DELETE", one, undefined, ADMINISTRATOR);
    expect(again.status).toBe(404);
    expect(again.body.message).toBe(`The knowledge graph "KG_101" has no alias with id ${body.alias.id}.`);
    expect(await version()).toBe(was + 2);
  });

  test.each([
    [
      "another table's alias, however it is written",
      { alias: "OPS_excel" },
      "The table brz_lnd_OPS_EXCEL_GPU",
    ],
    ["its own alias", { alias: "rbp" }, `The table ${RBP}`],
    ["a column's name", { alias: "Planning SKU" }, "The column ZBASEMATERIAL of brz_lnd_IBP_Product_Master"],
    [
      "another column's alias, for a column of the same table",
      { table: "hana_material_master", column: "OPS_PLANNER", alias: "Make or Buy" },
      "The column MAKE_BUY of hana_material_master",
    ],
    [
      "a table's name, for a column",
      { column: "Material", alias: "hana material master" },
      "The table hana_material_master",
    ],
  ])("is refused when it is %s", async (_what, request, holder) => {
    const { status, body } = await add({ table: RBP, ...request });
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      { field: "alias", message: `${holder} goes by “${request.alias}” already. Choose another name.` },
    ]);
  });

  test.each([
    ["without a letter", { alias: "--" }, "alias", "The name needs a letter or a digit."],
    ["without anything", { alias: " " }, "alias", "Name (alias) is required."],
    [
      "for a table that is not there",
      { table: "nowhere", alias: "x" },
      "table",
      "The graph has no table nowhere.",
    ],
    [
      "for a schema that is not there",
      { schema: "x", alias: "y" },
      "table",
      `The graph has no table x.${RBP}.`,
    ],
    [
      "for a column that is not there",
      { column: "colour", alias: "x" },
      "column",
      /has no column colour\. It has: /,
    ],
  ])("is refused %s", async (_what, request, field, message) => {
    const { status, body } = await add({ table: RBP, ...request });
    expect(status).toBe(422);
    expect(body.errors[0]).toEqual({
      field,
      message: typeof message === "string" ? message : expect.stringMatching(message),
    });
  });

  test("may be that of a column of another table", async () => {
    const { status, body } = await add({ table: RBP, column: "material", alias: "base material" });
    expect(status).toBe(201);
    expect(body.alias).toMatchObject({ table: RBP, column: "Material" });
    await rest.call("DELETE", `${ALIASES}/${body.alias.id}`, undefined, ADMINISTRATOR);
  });

  test("is given and taken by administrators only, and read by everybody", async () => {
    const request = { table: RBP, alias: "somebody's" };
    expect((await rest.call("POST", ALIASES, request)).status).toBe(403);
    const { body } = await rest.call("GET", ALIASES);
    expect(body.count).toBe(body.aliases.length);
    expect((await rest.call("DELETE", `${ALIASES}/${body.aliases[0].id}`)).status).toBe(403);
    expect((await rest.call("GET", "/v1/kg/NO_GRAPH/aliases")).body.message).toBe(
      'There is no knowledge graph "NO_GRAPH". Known: KG_101.',
    );
  });
});

describe("a table of a graph", () => {
  test("comes with its columns and what is known of their data", async () => {
    const { status, body } = await rest.call("GET", `${TABLE}?table=hana_material_master&search=ops+status`);
    expect(status).toBe(200);
    expect(body.table).toMatchObject({ name: "hana_material_master", schema: "newdqschema", is_view: false });
    expect(body.table.row_count).toBeGreaterThan(0);
    expect(body.columns).toEqual([
      {
        name: "OPS_STATUS",
        declared_type: expect.any(String),
        kind: "text",
        nullable: expect.any(Boolean),
        comment: null,
        aliases: ["status", "ops status"],
        distinct_count: expect.any(Number),
        blank_share: expect.any(Number),
        example_values: expect.arrayContaining(["ACTIVE"]),
      },
    ]);
    expect(body.total).toBe(1);
  });

  test("has its columns in pages", async () => {
    const page = async (number: number) =>
      (await rest.call("GET", `${TABLE}?table=${RBP}&page_size=2&page=${number}`)).body;
    const [first, second] = [await page(1), await page(2)];
    expect([...first.columns, ...second.columns].map(({ name }: Json) => name)).toEqual(
      first.table.column_names.slice(0, 4),
    );
    expect(first.total_pages).toBe(Math.ceil(first.total / 2));
  });

  test("that is not there is told", async () => {
    const { status, body } = await rest.call("GET", `${TABLE}?table=nowhere`);
    expect(status).toBe(404);
    expect(body.message).toBe('The knowledge graph "KG_101" has no table "nowhere".');
  });
});
