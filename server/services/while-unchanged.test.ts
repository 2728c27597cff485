import path from "node:path";
import SQLite from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, type Store } from "../../db/database.ts";
import { countKpis, insertKpi } from "../../db/queries/kpis.ts";
import { storeRevision } from "../../db/queries/revision.ts";
import type { Db } from "../../db/schema/store.ts";
import { temporaryFolder } from "../testing/started-server.ts";
import { WhileUnchanged } from "./while-unchanged.ts";

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
let store: Store;
let made: number;
let kept: WhileUnchanged<{ readonly kpis: number; readonly byteLength: number }>;

beforeEach(async () => {
  folder = temporaryFolder();
  file = path.join(folder.path, "landing_kpi.db");
  store = await openStore(file);
  made = 0;
  kept = new WhileUnchanged(() => storeRevision(store.db), 10_000);
});

afterEach(async () => {
  await store.close();
  folder.remove();
});

const add = (db: Db, name: string) => insertKpi(db, { name, nl_definition: "rows of orders" });

/** How many KPIs there are, as what is kept says. */
async function kpis(key = "how many"): Promise<number | undefined> {
  const answer = await kept.get(key, async () => {
    made++;
    return { kpis: await countKpis(store.db, { hidden: [] }), byteLength: 100 };
  });
  return answer?.kpis;
}

test("what was made is kept while nothing changes, apart for each key", async () => {
  expect([await kpis(), await kpis(), await kpis("another")]).toEqual([0, 0, 0]);
  expect(made).toBe(2);
});

test("a change of this process is in the next answer, and so is the one after it", async () => {
  for (const n of [1, 2, 3]) {
    expect(await kpis()).toBe(n - 1);
    await add(store.db, `KPI ${n}`);
    expect(await kpis()).toBe(n);
  }
  await store.db.deleteFrom("kpi_definitions").where("name", "=", "KPI 2").execute();
  expect(await kpis()).toBe(2);
  await store.db.deleteFrom("kpi_definitions").execute(); // all rows, which SQLite deletes in one go
  expect(await kpis()).toBe(0);
});

test("a change by another connection, as another process has one, is in the next answer", async () => {
  await add(store.db, "of ours");
  expect(await kpis()).toBe(1);
  const other = new SQLite(file);
  try {
    for (const n of [2, 3]) {
      other
        .prepare("INSERT INTO kpi_definitions (name, nl_definition) VALUES (?, 'rows of orders')")
        .run(`KPI ${n}`);
      expect(await kpis()).toBe(n);
    }
    expect(made).toBe(3);
  } finally {
    other.close();
  }
});

test("what a transaction writes is in no answer before it is over, and in none when it is taken back", async () => {
  expect(await kpis()).toBe(0);
  let during: Promise<number | undefined> | undefined;
  const fault = new Error("taken back");
  const ended = store.db.transaction().execute(async (trx) => {
    await add(trx, "never there");
    during = kpis();
    await new Promise((resolve) => setTimeout(resolve, 20));
    throw fault;
  });
  await expect(ended).rejects.toBe(fault);
  expect(await during).toBe(0);
  expect(await kpis()).toBe(0);

  await store.db.transaction().execute(async (trx) => {
    await add(trx, "there");
    during = kpis();
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
  expect(await during).toBe(1);
  expect(await kpis()).toBe(1);
});

test("what changes while an answer is made is in the next one", async () => {
  const answer = await kept.get("how many", async () => {
    const before = await countKpis(store.db, { hidden: [] });
    await add(store.db, "meanwhile");
    return { kpis: before, byteLength: 100 };
  });
  expect(answer?.kpis).toBe(0);
  expect(await kpis()).toBe(1);
});

test("what is not to be kept, or failed, is made again", async () => {
  expect(await kept.get("how many", async () => null)).toBeNull();
  const fault = new Error("a failure");
  const failing = async () => {
    throw fault;
  };
  await expect(kept.get("how many", failing)).rejects.toBe(fault);
  expect(await kpis()).toBe(0);
});

test("more than there is memory for is not kept: what was asked for last is", async () => {
  const large = { kpis: 0, byteLength: 9_990 };
  await kept.get("large", async () => large);
  await kpis();
  expect(await kept.get("large", async () => null)).toBeNull();
  expect(await kpis()).toBe(0);
  expect(made).toBe(1);
});
