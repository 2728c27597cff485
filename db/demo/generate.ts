import { mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { inventProducts, type Product } from "./products.ts";
import type { DemoTable } from "./table.ts";
import { hanaMaterialMaster } from "./tables/hana.ts";
import { ibpProductMaster } from "./tables/ibp.ts";
import { opsExcelGpu } from "./tables/ops-excel-gpu.ts";
import { opsExcelNbu } from "./tables/ops-excel-nbu.ts";
import { rbpGpu, rbpNbu } from "./tables/rbp.ts";
import { sarGpu, sarNbu } from "./tables/sar.ts";
import { skuLifnr } from "./tables/sku-lifnr.ts";

const TABLES: readonly DemoTable[] = [
  hanaMaterialMaster,
  rbpGpu,
  rbpNbu,
  opsExcelGpu,
  opsExcelNbu,
  skuLifnr,
  ibpProductMaster,
  sarGpu,
  sarNbu,
];

/**
 * Writes the sample landing database, the same to the byte every time. The file appears under its name only
 * when it is complete, so that an interrupted run leaves nothing half-written to be read. Replaces what was there.
 */
export function generateDemoDatabase(path: string): { tables: number; rows: number } {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.unfinished-${process.pid}`;
  rmSync(unfinished, { force: true });
  try {
    const rows = writeTables(unfinished, inventProducts());
    renameSync(unfinished, path);
    return { tables: TABLES.length, rows };
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function writeTables(path: string, products: readonly Product[]): number {
  const db = new Database(path);
  try {
    // Nobody sees the file before it is complete: no journal is needed to take anything back.
    db.pragma("journal_mode = OFF");
    db.exec("BEGIN");
    const rows = TABLES.reduce((sum, table) => sum + writeTable(db, table, products), 0);
    db.exec("COMMIT");
    return rows;
  } finally {
    db.close();
  }
}

function writeTable(db: Database.Database, table: DemoTable, products: readonly Product[]): number {
  const columns = table.columns.map(({ name, type }) => `"${name}" ${type}`);
  db.exec(`CREATE TABLE "${table.name}" (${columns.join(", ")})`);
  const insert = db.prepare(`INSERT INTO "${table.name}" VALUES (${columns.map(() => "?").join(", ")})`);
  let rows = 0;
  for (const row of table.rows(products)) {
    insert.run(row);
    rows += 1;
  }
  return rows;
}
