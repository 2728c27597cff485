import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore, type Store } from "../../db/database.ts";
import {
  CLIENT_ID,
  CLIENT_SECRET,
  type OpenIdProvider,
  startOpenIdProvider,
} from "../testing/openid-provider.ts";
import { temporaryFolder } from "../testing/started-server.ts";
import { createOpenIdConnect } from "./openid-connect.ts";

/** What has to do with time, and with more than one process; the rest is in server/http/openid.test.ts. */

const folder = temporaryFolder();
const publicUrl = "http://127.0.0.1:9";
let provider: OpenIdProvider;
let store: Store;
beforeAll(async () => {
  provider = await startOpenIdProvider(publicUrl);
  store = await openStore(path.join(folder.path, "landing_kpi.db"));
});
afterAll(async () => {
  await provider.stop();
  await store.close();
  folder.remove();
});

let time = Date.now();
function connect() {
  const settings = {
    ...{ issuer: new URL(provider.issuer), clientId: CLIENT_ID, clientSecret: CLIENT_SECRET },
    ...{ name: "Us", publicUrl },
  };
  return createOpenIdConnect(store.db, settings, () => time);
}

/** What the provider answers when somebody gives up. */
function givenUp(location: string): URLSearchParams {
  const state = new URL(location).searchParams.get("state") ?? "";
  return new URLSearchParams({ state, error: "access_denied", iss: provider.issuer });
}

test("who takes longer than ten minutes begins again", async () => {
  const openId = connect();
  const { location, ticket } = await openId.begin("/landing-kpi");
  const finish = () => openId.finish(givenUp(location), ticket, "127.0.0.1");
  time += 10 * 60_000;
  await expect(finish()).rejects.toThrow("took longer than 10 minutes");
  time -= 1;
  await expect(finish()).rejects.toThrow("You did not sign in at Us");
  await expect(finish()).rejects.toThrow("was used already");
});

test("a ticket does not outlive the process that knows whether it was used", async () => {
  const { location, ticket } = await connect().begin("/landing-kpi");
  const again = connect();
  await expect(again.finish(givenUp(location), ticket, "127.0.0.1")).rejects.toThrow("nobody is about to");
  expect(again.returnTo(ticket)).toBeNull();
});

test("an answer in the name of another provider does not count", async () => {
  const openId = connect();
  const { location, ticket } = await openId.begin("/landing-kpi");
  const answer = new URLSearchParams({
    state: givenUp(location).get("state") ?? "",
    code: "c",
    iss: "https://evil.example",
  });
  await expect(openId.finish(answer, ticket, "127.0.0.1")).rejects.toThrow("does not fit this sign-in");
});
