import path from "node:path";
import SQLite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore, type Store } from "../../db/database.ts";
import { insertPending } from "../../db/queries/audit.ts";
import type { Actor } from "../contracts/people.ts";
import { temporaryFolder } from "../testing/started-server.ts";
import { type AuditService, createAuditService } from "./audit.ts";

const ADA: Actor = {
  ...{ kind: "account", name: "Ada", rights: ["read"], hiddenGroups: [], advice: "" },
  account: { id: 1, login: "ada", name: "Ada", role: "administrator" },
};
const DAY_MS = 86_400_000;
const START = Date.parse("2026-03-01T12:00:00Z");

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
let store: Store;
let audit: AuditService;
let now: number;

beforeEach(async () => {
  folder = temporaryFolder();
  file = path.join(folder.path, "landing_kpi.db");
  store = await openStore(file);
  now = START;
  audit = createAuditService(store.db, 10, () => now);
});
afterEach(async () => {
  audit.close();
  await store.close();
  folder.remove();
});

async function write(count: number, name = "sample.add"): Promise<void> {
  const doing = { actor: ADA, origin: { way: "REST", address: "203.0.113.7" }, name, input: {} } as const;
  for (let n = 0; n < count; n++)
    await audit.around(
      doing,
      async () => n,
      () => ({ kind: "done", answer: {} }),
    );
}

/** What somebody does who has the file, and takes away what stands in the way. */
function tamper(sql: string): void {
  const sqlite = new SQLite(file);
  sqlite.exec(
    `DROP TRIGGER IF EXISTS audit_entries_unchanged; DROP TRIGGER IF EXISTS audit_entries_kept; ${sql}`,
  );
  sqlite.close();
}

async function problems(): Promise<number[]> {
  return (await audit.verify({})).problems.map(({ seq }) => seq);
}

describe("verifying", () => {
  test("finds nothing in an empty store, nor in one that nobody touched", async () => {
    expect(await audit.verify({})).toMatchObject({ success: true, entries: 0, last: null });
    await write(5);
    expect(await audit.verify({})).toMatchObject({ success: true, entries: 5, first: 1, last: 5 });
  });

  test.each<[string, string, number[]]>([
    ["was taken out of the middle", "DELETE FROM audit_entries WHERE seq = 3", [3]],
    ["was the first", "DELETE FROM audit_entries WHERE seq = 1", [1]],
    ["was the last", "DELETE FROM audit_entries WHERE seq = 5", [5]],
    ["were the last two", "DELETE FROM audit_entries WHERE seq > 3", [4, 5]],
    ["says something else", "UPDATE audit_entries SET who_name = 'Eve' WHERE seq = 2", [2]],
    ["has another hash", "UPDATE audit_entries SET hash = 'abc' WHERE seq = 2", [2]],
    [
      "changed places",
      "UPDATE audit_entries SET seq = 99 WHERE seq = 2; UPDATE audit_entries SET seq = 2 WHERE seq = 4; UPDATE audit_entries SET seq = 4 WHERE seq = 99",
      [2, 4],
    ],
  ])("says which entry %s", async (_what, sql, expected) => {
    await write(5);
    tamper(sql);
    expect(await problems()).toEqual(expect.arrayContaining(expected));
    const { success, message } = await audit.verify({});
    expect(success).toBe(false);
    expect(message).toContain(`Entry ${expected[0]}`);
  });

  test("notices that entries were put in the place of those whose hash somebody noted down", async () => {
    await write(3);
    const { last, last_hash } = await audit.verify({});
    const noted = { seq: last as number, hash: last_hash };
    await write(2);
    expect((await audit.verify(noted)).success).toBe(true);
    tamper("DELETE FROM audit_entries; UPDATE audit_chain SET head_seq = 0, head_hash = ''");
    now += 1;
    await write(5);
    expect((await audit.verify({})).success).toBe(true);
    expect(await audit.verify(noted)).toMatchObject({ success: false, problems: [{ seq: 3 }] });
  });
});

test("entries cannot be changed or deleted by mistake", async () => {
  await write(2);
  await expect(store.db.deleteFrom("audit_entries").execute()).rejects.toThrow(/only go when they are old/);
  await expect(store.db.updateTable("audit_entries").set({ did: "x" }).execute()).rejects.toThrow(
    /never changed/,
  );
});

test("old entries go, and what is left can still be verified", async () => {
  await write(3);
  now += 8 * DAY_MS;
  await write(2);
  now += 4 * DAY_MS;
  await audit.begin();
  expect(await audit.verify({})).toMatchObject({ success: true, entries: 2, first: 4, last: 5 });
  tamper("DELETE FROM audit_entries WHERE seq = 4");
  expect(await problems()).toEqual([4]);
});

test("all entries may be too old, and the next one still follows on them", async () => {
  await write(2);
  now += 20 * DAY_MS;
  await audit.begin();
  expect(await audit.verify({})).toMatchObject({ success: true, entries: 0 });
  await write(1);
  expect(await audit.verify({})).toMatchObject({ success: true, entries: 1, first: 3 });
});

test("what was going on when the process ended gets an entry that says so", async () => {
  await write(1);
  const { entries } = await audit.list({ limit: 1 });
  const { seq: _, hash: __, who: ___, ...draft } = entries[0] as (typeof entries)[number];
  await insertPending(store.db, JSON.stringify({ ...draft, who_name: "Ada", outcome: "unknown" }));
  await audit.begin();
  expect((await audit.list({ limit: 10 })).entries.map(({ outcome }) => outcome)).toEqual([
    "unknown",
    "done",
  ]);
  expect((await audit.verify({})).success).toBe(true);
});

test("searching finds by text, person, act and day, a page at a time", async () => {
  await write(2);
  now += DAY_MS;
  await write(1, "audit.export");
  const acts = async (query: object) =>
    (await audit.list({ limit: 10, ...query })).entries.map(({ act }) => act);
  expect(await acts({ search: "EXPORTED" })).toEqual(["audit.export"]);
  expect(await acts({ who: "ad" })).toHaveLength(3);
  expect(await acts({ who: "eve" })).toEqual([]);
  expect(await acts({ act: "sample.add" })).toHaveLength(2);
  expect(await acts({ to: "2026-03-01" })).toHaveLength(2);
  expect(await acts({ from: "2026-03-02" })).toEqual(["audit.export"]);
  const first = await audit.list({ limit: 2 });
  expect(first.next_before).toBe(2);
  expect(await audit.list({ limit: 2, before: 2 })).toMatchObject({
    entries: [{ seq: 1 }],
    next_before: null,
  });
});
