import path from "node:path";
import { setImmediate as letOthersWork } from "node:timers/promises";
import { expect, test } from "vitest";
import { openStore } from "../../db/database.ts";
import { insertExecution, insertExecutionRows } from "../../db/queries/executions.ts";
import { findKpi, insertKpi } from "../../db/queries/kpis.ts";
import { SAMPLE_KPI, sampleRun } from "../../db/testing/sample-rows.ts";
import { DrilldownQuery, ExportQuery } from "../contracts/drilldown.ts";
import { temporaryFolder } from "../testing/started-server.ts";
import { createDrilldownService } from "./drilldown.ts";
import { createRowExportService } from "./row-export.ts";
import { createRowSearch } from "./row-search.ts";

test("others are answered while many rows are searched, and while they are exported", async () => {
  const folder = temporaryFolder();
  const store = await openStore(path.join(folder.path, "landing_kpi.db"));
  const kpi = await insertKpi(store.db, SAMPLE_KPI);
  const stored = 2000;
  const run = await insertExecution(store.db, {
    ...sampleRun(kpi.id),
    execution_status: "success",
    number_of_records: stored,
    total_records: stored,
    result_columns: JSON.stringify([{ name: "n", numeric: true }]),
  });
  const rows = Array.from({ length: stored }, (_, n) => [stored - n]);
  await insertExecutionRows(store.db, run.id, 0, rows);
  const search = createRowSearch(path.join(folder.path, "landing_kpi.db"));
  const drilldown = createDrilldownService(store.db, search);
  const selection = { execution_id: run.id, search: "1", sort_by: "n" };

  const heavy = Promise.all([1, 2, 3].map(() => drilldown.page(DrilldownQuery.parse(selection))));
  let over = false;
  void heavy.then(() => {
    over = true;
  });
  let answered = 0;
  for (; !over; answered++) {
    expect((await findKpi(store.db, kpi.id))?.id).toBe(kpi.id);
    await letOthersWork();
  }
  expect(answered).toBeGreaterThan(stored / 200);

  const [page] = await heavy;
  const expected = rows
    .flat()
    .filter((n) => String(n).includes("1"))
    .toSorted((a, b) => a - b);
  expect(page).toMatchObject({ total_records: expected.length });
  expect(page?.data.map((row) => row.n)).toEqual(expected.slice(0, 50));
  const { chunks } = await createRowExportService(store.db, search).file(
    ExportQuery.parse({ ...selection, format: "csv" }),
  );
  let text = "";
  for await (const chunk of chunks) text += chunk;
  expect(text.trimEnd().split("\r\n").slice(1).map(Number)).toEqual(expected);
  await search.close();
  await store.close();
  folder.remove();
});
