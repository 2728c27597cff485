import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowsOf, troubleOf } from "../../connectors/testing/asking.ts";
import { describeConnector } from "../../connectors/testing/connector-suite.ts";
import type { ServerLab } from "../../connectors/testing/lab.ts";
import { describeServer } from "../../connectors/testing/server-suite.ts";
import type { Table } from "../../engine/graph.ts";
import { startPostgresLab } from "./postgresql-lab.ts";

describeConnector("PostgreSQL", startPostgresLab);
describeServer("PostgreSQL", startPostgresLab);

describe("PostgreSQL's own", () => {
  let lab: ServerLab;
  beforeAll(async () => {
    lab = await startPostgresLab();
  });
  afterAll(() => lab.stop());

  const tableOf = async (name: string): Promise<Table | undefined> => {
    const { tables } = await lab.open().introspect("lab", { timeLimitMs: 60_000 });
    return tables.find((table) => table.name === name);
  };

  it.each([
    ["9007199254740991::bigint", 9007199254740991],
    ["9007199254740993::bigint", "9007199254740993"],
    ["1234567890123456.7891::numeric(20,4)", "1234567890123456.7891"],
    ["12.5000::numeric(20,4)", 12.5],
    ["'NaN'::numeric", "NaN"],
    ["0.1::real", 0.1],
    ["0.1::float8 + 0.2::float8", 0.30000000000000004],
    ["'-infinity'::float8", "-Infinity"],
    ["'infinity'::date", "infinity"],
    ["true", true],
    ["'2025-01-31'::date", "2025-01-31"],
    ["'0044-03-15 BC'::date", "0044-03-15 BC"],
    ["'2025-01-31 10:00:00.000001'::timestamp", "2025-01-31 10:00:00.000001"],
    ["timestamptz '2025-01-31 10:00+02' at time zone 'UTC'", "2025-01-31 08:00:00"],
    ["'1 day 02:03:04'::interval", "1 day 02:03:04"],
    ["'\\x00ff'::bytea", "0x00ff"],
    [`'{"b": 1,  "a": [9007199254740993]}'::json`, `{"b": 1,  "a": [9007199254740993]}`],
    ["array[1,null,3]", "{1,NULL,3}"],
    ["int4range(1, 5)", "[1,5)"],
    ["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"],
    ["'10.0.0.1/8'::inet", "10.0.0.1/8"],
    ["'(1,2)'::point", "(1,2)"],
    ["B'101'", "101"],
    ["'x'::char(3)", "x  "],
    ["null::int", null],
  ])("cell %s travels as %j", async (sql, cell) => {
    expect((await rowsOf(lab.open(), `SELECT ${sql}`)).rows).toEqual([[cell]]);
  });

  it("timestamps with a time zone travel with their offset, dates as ISO, whatever the login is set to", async () => {
    await lab.run(
      "ALTER ROLE reader SET timezone = 'Asia/Kolkata'",
      "ALTER ROLE reader SET datestyle = 'German'",
    );
    const { rows } = await rowsOf(lab.open(), "SELECT timestamptz '2025-01-31 10:00+00', date '2025-01-31'");
    await lab.run("ALTER ROLE reader RESET ALL");
    expect(rows).toEqual([["2025-01-31 15:30:00+05:30", "2025-01-31"]]);
  });

  it.each(["SELECT nonsense FROM (SELECT 1 AS a) AS t", "SELECT 1 FROM lab.nonsense"])(
    "%s is told as a source that changed",
    async (sql) => {
      const { code, message } = await troubleOf(rowsOf(lab.open(), sql));
      expect(code).toBe("query_failed");
      expect(message).toMatch(/nonsense.*make the graph again\.$/);
    },
  );

  it("a cell that is too large to travel is refused, and the source goes on", async () => {
    const source = lab.open();
    const trouble = await troubleOf(rowsOf(source, "SELECT repeat('x', 17 * 1024 * 1024)"));
    expect(trouble).toMatchObject({ code: "query_failed", message: expect.stringMatching(/17 million/) });
    expect((await rowsOf(source, "SELECT 1")).rows).toEqual([[1]]);
  });

  it.each(["off", "required"] as const)(
    "a row that is too large for memory ends the statement, TLS %s",
    async (tls) => {
      const source = lab.open({ tls });
      const before = process.memoryUsage().rss;
      const trouble = await troubleOf(rowsOf(source, "SELECT repeat('x', 300 * 1024 * 1024)"));
      expect(trouble).toMatchObject({
        code: "query_failed",
        message: expect.stringMatching(/300 million bytes/),
      });
      expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
      expect((await rowsOf(source, "SELECT i FROM generate_series(1, 3000) i")).rows).toHaveLength(3_000);
    },
  );

  it("keys, comments, views and partitioned tables are found as they are declared", async () => {
    await lab.run(
      "CREATE SCHEMA other",
      "CREATE TABLE other.country (code text PRIMARY KEY)",
      "CREATE TYPE mood AS ENUM ('good', 'bad')",
      "CREATE DOMAIN amount AS numeric(12, 2) NOT NULL",
      `CREATE TABLE lab.parent (b int, a text, c int, PRIMARY KEY (a, b), UNIQUE (c, b))`,
      "CREATE UNIQUE INDEX ON lab.parent (lower(a))",
      "CREATE UNIQUE INDEX ON lab.parent (c) WHERE c > 0",
      `CREATE TABLE lab.child (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, pb int, pa text, m mood,
        code text REFERENCES other.country, at timestamptz, price amount, FOREIGN KEY (pa, pb) REFERENCES lab.parent)`,
      "COMMENT ON TABLE lab.child IS 'what a parent has'",
      "COMMENT ON COLUMN lab.child.m IS 'how it feels'",
      "CREATE VIEW lab.seen AS SELECT pa AS name FROM lab.child",
      "CREATE MATERIALIZED VIEW lab.stored AS SELECT 1 AS one",
      "CREATE TABLE lab.parts (k int) PARTITION BY RANGE (k)",
      "CREATE TABLE lab.part_1 PARTITION OF lab.parts FOR VALUES FROM (0) TO (10)",
      "INSERT INTO lab.parts VALUES (1), (2)",
    );
    const { tables, foreignKeys } = await lab.open().introspect("lab", { timeLimitMs: 60_000 });
    const named = new Map(tables.map((table) => [table.name, table]));
    expect([...named.keys()].filter((name) => /^(parent|child|seen|stored|part)/.test(name))).toEqual([
      "child",
      "parent",
      "parts",
      "seen",
      "stored",
    ]);
    expect(named.get("parent")).toMatchObject({ primaryKey: ["a", "b"], uniqueKeys: [["c", "b"]] });
    expect(named.get("child")).toMatchObject({ comment: "what a parent has", primaryKey: ["id"] });
    expect(named.get("child")?.columns).toMatchObject([
      { name: "id", declaredType: "bigint", kind: "integer", nullable: false },
      { name: "pb", kind: "integer", nullable: true },
      { name: "pa", kind: "text" },
      { name: "m", declaredType: "mood", kind: "text", comment: "how it feels" },
      { name: "code", kind: "text" },
      { name: "at", declaredType: "timestamp with time zone", kind: "timestamp" },
      { name: "price", declaredType: "amount", kind: "decimal", nullable: false },
    ]);
    expect(named.get("seen")?.isView).toBe(true);
    expect(named.get("stored")?.isView).toBeUndefined();
    expect(named.get("parts")?.rowCount).toBe(2);
    expect(foreignKeys).toEqual([
      {
        table: "child",
        columns: ["code"],
        targetSchema: "other",
        targetTable: "country",
        targetColumns: ["code"],
      },
      {
        table: "child",
        columns: ["pa", "pb"],
        targetSchema: "lab",
        targetTable: "parent",
        targetColumns: ["a", "b"],
      },
    ]);
  });

  it("tables and columns that the login may not read are left out", async () => {
    await lab.run(
      "CREATE TABLE lab.secret (a int)",
      "REVOKE ALL ON lab.secret FROM reader",
      "CREATE TABLE lab.partly (open text, closed text)",
      "REVOKE ALL ON lab.partly FROM reader",
      "GRANT SELECT (open) ON lab.partly TO reader",
    );
    expect(await tableOf("secret")).toBeUndefined();
    expect((await tableOf("partly"))?.columns.map(({ name }) => name)).toEqual(["open"]);
  });

  it("a table whose rows cannot be read keeps its declared facts and is not measured", async () => {
    await lab.run("CREATE VIEW lab.broken AS SELECT i / 0 AS n FROM generate_series(1, 3) i");
    const table = await tableOf("broken");
    expect(table).toMatchObject({ isView: true, columns: [{ name: "n", kind: "integer" }] });
    expect(table?.columns[0]?.blankShare).toBeUndefined();
  });

  it("a large table is sampled: shares and values are measured, nothing is called unique", async () => {
    await lab.run(
      `CREATE TABLE lab.large AS SELECT i AS id, 'v' || i % 3 AS v, CASE WHEN i % 4 = 0 THEN '' ELSE 'x' END AS holey
       FROM generate_series(1, 400000) i`,
    );
    expect((await tableOf("large"))?.rowCount ?? 400_000).toBeGreaterThan(200_000);
    await lab.run("ANALYZE lab.large");
    const table = await tableOf("large");
    expect(table?.uniqueKeys).toEqual([]);
    expect(table?.rowCount).toBe(400_000);
    const [id, v, holey] = table?.columns ?? [];
    expect(id?.distinctCount).toBeUndefined();
    expect([...(v?.values ?? [])].sort()).toEqual(["v0", "v1", "v2"]);
    expect(holey?.blankShare).toBeGreaterThan(0.2);
    expect(holey?.blankShare).toBeLessThan(0.3);
    await lab.run("DROP TABLE lab.large");
  });

  it("codes found to be different in every row are unique, told apart exactly", async () => {
    await lab.run(
      "CREATE TABLE lab.codes AS SELECT 'c' || i AS code, 'C' || i % 2 AS twice FROM generate_series(1, 1500) i",
    );
    const table = await tableOf("codes");
    expect(table).toMatchObject({ uniqueKeys: [["code"]], rowCount: 1_500 });
    expect(table?.columns.map(({ distinctCount }) => distinctCount)).toEqual([1_500, 2]);
  });

  it("progress is told after each table, and a cancel ends the introspection", async () => {
    const cancel = new AbortController();
    const told: number[] = [];
    const work = lab.open().introspect("lab", {
      timeLimitMs: 60_000,
      signal: cancel.signal,
      onTable(done) {
        told.push(done);
        if (done === 2) cancel.abort();
      },
    });
    expect((await troubleOf(work)).code).toBe("cancelled");
    expect(told).toEqual([1, 2]);
  });
});
