import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import { rowsOf, troubleOf } from "../testing/asking.ts";
import { childrenOf, databaseFile, ENDLESS, source, temporaryFolder } from "./test-support.ts";

const SERIES = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)";

describe("rows", () => {
  it("come with their columns, duplicate names kept", async () => {
    const connector = source(databaseFile("CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 'x'), (2, NULL)"));
    expect(await rowsOf(connector, "SELECT a, b, a AS b FROM t WHERE a <= ? ORDER BY a", [2])).toEqual({
      columns: ["a", "b", "b"],
      rows: [
        [1, "x", 1],
        [2, null, 2],
      ],
    });
  });

  it("come with columns also when there are none", async () => {
    const connector = source(databaseFile("CREATE TABLE t (a, b)"));
    expect(await rowsOf(connector, "SELECT * FROM t")).toEqual({ columns: ["a", "b"], rows: [] });
  });

  it("lose nothing on the way: 64-bit integers, blobs, blanks, infinities, other scripts", async () => {
    const connector = source(databaseFile("CREATE TABLE t (a)"));
    const sql =
      "SELECT 9007199254740991, 9007199254740993, -9223372036854775808, 0.1, x'00ff', '', ' x ', 'Zoë 東京', 1e999";
    expect((await rowsOf(connector, sql)).rows).toEqual([
      [
        9007199254740991,
        "9007199254740993",
        "-9223372036854775808",
        0.1,
        "0x00ff",
        "",
        " x ",
        "Zoë 東京",
        "Infinity",
      ],
    ]);
  });

  it("are refused when one cell is too large to travel, and the source goes on", async () => {
    const connector = source(databaseFile("CREATE TABLE t (a)"));
    const error = await troubleOf(rowsOf(connector, "SELECT zeroblob(9000000)"));
    expect(error).toMatchObject({
      code: "query_failed",
      message: expect.stringMatching(/17 million characters/),
    });
    expect((await rowsOf(connector, "SELECT 1")).rows).toEqual([[1]]);
  });

  it("stream 200,000 at a time without piling up in memory", async () => {
    const connector = source(databaseFile("CREATE TABLE t (a)"));
    const sql = `${SERIES} SELECT i, printf('%02000d', i) FROM n`;
    const before = process.memoryUsage().heapUsed;
    let rows = 0;
    let most = 0;
    for await (const event of connector.stream({ sql, parameters: [200_000] }, { timeLimitMs: 30_000 })) {
      if (event.kind === "rows") rows += event.rows.length;
      most = Math.max(most, process.memoryUsage().heapUsed - before);
    }
    expect(rows).toBe(200_000);
    // All rows together hold 400 MB of text.
    expect(most).toBeLessThan(120 * 1024 * 1024);
  });
});

describe("leaving", () => {
  it("an iteration early stops the statement and keeps the worker", async () => {
    const connector = source(databaseFile("CREATE TABLE t (a)"));
    const sql = `${SERIES} SELECT i FROM n`;
    for (let round = 0; round < 5; round += 1) {
      for await (const event of connector.stream(
        { sql, parameters: [1_000_000_000] },
        { timeLimitMs: 20_000 },
      )) {
        if (event.kind === "rows") break;
      }
    }
    expect(childrenOf()).toHaveLength(1);
    expect((await rowsOf(connector, "SELECT 1")).rows).toEqual([[1]]);
  });

  it("an iteration before its rows stops it too", async () => {
    const connector = source(databaseFile("CREATE TABLE t (a)"));
    for await (const event of connector.stream(ENDLESS, { timeLimitMs: 20_000 })) {
      expect(event).toEqual({ kind: "columns", columns: [{ name: "count(*)" }] });
      break;
    }
    expect((await rowsOf(connector, "SELECT 1")).rows).toEqual([[1]]);
  });
});

describe("count", () => {
  it("gives the number of a count statement", async () => {
    const connector = source(databaseFile("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)"));
    const statement = { sql: "SELECT count(*) FROM t WHERE a > ?", parameters: [1] };
    expect(await connector.count(statement, { timeLimitMs: 5_000 })).toBe(2);
  });

  it("refuses a statement that gives no number", async () => {
    const connector = source(databaseFile("CREATE TABLE t (a)"));
    for (const sql of ["SELECT a FROM t", "SELECT 'x'"]) {
      const error = await troubleOf(connector.count({ sql, parameters: [] }, { timeLimitMs: 5_000 }));
      expect(error.message).toBe("The count statement did not give a number.");
    }
  });
});

describe("the test of a connection", () => {
  it("names the product and the one schema", async () => {
    const facts = await source(databaseFile("CREATE TABLE t (a)")).describe({ timeLimitMs: 5_000 });
    expect(facts).toEqual({ product: expect.stringMatching(/^SQLite 3\.\d+\.\d+$/), schemas: ["lab"] });
  });

  it("says of a file that is no database that it is none", async () => {
    const path = join(temporaryFolder(), "notes.db");
    writeFileSync(
      path,
      "Nothing but text, and more than a few bytes of it, so that SQLite looks at its head.",
    );
    const error = await troubleOf(source(path).describe({ timeLimitMs: 5_000 }));
    expect(error).toMatchObject({ code: "unreachable", message: expect.stringContaining("notes.db") });
  });
});

describe("introspection", () => {
  it("knows no other schema", async () => {
    const connector = source(databaseFile("CREATE TABLE t (a)"));
    const error = await troubleOf(connector.introspect("main", { timeLimitMs: 5_000 }));
    expect(error.message).toBe("This file has one schema, lab.");
  });

  it("describes the file under the source's schema name", async () => {
    const connector = source(
      databaseFile("CREATE TABLE t (status TEXT); INSERT INTO t VALUES ('Inactive '), (NULL)"),
    );
    expect(await connector.introspect("lab", { timeLimitMs: 5_000 })).toEqual({
      schema: "lab",
      foreignKeys: [],
      tables: [
        {
          schema: "lab",
          name: "t",
          aliases: [],
          primaryKey: [],
          uniqueKeys: [],
          rowCount: 2,
          columns: [
            {
              name: "status",
              declaredType: "TEXT",
              kind: "text",
              nullable: true,
              aliases: [],
              values: ["Inactive "],
              distinctCount: 1,
              blankShare: 0.5,
              hasNoNumbers: true,
            },
          ],
        },
      ],
    });
  });

  it("says of texts that none of them begins as a number", async () => {
    const connector = source(
      databaseFile(
        `CREATE TABLE t (word TEXT, amount TEXT, mixed TEXT, empty TEXT, number INTEGER);
         INSERT INTO t VALUES ('A1', ' -5.20', 'none', '', 1), ('Zoë', '€ 3', '7 kg', NULL, 2)`,
      ),
    );
    const { tables } = await connector.introspect("lab", { timeLimitMs: 5_000 });
    const found = tables[0]?.columns.filter((column) => column.hasNoNumbers);
    expect(found?.map(({ name }) => name)).toEqual(["word"]);
  });
});

describe("trouble with the file", () => {
  it("is told as a SourceError, and over when the file is back", async () => {
    const path = databaseFile("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
    const connector = source(path);
    expect((await rowsOf(connector, "SELECT a FROM t")).rows).toEqual([[1]]);
    rmSync(path);
    for (const work of [
      rowsOf(connector, "SELECT a FROM t"),
      connector.introspect("lab", { timeLimitMs: 5_000 }),
    ]) {
      expect(await troubleOf(work)).toMatchObject({
        code: "unreachable",
        message: "The database file source.db does not exist. Put it back, or correct the source's path.",
      });
    }
    const again = new Database(path);
    again.exec("CREATE TABLE t (a); INSERT INTO t VALUES (2)");
    again.close();
    expect((await rowsOf(connector, "SELECT a FROM t")).rows).toEqual([[2]]);
  });

  it("shows while rows are read: the statement that meets a writer's lock is busy", async () => {
    const path = databaseFile("CREATE TABLE t (a)");
    const connector = source(path);
    await rowsOf(connector, "SELECT a FROM t");
    const writer = new Database(path);
    onTestFinished(() => void writer.close());
    writer.exec("BEGIN EXCLUSIVE");
    expect((await troubleOf(rowsOf(connector, "SELECT a FROM t"))).code).toBe("source_busy");
    writer.exec("COMMIT");
    expect((await rowsOf(connector, "SELECT a FROM t")).rows).toEqual([]);
  });

  it("leaves refused statements refused in the worker too", async () => {
    const connector = source(databaseFile("CREATE TABLE t (a)"));
    for (const sql of ["ATTACH ':memory:' AS m", "DELETE FROM t", "PRAGMA query_only = OFF"]) {
      expect((await troubleOf(rowsOf(connector, sql))).message).toMatch(
        /^Only a SELECT can be run on source.db/,
      );
    }
  });
});
