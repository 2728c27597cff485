import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Column, Table } from "../../engine/graph.ts";
import { introspect } from "./introspect.ts";

let db: Database.Database;
beforeEach(() => {
  db = new Database(":memory:");
});
afterEach(() => db.close());

function tableOf(name: string): Table {
  const table = introspect(db, "lab").tables.find((candidate) => candidate.name === name);
  if (table === undefined) throw new Error(`no table ${name}`);
  return table;
}

function columnOf(table: string, name: string): Column {
  const column = tableOf(table).columns.find((candidate) => candidate.name === name);
  if (column === undefined) throw new Error(`no column ${name}`);
  return column;
}

describe("tables", () => {
  it("lists tables and views by name, without SQLite's own and without shadow tables", () => {
    db.exec(`CREATE TABLE b (id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO b VALUES (1);
      CREATE VIEW a AS SELECT id AS n FROM b; CREATE VIRTUAL TABLE words USING fts5(body)`);
    const { schema, tables } = introspect(db, "lab");
    expect(schema).toBe("lab");
    expect(tables.map((table) => [table.schema, table.name, table.rowCount])).toEqual([
      ["lab", "a", 1],
      ["lab", "b", 1],
      ["lab", "words", 0],
    ]);
  });

  it("leaves out a view whose table is gone and keeps the rest", () => {
    db.exec(
      "CREATE TABLE t (a); CREATE TABLE gone (a); CREATE VIEW v AS SELECT * FROM gone; DROP TABLE gone",
    );
    expect(introspect(db, "lab").tables.map((table) => table.name)).toEqual(["t"]);
  });

  it("leaves out a virtual table whose module is missing and keeps the rest", () => {
    db.exec("CREATE TABLE t (a)");
    db.unsafeMode();
    db.pragma("writable_schema = ON");
    db.exec(
      `INSERT INTO sqlite_schema VALUES ('table', 'shapes', 'shapes', 0, 'CREATE VIRTUAL TABLE shapes USING gis(a)')`,
    );
    db.pragma("writable_schema = RESET");
    expect(introspect(db, "lab").tables.map((table) => table.name)).toEqual(["t"]);
  });

  it("survives hostile names and reports them as they are", () => {
    const table = `x"; DROP TABLE t; --`;
    const column = `a' "b" [c] \`d\``;
    db.exec(
      `CREATE TABLE "${table.replaceAll('"', '""')}" ("${column.replaceAll('"', '""')}" TEXT, "rowid" INT)`,
    );
    db.exec(`INSERT INTO "${table.replaceAll('"', '""')}" VALUES ('v', 1), ('w', 2)`);
    expect(columnOf(table, column).values).toEqual(["v", "w"]);
    expect(tableOf(table).uniqueKeys).toEqual([[column], ["rowid"]]);
  });

  it("reports an empty database as an empty catalog", () => {
    expect(introspect(db, "lab")).toEqual({ schema: "lab", tables: [], foreignKeys: [] });
  });
});

describe("keys", () => {
  it("gives the primary key in its declared order, and nullability as SQLite enforces it", () => {
    db.exec(`CREATE TABLE plain (b TEXT, a TEXT NOT NULL, PRIMARY KEY (a, b));
      CREATE TABLE strictly (b TEXT, a TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
      CREATE TABLE numbered (id INTEGER PRIMARY KEY, v)`);
    expect(tableOf("plain").primaryKey).toEqual(["a", "b"]);
    expect(tableOf("plain").columns.map((column) => column.nullable)).toEqual([true, false]);
    expect(tableOf("strictly").columns.map((column) => column.nullable)).toEqual([false, false]);
    expect(tableOf("numbered").columns.map((column) => column.nullable)).toEqual([false, true]);
  });

  it("gives declared unique keys, composite ones whole, and neither partial nor expression indexes", () => {
    db.exec(`CREATE TABLE t (a, b, c, UNIQUE (b, a));
      CREATE UNIQUE INDEX some_c ON t (c) WHERE c > 0; CREATE UNIQUE INDEX low ON t (lower(c))`);
    expect(tableOf("t").uniqueKeys).toEqual([["b", "a"]]);
  });

  it("measures single columns that are unique and filled in every row", () => {
    db.exec(`CREATE TABLE t (code TEXT, twice TEXT, holey TEXT, blank TEXT, price REAL);
      INSERT INTO t VALUES ('A', 'x', 'p', 'p', 1.5), ('a', 'x', NULL, '', 2.5), ('b', 'y', 'q', 'q', 3.5)`);
    expect(tableOf("t").uniqueKeys).toEqual([["code"]]);
  });

  it("keeps 64-bit keys apart that a double cannot tell apart", () => {
    db.exec("CREATE TABLE t (k INTEGER); INSERT INTO t VALUES (9007199254740992), (9007199254740993)");
    expect(tableOf("t").uniqueKeys).toEqual([["k"]]);
    expect(columnOf("t", "k").distinctCount).toBe(2);
  });

  it("calls nothing unique in a table of one row", () => {
    db.exec("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
    expect(tableOf("t").uniqueKeys).toEqual([]);
  });

  it("gives foreign keys whole, in the spelling of their tables, also when they name no columns", () => {
    db.exec(`CREATE TABLE Parent (X, Y, PRIMARY KEY (Y, X));
      CREATE TABLE child (p, q, r, FOREIGN KEY (P, Q) REFERENCES parent, FOREIGN KEY (r) REFERENCES PARENT (x),
        FOREIGN KEY (r) REFERENCES nowhere (z))`);
    expect(introspect(db, "lab").foreignKeys).toEqual([
      { table: "child", columns: ["r"], targetSchema: "lab", targetTable: "Parent", targetColumns: ["X"] },
      {
        table: "child",
        columns: ["p", "q"],
        targetSchema: "lab",
        targetTable: "Parent",
        targetColumns: ["Y", "X"],
      },
    ]);
  });
});

describe("columns", () => {
  it("reads the kind from the declaration when there is no data", () => {
    db.exec(`CREATE TABLE t (a NVARCHAR(40), b BIGINT, c DECIMAL(10,2), d BOOLEAN, e DATE, f DATETIME, g BLOB, h,
      i INTERVAL)`);
    expect(tableOf("t").columns.map((column) => column.kind)).toEqual([
      "text",
      "integer",
      "decimal",
      "boolean",
      "date",
      "timestamp",
      "binary",
      "unknown",
      "unknown",
    ]);
    expect(columnOf("t", "a")).toMatchObject({ declaredType: "NVARCHAR(40)", nullable: true, aliases: [] });
    expect(columnOf("t", "a").blankShare).toBeUndefined();
  });

  it.each([
    ["TEXT", ["2025-01-31", "", null, "2024-02-29"], "date"],
    ["", ["2025-01-31 10:00", "2025-01-31T10:00:00.5Z", "2025-01-31"], "timestamp"],
    ["TEXT", ["2025-01-31", "2025-13-31"], "text"],
    ["TEXT", ["2025-P07", "2025-P08"], "text"],
    ["DATE", ["31.12.2025"], "text"],
    ["TEXT", ["0012", "0013"], "text"],
    ["", [1n, 2n], "integer"],
    ["", [1, 2.5], "decimal"],
    ["", ["a", "b", 3], "text"],
    ["INTEGER", ["n/a", 1, 2], "integer"],
    ["INTEGER", ["two stars", "one star", 1], "text"],
    ["BOOLEAN", [0, 1], "boolean"],
    ["BOOLEAN", ["yes", "no"], "text"],
    ["DECIMAL(9,2)", [1, 2], "decimal"],
    ["", [Buffer.from("ab"), null], "binary"],
  ] as const)("a column declared `%s` holding %o is %s", (type, values, kind) => {
    db.exec(`CREATE TABLE t (a ${type})`);
    const insert = db.prepare("INSERT INTO t VALUES (?)");
    for (const value of values) insert.run(value);
    expect(columnOf("t", "a").kind).toBe(kind);
  });

  it("indexes text values exactly as stored, most frequent first, then in code unit order, blanks left out", () => {
    db.exec(`CREATE TABLE t (a TEXT);
      INSERT INTO t VALUES ('Active'), ('Inactive '), ('inactive'), ('Active'), (''), (NULL), (' '), ('INACTIVE')`);
    expect(columnOf("t", "a")).toMatchObject({
      values: ["Active", "INACTIVE", "Inactive ", "inactive"],
      distinctCount: 6,
      blankShare: 3 / 8,
    });
  });

  it("keeps no index of more than 1,000 values, of prose, or of more than 64 K characters", () => {
    db.exec("CREATE TABLE t (many TEXT, prose TEXT, heavy TEXT, fits TEXT)");
    const insert = db.prepare("INSERT INTO t VALUES (?, ?, ?, ?)");
    for (let n = 0; n <= 1_000; n += 1) {
      insert.run(
        `v${n}`,
        n === 0 ? "long ".repeat(60) : "short",
        `${n % 400}`.padEnd(190, "."),
        `f${n % 1_000}`,
      );
    }
    const { columns } = tableOf("t");
    expect(columns.map((column) => column.values?.length)).toEqual([undefined, undefined, undefined, 1_000]);
    expect(columns.map((column) => column.distinctCount)).toEqual([1_001, 2, 400, 1_000]);
  });

  it("keeps value indexes of at most 4 M characters in all", () => {
    const names = Array.from({ length: 280 }, (_, index) => `c${index}`);
    db.exec(`CREATE TABLE t (${names.map((name) => `${name} TEXT`).join(", ")})`);
    const insert = db.prepare(`INSERT INTO t VALUES (${names.map(() => "?").join(", ")})`);
    for (let row = 0; row < 350; row += 1) insert.run(names.map(() => `${row}`.padEnd(187, "v")));
    const indexed = tableOf("t").columns.filter((column) => column.values !== undefined);
    expect(indexed).toHaveLength(Math.floor((4 * 1024 * 1024) / (350 * 187)));
  });

  it("samples a big table all over, and calls nothing in it unique", () => {
    db.exec(`CREATE TABLE t (k INTEGER, part TEXT);
      INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 260000)
      SELECT i, CASE WHEN i > 255000 THEN 'late' ELSE 'early' END FROM n`);
    const table = tableOf("t");
    expect(table).toMatchObject({ rowCount: 260_000, uniqueKeys: [] });
    expect(columnOf("t", "part").values).toEqual(["early", "late"]);
    expect(columnOf("t", "k")).toMatchObject({ kind: "integer", distinctCount: undefined });
  });
});
