/**
 * One definition, one answer: what the engine writes for PostgreSQL and for MariaDB runs on real servers holding the
 * sample landing data, and gives the rows that SQLite gives: with values as parameters, and as literals. SQL Server
 * and Oracle have no server here; engine/sql/dialect-parsers.test.ts reads what is written for them.
 */
import path from "node:path";
import SQLite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../db/database.ts";
import { DEMO_GRAPH, DEMO_KPIS } from "../db/demo/index.ts";
import type { Dialect, Graph } from "./engine/graph.ts";
import { compile } from "./engine/index.ts";
import type { Compiled } from "./engine/result.ts";
import { ensureSampleData } from "./services/sample-data.ts";
import { type CopiedSource, copyToMariaDb, copyToPostgres } from "./testing/copied-source.ts";
import { storedGraph } from "./testing/graphs.ts";
import { temporaryFolder } from "./testing/started-server.ts";

let folder: ReturnType<typeof temporaryFolder>;
let db: SQLite.Database;
let graph: Graph;

beforeAll(async () => {
  folder = temporaryFolder();
  const store = await openStore(path.join(folder.path, "store.db"));
  await ensureSampleData(store.db, folder.path);
  graph = await storedGraph(store.db, DEMO_GRAPH.name);
  await store.close();
  db = new SQLite(path.join(folder.path, `${DEMO_GRAPH.schema}.db`), { readonly: true });
});

afterAll(() => {
  db?.close();
  folder.remove();
});

const DEFINITIONS = [
  ...DEMO_KPIS.map((kpi) => kpi.nl_definition),
  "products in RBP GPU which are not in OPS Excel, ignoring case",
  "SKULIFNR missing in OPS Excel with lead time greater than 60",
  "SKULIFNR with the longest lead time of each supplier",
  "the 3 SKULIFNR with the longest lead time of each supplier",
  "total lead time times 2 of SKULIFNR per supplier",
  "RBP GPU whose hana master has another product type than the product master",
  "OPS Excel whose planner is not the ops planner of the hana master",
  "products in RBP GPU missing in SKULIFNR with product line Gaming",
  "OPS Excel where customer is blank",
  "OPS Excel where remarks is not blank",
  "duplicate material in hana material master",
  "average lead time in SKULIFNR",
  "number of SKULIFNR per supplier, most first",
  "SKULIFNR with lead time between 30 and 60",
  "OPS Excel with launch date in 2024",
  "number of OPS Excel per month of launch date",
  "number of OPS Excel by year of last ship date and planner",
  "number of OPS Excel per week of launch date",
  "number of OPS Excel per quarter of last ship date",
  "number of OPS Excel by weekday of launch date and planner",
  "number of OPS Excel per weekday of last ship date",
  "OPS Excel with launch date on a weekend",
  "OPS Excel with last ship date not on a Monday or a Friday",
  "OPS Excel with launch date before 2023-06-01",
  "OPS Excel with last ship date in the last 400 days",
  "how many different suppliers are in SKULIFNR",
  "OPS Excel with planning SKU longer than 10 characters",
  "OPS Excel whose marketing code contains 'A'",
  "SKULIFNR with the highest lead time",
  "SKULIFNR with the lowest lead time",
  "top 7 suppliers by number of SKULIFNR",
  "what percentage of OPS Excel is inactive",
  "hana material master with lead time in SKULIFNR over 120",
  "SKULIFNR whose lead time is not 60",
  "OPS Excel whose marketing code does not contain 'A'",
  "OPS Excel whose planner is not blank and is not Ann Lee",
  "OPS Excel whose last ship date is more than 100 days after the launch date",
  "OPS Excel whose last ship date is less than 5 months after the launch date",
  "OPS Excel whose last ship date is not within 4000 hours after the launch date",
  "average number of weeks between launch date and last ship date of OPS Excel per planner",
];

function compiled(definition: string, dialect: Dialect): Compiled {
  const result = compile({
    definition,
    graph,
    dialect,
    today: "2025-10-27",
    limit: 100_000,
    minConfidence: 0,
  });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join(" "));
  return result;
}

/** Rows in one comparable form: order does not count, numbers by value, midnight cut off, blank is nothing. */
function comparable(rows: readonly (readonly unknown[])[]): string[] {
  const cell = (value: unknown) => {
    const text = value === null ? "" : String(value).replace(/ 00:00:00$/, "");
    if (text.trim() === "") return "";
    return Number.isFinite(Number(text)) ? Number(Number(text).toFixed(3)) : text;
  };
  return rows.map((row) => JSON.stringify(row.map(cell))).sort();
}

describe.each<[Dialect, (db: SQLite.Database, tables: Graph["tables"]) => Promise<CopiedSource>]>([
  ["postgresql", copyToPostgres],
  ["mariadb", copyToMariaDb],
])("on %s", (dialect, copyTo) => {
  let source: CopiedSource;

  beforeAll(async () => {
    source = await copyTo(db, graph.tables);
  });

  afterAll(() => source?.close());

  test.each(DEFINITIONS)("%s", async (definition) => {
    const { statement } = compiled(definition, "sqlite");
    const parameters = statement.parameters.map((value) =>
      typeof value === "boolean" ? Number(value) : value,
    );
    const expected = db.prepare(statement.sql).raw().all(parameters) as unknown[][];
    const here = compiled(definition, dialect);
    const withLiterals = { sql: here.readableSql, parameters: [] };
    expect(expected.length).toBeGreaterThan(0);
    expect(comparable(await source.run(here.statement))).toEqual(comparable(expected));
    expect(comparable(await source.run(withLiterals))).toEqual(comparable(expected));
  });
});
