import { join } from "node:path";
import { openStore } from "../../../db/database.ts";
import {
  insertExecution,
  insertExecutionRows,
  updateUnfinishedExecution,
} from "../../../db/queries/executions.ts";
import { insertKpi } from "../../../db/queries/kpis.ts";
import { roomLeft } from "../../../db/queries/room.ts";
import { ColumnNotes } from "../../services/column-values.ts";
import { createDrilldownService } from "../../services/drilldown.ts";
import { createRowExportService } from "../../services/row-export.ts";
import { createRowSearch } from "../../services/row-search.ts";
import { type Design, PAGE_SIZE } from "./operations.ts";
import { batchesOf, FILTERED, NAMES, SEARCHED, SORTED } from "./rows.ts";

/** Rows that a connector hands over at a time. */
const BATCH_ROWS = 1_000;

/** The product's own services over a store of their own, as the pages and the API call them. */
export async function productDesign(folder: string): Promise<Design> {
  const file = join(folder, "product.db");
  const { db, close } = await openStore(file);
  const search = createRowSearch(file);
  const drilldown = createDrilldownService(db, search);
  const exports = createRowExportService(db, search);
  const kpi = await insertKpi(db, { name: "Orders", nl_definition: "orders" });
  const { id: execution_id } = await insertExecution(db, {
    ...{ kpi_id: kpi.id, kg_name: "KG", select_schema: "s", db_type: "sqlite", nl_definition: "orders" },
    ...{ limit_records: 1, use_llm: 0, min_confidence: 0.7, time_limit_ms: 1 },
  });
  let stored = 0;
  const page = async (more: object, number = 1) => {
    const query = { execution_id, sort_order: "asc", page: number, page_size: PAGE_SIZE, ...more } as const;
    return (await drilldown.page(query)).data.map((row) => row[NAMES[0] as string]);
  };
  return {
    async store(count) {
      const notes = NAMES.map((name) => new ColumnNotes(name));
      for (const rows of batchesOf(count, BATCH_ROWS)) {
        await roomLeft(db);
        await insertExecutionRows(db, execution_id, stored, rows);
        for (const row of rows) for (const [index, note] of notes.entries()) note.note(row[index]);
        stored += rows.length;
      }
      await updateUnfinishedExecution(db, execution_id, {
        execution_status: "success",
        number_of_records: stored,
        total_records: stored,
        result_columns: JSON.stringify(notes.map((note) => note.info())),
      });
    },
    first: () => page({}),
    sorted: () => page({ sort_by: SORTED.name }),
    last: () => page({}, Math.ceil(stored / PAGE_SIZE)),
    filtered: () => page({ filters: { [FILTERED.name]: FILTERED.value } }),
    searched: () => page({ search: SEARCHED }),
    async csv() {
      const query = { execution_id, sort_order: "asc", format: "csv", bom: false } as const;
      const { chunks } = await exports.file(query);
      let bytes = 0;
      for await (const chunk of chunks) bytes += chunk.length;
      return bytes;
    },
    async close() {
      await search.close();
      await close();
    },
  };
}
