import { createHash } from "node:crypto";
import { readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { openSqliteSource } from "../connectors/sqlite/source.ts";
import { childrenOf } from "../connectors/sqlite/test-support.ts";
import type { ColumnType } from "./column-type.ts";
import type { FilePlan } from "./file-plan.ts";
import { inspectFile } from "./inspect.ts";
import { loadFile } from "./load.ts";
import { lookInto } from "./look.ts";
import { fileTroubleOf, fileWith, temporaryFolder } from "./testing/files.ts";

const store = () => join(temporaryFolder(), "landing.db");

/** The plan of somebody who takes what was found, but for these columns' types. */
async function planOf(
  content: string | Uint8Array,
  types: Record<string, ColumnType | null> = {},
): Promise<FilePlan> {
  const path = fileWith(content);
  const { shape, columns } = await lookInto(path, "sales.csv");
  return {
    path,
    originalName: "sales.csv",
    shape,
    columns: columns.map(({ header, name, type }) => ({
      header,
      name,
      type: name in types ? (types[name] ?? null) : type,
    })),
  };
}

function rowsIn(target: string, sql: string): unknown[] {
  const db = new Database(target, { readonly: true });
  try {
    return db.prepare(sql).raw().all();
  } finally {
    db.close();
  }
}

/** Large enough that it is under way for a while. */
const MANY = `id,name\n${Array.from({ length: 100_000 }, (_, at) => `${at},name ${at}`).join("\n")}\n`;

const OLD = "id,name\n1,old\n";

/** A store that holds the table `sales` with one old row. */
function oldStore(): string {
  const target = store();
  const db = new Database(target);
  db.pragma("journal_mode = WAL");
  db.exec("CREATE TABLE sales (id INTEGER, name TEXT); INSERT INTO sales VALUES (1, 'old')");
  db.close();
  return target;
}

/** A store with an old table, and a plan to replace it with many rows. */
const underReplacement = async () => ({ target: oldStore(), plan: await planOf(MANY) });

function expectOldTable(target: string): void {
  expect(rowsIn(target, "SELECT * FROM sales")).toEqual([[1, "old"]]);
  expect(rowsIn(target, "SELECT name FROM sqlite_schema")).toEqual([["sales"]]);
  expect(readdirSync(dirname(target)).filter((name) => !/^landing\.db(?:-wal|-shm)?$/.test(name))).toEqual(
    [],
  );
}

describe("a loaded file", () => {
  it("is a table whose columns the engine sees as what they are, with every value as it was written", async () => {
    const target = store();
    const content =
      "id;code;price;open;day;at;note\n" +
      "1;00042;1.234,50;true;2024-01-31;2024-01-31T10:30;a\n" +
      "2;00043;0,1;false;2024-02-01;2024-02-01 11:00:05;\n";
    await loadFile(await planOf(content), { target, table: "sales" });
    expect(rowsIn(target, "SELECT * FROM sales")).toEqual([
      [1, "00042", 1234.5, 1, "2024-01-31", "2024-01-31 10:30:00", "a"],
      [2, "00043", 0.1, 0, "2024-02-01", "2024-02-01 11:00:05", null],
    ]);
    const source = openSqliteSource({ path: target, schema: "landing" });
    const { tables } = await source.introspect("landing", { timeLimitMs: 10_000 });
    await source.close();
    expect(tables.map(({ name, columns }) => [name, columns.map(({ kind }) => kind)])).toEqual([
      ["sales", ["integer", "text", "decimal", "boolean", "date", "timestamp", "text"]],
    ]);
  });

  it("says what it was loaded from", async () => {
    const content = "Id,Id\n1,a\n\n2\n";
    const loaded = await loadFile(await planOf(content), { target: store(), table: "sales" });
    expect(loaded).toMatchObject({
      table: "sales",
      rows: 2,
      blankRows: 1,
      shortRows: 1,
      columns: [
        { position: 0, header: "Id", name: "Id", type: { kind: "integer" } },
        { position: 1, header: "Id", name: "Id (2)", type: { kind: "text" } },
      ],
      file: {
        name: "sales.csv",
        size: content.length,
        sha256: createHash("sha256").update(content).digest("hex"),
      },
    });
    expect(Date.now() - Date.parse(loaded.loadedAt)).toBeLessThan(60_000);
  });

  it("has the names, types and columns that people chose", async () => {
    const target = store();
    const plan = await planOf("id,secret,day\n00042,x,01/02/2024\n", {
      secret: null,
      day: { kind: "date", order: "dmy" },
    });
    const columns = plan.columns.map((column) =>
      column.name === "id" ? { ...column, name: 'order\'s "id"' } : column,
    );
    await loadFile({ ...plan, columns }, { target, table: 'the "sales"' });
    expect(rowsIn(target, 'SELECT * FROM "the ""sales"""')).toEqual([["00042", "2024-02-01"]]);
    expect(rowsIn(target, `SELECT name FROM pragma_table_info('the "sales"')`)).toEqual([
      ['order\'s "id"'],
      ["day"],
    ]);
  });

  it("tells how far it is", async () => {
    const told: { rows: number; bytes: number; totalBytes: number }[] = [];
    const plan = await planOf(MANY);
    await loadFile(plan, { target: store(), table: "sales", onProgress: (progress) => told.push(progress) });
    expect(told.length).toBeGreaterThan(1);
    expect(told.at(-1)).toMatchObject({ rows: 100_000, bytes: MANY.length, totalBytes: MANY.length });
    expect(told.map(({ rows }) => rows)).toEqual(told.map(({ rows }) => rows).toSorted((a, b) => a - b));
  });
});

describe("a file that does not fit its plan", () => {
  const refusal = async (plan: FilePlan, table = "sales") => {
    const target = oldStore();
    const { message } = await fileTroubleOf(loadFile(plan, { target, table }));
    expectOldTable(target);
    return message;
  };

  it("is refused with the place of the value and how many more there are", async () => {
    const text = `id,qty\n${"1,5\n".repeat(3)}2,many\n3,"many\nmore"\n4,7\n`;
    expect(await refusal(await planOf(text, { qty: { kind: "integer", notation: "point" } }))).toBe(
      'Line 5, column "qty": "many" cannot be read as an integer. 1 more value of the column up to line 8 does not fit either. ' +
        "Load the column as text, or correct the file.",
    );
  });

  it("is refused although the value comes after the rows that were looked at", async () => {
    const plan = await planOf(`id\n${"1\n".repeat(120_000)}x\n`);
    expect(await refusal(plan)).toContain('Line 120002, column "id": "x" cannot be read as an integer. Load');
  });

  it("is refused with the line that has a value beyond the last column", async () => {
    expect(await refusal(await planOf("id,name\n1,a,,\n2,b,c\n"))).toBe(
      'Line 3 has more cells than the 2 columns of the table: "c" is beyond the last. ' +
        "Is there a delimiter in a text without quotes around it? Correct the line.",
    );
  });

  it("is refused when its header is not the one that was looked at", async () => {
    const plan = await planOf("id,qty\n1,2\n");
    writeFileSync(plan.path, "id,price\n1,2\n");
    expect(await refusal(plan)).toContain('column 2 is "price" and was "qty". Look at the file again.');
    writeFileSync(plan.path, "id,qty,price\n1,2,3\n");
    expect(await refusal(plan)).toContain("it has 3 columns and had 2");
  });

  it("is refused when a quote in it is never closed", async () => {
    const plan = await planOf("id,name\n1,a\n");
    writeFileSync(plan.path, 'id,name\n1,a\n2,"b\n');
    expect(await refusal(plan)).toContain("The quote that begins in the row of line 3 is never closed");
  });

  it("is refused under names that no table or column can have", async () => {
    const plan = await planOf("id,name\n1,a\n");
    expect(await refusal(plan, "sqlite_x")).toContain("do not begin with sqlite_");
    expect(await refusal(plan, " ")).toBe("The table has no name. Give it one.");
    const renamed = plan.columns.map((column) => ({
      ...column,
      name: column.name === "id" ? "NAME" : column.name,
    }));
    expect(await refusal({ ...plan, columns: renamed })).toContain('Two columns are named "name"');
    expect(
      await refusal({ ...plan, columns: plan.columns.map((column) => ({ ...column, type: null })) }),
    ).toBe("Every column is left out. Keep at least one.");
  });

  it("is refused with a sentence when the store cannot be written", async () => {
    const plan = await planOf(OLD);
    const target = fileWith("no database at all, however long this text may be");
    expect((await fileTroubleOf(loadFile(plan, { target, table: "sales" }))).message).toContain(
      "is not a SQLite database",
    );
    const nowhere = join(temporaryFolder(), "missing", "landing.db");
    expect((await fileTroubleOf(loadFile(plan, { target: nowhere, table: "sales" }))).message).toContain(
      "does not exist",
    );
  });
});

describe("replacing a table", () => {
  it("shows a reader the old rows or the new ones, and never waits for it", async () => {
    const { target, plan } = await underReplacement();
    const reader = new Database(target, { readonly: true });
    const count = reader.prepare("SELECT count(*) FROM sales").pluck();
    reader.exec("BEGIN");
    expect(count.get()).toBe(1);
    const seen = new Set<unknown>();
    const work = loadFile(plan, { target, table: "Sales" });
    let over = false;
    void work.finally(() => {
      over = true;
    });
    while (!over) {
      for (const [rows] of rowsIn(target, "SELECT count(*) FROM sales") as [number][]) seen.add(rows);
      await sleep(5);
    }
    await work;
    expect(count.get()).toBe(1);
    reader.exec("COMMIT");
    expect(count.get()).toBe(100_000);
    reader.close();
    expect([...seen].filter((rows) => rows !== 1 && rows !== 100_000)).toEqual([]);
    expect(seen).toContain(1);
  });

  it("leaves other tables and views as they are", async () => {
    const { target, plan } = await underReplacement();
    const db = new Database(target);
    db.exec("CREATE TABLE other (a); CREATE VIEW names AS SELECT name FROM sales");
    db.close();
    await loadFile(plan, { target, table: "sales" });
    expect(rowsIn(target, "SELECT count(*) FROM names")).toEqual([[100_000]]);
    expect((await fileTroubleOf(loadFile(plan, { target, table: "Names" }))).message).toContain(
      'has a view named "Names"',
    );
  });

  it("lets two files be loaded at once", async () => {
    const target = store();
    const [one, two] = [await planOf(MANY), await planOf(MANY)];
    await Promise.all([loadFile(one, { target, table: "one" }), loadFile(two, { target, table: "two" })]);
    expect(rowsIn(target, "SELECT (SELECT count(*) FROM one), (SELECT count(*) FROM two)")).toEqual([
      [100_000, 100_000],
    ]);
  });

  it("keeps the old table when it is cancelled in the middle", async () => {
    const { target, plan } = await underReplacement();
    const abort = new AbortController();
    const onProgress = ({ rows }: { rows: number }) => rows > 0 && abort.abort();
    const trouble = await fileTroubleOf(
      loadFile(plan, { target, table: "sales", onProgress, signal: abort.signal }),
    );
    expect(trouble).toMatchObject({
      code: "cancelled",
      message: 'Reading "sales.csv" was cancelled. Nothing was changed.',
    });
    expectOldTable(target);
    expect((await fileTroubleOf(loadFile(plan, { target, table: "sales", signal: abort.signal }))).code).toBe(
      "cancelled",
    );
  });
});

// These tests find the worker among this process's children, through /proc.
describe.skipIf(process.platform !== "linux")("a worker that is killed", () => {
  const killedOnTheWay = async (target: string, plan: FilePlan) => {
    const before = new Set(childrenOf());
    let killed = false;
    const onProgress = ({ rows }: { rows: number }) => {
      if (killed || rows === 0) return;
      killed = true;
      for (const pid of childrenOf()) if (!before.has(pid)) process.kill(pid, "SIGKILL");
    };
    return fileTroubleOf(loadFile(plan, { target, table: "sales", onProgress }));
  };

  it("leaves the old table whole and nothing behind", async () => {
    const { target, plan } = await underReplacement();
    expect(await killedOnTheWay(target, plan)).toMatchObject({
      code: "interrupted",
      message: expect.stringContaining("ended unexpectedly (SIGKILL). Nothing was changed; try again."),
    });
    expectOldTable(target);
  });

  it("and whose server was killed too, is tidied up after by the next load", async () => {
    const target = oldStore();
    // No process has an id beyond this.
    writeFileSync(`${target}.loading-${2 ** 22 + 1}-0a1b2c3d`, "what was left behind");
    await loadFile(await planOf(OLD), { target, table: "sales" });
    expectOldTable(target);
  });
});

describe("the server", () => {
  it("looks into a file in another process", async () => {
    const path = fileWith(OLD);
    expect(await inspectFile(path, "old.csv")).toEqual(await lookInto(path, "old.csv"));
    const chosen = { hasHeader: false };
    expect((await inspectFile(path, "old.csv", { chosen })).rowsRead).toBe(2);
    expect((await fileTroubleOf(inspectFile(fileWith(""), "old.csv"))).message).toContain(
      '"old.csv" is empty',
    );
  });

  it("answers while a file is loaded", async () => {
    const plan = await planOf(MANY);
    const work = loadFile(plan, { target: store(), table: "sales" });
    let over = false;
    void work.finally(() => {
      over = true;
    });
    let turns = 0;
    for (; !over; turns += 1) await sleep(5);
    await work;
    expect(turns).toBeGreaterThan(10);
  });
});
