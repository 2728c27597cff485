import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowsOf, troubleOf } from "../../connectors/testing/asking.ts";
import { describeConnector } from "../../connectors/testing/connector-suite.ts";
import type { ServerLab } from "../../connectors/testing/lab.ts";
import { describeServer } from "../../connectors/testing/server-suite.ts";
import type { Table } from "../../engine/graph.ts";
import { startMariaDbLab } from "./mariadb-lab.ts";

describeConnector("MariaDB", startMariaDbLab);
describeServer("MariaDB", startMariaDbLab);

describe("MariaDB's own", () => {
  let lab: ServerLab;
  beforeAll(async () => {
    lab = await startMariaDbLab();
  });
  afterAll(() => lab.stop());

  const tableOf = async (name: string): Promise<Table | undefined> => {
    const { tables } = await lab.open().introspect("lab", { timeLimitMs: 60_000 });
    return tables.find((table) => table.name === name);
  };

  it.each([
    ["bigint", "9007199254740991", 9007199254740991],
    ["bigint", "-9007199254740993", "-9007199254740993"],
    ["bigint unsigned", "18446744073709551615", "18446744073709551615"],
    ["tinyint(1)", "1", 1],
    ["decimal(20, 4)", "1234567890123456.7891", "1234567890123456.7891"],
    ["decimal(20, 4)", "12.5", 12.5],
    ["float", "0.1", 0.1],
    ["float", "16777216", 16777216],
    ["double", "0.1e0 + 0.2e0", 0.30000000000000004],
    ["date", "'2025-01-31'", "2025-01-31"],
    ["date", "'0000-00-00'", "0000-00-00"],
    ["datetime", "'2025-01-31 10:00:00'", "2025-01-31 10:00:00"],
    ["datetime", "'2025-01-31'", "2025-01-31 00:00:00"],
    ["datetime(6)", "'2025-01-31 10:00:00.000001'", "2025-01-31 10:00:00.000001"],
    ["datetime(3)", "'2025-01-31 10:00:00.120'", "2025-01-31 10:00:00.120"],
    ["time", "'-101:02:03'", "-101:02:03"],
    ["year", "2025", 2025],
    ["bit(1)", "b'1'", 1],
    ["bit(60)", "b'100000000000000000000000000000000000000000000000000000000001'", "576460752303423489"],
    ["varbinary(4)", "x'00ff'", "0x00ff"],
    ["blob", "''", "0x"],
    ["json", `'{"b": 1,  "a": [9007199254740993]}'`, `{"b": 1,  "a": [9007199254740993]}`],
    ["enum('a', 'b')", "'b'", "b"],
    ["set('a', 'b')", "'a,b'", "a,b"],
    ["char(3)", "'x'", "x"],
    ["varchar(9)", "'x  '", "x  "],
    ["uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"],
    ["inet6", "'::1'", "::1"],
    ["point", "point(1, 2)", "0x000000000101000000000000000000f03f0000000000000040"],
    ["int", "null", null],
  ])("a cell of type %s made of %s travels as %j", async (type, value, cell) => {
    const table = lab.table("one cell");
    await lab.run(
      `DROP TABLE IF EXISTS ${table}`,
      "SET sql_mode = ''",
      `CREATE TABLE ${table} (a ${type})`,
      `INSERT INTO ${table} VALUES (${value})`,
    );
    expect((await rowsOf(lab.open(), `SELECT a FROM ${table}`)).rows).toEqual([[cell]]);
    await lab.run(`DROP TABLE ${table}`);
  });

  it.each([
    ["9007199254740993", 9007199254740993n],
    ["0.1", 0.1],
    ["18446744073709551615", 18446744073709551615n],
    ["5", 5],
    ["1", true],
  ])("a parameter is compared as the literal %s is", async (literal, parameter) => {
    expect((await rowsOf(lab.open(), `SELECT ${literal} = ?`, [parameter])).rows).toEqual([[1]]);
  });

  it("a limit may be a parameter", async () => {
    const { rows } = await rowsOf(lab.open(), "SELECT seq FROM lab.seq_1_to_9 ORDER BY seq LIMIT ?", [2]);
    expect(rows).toEqual([[1], [2]]);
  });

  it("quotes mean what they mean everywhere, whatever mode the server is in", async () => {
    await lab.run("SET GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT'");
    const { rows } = await rowsOf(lab.open(), `SELECT "it''s", 'a\\\\b', ?`, ["c\\d"]);
    await lab.run("SET GLOBAL sql_mode = DEFAULT");
    expect(rows).toEqual([["it''s", "a\\b", "c\\d"]]);
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
    await lab.run("SET GLOBAL max_allowed_packet = 67108864");
    const source = lab.open();
    const trouble = await troubleOf(rowsOf(source, "SELECT repeat('x', 17 * 1024 * 1024)"));
    expect(trouble).toMatchObject({ code: "query_failed", message: expect.stringMatching(/17 million/) });
    expect((await rowsOf(source, "SELECT 1")).rows).toEqual([[1]]);
  });

  it("keys, comments, views and their schemas are found as they are declared", async () => {
    await lab.run(
      "CREATE DATABASE other CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin",
      "GRANT SELECT ON other.* TO reader",
      "CREATE TABLE other.country (code varchar(2) PRIMARY KEY)",
      "CREATE TABLE lab.parent (b int, a varchar(9), c int, note text, PRIMARY KEY (a, b), UNIQUE (c, b), UNIQUE (note(5)))",
      `CREATE TABLE lab.child (id bigint AUTO_INCREMENT PRIMARY KEY, pb int, pa varchar(9),
        m enum('good', 'bad') COMMENT 'how it feels', code varchar(2), at datetime, price decimal(12, 2) NOT NULL,
        yes boolean, CONSTRAINT a_code FOREIGN KEY (code) REFERENCES other.country (code),
        CONSTRAINT b_parent FOREIGN KEY (pa, pb) REFERENCES parent (a, b)) COMMENT 'what a parent has'`,
      "CREATE VIEW lab.seen AS SELECT pa AS name FROM lab.child",
      "CREATE SEQUENCE lab.counter",
    );
    const { tables, foreignKeys } = await lab.open().introspect("lab", { timeLimitMs: 60_000 });
    const named = new Map(tables.map((table) => [table.name, table]));
    expect([...named.keys()]).toEqual(["child", "parent", "seen"]);
    expect(named.get("parent")).toMatchObject({ primaryKey: ["a", "b"], uniqueKeys: [["c", "b"]] });
    expect(named.get("child")).toMatchObject({ comment: "what a parent has", primaryKey: ["id"] });
    expect(named.get("child")?.columns).toMatchObject([
      { name: "id", declaredType: "bigint(20)", kind: "integer", nullable: false },
      { name: "pb", kind: "integer", nullable: true },
      { name: "pa", kind: "text" },
      { name: "m", declaredType: "enum('good','bad')", kind: "text", comment: "how it feels" },
      { name: "code", kind: "text" },
      { name: "at", kind: "timestamp" },
      { name: "price", kind: "decimal", nullable: false },
      { name: "yes", kind: "boolean" },
    ]);
    expect(named.get("seen")).toMatchObject({ isView: true, columns: [{ name: "name", kind: "text" }] });
    expect(named.get("seen")?.comment).toBeUndefined();
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
    expect((await lab.open().describe({ timeLimitMs: 10_000 })).schemas).toEqual(["lab", "other"]);
  });

  it("tables and columns that the login may not read are left out", async () => {
    await lab.run(
      "CREATE DATABASE narrow",
      "CREATE TABLE narrow.secret (a int)",
      "CREATE TABLE narrow.partly (open varchar(9), closed varchar(9))",
      "GRANT SELECT (open) ON narrow.partly TO reader",
    );
    const { tables } = await lab.open().introspect("narrow", { timeLimitMs: 60_000 });
    expect(tables.map(({ name, columns }) => [name, columns.map((column) => column.name)])).toEqual([
      ["partly", ["open"]],
    ]);
  });

  it("a table whose rows cannot be read keeps its declared facts and is not measured", async () => {
    await lab.run(
      "CREATE TABLE lab.gone (n int)",
      "CREATE VIEW lab.broken AS SELECT n, (SELECT n FROM lab.gone) AS m FROM lab.gone",
      "INSERT INTO lab.gone VALUES (1), (2)",
    );
    const table = await tableOf("broken");
    expect(table).toMatchObject({ isView: true, columns: [{ name: "n", kind: "integer" }, { name: "m" }] });
    expect(table?.columns[1]?.blankShare).toBeUndefined();
  });

  it("what is declared as a boolean but holds other numbers is a number", async () => {
    await lab.run(
      "CREATE TABLE lab.flags (yes boolean, bits bit(1), many boolean)",
      "INSERT INTO lab.flags VALUES (1, b'1', 1), (0, b'0', 7), (NULL, NULL, 0)",
    );
    expect((await tableOf("flags"))?.columns.map(({ kind }) => kind)).toEqual([
      "boolean",
      "boolean",
      "integer",
    ]);
  });

  it.each([
    ["a key", "id bigint PRIMARY KEY"],
    ["no key", "id bigint"],
  ])("a large table with %s is sampled, and nothing of it is called unique", async (_, id) => {
    await lab.run(
      `CREATE TABLE lab.large (${id}, v varchar(9), holey varchar(9))`,
      `INSERT INTO lab.large SELECT seq, CONCAT('v', seq MOD 3), IF(seq MOD 4 = 0, '', 'x') FROM lab.seq_1_to_400000`,
      "ANALYZE TABLE lab.large",
    );
    const table = await tableOf("large");
    await lab.run("DROP TABLE lab.large");
    expect(table?.uniqueKeys).toEqual([]);
    expect(table?.rowCount).toBeGreaterThan(200_000);
    const [key, v, holey] = table?.columns ?? [];
    expect(key?.distinctCount).toBeUndefined();
    expect([...(v?.values ?? [])].sort()).toEqual(["v0", "v1", "v2"]);
    expect(holey?.blankShare).toBeCloseTo(0.25);
  });

  it("codes found to be different in every row are unique, told apart by case and spaces", async () => {
    await lab.run(
      "CREATE TABLE lab.codes (code varchar(9) COLLATE utf8mb4_general_ci, twice varchar(9))",
      `INSERT INTO lab.codes SELECT CONCAT(IF(seq > 800, 'C', 'c'), seq MOD 800), CONCAT('t', seq MOD 2)
       FROM lab.seq_1_to_1600`,
    );
    const table = await tableOf("codes");
    expect(table).toMatchObject({ uniqueKeys: [["code"]], rowCount: 1_600 });
    expect(table?.columns.map(({ distinctCount }) => distinctCount)).toEqual([1_600, 2]);
  });

  it("asks for no file of the machine that connects, whatever the server wants", async () => {
    const trouble = await troubleOf(
      rowsOf(lab.open(lab.owner), "LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE lab.codes"),
    );
    expect(trouble.code).toBe("query_failed");
  });
});
