/** SQL Server itself, on a server of the developer's own: none can be installed for the tests. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowsOf } from "../../connectors/testing/asking.ts";
import { describeConnector } from "../../connectors/testing/connector-suite.ts";
import type { ServerLab } from "../../connectors/testing/lab.ts";
import { describeServer } from "../../connectors/testing/server-suite.ts";
import { startSqlServerLab } from "./sqlserver-lab.ts";

const url = process.env.TEST_MSSQL_URL;
const NOT_RUN =
  "NOT RUN ON A REAL SERVER: set TEST_MSSQL_URL=mssql://sa:password@host:1433 to try SQL Server itself";
if (url) onServer(url);
else {
  console.warn(NOT_RUN);
  it(NOT_RUN, ({ skip }) => skip());
}

function onServer(at: string): void {
  const start = () => startSqlServerLab(at);
  describeConnector("SQL Server", start);
  describeServer("SQL Server", start);

  describe("SQL Server's own", () => {
    let lab: ServerLab;
    beforeAll(async () => {
      lab = await start();
    });
    afterAll(() => lab.stop());

    it.each([
      ["bigint", "-9007199254740993", "-9007199254740993"],
      ["decimal(20, 4)", "1234567890123456.7891", "1234567890123456.7891"],
      ["money", "922337203685477.5807", "922337203685477.5807"],
      ["real", "0.1", 0.1],
      ["bit", "1", true],
      ["datetime2(7)", "'2025-01-31 10:00:00.1234567'", "2025-01-31 10:00:00.1234567"],
      ["datetimeoffset(0)", "'2025-01-31 18:30:00 -05:30'", "2025-01-31 18:30:00 -05:30"],
      ["datetime", "'2025-01-31T10:00:00.003'", "2025-01-31 10:00:00.003"],
      ["time(0)", "'10:00:00'", "10:00:00"],
      ["varbinary(4)", "0x00ff", "0x00ff"],
      ["xml", "'<a>1</a>'", "<a>1</a>"],
      ["sql_variant", "CAST(1.5 AS decimal(9, 4))", 1.5],
      ["uniqueidentifier", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"],
    ])("a cell of type %s made of %s travels as %j", async (type, value, cell) => {
      const { rows } = await rowsOf(lab.open(), `SELECT CAST(${value} AS ${type}) AS a`);
      expect(rows).toEqual([[cell]]);
    });

    it.each([
      ["9007199254740993", 9007199254740993n],
      ["0.1", 0.1],
      ["18446744073709551615", 18446744073709551615n],
      ["5", 5],
    ])("a parameter is compared as the literal %s is", async (written, parameter) => {
      const sql = `SELECT CASE WHEN ${written} = @1 THEN 1 ELSE 0 END AS same`;
      expect((await rowsOf(lab.open(), sql, [parameter])).rows).toEqual([[1]]);
    });

    it("an ordered statement runs, cut off or not", async () => {
      const from = "FROM (VALUES (2), (1), (3)) v (n) ORDER BY n";
      expect((await rowsOf(lab.open(), `SELECT n ${from}`)).rows).toEqual([[1], [2], [3]]);
      expect((await rowsOf(lab.open(), `SELECT TOP (2) n ${from}`)).rows).toEqual([[1], [2]]);
    });

    it("keys, comments and views are found as they are declared", async () => {
      await lab.run(
        "CREATE SCHEMA other",
        "CREATE TABLE other.country (code varchar(2) PRIMARY KEY)",
        "CREATE TABLE lab.parent (b int, a varchar(9), c int, PRIMARY KEY (a, b), UNIQUE (c, b))",
        `CREATE TABLE lab.child (id bigint PRIMARY KEY, pb int, pa varchar(9), code varchar(2), at datetime2(3),
          price decimal(12, 2) NOT NULL, yes bit, CONSTRAINT a_code FOREIGN KEY (code) REFERENCES other.country (code),
          CONSTRAINT b_parent FOREIGN KEY (pa, pb) REFERENCES lab.parent (a, b))`,
        "CREATE VIEW lab.seen AS SELECT pa AS name FROM lab.child",
        `EXEC sys.sp_addextendedproperty N'MS_Description', N'what a parent has', N'SCHEMA', N'lab', N'TABLE', N'child'`,
      );
      const { tables, foreignKeys } = await lab.open().introspect("lab", { timeLimitMs: 60_000 });
      const named = new Map(tables.map((table) => [table.name, table]));
      expect([...named.keys()]).toEqual(["child", "parent", "seen"]);
      expect(named.get("parent")).toMatchObject({ primaryKey: ["a", "b"], uniqueKeys: [["c", "b"]] });
      expect(named.get("child")).toMatchObject({
        comment: "what a parent has",
        primaryKey: ["id"],
        rowCount: 0,
      });
      expect(named.get("seen")).toMatchObject({ isView: true, columns: [{ name: "name", kind: "text" }] });
      expect(foreignKeys.map(({ columns, targetSchema }) => [columns, targetSchema])).toEqual([
        [["code"], "other"],
        [["pa", "pb"], "lab"],
      ]);
    });

    it("a large table is sampled", async () => {
      const { sql } = lab.series(400_000, 9);
      await lab.run(`SELECT * INTO lab.large FROM (${sql}) s`);
      const { tables } = await lab.open().introspect("lab", { timeLimitMs: 60_000 });
      const large = tables.find(({ name }) => name === "large");
      expect(large).toMatchObject({ rowCount: 400_000, uniqueKeys: [] });
    });
  });
}
