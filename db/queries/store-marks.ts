import type { Db } from "../schema/store.ts";

export type StoreMark = "sample_offered";

export async function hasMark(db: Db, name: StoreMark): Promise<boolean> {
  return (
    (await db.selectFrom("store_marks").select("name").where("name", "=", name).executeTakeFirst()) !==
    undefined
  );
}

export async function setMark(db: Db, name: StoreMark): Promise<void> {
  await db
    .insertInto("store_marks")
    .values({ name })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
