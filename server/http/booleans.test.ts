import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { appRouter } from "../router.ts";
import { KPIS, MISSING, type RestClient, startRestClient } from "../testing/rest-client.ts";
import { restProcedures } from "./rest-routes.ts";

/** JSON has booleans of its own, so text and numbers there are slips; query strings have words for them. */

let rest: RestClient;

beforeAll(async () => {
  rest = await startRestClient();
});

afterAll(() => rest?.close());

const NOT_BOOLEANS = ["no", "true", "false", "", 0, 1, [true], { value: true }];
const REFUSED = expect.stringMatching(/^Must be true or false \(in JSON without quotation marks;/);

const fields = Object.entries(
  appRouter._def.procedures as unknown as Record<
    string,
    { _def: { type: "query" | "mutation" | "subscription"; inputs: z.ZodObject[] } }
  >,
).flatMap(([name, { _def }]) =>
  Object.entries(_def.inputs[0]?.shape ?? {})
    .filter(([, schema]) => z.safeParse(schema as z.ZodType, true).success)
    .filter(([, schema]) => !z.safeParse(schema as z.ZodType, "some text").success)
    .map(([field]) => ({ name, type: _def.type, field })),
);

describe("a boolean field in JSON", () => {
  test("is found in all that changes or filters by one", () => {
    expect(fields.map(({ name, field }) => `${name} ${field}`)).toEqual(
      expect.arrayContaining([
        "kpis.update is_active",
        "kpis.list is_active",
        "executions.start use_llm",
        "executions.pin pinned",
        "people.update suspended",
        "relationships.update excluded",
        "rulesets.create from_joins",
        "fileUploads.readAgain has_header",
        "fileUploads.list open",
        "fileTables.drop from_graphs",
        "drilldown.export bom",
        "comparisons.export bom",
      ]),
    );
  });

  test.each(fields)("$name refuses anything but true and false as $field over tRPC", async (named) => {
    for (const value of NOT_BOOLEANS) {
      const input = JSON.stringify({ [named.field]: value });
      const { status, body } =
        named.type === "query"
          ? await rest.call("GET", `/trpc/${named.name}?input=${encodeURIComponent(input)}`)
          : await rest.call("POST", `/trpc/${named.name}`, input);
      expect([value, status]).toEqual([value, 422]);
      expect(body.error.data.errors).toContainEqual({ field: named.field, message: REFUSED });
    }
  });

  const inBodies = restProcedures(appRouter).flatMap(({ name, route }) =>
    route.method === "POST" || route.method === "PUT"
      ? fields.filter((of) => of.name === name).map((of) => ({ ...of, route }))
      : [],
  );
  test.each(inBodies)("$route.method $route.path refuses them as $field", async ({ route, field }) => {
    const path = route.path.replaceAll(/:\w+/g, "1");
    for (const value of NOT_BOOLEANS) {
      const { status, body } = await rest.call(route.method, path, { [field]: value });
      expect([value, status]).toEqual([value, 422]);
      expect(body.errors).toContainEqual({ field, message: REFUSED });
    }
  });

  test("a word for false leaves a KPI as it is", async () => {
    const kpi = await rest.createKpi(MISSING);
    expect((await rest.call("PUT", `${KPIS}/${kpi.id}`, { is_active: "no" })).status).toBe(422);
    expect((await rest.call("GET", `${KPIS}/${kpi.id}`)).body.kpi).toEqual(kpi);
    const { body } = await rest.call("PUT", `${KPIS}/${kpi.id}`, { is_active: false });
    expect(body.kpi.is_active).toBe(false);
  });
});

describe("a boolean in a query string", () => {
  test.each(["true", "1", "yes", "on", "TRUE"])("may be the word %s", async (word) => {
    const { status, body } = await rest.call("GET", `${KPIS}?is_active=${word}`);
    expect(status).toBe(200);
    expect(new Set(body.kpis.map((kpi: { is_active: boolean }) => kpi.is_active))).toEqual(new Set([true]));
  });

  test.each(["false", "0", "no", "off"])("may be the word %s", async (word) => {
    const { status, body } = await rest.call("GET", `${KPIS}?is_active=${word}`);
    expect(status).toBe(200);
    expect(body.kpis.filter((kpi: { is_active: boolean }) => kpi.is_active)).toEqual([]);
  });

  test.each(["nein", "2", "null"])("may not be the word %s", async (word) => {
    const { status, body } = await rest.call("GET", `${KPIS}?is_active=${word}`);
    expect(status).toBe(422);
    expect(body.errors).toEqual([{ field: "is_active", message: REFUSED }]);
  });

  test("is read where a file is exported, too", async () => {
    const { execution_result: run } = await rest.execute(MISSING);
    const exported = `/v1/landing-kpi/executions/${run.execution_id ?? run.id}/export.csv`;
    const bytes = async (query: string) =>
      new Uint8Array(await (await fetch(`${rest.url}${exported}${query}`)).arrayBuffer());
    expect([...(await bytes("?bom=yes")).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect((await bytes("?bom=no"))[0]).not.toBe(0xef);
    expect((await fetch(`${rest.url}${exported}?bom=maybe`)).status).toBe(422);
  });
});
