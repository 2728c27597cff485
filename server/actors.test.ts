import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, type Store } from "../db/database.ts";
import { storeRevision } from "../db/queries/revision.ts";
import { createActors } from "./http/actors.ts";
import { createApiKeyService } from "./services/api-keys.ts";
import { createGroupLimitService } from "./services/group-limits.ts";
import { createSignInService } from "./services/sign-in.ts";
import { temporaryFolder } from "./testing/started-server.ts";

/** Who somebody is ends with time too, while nothing changes in the store; by a clock that the tests move. */

const DAY = 24 * 3_600_000;
const SETTINGS = { host: "127.0.0.1", adminToken: null };
const ADA = { login: "ada", name: "Ada", password: "a long enough password" };

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let now: number;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openStore(path.join(folder.path, "landing_kpi.db"));
  now = Date.parse("2026-11-27T17:00:00Z");
});

afterEach(async () => {
  await store.close();
  folder.remove();
});

function services() {
  const clock = () => now;
  return {
    signIn: createSignInService(store.db, clock),
    apiKeys: createApiKeyService(store.db, clock),
    groupLimits: createGroupLimitService(store.db),
    revision: () => storeRevision(store.db),
  };
}

test("a session that nobody uses for four days is nobody's, however often it was known before", async () => {
  const all = services();
  const session = await all.signIn.setUp(ADA, { session: null, userAgent: null });
  const actors = createActors(SETTINGS, all, () => now);
  const kind = async () => (await actors.of(new Headers({ cookie: `session=${session}` }))).kind;
  expect([await kind(), await kind(), await kind()]).toEqual(["account", "account", "account"]);
  now += 4 * DAY - 1;
  expect([await kind(), await kind()]).toEqual(["account", "account"]); // which was a use
  now += 4 * DAY - 1;
  expect([await kind(), await kind()]).toEqual(["account", "account"]);
  now += 4 * DAY;
  expect([await kind(), await kind()]).toEqual(["nobody", "nobody"]);
});

test("a key that has expired is nobody's, and its last use is written each minute at most", async () => {
  const all = services();
  const { secret } = await all.apiKeys.create({ name: "A program", scope: "read", expires_in_days: 1 }, null);
  const actors = createActors(SETTINGS, all, () => now);
  const kind = async () => (await actors.of(new Headers({ authorization: `Bearer ${secret}` }))).kind;
  const used = async () => (await all.apiKeys.list())[0]?.last_used_at;
  expect([await kind(), await kind(), await kind()]).toEqual(["key", "key", "key"]);
  const first = await used();
  now += 59_999;
  expect([await kind(), await used()]).toEqual(["key", first]);
  now += 1;
  expect([await kind(), await used()]).not.toEqual(["key", first]);
  now += DAY - 60_001;
  expect([await kind(), await kind()]).toEqual(["key", "key"]);
  now += 1;
  expect([await kind(), await kind()]).toEqual(["nobody", "nobody"]);
});

test("one person is not taken for another, and the first account ends what everybody was before it", async () => {
  const all = services();
  const actors = createActors(SETTINGS, all, () => now);
  const nobody = new Headers();
  expect((await actors.of(nobody)).kind).toBe("machine");
  const session = await all.signIn.setUp(ADA, { session: null, userAgent: null });
  expect((await actors.of(nobody)).kind).toBe("nobody");
  expect((await actors.of(new Headers({ cookie: `session=${session}` }))).name).toBe("Ada");
  expect((await actors.of(new Headers({ cookie: `session=${session}x` }))).kind).toBe("nobody");
  await all.signIn.signOut(session);
  expect((await actors.of(new Headers({ cookie: `session=${session}` }))).kind).toBe("nobody");
});
