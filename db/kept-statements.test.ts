import SQLite from "better-sqlite3";
import { Kysely, sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { StoreDialect } from "./store-dialect.ts";

interface Tables {
  numbers: { n: number; said?: string | null };
}

let sqlite: SQLite.Database;
let db: Kysely<Tables>;

beforeEach(async () => {
  sqlite = new SQLite(":memory:");
  db = new Kysely<Tables>({ dialect: new StoreDialect(sqlite) });
  await sql`CREATE TABLE numbers (n INTEGER)`.execute(db);
  for (const n of [1, 2, 3]) await db.insertInto("numbers").values({ n }).execute();
});

afterEach(() => db.destroy());

describe("statements that are kept", () => {
  it("are prepared once, and run with what is asked each time", async () => {
    const prepare = vi.spyOn(sqlite, "prepare");
    const above = (least: number) => db.selectFrom("numbers").selectAll().where("n", ">", least).execute();
    expect(await above(1)).toEqual([{ n: 2 }, { n: 3 }]);
    expect(await above(2)).toEqual([{ n: 3 }]);
    expect(prepare).toHaveBeenCalledTimes(1);
  });

  it("have the columns that the table has now", async () => {
    const all = () => db.selectFrom("numbers").selectAll().where("n", "=", 1).execute();
    expect(await all()).toEqual([{ n: 1 }]);
    await sql`ALTER TABLE numbers ADD COLUMN said TEXT`.execute(db);
    await db.updateTable("numbers").set({ said: "one" }).where("n", "=", 1).execute();
    expect(await all()).toEqual([{ n: 1, said: "one" }]);
    await sql`DROP TABLE numbers`.execute(db);
    await expect(all()).rejects.toThrow("no such table");
    await sql`CREATE TABLE numbers (said TEXT, n INTEGER)`.execute(db);
    await sql`INSERT INTO numbers VALUES ('again', 1)`.execute(db);
    expect(await all()).toEqual([{ said: "again", n: 1 }]);
  });

  it("can be run again when their rows were read one by one, to the end or not", async () => {
    const query = db.selectFrom("numbers").selectAll().orderBy("n");
    const seen: number[] = [];
    for await (const { n } of query.stream()) seen.push(n);
    for await (const { n } of query.stream()) {
      seen.push(n);
      break;
    }
    expect(await query.execute()).toHaveLength(3);
    expect(seen).toEqual([1, 2, 3, 1]);
  });

  it("give way to others when there are many", async () => {
    for (let i = 0; i < 600; i++)
      expect(await sql`SELECT ${sql.lit(i)} AS i FROM numbers LIMIT 1`.execute(db)).toMatchObject({
        rows: [{ i }],
      });
    expect(await db.selectFrom("numbers").selectAll().execute()).toHaveLength(3);
  });

  it("say how many rows they changed, and roll back", async () => {
    const more = () =>
      db
        .updateTable("numbers")
        .set(({ eb }) => ({ n: eb("n", "+", 1) }))
        .executeTakeFirst();
    expect((await more()).numUpdatedRows).toBe(3n);
    await expect(
      db.transaction().execute(async (trx) => {
        await trx.deleteFrom("numbers").execute();
        throw new Error("not like this");
      }),
    ).rejects.toThrow("not like this");
    expect((await more()).numUpdatedRows).toBe(3n);
    expect(await db.selectFrom("numbers").selectAll().execute()).toEqual([{ n: 3 }, { n: 4 }, { n: 5 }]);
  });
});
