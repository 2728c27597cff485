import path from "node:path";
import { expect, test } from "vitest";
import { openReader } from "../../db/database.ts";
import { storeLargeRun } from "../testing/large-run.ts";
import { temporaryFolder } from "../testing/started-server.ts";
import { RunIndexes } from "./run-indexes.ts";
import { takeTurn } from "./turns.ts";

test("an index comes about beside searches without a pause, and once", async () => {
  const folder = temporaryFolder();
  try {
    const databaseFile = path.join(folder.path, "landing_kpi.db");
    const rows = 60_000;
    const { id } = await storeLargeRun(databaseFile, { rows, columns: 2 });
    const db = openReader(databaseFile);
    const indexes = new RunIndexes(db);
    const making = [indexes.make(id, rows), indexes.make(id, rows)];
    let turns = 0;
    for (; !indexes.get(id); turns++) await takeTurn();
    await Promise.all(making);
    const index = indexes.get(id);
    const BYTES_OF_A_BLOCK = 4096;
    expect(turns).toBeLessThan((index?.byteLength ?? 0) / BYTES_OF_A_BLOCK);
    await indexes.make(id, rows);
    expect(indexes.get(id)).toBe(index);
    expect(index?.rowsWith(['"34567\\"'])).toHaveLength(1);
    await db.destroy();
  } finally {
    folder.remove();
  }
});
