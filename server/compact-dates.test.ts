/** Days that are stored without separators, as SAP exports them, found by introspection and asked for on three databases. */
import SQLite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Connector } from "./connectors/connector.ts";
import { openMysqlSource } from "./connectors/mysql/source.ts";
import { openPostgresSource } from "./connectors/postgresql/source.ts";
import { introspect } from "./connectors/sqlite/introspect.ts";
import { rowsOf } from "./connectors/testing/asking.ts";
import type { ServerLab } from "./connectors/testing/lab.ts";
import type { Dialect, Table } from "./engine/graph.ts";
import { type Compiled, compile } from "./engine/index.ts";
import { startMariaDbLab } from "./testing/connectors/mariadb-lab.ts";
import { startPostgresLab } from "./testing/connectors/postgresql-lab.ts";

const COLUMNS = "(doc integer, ref varchar(20), posted_on char(8), due_date integer, paid_date date)";
const ROWS = `(1, '20240115', '20240115', 20240131, '2024-01-20'), (2, 'A7', '20240301', 20240330, NULL),
  (3, 'A8', '00000000', 0, '2024-02-01'), (4, 'A9', NULL, NULL, '2023-12-30'), (5, 'B1', '20231231', 20240105, '2024-02-10')`;

interface Asked {
  readonly tables: readonly Table[];
  run(answer: Compiled): Promise<readonly (readonly unknown[])[]>;
  stop(): Promise<void>;
}

async function onSqlite(): Promise<Asked> {
  const db = new SQLite(":memory:");
  db.exec(`CREATE TABLE docs ${COLUMNS}; INSERT INTO docs VALUES ${ROWS}`);
  return {
    tables: introspect(db, "main").tables,
    run: async ({ statement }) => db.prepare(statement.sql).raw().all(statement.parameters) as unknown[][],
    stop: async () => void db.close(),
  };
}

async function onServer(lab: ServerLab, connector: Connector): Promise<Asked> {
  const table = lab.table("docs");
  await lab.run(`CREATE TABLE ${table} ${COLUMNS}`, `INSERT INTO ${table} VALUES ${ROWS}`);
  const { tables } = await connector.introspect("lab", { timeLimitMs: 60_000 });
  return {
    tables,
    run: async ({ statement }) => (await rowsOf(connector, statement.sql, statement.parameters)).rows,
    async stop() {
      await connector.close();
      await lab.stop();
    },
  };
}

async function onPostgres(): Promise<Asked> {
  const lab = await startPostgresLab();
  return onServer(lab, openPostgresSource(lab.source));
}

async function onMariaDb(): Promise<Asked> {
  const lab = await startMariaDbLab();
  return onServer(lab, openMysqlSource({ ...lab.source, dialect: "mariadb" }));
}

const LATE = { before: "docs with posted on before 2024-01-20", after: "docs with posted on after 20240115" };

describe.each<[Dialect, () => Promise<Asked>]>([
  ["sqlite", onSqlite],
  ["postgresql", onPostgres],
  ["mariadb", onMariaDb],
])("days without separators on %s", (dialect, open) => {
  let asked: Asked;

  beforeAll(async () => {
    asked = await open();
  });

  afterAll(() => asked?.stop());

  function compiled(definition: string): Compiled {
    const graph = { name: "DOCS", version: 1, tables: asked.tables, relationships: [] };
    const result = compile({ definition, graph, dialect, today: "2024-06-30" });
    if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join(" "));
    return result;
  }

  const docsOf = async (definition: string) =>
    (await asked.run(compiled(definition))).map((row) => Number(row[0])).sort();

  test("are found by what the columns hold", () => {
    const found = asked.tables[0]?.columns.filter((column) => column.hasCompactDates);
    expect(found?.map(({ name }) => name)).toEqual(["posted_on", "due_date"]);
  });

  test.each([
    [LATE.before, [1, 5]],
    [LATE.after, [2]],
    ["docs with posted on in January 2024", [1]],
    ["docs with posted on in 2024", [1, 2]],
    ["docs with posted on in the last 6 months", [1, 2, 5]],
    ["docs whose posted on is 20240301", [2]],
    ["docs whose posted on is blank", [3, 4]],
    ["docs with posted on on a Monday", [1]],
    ["docs whose due date is after 20240130", [1, 2]],
    ["docs whose due date is before 2024-02-01", [1, 5]],
    ["docs whose due date is blank", [3, 4]],
    ["docs whose paid date is after the due date", [5]],
    ["docs whose paid date is more than 30 days after the posted on", [5]],
    ["docs whose due date is before the posted on", []],
    ["docs whose ref is 20240115", [1]],
  ])("%s", async (definition, docs) => {
    expect(await docsOf(definition)).toEqual(docs);
  });

  test("are grouped by the month that they are in", async () => {
    const rows = await asked.run(compiled("number of docs per month of posted on"));
    expect(rows.map(([month, count]) => `${month}: ${count}`).sort()).toEqual([
      "2023-12: 1",
      "2024-01: 1",
      "2024-03: 1",
      "null: 2",
    ]);
  });

  test("are compared as they are stored, so that an index helps and people can read it", () => {
    expect(compiled(LATE.before).readableSql.replaceAll("`", '"')).toContain(
      `("s"."posted_on" > '00000000' and "s"."posted_on" < '20240120')`,
    );
    expect(compiled("docs whose due date is after 20240130").readableSql.replaceAll("`", '"')).toContain(
      '"s"."due_date" >= 20240131',
    );
  });
});
