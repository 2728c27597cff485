/** What is asked of Oracle's catalog and of its tables, and what is made of the answers; no server is at hand. */
import { describe, expect, it } from "vitest";
import { listSchema } from "../../connectors/oracle/catalog.ts";
import * as queries from "../../connectors/oracle/catalog-queries.ts";
import { beginsAsQuery } from "../../connectors/oracle/cursor.ts";
import { samplingOf } from "../../connectors/oracle/sampling.ts";
import { asText, productName } from "../../connectors/oracle/source.ts";
import type { ServerSession } from "../../connectors/servers/driver.ts";
import { PARSERS } from "../../engine/testing/sql-grammars.ts";

// The first text of a dialect builds its grammar's tables, which takes seconds.
describe("what is asked of Oracle", { timeout: 120_000 }, () => {
  const parses = (sql: string) => {
    const { errors, statements } = PARSERS.oracle(sql);
    expect(errors).toEqual([]);
    expect(statements).toHaveLength(1);
  };

  it.each(Object.entries(queries))("of its catalog, %s, is one statement of its SQL", (_, sql) =>
    parses(sql),
  );

  it.each([0, 2_000_000])("of a table of %d rows is one statement of its SQL", (rows) => {
    const column = { name: "A b", nullable: true, comment: undefined };
    const list = [
      asText({ ...column, kind: "text", declaredType: "VARCHAR2(40)" }, 201),
      asText({ ...column, kind: "decimal", declaredType: "NUMBER" }, 201),
    ].join(", ");
    const [source] = samplingOf('"S"."T"', rows).sources;
    parses(`SELECT ${list} ${source?.sql}`);
  });

  it.each(["SELECT a FROM t", "SELECT a FROM t ORDER BY a FETCH FIRST 5 ROWS ONLY"])(
    "to find out whether %j is a query belongs to its SQL",
    (sql) => parses(`SELECT count(*) FROM (${sql}\n)`),
  );

  it.each(["DELETE FROM kept", "SELECT 1 FROM dual; DROP TABLE kept", "BEGIN NULL; END;", ""])(
    "to find out whether %j is a query does not belong to its SQL",
    (sql) => expect(PARSERS.oracle(`SELECT count(*) FROM (${sql}\n)`).errors.length).toBeGreaterThan(0),
  );
});

it.each([
  ["SELECT 1 FROM dual", true],
  ["\n(with a AS (SELECT 1 FROM dual) SELECT * FROM a)", true],
  ["COMMIT", false],
  ["DROP TABLE kept", false],
  ["selection", false],
])("whether %j begins as a query: %s", (sql, begins) => {
  expect(beginsAsQuery(sql)).toBe(begins);
});

describe("the catalog of Oracle", () => {
  const ANSWERS = new Map<string, (string | number | null)[][]>([
    [queries.SCHEMA, [[1]]],
    [
      queries.TABLES,
      [
        ["CHILD", "T", "what a parent has"],
        ["Closed", "T", null],
        ["SEEN", "V", null],
      ],
    ],
    [
      queries.COLUMNS,
      [
        ["CHILD", "ID", "NUMBER", 22, 0, 10, 0, "N", null],
        ["CHILD", "PRICE", "NUMBER", 22, 0, 12, 2, "Y", "before tax"],
        ["CHILD", "ANY", "NUMBER", 22, 0, null, null, "Y", null],
        ["CHILD", "COUNT", "NUMBER", 22, 0, null, 0, "Y", null],
        ["CHILD", "Note", "VARCHAR2", 160, 40, null, null, "Y", null],
        ["CHILD", "AT", "DATE", 7, 0, null, null, "Y", null],
        ["CHILD", "SEEN", "TIMESTAMP(6) WITH TIME ZONE", 13, 0, null, 6, "Y", null],
        ["CHILD", "BODY", "CLOB", 4000, 0, null, null, "Y", null],
        ["CHILD", "BYTES", "RAW", 16, 0, null, null, "Y", null],
        ["SEEN", "NAME", "NVARCHAR2", 18, 9, null, null, "Y", null],
      ],
    ],
    [
      queries.KEYS,
      [
        ["CHILD", "PK", "P", "ID"],
        ["CHILD", "UQ", "U", "Note"],
        ["CHILD", "UQ", "U", "AT"],
      ],
    ],
    [
      queries.FOREIGN_KEYS,
      [
        ["CHILD", "FK", "ID", "OTHER", "PARENT", "A"],
        ["CHILD", "FK", "Note", "OTHER", "PARENT", "B"],
      ],
    ],
  ]);
  const session = {
    ask: async (sql: string) => ANSWERS.get(sql) ?? [],
  } as Partial<ServerSession> as ServerSession;

  it("becomes tables, columns and keys under the names that it has them by", async () => {
    const listed = await listSchema(session, "LAB");
    expect(listed?.tables.map(({ name, isView }) => [name, isView])).toEqual([
      ["CHILD", false],
      ["SEEN", true],
    ]);
    expect(listed?.tables[0]).toMatchObject({
      comment: "what a parent has",
      primaryKey: ["ID"],
      uniqueKeys: [["Note", "AT"]],
      columns: [
        { name: "ID", declaredType: "NUMBER(10)", kind: "integer", nullable: false },
        {
          name: "PRICE",
          declaredType: "NUMBER(12,2)",
          kind: "decimal",
          nullable: true,
          comment: "before tax",
        },
        { name: "ANY", declaredType: "NUMBER", kind: "decimal" },
        { name: "COUNT", declaredType: "NUMBER(38)", kind: "integer" },
        { name: "Note", declaredType: "VARCHAR2(40)", kind: "text" },
        { name: "AT", declaredType: "DATE", kind: "timestamp" },
        { name: "SEEN", declaredType: "TIMESTAMP(6) WITH TIME ZONE", kind: "timestamp" },
        { name: "BODY", declaredType: "CLOB", kind: "unknown" },
        { name: "BYTES", declaredType: "RAW(16)", kind: "binary" },
      ],
    });
    expect(listed?.foreignKeys).toEqual([
      {
        table: "CHILD",
        columns: ["ID", "Note"],
        targetSchema: "OTHER",
        targetTable: "PARENT",
        targetColumns: ["A", "B"],
      },
    ]);
  });

  it("does not know a schema that is not there", async () => {
    expect(await listSchema({ ...session, ask: async () => [] }, "NOBODY")).toBeNull();
  });

  it("says what the server is", () => {
    expect(productName(["Oracle Database 19c Enterprise Edition Release 19.0.0.0.0 - Production"])).toBe(
      "Oracle Database 19c",
    );
    expect(productName(["Oracle AI Database 26ai Free Release 23.26.0.0.0"])).toBe("Oracle AI Database 26ai");
    expect(productName([])).toBe("Oracle Database");
  });
});
