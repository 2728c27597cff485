import path from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, type Store } from "../../db/database.ts";
import { temporaryFolder } from "../testing/started-server.ts";
import type { Browser } from "./sessions.ts";
import { createSignInService, type SignInService } from "./sign-in.ts";

/** When sessions end, by a clock that the tests move. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NEW: Browser = { session: null, userAgent: null };
const ADA = { login: "ada", name: "Ada", password: "a long enough password" };

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let now: number;
let service: SignInService;
let session: string;

beforeEach(async () => {
  folder = temporaryFolder();
  store = await openStore(path.join(folder.path, "landing_kpi.db"));
  now = Date.parse("2026-11-27T17:00:00Z");
  service = createSignInService(store.db, () => now);
  session = await service.setUp(ADA, NEW);
});

afterEach(async () => {
  await store.close();
  folder.remove();
});

const isOn = async (secret = session) => (await service.accountOf(secret)) !== null;
const usedAt = async () => (await service.sessionsOf(1, session))[0]?.used_at;

test("a session goes on past a weekend with a holiday, and ends after four days without a request", async () => {
  now = Date.parse("2026-12-01T09:00:00Z");
  expect(await isOn()).toBe(true);
  now += 4 * DAY - 1;
  expect(await isOn()).toBe(true);
  now += 4 * DAY;
  expect(await isOn()).toBe(false);
  expect(await service.sessionsOf(1, session)).toEqual([]);
});

test("a session that is used every day ends after 14 days all the same", async () => {
  for (let day = 1; day < 14; day++) {
    now += DAY;
    expect(await isOn()).toBe(true);
  }
  now += DAY;
  expect(await isOn()).toBe(false);
});

test("the last use is written every five minutes at most", async () => {
  const began = await usedAt();
  now += 5 * MINUTE - 1;
  await isOn();
  expect(await usedAt()).toBe(began);
  now += 1;
  await isOn();
  expect(await usedAt()).toBe("2026-11-27T17:05:00.000Z");
});

test("a session goes on while its last use cannot be written", async () => {
  const rows = store.db.selectFrom("sessions").selectAll();
  const [before] = await rows.execute();
  await sql`CREATE TRIGGER takes_nothing BEFORE UPDATE ON sessions BEGIN SELECT RAISE(FAIL, 'full'); END`.execute(
    store.db,
  );
  now += DAY;
  expect(await isOn()).toBe(true);
  expect((await rows.execute())[0]).toMatchObject({ used_at: before?.used_at });
});

test("signing in ends the session that the browser had, and no other", async () => {
  const elsewhere = await service.signIn(ADA, "203.0.113.7", NEW);
  const again = await service.signIn(ADA, "203.0.113.7", { session, userAgent: null });
  expect(await isOn(session)).toBe(false);
  expect(await isOn(elsewhere)).toBe(true);
  expect(await isOn(again)).toBe(true);
});

test("a wrong password ends no session", async () => {
  const wrong = { login: "ada", password: "something else" };
  await expect(service.signIn(wrong, "203.0.113.7", { session, userAgent: null })).rejects.toThrow();
  expect(await isOn()).toBe(true);
});

test("one's sessions name the browser; the one that asks is first, then the one that was used last", async () => {
  const agents = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
    `something else ${"x".repeat(5_000)}`,
  ];
  for (const userAgent of agents) {
    now += MINUTE;
    await service.signIn(ADA, "203.0.113.7", { session: null, userAgent });
  }
  const sessions = await service.sessionsOf(1, session);
  expect(sessions.map(({ browser, is_here }) => [browser, is_here])).toEqual([
    ["unknown", true],
    ["Another browser", false],
    ["Microsoft Edge on Windows", false],
    ["Firefox on Linux", false],
  ]);
  const stored = await store.db.selectFrom("sessions").select("user_agent").execute();
  expect(Math.max(...stored.map(({ user_agent }) => user_agent?.length ?? 0))).toBe(300);
});

test("one ends one's own sessions only", async () => {
  const [own] = await service.sessionsOf(1, session);
  await service.endSession(2, own?.id ?? 0);
  expect(await isOn()).toBe(true);
  await service.endSession(1, own?.id ?? 0);
  expect(await isOn()).toBe(false);
  await service.endSession(1, own?.id ?? 0);
});
