import path from "node:path";
import { expect, test } from "vitest";
import { openStore } from "../../db/database.ts";
import { storeLargeRun } from "../testing/large-run.ts";
import { temporaryFolder } from "../testing/started-server.ts";
import { readJsonInTurns, rowNumbers } from "./stored-rows.ts";

test("the memory of rows is given back when the next are asked for", async () => {
  const folder = temporaryFolder();
  try {
    const databaseFile = path.join(folder.path, "landing_kpi.db");
    const run = await storeLargeRun(databaseFile, { rows: 500, columns: 3 });
    const store = await openStore(databaseFile);
    const rows: unknown[] = [];
    const steps: Uint8Array[] = [];
    for await (const json of readJsonInTurns(store.db, run.id, rowNumbers({ offset: 0, length: 500 }))) {
      expect(json.length).toBeGreaterThan(0);
      expect(steps.map((step) => step.buffer.byteLength)).toEqual(steps.map(() => 0));
      rows.push(...JSON.parse(Buffer.from(json).toString()));
      steps.push(json);
    }
    await store.close();
    expect(steps.length).toBeGreaterThan(1);
    expect(rows).toEqual(run.rows);
  } finally {
    folder.remove();
  }
});
