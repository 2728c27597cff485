import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { onTestFinished } from "vitest";
import { openSqliteSource } from "../../connectors/sqlite/source.ts";
import { ENDLESS } from "../../connectors/sqlite/test-support.ts";
import { describeConnector } from "../../connectors/testing/connector-suite.ts";
import type { Lab } from "../../connectors/testing/lab.ts";

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

async function startSqliteLab(): Promise<Lab> {
  const folder = mkdtempSync(join(tmpdir(), "landing-kpi-"));
  const path = join(folder, "source.db");
  const run = async (...statements: string[]) => {
    const db = new Database(path);
    db.exec(statements.join(";\n"));
    db.close();
  };
  return {
    schema: "lab",
    run,
    quote,
    table: quote,
    textParameter: "?",
    endless: ENDLESS,
    series: (rows, characters) => ({
      sql: `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
        SELECT i, printf('%0${characters}d', i) AS t FROM n`,
      parameters: [],
    }),
    open() {
      const connector = openSqliteSource({ path, schema: "lab" });
      onTestFinished(() => connector.close());
      return connector;
    },
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

describeConnector("SQLite", startSqliteLab);
