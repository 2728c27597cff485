import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import { SourceError } from "../connector.ts";
import { sourceErrorOf } from "./failure.ts";
import { SourceFile } from "./source-file.ts";
import { databaseFile, temporaryFolder } from "./test-support.ts";

function failure(path: string, work: (file: SourceFile) => unknown): SourceError {
  try {
    work(new SourceFile(path));
  } catch (error) {
    return sourceErrorOf(error, path);
  }
  throw new Error("nothing went wrong");
}

describe("upper()", () => {
  const upperOf = (script: string, sql: string) => new SourceFile(databaseFile(script)).select(sql, []).get();

  it("knows the letters of all scripts, and leaves other values as SQLite writes them", () => {
    expect(
      upperOf(
        "CREATE TABLE t (a); INSERT INTO t VALUES ('Müller, é, жук')",
        "SELECT upper(a), upper(NULL), upper(12), upper(9007199254740993), upper(1.5), upper(1.0) FROM t",
      ),
    ).toEqual(["MÜLLER, É, ЖУК", null, "12", "9007199254740993", "1.5", "1.0"]);
  });

  it.each([
    "CREATE VIEW v AS SELECT upper(a) AS a FROM t",
    "CREATE INDEX i ON t (upper(a)); CREATE VIEW v AS SELECT a FROM t WHERE a = 'ü'",
  ])("stays SQLite's own where the database uses it itself: %s", (own) => {
    const script = `CREATE TABLE t (a); INSERT INTO t VALUES ('ü'); ${own}`;
    expect(upperOf(script, "SELECT upper(a) FROM v")).toEqual(["ü"]);
  });

  it("is that of a database whose views begin or cease to use it while it is open", () => {
    const path = databaseFile("CREATE TABLE t (a); INSERT INTO t VALUES ('ü')");
    const file = new SourceFile(path);
    const all = (sql: string) => file.select(sql, []).all();
    expect(all("SELECT upper(a) FROM t")).toEqual([["Ü"]]);
    const other = new Database(path);
    onTestFinished(() => void other.close());
    other.exec("CREATE VIEW v AS SELECT upper(a) AS a FROM t");
    expect(all("SELECT a FROM v")).toEqual([["ü"]]);
    other.exec("DROP VIEW v");
    expect(all("SELECT upper(a) FROM t")).toEqual([["Ü"]]);
  });
});

describe("what may run", () => {
  it.each([
    "SELECT a FROM t",
    "SELECT a FROM t; ",
    "SELECT a FROM t -- with a comment",
    "WITH x AS (SELECT a FROM t) SELECT * FROM x ORDER BY 1 LIMIT 3",
    "VALUES (1), (2)",
    "SELECT a FROM t UNION ALL SELECT 2",
    "SELECT a AS x, a AS x FROM t",
    `SELECT "Created_By" FROM t`,
  ])("runs %s", (sql) => {
    const file = new SourceFile(
      databaseFile("CREATE TABLE t (a, Created_By); INSERT INTO t VALUES (1, 'me')"),
    );
    expect(file.select(sql, []).all().length).toBeGreaterThan(0);
  });

  it.each([
    "ATTACH 'OTHER' AS other",
    "ATTACH ':memory:' AS other",
    "DETACH main",
    "PRAGMA query_only = OFF",
    "PRAGMA query_only",
    "PRAGMA table_list",
    "PRAGMA journal_mode = DELETE",
    "INSERT INTO t VALUES (2, 'x')",
    "INSERT INTO t VALUES (2, 'x') RETURNING a",
    "UPDATE t SET a = 2 RETURNING a",
    "DELETE FROM t",
    "WITH x AS (SELECT 1) DELETE FROM t RETURNING a",
    "CREATE TABLE u (a)",
    "CREATE TEMP TABLE u (a)",
    "DROP TABLE t",
    "VACUUM INTO 'OTHER'",
    "REINDEX",
    "ANALYZE",
    "BEGIN",
    "SAVEPOINT s",
    "EXPLAIN SELECT 1",
    "SELECT 1; SELECT 2",
    "SELECT 1; DROP TABLE t",
    "SELECT 1) UNION SELECT (2",
    "",
    "-- nothing",
  ])("refuses %s", (sql) => {
    const folder = temporaryFolder();
    const path = databaseFile(
      "CREATE TABLE t (a, Created_By); INSERT INTO t VALUES (1, 'me'); CREATE TABLE pragma (a)",
      folder,
    );
    const error = failure(path, (file) => file.select(sql.replace("OTHER", join(folder, "other.db")), []));
    expect(error.code).toBe("query_failed");
    const db = new Database(path, { readonly: true });
    onTestFinished(() => void db.close());
    expect(db.prepare("SELECT * FROM t").all()).toEqual([{ a: 1, Created_By: "me" }]);
    expect(() => new Database(join(folder, "other.db"), { fileMustExist: true })).toThrow();
  });

  it("says in one sentence why a statement that is not a SELECT was refused", () => {
    const path = databaseFile("CREATE TABLE t (a)");
    expect(failure(path, (file) => file.select("DELETE FROM t", [])).message).toBe(
      "Only a SELECT can be run on source.db: the source is read-only.",
    );
  });

  it.each([
    ["SELECT b FROM t", "no such column: b"],
    ["SELECT a FROM u", "no such table: u"],
  ])("names what %s asks for in vain, and what to do", (sql, missing) => {
    const path = databaseFile("CREATE TABLE t (a)");
    expect(failure(path, (file) => file.select(sql, []))).toMatchObject({
      code: "query_failed",
      message: `The database source.db refused the statement: ${missing}. The source may have changed since its knowledge graph was made: make the graph again.`,
    });
  });

  it("does not speak of the knowledge graph where a statement is refused for another reason", () => {
    const path = databaseFile("CREATE TABLE t (a)");
    expect(failure(path, (file) => file.select("SELECT nonsense(a) FROM t", [])).message).toBe(
      "The database source.db refused the statement: no such function: nonsense.",
    );
  });

  it("binds whole numbers as integers, booleans as 1 and 0, and the rest as they are", () => {
    const file = new SourceFile(databaseFile("CREATE TABLE t (a)"));
    const sql = "SELECT typeof(?), ? || '', ?, ?, ?, typeof(?), typeof(?)";
    expect(file.select(sql, [5, 7, true, false, 2n ** 60n, 1.5, null]).get()).toEqual([
      "integer",
      "7",
      1n,
      0n,
      2n ** 60n,
      "real",
      "null",
    ]);
  });
});

describe("the file", () => {
  it.each([
    ["is missing", (path: string) => rmSync(path), "unreachable", /does not exist/],
    ["is a folder", (path: string) => [rmSync(path), mkdirSync(path)], "unreachable", /is not a file/],
    [
      "is text",
      (path: string) => writeFileSync(path, "a,b,c\n".repeat(500)),
      "unreachable",
      /not a SQLite database/,
    ],
  ] as const)("when it %s, says so", (_, spoil, code, message) => {
    const path = databaseFile("CREATE TABLE t (a)");
    spoil(path);
    const error = failure(path, (file) => file.database());
    expect([error.code, error.message]).toEqual([code, expect.stringMatching(message)]);
    expect(error.message).not.toContain(path);
  });

  it("is read as last committed while another program writes it in WAL mode", () => {
    const path = databaseFile("PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)");
    const writer = new Database(path);
    onTestFinished(() => void writer.close());
    const file = new SourceFile(path);
    writer.exec("BEGIN IMMEDIATE; INSERT INTO t VALUES (2)");
    expect(file.select("SELECT count(*) FROM t", []).all()).toEqual([[1n]]);
    writer.exec("COMMIT");
    expect(file.select("SELECT count(*) FROM t", []).all()).toEqual([[2n]]);
  });

  it("when another program has locked it, is busy", () => {
    const path = databaseFile("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
    const writer = new Database(path);
    onTestFinished(() => void writer.close());
    writer.exec("BEGIN EXCLUSIVE");
    expect(failure(path, (file) => file.database())).toMatchObject({
      code: "source_busy",
      message: expect.stringContaining("locked by another program"),
    });
  });

  it("when a page is damaged, says so", () => {
    const path = databaseFile(
      "CREATE TABLE t (a); INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i FROM n",
    );
    const db = new Database(path);
    db.unsafeMode();
    db.pragma("writable_schema = ON");
    db.exec("UPDATE sqlite_schema SET rootpage = 3000 WHERE name = 't'");
    db.close();
    expect(failure(path, (file) => file.select("SELECT * FROM t", []).all())).toMatchObject({
      code: "unreachable",
      message: expect.stringContaining("is damaged"),
    });
  });

  it("is noticed when deleted or replaced after it was opened", () => {
    const folder = temporaryFolder();
    const path = databaseFile("CREATE TABLE t (a); INSERT INTO t VALUES ('old')", folder);
    const file = new SourceFile(path);
    expect(file.select("SELECT a FROM t", []).all()).toEqual([["old"]]);
    renameSync(path, join(folder, "kept.db"));
    expect(() => file.select("SELECT a FROM t", [])).toThrow(SourceError);
    databaseFile("CREATE TABLE t (a); INSERT INTO t VALUES ('new')", folder);
    expect(file.select("SELECT a FROM t", []).all()).toEqual([["new"]]);
  });
});
