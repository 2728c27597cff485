/**
 * What can be said of SQL Server as a source without one: the driver and real sockets, with a stand-in at the other end
 * that speaks its protocol. Whether a real server takes the SQL is for sqlserver.test.ts, which needs one.
 */
import { describe, expect, it } from "vitest";
import { rowsOf, troubleOf } from "../../connectors/testing/asking.ts";
import type { Answer } from "../tds/server.ts";
import { type Column, columnsToken, errorToken, int, nvarchar, rowToken, TYPE } from "../tds/tokens.ts";
import {
  answering,
  inspected,
  NUMBERS,
  never,
  oneRow,
  SOON,
  sourceAt,
  standIn,
} from "./sqlserver-stand-in.ts";

describe("a session with SQL Server", () => {
  it("runs a statement in a transaction that is rolled back, and uses the connection again", async () => {
    const server = await standIn();
    const source = sourceAt(server);
    for (let round = 0; round < 2; round += 1)
      expect(await rowsOf(source, "SELECT n FROM t")).toEqual({ columns: ["n"], rows: [[1]] });
    const sql = server.heard.map((statement) => statement.sql);
    expect(sql[0]).toMatch(/set textsize 33554434/);
    expect(sql[0]).toMatch(/set dateformat ymd/);
    const once = [
      "SET LOCK_TIMEOUT 20000; BEGIN TRANSACTION",
      expect.stringContaining("sp_describe_first_result_set"),
      expect.stringContaining("sp_describe_first_result_set"),
      "SELECT n FROM t",
      "IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION",
    ];
    expect(sql.slice(1)).toEqual([...once, ...once]);
    expect(await server.connections()).toBe(1);
  });
});

describe("rows under way from SQL Server", () => {
  const WIDE: readonly Column[] = [{ name: "t", type: TYPE.nvarchar }];
  let produced = 0;
  const endless = answering(WIDE, async function* (_, ended) {
    produced = 0;
    yield columnsToken(WIDE);
    for (const row = rowToken(nvarchar("x".repeat(1_000))); !ended.aborted; produced += 1) {
      yield row;
      if (produced % 100 === 0) await new Promise(setImmediate);
    }
  });

  it("wait on the server while nobody reads, and end there when the reader leaves", async () => {
    const server = await standIn({ answer: endless });
    const source = sourceAt(server);
    let read = 0;
    for await (const event of source.stream({ sql: "SELECT t", parameters: [] }, SOON)) {
      if (event.kind !== "rows") continue;
      read += event.rows.length;
      await new Promise((resolve) => setTimeout(resolve, 300));
      const ahead = produced;
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(produced).toBe(ahead);
      if (read > 2_000) break;
    }
    expect(server.attentions()).toBe(1);
    expect(server.heard.at(-1)?.sql).toMatch(/ROLLBACK/);
    expect(await server.connections()).toBe(1);
  });

  it("are all there, once, in their order", async () => {
    const answer = answering(NUMBERS, function* () {
      yield columnsToken(NUMBERS);
      for (let n = 0; n < 25_000; n += 1) yield rowToken(int(n));
    });
    const { rows } = await rowsOf(sourceAt(await standIn({ answer })), "SELECT n FROM t");
    expect(rows.map(([n]) => n)).toEqual(Array.from({ length: 25_000 }, (_, n) => n));
  });

  it("break off with the connection, and the source goes on with another", async () => {
    const server = await standIn({ answer: endless });
    const source = sourceAt(server);
    const reading = async () => {
      for await (const event of source.stream({ sql: "SELECT t", parameters: [] }, SOON))
        if (event.kind === "rows") server.cutOff();
    };
    expect(await troubleOf(reading())).toMatchObject({
      code: "unreachable",
      message: expect.stringMatching(/^The connection to 127.0.0.1:\d+ broke/),
    });
    for await (const event of source.stream({ sql: "SELECT t", parameters: [] }, SOON))
      if (event.kind === "rows") break;
    expect(await server.connections()).toBe(1);
  });
});

describe("a statement on SQL Server", () => {
  it("is ended there at its time limit, and the connection is used again", async () => {
    const server = await standIn({ answer: answering(NUMBERS, never) });
    const source = sourceAt(server);
    const trouble = await troubleOf(rowsOf(source, "SELECT n FROM t", [], { timeLimitMs: 400 }));
    expect(trouble).toMatchObject({ code: "time_limit", message: expect.stringContaining("limit of 0.4 s") });
    expect(server.attentions()).toBe(1);
    await troubleOf(rowsOf(source, "SELECT n FROM t", [], { timeLimitMs: 400 }));
    expect(await server.connections()).toBe(1);
  });

  it("is ended there when it is cancelled or its source is closed", async () => {
    const server = await standIn({ answer: answering(NUMBERS, never) });
    const source = sourceAt(server);
    const begun = (times: number) =>
      expect.poll(() => server.heard.filter(({ sql }) => sql === "SELECT n FROM t").length).toBe(times);
    const cancel = new AbortController();
    const work = troubleOf(
      rowsOf(source, "SELECT n FROM t", [], { timeLimitMs: 60_000, signal: cancel.signal }),
    );
    await begun(1);
    cancel.abort();
    expect((await work).code).toBe("cancelled");
    await expect.poll(server.attentions).toBe(1);
    await expect.poll(server.connections).toBe(0);
    const other = troubleOf(rowsOf(source, "SELECT n FROM t", [], { timeLimitMs: 60_000 }));
    await begun(2);
    await source.close();
    expect((await other).code).toBe("cancelled");
    expect(server.attentions()).toBe(2);
  });

  it("is given up, and its connection with it, when the server does not end it", async () => {
    const server = await standIn({ answer: answering(NUMBERS, never), deaf: true });
    const work = rowsOf(sourceAt(server), "SELECT n FROM t", [], { timeLimitMs: 300 });
    expect((await troubleOf(work)).code).toBe("time_limit");
    await expect.poll(server.connections, { timeout: 5_000 }).toBe(0);
  });

  it.each([
    [
      "query_failed",
      207,
      "Invalid column name 'nonsense'.",
      /The database lab refused the statement: Invalid column name 'nonsense'\. .*make the graph again\.$/,
    ],
    ["query_failed", 208, "Invalid object name 'nonsense'.", /make the graph again\.$/],
    ["query_failed", 8134, "Divide by zero error.", /refused the statement: Divide by zero error\.$/],
    ["source_busy", 1222, "Lock request time out period exceeded.", /kept rows locked/],
    ["source_busy", 1205, "Transaction was deadlocked.", /kept rows locked/],
  ])("that fails is told as %s", async (code, number, said, told) => {
    const answer: Answer = answering(NUMBERS, () => [errorToken(number, said)]);
    const trouble = await troubleOf(rowsOf(sourceAt(await standIn({ answer })), "SELECT n FROM t"));
    expect(trouble).toMatchObject({ code, message: expect.stringMatching(told) });
  });

  it("does not run when the server takes it for no query, and is asked again when only its order is in the way", async () => {
    const answer: Answer = (statement) => {
      const text = String(statement.parameters[1]?.value);
      if (!statement.sql.includes("sp_describe")) return oneRow();
      if (!text.startsWith("SELECT 1 AS x WHERE EXISTS (")) return inspected("n");
      if (text.includes("DROP")) return [errorToken(156, "Incorrect syntax near the keyword 'DROP'.")];
      return text.includes("OFFSET 0 ROWS")
        ? inspected("x")
        : [errorToken(1033, "The ORDER BY clause is invalid.")];
    };
    const server = await standIn({ answer });
    const source = sourceAt(server);
    expect(await troubleOf(rowsOf(source, "SELECT 1 DROP TABLE kept"))).toMatchObject({
      code: "query_failed",
      message: "Only a SELECT can be run on a source.",
      detail: expect.stringContaining("DROP"),
    });
    expect(server.heard.map(({ sql }) => sql)).not.toContain("SELECT 1 DROP TABLE kept");
    expect((await rowsOf(source, "SELECT n FROM t ORDER BY n")).rows).toEqual([[1]]);
  });

  it("without a result is refused before it runs", async () => {
    const server = await standIn({ answer: answering([], oneRow) });
    expect((await troubleOf(rowsOf(sourceAt(server), "COMMIT"))).code).toBe("query_failed");
    expect(server.heard.map(({ sql }) => sql)).not.toContain("COMMIT");
  });
});
