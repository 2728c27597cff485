/** What is asked of SQL Server's catalog and of its tables, and what is made of the answers; see sqlserver-wire.test.ts. */
import { describe, expect, it } from "vitest";
import type { Cell } from "../../connectors/connector.ts";
import * as queries from "../../connectors/sqlserver/catalog-queries.ts";
import { asText, countDistinct } from "../../connectors/sqlserver/expressions.ts";
import { samplingOf } from "../../connectors/sqlserver/sampling.ts";
import { PARSERS } from "../../engine/testing/sql-grammars.ts";
import type { Answer } from "../tds/server.ts";
import { answerOf, inspected, SOON, sourceAt, standIn } from "./sqlserver-stand-in.ts";

const CATALOG: readonly (readonly [sql: string, rows: (readonly Cell[])[]])[] = [
  [queries.VERSION, [["16.0.4135.4", "3"]]],
  [queries.SCHEMAS, [["dbo"], ["sales"]]],
  [queries.SCHEMA, [[1]]],
  [
    queries.TABLES,
    [
      ["child", "U ", "what a parent has"],
      ["closed", "U ", null],
      ["parent", "U ", null],
      ["seen", "V ", null],
    ],
  ],
  [
    queries.COLUMNS,
    [
      ["child", "id", "bigint", 8, 19, 0, false, null],
      ["child", "price", "decimal", 9, 12, 2, true, "before tax"],
      ["child", "note", "nvarchar", 80, 0, 0, true, null],
      ["child", "body", "nvarchar", -1, 0, 0, true, null],
      ["child", "at", "datetime2", 8, 27, 7, true, null],
      ["child", "yes", "bit", 1, 1, 0, true, null],
      ["child", "version", "timestamp", 8, 0, 0, false, null],
      ["child", "place", "geography", -1, 0, 0, true, null],
      ["child", "a", "int", 4, 10, 0, true, null],
      ["child", "b", "varchar", 9, 0, 0, true, null],
      ["parent", "b", "varchar", 9, 0, 0, false, null],
      ["parent", "a", "int", 4, 10, 0, false, null],
      ["seen", "name", "varchar", -1, 0, 0, true, null],
    ],
  ],
  [
    queries.KEYS,
    [
      ["child", "PK", true, "id"],
      ["child", "UQ", false, "a"],
      ["child", "UQ", false, "b"],
      ["child", "closed", false, "not readable"],
      ["parent", "PK", true, "a"],
      ["parent", "PK", true, "b"],
    ],
  ],
  [
    queries.FOREIGN_KEYS,
    [
      ["child", "FK_1", "a", "other", "parent", "a"],
      ["child", "FK_1", "b", "other", "parent", "b"],
      ["child", "FK_2", "not readable", "dbo", "parent", "a"],
    ],
  ],
];

/** A server with that catalog, whose tables are empty, or of which `large` has many rows. */
function withCatalog(rows: number): Answer {
  return ({ sql, parameters }) => {
    const known = CATALOG.find(([asked]) => asked === sql);
    if (known) return answerOf(known[1]);
    if (sql === queries.ROWS) return answerOf([[rows]]);
    if (sql.includes("sp_describe")) return inspected(...columnsIn(String(parameters[1]?.value)));
    return answerOf([]);
  };
}

function columnsIn(sql: string): string[] {
  return (
    sql
      .split(" FROM ")[0]
      ?.split(/, (?=CAST|CONVERT|CASE)/)
      .map((_, at) => `c${at}`) ?? []
  );
}

describe("the catalog of SQL Server", () => {
  it("says what the server is and which schemas the login sees", async () => {
    const facts = await sourceAt(await standIn({ answer: withCatalog(0) })).describe(SOON);
    expect(facts).toEqual({ product: "SQL Server 2022 (16.0.4135.4)", schemas: ["dbo", "sales"] });
  });

  it("becomes tables, columns and keys as they are declared", async () => {
    const source = sourceAt(await standIn({ answer: withCatalog(0) }));
    const { tables, foreignKeys } = await source.introspect("dbo", SOON);
    expect(tables.map(({ name, isView }) => [name, isView])).toEqual([
      ["child", undefined],
      ["parent", undefined],
      ["seen", true],
    ]);
    expect(tables[0]).toMatchObject({
      comment: "what a parent has",
      primaryKey: ["id"],
      uniqueKeys: [["a", "b"]],
    });
    expect(tables[1]).toMatchObject({ primaryKey: ["a", "b"], uniqueKeys: [] });
    expect(tables[0]?.columns).toMatchObject([
      { name: "id", declaredType: "bigint", kind: "integer", nullable: false },
      { name: "price", declaredType: "decimal(12,2)", kind: "decimal", comment: "before tax" },
      { name: "note", declaredType: "nvarchar(40)", kind: "text", nullable: true },
      { name: "body", declaredType: "nvarchar(max)", kind: "text" },
      { name: "at", declaredType: "datetime2(7)", kind: "timestamp" },
      { name: "yes", declaredType: "bit", kind: "boolean" },
      { name: "version", declaredType: "timestamp", kind: "binary" },
      { name: "place", declaredType: "geography", kind: "unknown" },
      { name: "a", kind: "integer" },
      { name: "b", declaredType: "varchar(9)", kind: "text" },
    ]);
    expect(foreignKeys).toEqual([
      {
        table: "child",
        columns: ["a", "b"],
        targetSchema: "other",
        targetTable: "parent",
        targetColumns: ["a", "b"],
      },
    ]);
  });

  it("leads to samples of tables that are large, and to no more rows than that", async () => {
    const server = await standIn({ answer: withCatalog(2_000_000) });
    const { tables } = await sourceAt(server).introspect("dbo", SOON);
    expect(tables[0]?.rowCount).toBe(2_000_000);
    const read = server.heard.filter(({ sql }) => sql.includes("[dbo].[child]")).map(({ sql }) => sql);
    expect(read).toEqual([
      expect.stringMatching(
        /FROM \[dbo\]\.\[child\] TABLESAMPLE SYSTEM \(5\.000000 PERCENT\) ORDER BY \(SELECT NULL\) OFFSET 0 ROWS FETCH NEXT 100000 ROWS ONLY$/,
      ),
    ]);
  });
});

// The first text of a dialect builds its grammar's tables, which takes seconds.
describe("what is asked of SQL Server", { timeout: 120_000 }, () => {
  const parses = (sql: string) => {
    const { errors, statements } = PARSERS.sqlserver(sql);
    expect(errors).toEqual([]);
    expect(statements).toHaveLength(1);
  };

  it.each(Object.entries(queries))("of its catalog, %s, is one statement of T-SQL", (_, sql) => parses(sql));

  it.each([0, 2_000_000])("of a table of %d rows is one statement of T-SQL", (rows) => {
    const column = { name: "a ]b", nullable: true, comment: undefined };
    const columns = [
      { ...column, kind: "text", declaredType: "nvarchar(40)" },
      { ...column, kind: "decimal", declaredType: "float" },
      { ...column, kind: "timestamp", declaredType: "datetime2(7)" },
    ] as const;
    const list = columns.flatMap((one) => [asText(one, 201), countDistinct(one)]).join(", ");
    const [source] = samplingOf("[s].[a ]]b]", rows).sources;
    // The grammar at hand does not know TABLESAMPLE.
    parses(`SELECT ${list} ${source?.sql.replace(/TABLESAMPLE SYSTEM \([\d.]+ PERCENT\)/, "")}`);
  });

  it.each([
    "SELECT a FROM t",
    "SELECT TOP (5) a FROM t ORDER BY a",
    "SELECT a FROM t ORDER BY a\nOFFSET 0 ROWS",
  ])("to find out whether %j is a query belongs to T-SQL", (sql) =>
    parses(`SELECT 1 AS x WHERE EXISTS (${sql}\n)`),
  );

  it.each([
    "SELECT 1 DROP TABLE kept",
    "SELECT 1; DROP TABLE kept",
    "DELETE FROM kept",
    "SELECT 1) AS x; DROP TABLE kept; --",
    "COMMIT",
    "",
  ])("to find out whether %j is a query does not belong to T-SQL", (sql) => {
    expect(PARSERS.sqlserver(`SELECT 1 AS x WHERE EXISTS (${sql}\n)`).errors.length).toBeGreaterThan(0);
  });
});
