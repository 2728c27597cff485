import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FormBrowser, type PeopleServer, startWithPeople } from "../testing/people-client.ts";
import type { Json } from "../testing/rest-client.ts";
import { KPIS } from "../testing/rest-client.ts";

/** What the audit says over HTTP of people who sign in, try and take out. */

let people: PeopleServer;
let vera: FormBrowser;
beforeAll(async () => {
  people = await startWithPeople();
  vera = await people.person("vera", "viewer");
});
afterAll(() => people.close());

async function entries(query: Readonly<Record<string, string>>): Promise<Json[]> {
  const { status, body } = await people.ada.api("GET", `/v1/audit?${new URLSearchParams(query)}`);
  expect(status).toBe(200);
  return body.entries;
}

describe("the audit", () => {
  test("has the first account, and who chose a password by a link", async () => {
    expect(await entries({ act: "signing.setUp" })).toMatchObject([
      { who: "Ada", thing_name: "Ada", way: "pages", outcome: "done", address: "127.0.0.1" },
    ]);
    expect(await entries({ act: "signing.choosePassword" })).toMatchObject([{ who: "vera" }]);
  });

  test("has sign-ins that failed, with the account but never with what was typed", async () => {
    const password = "this is not the password";
    const stranger = people.browser();
    await stranger.signIn("vera", password);
    await stranger.signIn("a-password-in-the-wrong-field", password);
    const [unknown, known] = await entries({ act: "signing.signIn" });
    expect(known).toMatchObject({ who: "somebody unknown", outcome: "refused", thing_name: "vera" });
    expect(unknown).toMatchObject({ outcome: "refused", thing_name: null });
    expect(JSON.stringify(await entries({}))).not.toMatch(/not the password|wrong-field/);
    await stranger.signIn("vera");
    expect((await entries({ act: "signing.signIn" }))[0]).toMatchObject({ who: "vera", outcome: "done" });
  });

  test("has what somebody tried who may not, and nothing of those who are not known", async () => {
    expect((await vera.api("DELETE", `${KPIS}/1`)).status).toBe(403);
    expect((await people.browser().api("DELETE", `${KPIS}/1`)).status).toBe(401);
    expect(await entries({ act: "kpis.delete" })).toMatchObject([
      { who: "vera", outcome: "refused", thing_kind: "kpi", thing_id: "1" },
    ]);
  });

  test("has no entry for a request that fits nothing", async () => {
    expect((await people.ada.api("PUT", `${KPIS}/1`, { no_such_field: 1 })).status).toBe(422);
    expect((await people.ada.api("DELETE", `${KPIS}/999999`)).status).toBe(404);
    expect(await entries({ act: "kpis.update" })).toEqual([]);
  });

  test("is only for administrators, as a file too", async () => {
    for (const path of ["/v1/audit", "/v1/audit/verification", "/v1/audit/export.csv"])
      expect((await vera.api("GET", path)).status).toBe(403);
    expect((await vera.get("/people/audit")).status).toBe(403);
  });

  test("can be taken out as a file, which is an entry, and names the keys of programs", async () => {
    const made = await people.ada.api("POST", "/v1/keys", { name: "Night job", scope: "manage" });
    await fetch(`${people.server.url}${KPIS}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${made.body.secret}`, "Content-Type": "application/json" },
      body: JSON.stringify({ name: "=Formula", nl_definition: "RBP GPU" }),
    });
    expect(await entries({ who: "night" })).toMatchObject([{ who_kind: "key", act: "kpis.create" }]);
    const file = await people.ada.get("/v1/audit/export.csv?who=night");
    expect(file.headers.get("content-disposition")).toMatch(/audit-\d{4}-\d\d-\d\d\.csv/);
    expect(await file.text()).toMatch(/^\uFEFF?seq,at,who_name[^\n]*\r\n\d+,[^\n]*'=Formula[^\n]*\r\n$/);
    const outcomes = (await entries({ act: "audit.export" })).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(["done", "refused"]);
  });

  test("says what is wrong with a search, by field", async () => {
    const { status, body } = await people.ada.api("GET", "/v1/audit?from=yesterday");
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      { field: "from", message: "The first day must be a day, such as 2026-11-25." },
    ]);
  });

  test("can be verified", async () => {
    const { body } = await people.ada.api("GET", "/v1/audit/verification");
    expect(body).toMatchObject({ success: true, problems: [] });
    const noted = new URLSearchParams({ seq: String(body.last), hash: "0".repeat(64) });
    const other = await people.ada.api("GET", `/v1/audit/verification?${noted}`);
    expect(other.body).toMatchObject({ success: false, problems: [{ seq: body.last }] });
  });
});
