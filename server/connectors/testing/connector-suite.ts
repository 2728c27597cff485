import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowsOf, troubleOf } from "./asking.ts";
import type { Lab } from "./lab.ts";

const HOSTILE_NAMES = [
  `a "quoted" name`,
  "a `backquoted` name",
  "an 'apostrophe'",
  "select",
  "__proto__",
  "Größe 東京",
  "x; DROP TABLE kept; -- y",
  "what? $1 :a @b %s",
  "back\\slash",
  "n".repeat(63),
];

const HOSTILE_VALUES = [
  "'; DROP TABLE kept; --",
  `"double" 'single' \`back\``,
  "back\\slash \\' \\",
  "? $1 :a %s $x {{y}}",
  "two\nlines\tand a tab",
  "Zoë 東京 👩‍🚀",
  " spaces around ",
];

/** What every kind of source does alike, tried on a real database. */
export function describeConnector(name: string, start: () => Promise<Lab>): void {
  describe(`a source of ${name}`, () => {
    let lab: Lab;
    beforeAll(async () => {
      lab = await start();
    });
    afterAll(() => lab.stop());

    describeRows(() => lab);
    describeEnds(() => lab);
    describeRefusals(() => lab);
  });
}

function describeRows(lab: () => Lab): void {
  it("gives rows with their columns, names that come twice kept", async () => {
    const { run, table, open } = lab();
    await run(`CREATE TABLE ${table("twice")} (a int, b varchar(9))`);
    await run(`INSERT INTO ${table("twice")} VALUES (1, 'x'), (2, NULL)`);
    const sql = `SELECT a, b, a AS b FROM ${table("twice")} WHERE b IS NULL OR b <> ${lab().textParameter} ORDER BY a`;
    expect(await rowsOf(open(), sql, ["?"])).toEqual({
      columns: ["a", "b", "b"],
      rows: [
        [1, "x", 1],
        [2, null, 2],
      ],
    });
  });

  it("gives the columns also when there are no rows", async () => {
    const { run, table, open } = lab();
    await run(`CREATE TABLE ${table("empty")} (a int, b int)`);
    expect(await rowsOf(open(), `SELECT * FROM ${table("empty")}`)).toEqual({
      columns: ["a", "b"],
      rows: [],
    });
  });

  it.each(HOSTILE_NAMES)("reads a table and a column called %j", async (hostile) => {
    const { run, table, quote, open, schema } = lab();
    await run(`CREATE TABLE ${table(hostile)} (${quote(hostile)} varchar(20))`);
    await run(`INSERT INTO ${table(hostile)} VALUES ('one'), ('two'), ('two')`);
    const source = open();
    const { columns, rows } = await rowsOf(source, `SELECT ${quote(hostile)} FROM ${table(hostile)}`);
    expect([columns, rows.flat().sort()]).toEqual([[hostile], ["one", "two", "two"]]);
    const { tables } = await source.introspect(schema, { timeLimitMs: 20_000 });
    const found = tables.find((candidate) => candidate.name === hostile);
    expect(found).toMatchObject({ rowCount: 3, columns: [{ name: hostile, values: ["two", "one"] }] });
    await run(`DROP TABLE ${table(hostile)}`);
  });

  it.each(HOSTILE_VALUES)("compares with the value %j and gives it back as it is", async (hostile) => {
    const { textParameter, open } = lab();
    const sql = `SELECT x.v FROM (SELECT ${textParameter} AS v) x`;
    expect((await rowsOf(open(), sql, [hostile])).rows).toEqual([[hostile]]);
  });

  it("does not pile up in memory what a slow reader has not read", async () => {
    const { series, open } = lab();
    const before = memoryInUse();
    let rows = 0;
    let most = 0;
    // 400 MB of text.
    for await (const event of open().stream(series(200_000, 2_000), { timeLimitMs: 60_000 })) {
      if (event.kind !== "rows") continue;
      rows += event.rows.length;
      expect(event.rows.length).toBeLessThanOrEqual(1_000);
      await new Promise((resolve) => setTimeout(resolve, 2));
      most = Math.max(most, memoryInUse() - before);
    }
    expect(rows).toBe(200_000);
    expect(most).toBeLessThan(150 * 1024 * 1024);
  });

  it("counts, and refuses a count that gives no number", async () => {
    const { open } = lab();
    const options = { timeLimitMs: 10_000 };
    expect(
      await open().count({ sql: "SELECT count(*) FROM (SELECT 1 AS x) t", parameters: [] }, options),
    ).toBe(1);
    const trouble = await troubleOf(open().count({ sql: "SELECT 'x'", parameters: [] }, options));
    expect(trouble.message).toBe("The count statement did not give a number.");
  });
}

function describeEnds(lab: () => Lab): void {
  it("ends a statement at its time limit and goes on", async () => {
    const { endless, open } = lab();
    const source = open();
    const trouble = await troubleOf(rowsOf(source, endless.sql, [], { timeLimitMs: 300 }));
    expect(trouble).toMatchObject({ code: "time_limit", message: expect.stringContaining("limit of 0.3 s") });
    expect((await rowsOf(source, "SELECT 1")).rows).toEqual([[1]]);
  });

  it("ends a statement that is cancelled and goes on", async () => {
    const { endless, open } = lab();
    const source = open();
    const cancel = new AbortController();
    const work = troubleOf(rowsOf(source, endless.sql, [], { timeLimitMs: 60_000, signal: cancel.signal }));
    setTimeout(() => cancel.abort(), 300);
    expect((await work).code).toBe("cancelled");
    expect((await rowsOf(source, "SELECT 1")).rows).toEqual([[1]]);
  });

  it("does not begin what is cancelled already", async () => {
    const options = { timeLimitMs: 10_000, signal: AbortSignal.abort() };
    expect((await troubleOf(rowsOf(lab().open(), "SELECT 1", [], options))).code).toBe("cancelled");
  });

  it("lets a reader leave early, before the rows or between them, again and again", async () => {
    const { endless, series, open } = lab();
    const source = open();
    for (let round = 0; round < 6; round += 1) {
      for await (const event of source.stream(series(5_000_000, 10), { timeLimitMs: 20_000 }))
        if (event.kind === "rows") break;
      for await (const event of source.stream(endless, { timeLimitMs: 20_000 })) {
        expect(event.kind).toBe("columns");
        break;
      }
    }
    expect((await rowsOf(source, "SELECT 1")).rows).toEqual([[1]]);
  });

  it("ends what runs when the source is closed, and runs nothing afterwards", async () => {
    const { endless, open } = lab();
    const source = open();
    const work = troubleOf(rowsOf(source, endless.sql, [], { timeLimitMs: 60_000 }));
    setTimeout(() => void source.close(), 300);
    expect((await work).code).toBe("cancelled");
    expect((await troubleOf(rowsOf(source, "SELECT 1"))).code).toBe("cancelled");
  });

  it("makes a statement wait for a connection at most for its time limit", async () => {
    const { endless, open } = lab();
    const source = open();
    const cancel = new AbortController();
    const { signal } = cancel;
    const all = Array.from({ length: 4 }, () =>
      troubleOf(rowsOf(source, endless.sql, [], { timeLimitMs: 60_000, signal })),
    );
    const late = await troubleOf(rowsOf(source, "SELECT 1", [], { timeLimitMs: 700 }));
    expect(late).toMatchObject({ code: "source_busy" });
    cancel.abort();
    await Promise.all(all);
    expect((await rowsOf(source, "SELECT 1")).rows).toEqual([[1]]);
  });
}

function describeRefusals(lab: () => Lab): void {
  it.each([
    "INSERT INTO kept VALUES (2)",
    "DELETE FROM kept",
    "DROP TABLE kept",
    "CREATE TABLE more (a int)",
    "SELECT 1; DROP TABLE kept",
    "COMMIT",
    "COMMIT; DROP TABLE kept",
    "SELECT 1) AS x; DROP TABLE kept; --",
    "",
  ])("refuses %j, and nothing is changed", async (sql) => {
    const { run, table, open } = lab();
    await run(`DROP TABLE IF EXISTS ${table("kept")}`, `CREATE TABLE ${table("kept")} (a int)`);
    await run(`INSERT INTO ${table("kept")} VALUES (1)`);
    const source = open();
    const trouble = await troubleOf(rowsOf(source, sql.replaceAll("kept", table("kept"))));
    expect(trouble.code).toBe("query_failed");
    expect((await rowsOf(source, `SELECT a FROM ${table("kept")}`)).rows).toEqual([[1]]);
  });

  it("says what is wrong with a statement that the database does not understand", async () => {
    const trouble = await troubleOf(rowsOf(lab().open(), "SELECT nonsense_column"));
    expect(trouble).toMatchObject({
      code: "query_failed",
      message: expect.stringContaining("nonsense_column"),
    });
  });

  it("does not know a schema that is not there", async () => {
    const trouble = await troubleOf(lab().open().introspect("no such schema", { timeLimitMs: 10_000 }));
    expect(trouble.code).toBe("query_failed");
  });
}

function memoryInUse(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
