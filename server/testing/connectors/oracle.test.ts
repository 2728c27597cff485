/** Oracle itself, on a server of the developer's own: none can be installed for the tests. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowsOf } from "../../connectors/testing/asking.ts";
import type { ServerLab } from "../../connectors/testing/lab.ts";
import { describeServer } from "../../connectors/testing/server-suite.ts";
import { startOracleLab } from "./oracle-lab.ts";

const url = process.env.TEST_ORACLE_URL;
const NOT_RUN =
  "NOT RUN ON A REAL SERVER: set TEST_ORACLE_URL=oracle://system:password@host:1521/FREEPDB1 to try Oracle itself";
if (url) onServer(url);
else {
  console.warn(NOT_RUN);
  it(NOT_RUN, ({ skip }) => skip());
}

function onServer(at: string): void {
  const start = () => startOracleLab(at);
  describeServer("Oracle", start);

  describe("Oracle's own", () => {
    let lab: ServerLab;
    beforeAll(async () => {
      lab = await start();
    });
    afterAll(() => lab.stop());

    it.each([
      ["CAST(-9007199254740993 AS number)", "-9007199254740993"],
      ["CAST(1234567890123456.7891 AS number(20, 4))", "1234567890123456.7891"],
      ["0.5", 0.5],
      ["CAST(0.1 AS binary_float)", 0.1],
      ["DATE '2025-01-31'", "2025-01-31 00:00:00"],
      ["TIMESTAMP '2025-01-31 10:00:00.123456789'", "2025-01-31 10:00:00.123456789"],
      ["TIMESTAMP '2025-01-31 18:30:00 -05:30'", "2025-01-31 18:30:00 -05:30"],
      ["to_clob('some text')", "some text"],
      ["to_blob(hextoraw('00ff'))", "0x00ff"],
      ["hextoraw('00ff')", "0x00ff"],
      ["''", null],
    ])("a cell made of %s travels as %j", async (value, cell) => {
      expect((await rowsOf(lab.open(), `SELECT ${value} AS a FROM dual`)).rows).toEqual([[cell]]);
    });

    it.each([9007199254740993n, 0.1, 5, "Zoë 東京", true])(
      "the parameter %s comes back as it is",
      async (value) => {
        const { rows } = await rowsOf(lab.open(), "SELECT :1 AS a FROM dual", [value]);
        expect(rows).toEqual([[typeof value === "bigint" ? String(value) : value === true ? 1 : value]]);
      },
    );

    it("gives rows with their columns, names that come twice kept, also without rows", async () => {
      const sql = "SELECT 1 AS a, 'x' AS b, 2 AS b FROM dual";
      expect(await rowsOf(lab.open(), sql)).toEqual({ columns: ["A", "B", "B"], rows: [[1, "x", 2]] });
      expect((await rowsOf(lab.open(), `${sql} WHERE 1 = 0`)).columns).toEqual(["A", "B", "B"]);
    });

    it("keys, comments and views are found as they are declared", async () => {
      const [parent, child] = [lab.table("PARENT"), lab.table("Child")];
      await lab.run(
        `CREATE TABLE ${parent} (b int, a varchar2(9), c int, PRIMARY KEY (a, b), UNIQUE (c, b))`,
        `CREATE TABLE ${child} (id number(18) PRIMARY KEY, pb int, pa varchar2(9), price number(12, 2) NOT NULL,
          CONSTRAINT b_parent FOREIGN KEY (pa, pb) REFERENCES ${parent} (a, b))`,
        `CREATE VIEW ${lab.table("SEEN")} AS SELECT pa AS name FROM ${child}`,
        `COMMENT ON TABLE ${child} IS 'what a parent has'`,
        `INSERT INTO ${child} VALUES (1, NULL, NULL, 2.5)`,
      );
      const { tables, foreignKeys } = await lab.open().introspect(lab.schema, { timeLimitMs: 60_000 });
      const named = new Map(tables.map((table) => [table.name, table]));
      expect(named.get("PARENT")).toMatchObject({ primaryKey: ["A", "B"], uniqueKeys: [["C", "B"]] });
      expect(named.get("Child")).toMatchObject({
        comment: "what a parent has",
        primaryKey: ["ID"],
        rowCount: 1,
      });
      expect(named.get("SEEN")).toMatchObject({ isView: true, columns: [{ name: "NAME", kind: "text" }] });
      expect(foreignKeys).toMatchObject([
        { table: "Child", columns: ["PA", "PB"], targetColumns: ["A", "B"] },
      ]);
    });
  });
}
