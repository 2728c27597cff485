import fs from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { openStore } from "../../db/database.ts";
import { insertGraph } from "../../db/queries/graphs.ts";
import { insertKpi } from "../../db/queries/kpis.ts";
import { insertSource, saveSchema } from "../../db/queries/sources.ts";
import type { Catalog } from "../connectors/connector.ts";

/** Rows of the view below: counting them takes far longer than any test waits. */
const ENDLESS = 1_000_000_000_000;

/**
 * A store whose only source is a SQLite file with a small table and a view over which a count never ends, graph
 * `KG_SLOW`, schema `slow`; KPI 1 counts the view (endless), KPI 2 the table (12 rows).
 */
export async function makeSlowStore(folder: string): Promise<string> {
  const sourceFile = path.join(folder, "sources", "slow.db");
  fs.mkdirSync(path.dirname(sourceFile), { recursive: true });
  const source = new SQLite(sourceFile);
  source.exec(`
    CREATE TABLE machines (id INTEGER PRIMARY KEY, name TEXT);
    INSERT INTO machines (name) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12)
      SELECT 'machine ' || i FROM n;
    CREATE VIEW readings AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ENDLESS})
      SELECT i AS reading_id, i % 100 AS temperature FROM n;`);
  source.close();

  const databaseFile = path.join(folder, "landing_kpi.db");
  const store = await openStore(databaseFile);
  const { id: source_id } = await insertSource(store.db, {
    name: "slow",
    db_type: "sqlite",
    settings: JSON.stringify({ file: sourceFile }),
    secret: null,
  });
  const schemaId = await saveSchema(store.db, {
    source_id,
    name: "slow",
    catalog: JSON.stringify(CATALOG),
  });
  await insertGraph(store.db, { name: "KG_SLOW", source_id }, [schemaId]);
  const texts = { alias_name: null, group_name: null, description: null, created_by: null };
  await insertKpi(store.db, { ...texts, name: "Endless", nl_definition: "Count all readings" });
  await insertKpi(store.db, { ...texts, name: "Quick", nl_definition: "Count all machines" });
  await store.close();
  return databaseFile;
}

const integer = { declaredType: "INTEGER", kind: "integer", nullable: true, aliases: [] } as const;

const CATALOG: Catalog = {
  schema: "slow",
  foreignKeys: [],
  tables: [
    {
      schema: "slow",
      name: "machines",
      aliases: [],
      columns: [
        { ...integer, name: "id" },
        { name: "name", declaredType: "TEXT", kind: "text", nullable: true, aliases: [] },
      ],
      primaryKey: ["id"],
      uniqueKeys: [],
      rowCount: 12,
    },
    {
      schema: "slow",
      name: "readings",
      aliases: [],
      columns: [
        { ...integer, name: "reading_id" },
        { ...integer, name: "temperature" },
      ],
      primaryKey: [],
      uniqueKeys: [],
    },
  ],
};
