import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Origin } from "./contracts/audit.ts";
import { type Actor, may, RIGHTS_OF, type Right, ROLES } from "./contracts/people.ts";
import { restApp } from "./http/rest.ts";
import { restProcedures } from "./http/rest-routes.ts";
import { appRouter, createCaller } from "./router.ts";
import { openShop, type ShopServices } from "./testing/shop-services.ts";
import type { ProcedureMeta } from "./trpc.ts";

/** Who may do what: every procedure and every endpoint, asked by everyone. */

/** What each procedure needs. A new one belongs here, or the first test fails. */
const NEEDS: Readonly<Record<Right, string>> = {
  read: `kpis.list kpis.overview kpis.get kpis.retention kpis.trend kpis.versions drilldown.facet executions.list executions.recent home.get executions.get executions.summary executions.progress executions.lastParameters
    drilldown.page drilldown.group drilldown.live drilldown.export comparisons.page comparisons.export comparisons.runBefore
    graphs.list graphs.get graphs.about graphs.names graphs.table schemas.list sources.list sources.get sample.get
    fileUploads.list fileUploads.get fileTables.list graphBuilds.get graphBuilds.list relationships.list
    relationships.read aliases.list rulesets.list rulesets.get rulesets.kpis sqlPins.get`,
  execute: "executions.execute executions.start executions.cancel",
  define:
    "kpis.create kpis.update kpis.delete kpis.restore kpis.preview kpis.purge kpis.restoreVersion kpis.setRetention executions.pin rulesets.makeKpis sqlPins.review sqlPins.accept sqlPins.remove",
  manage: `graphs.delete sources.create sources.update sources.delete sources.test sources.testSaved sources.files
    sample.add sample.remove fileUploads.receive fileUploads.readAgain fileUploads.load fileUploads.cancel
    fileUploads.discard fileTables.drop graphBuilds.start graphBuilds.cancel relationships.add relationships.measure
    relationships.decide relationships.update relationships.delete aliases.add aliases.delete rulesets.create
    rulesets.delete rulesets.addRule rulesets.changeRule rulesets.deleteRule`,
  manage_people:
    "people.list people.invite people.update people.link people.delete apiKeys.list apiKeys.create apiKeys.revoke audit.list audit.verify audit.export groups.list groups.limit groups.open",
};
const RULES = new Map(
  (Object.entries(NEEDS) as [Right, string][]).flatMap(([right, names]) =>
    names
      .split(/\s+/)
      .filter((name) => name !== "")
      .map((name): [string, Right] => [name, right]),
  ),
);

const ADVICE = "Ask somebody who may.";
const NOBODY: Actor = {
  kind: "nobody",
  account: null,
  name: null,
  rights: [],
  hiddenGroups: [],
  advice: "Sign in.",
};
const EVERYONE: readonly (readonly [string, Actor])[] = [
  ["nobody", NOBODY],
  ...ROLES.map((role): [string, Actor] => [
    role,
    { kind: "visitor", account: null, name: null, rights: RIGHTS_OF[role], hiddenGroups: [], advice: ADVICE },
  ]),
];
const HERE: Origin = { way: "tRPC", address: null };
const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { meta?: ProcedureMeta } }>;

let shop: ShopServices;
beforeAll(async () => {
  shop = await openShop("CREATE TABLE orders (id INTEGER PRIMARY KEY)");
});
afterAll(() => shop.close());

test("every procedure says what it needs, and that is what is written down here", () => {
  const said = Object.entries(procedures).map(([name, { _def }]) => [name, _def.meta?.needs]);
  expect(Object.fromEntries(said)).toEqual(Object.fromEntries(RULES));
});

test("a role may all that those before it may", () => {
  expect(RIGHTS_OF.editor).toEqual(expect.arrayContaining([...RIGHTS_OF.viewer]));
  expect(RIGHTS_OF.administrator).toEqual(expect.arrayContaining([...RIGHTS_OF.editor]));
});

/** The status and sentence of a refusal for want of a right; null when something else became of the call. */
async function refusalOf(call: Promise<unknown>): Promise<[string, string] | null> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  const isOne = error instanceof TRPCError && ["FORBIDDEN", "UNAUTHORIZED"].includes(error.code);
  return isOne ? [error.code, error.message] : null;
}

describe.each([...RULES])("the procedure %s", (name, right) => {
  test.each(EVERYONE)("asked by %s answers as its rule says", async (who, actor) => {
    const [area = "", action = ""] = name.split(".");
    const caller = createCaller({ ...shop.services, actor, origin: HERE }) as never as Record<
      string,
      Record<string, (input?: unknown) => Promise<unknown>>
    >;
    // The input fits no schema: whoever may not learns nothing of what the input should be.
    const refusal = await refusalOf(caller[area]?.[action]?.({ no_such_field: 1 }) ?? Promise.resolve());
    if (may(actor, right)) expect(refusal).toBeNull();
    else if (who === "nobody") expect(refusal).toEqual(["UNAUTHORIZED", expect.stringContaining("Sign in.")]);
    else
      expect(refusal).toEqual([
        "FORBIDDEN",
        expect.stringMatching(/^Only .+ may .+ Ask somebody who may\.$/),
      ]);
  });
});

/** Endpoints that answer with files or take them; all others are procedures. */
const FILES: readonly (readonly [string, string, Right])[] = [
  ...["csv", "xlsx", "jsonl"].flatMap((format): [string, string, Right][] => [
    ["GET", `/v1/landing-kpi/executions/1/export.${format}`, "read"],
    ["GET", `/v1/landing-kpi/compare/1/2/export.${format}`, "read"],
  ]),
  ["POST", "/v1/sources/1/files", "manage"],
  ["GET", "/v1/audit/export.csv", "manage_people"],
];
const ENDPOINTS = [
  ...restProcedures(appRouter).map(({ name, route }): readonly [string, string, Right] => [
    route.method,
    route.path.replace(/:\w+/g, "1"),
    RULES.get(name) as Right,
  ]),
  ...FILES,
];

describe.each(ENDPOINTS)("%s %s", (method, path, right) => {
  test.each(EVERYONE)("asked by %s answers as its rule says", async (who, actor) => {
    const app = restApp(() => ({ ...shop.services, actor, origin: HERE }), shop.services.revision);
    const form = new FormData();
    form.set("file", new Blob(["id\n1\n"]), "orders.csv");
    const isUpload = path.endsWith("/files") && method === "POST";
    const { status } = await app.request(path, { method, ...(isUpload ? { body: form } : {}) });
    if (may(actor, right)) expect([401, 403]).not.toContain(status);
    else expect(status).toBe(who === "nobody" ? 401 : 403);
  });
});
