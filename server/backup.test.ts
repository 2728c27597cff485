import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { copyDatabase } from "../db/backup.ts";
import { openStore } from "../db/database.ts";
import { insertKpi } from "../db/queries/kpis.ts";
import { insertSource } from "../db/queries/sources.ts";
import { SAMPLE_KPI } from "../db/testing/sample-rows.ts";
import { type Ended, runCommand, runHere } from "./cli/command-process.ts";
import type { ServerLab } from "./connectors/testing/lab.ts";
import { makeBackup } from "./services/backup/make.ts";
import { besideStore } from "./services/backup/places.ts";
import { createLandingStores } from "./services/landing-stores.ts";
import { startPostgresLab } from "./testing/connectors/postgresql-lab.ts";
import { type StartedServer, startServer, temporaryFolder } from "./testing/started-server.ts";

/**
 * What an installation keeps goes into a backup and comes out of it again, by the commands that people use: the copies
 * that must work are made by processes of their own, as people start them.
 */

describe("an installation with all that it may keep", () => {
  const folder = temporaryFolder();
  const at = (name: string) => path.join(folder.path, name);
  const database = at("data/landing_kpi.db");
  const own = { LANDING_KPI_DB: database, SECRET_KEY: "" };
  let lab: ServerLab;
  let server: StartedServer | undefined;

  beforeAll(async () => {
    lab = await startPostgresLab();
    fs.writeFileSync(at("cities.csv"), "city;people\nPorto;231962\nLyon;522250\nUlm;126329\n");
    fs.writeFileSync(at("waiting.csv"), "part,count\na,1\nb,2\n");
  });
  afterAll(async () => {
    await server?.stop();
    await lab?.stop();
    folder.remove();
  });

  const run = (...args: string[]) => runHere(["--server", server?.url ?? "http://127.0.0.1:9", ...args], own);
  // biome-ignore lint/suspicious/noExplicitAny: tests check the shapes themselves
  const json = async (...args: string[]): Promise<any> => {
    return documentOf(args, await run(...args, "--json"));
  };
  // biome-ignore lint/suspicious/noExplicitAny: tests check the shapes themselves
  const copied = async (...args: string[]): Promise<any> =>
    documentOf(args, await runCommand([...args, "--json"], own));
  function documentOf(args: readonly string[], { code, out, err }: Ended) {
    expect({ args, code, err }).toEqual({ args, code: 0, err: "" });
    return JSON.parse(out);
  }
  const kpiNames = async () => (await json("kpis", "list")).kpis.map(({ name }: { name: string }) => name);
  let executionId = "";

  test("is backed up while its server runs, deleted, restored, and all of it works", async () => {
    server = await startServer(database, own);
    const { host, port, database: name, user } = lab.source;
    const where = ["--host", host, "--port", String(port), "--database", name ?? "", "--user", user];
    fs.writeFileSync(at("password"), lab.source.password);
    const secret = ["--password-file", at("password")];
    await json("sources", "add", "ERP", "--type", "postgresql", ...where, "--tls", "off", ...secret);
    await json("sources", "add", "Lists", "--type", "files");
    await json("files", "upload", at("cities.csv"), "--source", "Lists", "--yes");
    await json("files", "upload", at("waiting.csv"), "--source", "Lists");
    await json("graphs", "build", "CITIES", "--source", "Lists");
    await json("kpis", "create", "Large cities", "cities with people greater than 200000");
    const { execution } = await json("kpis", "execute", "Large cities", "--graph", "CITIES");
    executionId = String(execution.id);

    const made = await copied("backup", at("backup"));
    expect(made).toMatchObject({ has_key: true, missing: [] });
    await json("kpis", "create", "After the backup", "cities with people greater than 200000");
    expect(fs.statSync(at("backup")).mode & 0o077).toBe(0);
    const held = await run("restore", at("backup"), "--force");
    expect(held).toMatchObject({ code: 3, out: "" });
    expect(held.err).toContain(`is in use by process ${server.process.pid} on `);
    await server.stop();
    fs.rmSync(at("data"), { recursive: true });

    expect(await copied("restore", at("backup"))).toMatchObject({
      database,
      kept: null,
      migrated: [],
      missing: [],
      unreadable_passwords: [],
    });
    server = await startServer(database, own);
    const names = await kpiNames();
    expect(names).toContain("Large cities");
    expect(names).not.toContain("After the backup");
    const { data } = await json("executions", "rows", executionId);
    expect(data.map(({ city }: { city: string }) => city).sort()).toEqual(["Lyon", "Porto"]);
    expect((await run("sources", "test", "ERP")).out).toMatch(/Connected to PostgreSQL/);
    const again = await json("kpis", "execute", "Large cities", "--graph", "CITIES");
    expect(again.execution).toMatchObject({ execution_status: "success", total_records: 2 });
    expect((await json("audit", "verify")).problems).toEqual([]);
    const { sources } = await json("sources", "list");
    const lists = sources.find((source: { name: string }) => source.name === "Lists").id;
    const uploads = `${server.url}/v1/sources/${lists}/files`;
    const { uploads: waiting } = await (await fetch(`${uploads}?open=true`)).json();
    expect(waiting).toMatchObject([{ file_name: "waiting.csv" }]);
    const read = await fetch(`${server.url}/v1/uploads/${waiting[0].id}`, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ delimiter: "," }),
    });
    expect([read.status, await read.text()]).toEqual([200, expect.stringContaining("count")]);
  }, 180_000);

  test("goes back to a backup although it has another key, and forth to what was there before", async () => {
    await json("kpis", "create", "To be replaced", "cities with people greater than 200000");
    await server?.stop();
    server = undefined;
    expect(await run("restore", at("backup"))).toMatchObject({
      code: 3,
      err: expect.stringMatching(/There is a database .* already\. Add --force/),
    });
    // As where the data folder was made anew, so that passwords had to be given again.
    const key = at("data/landing_kpi.key");
    fs.writeFileSync(key, `${"ab".repeat(32)}\n`);
    const told = await run("restore", at("backup"), "--force");
    const kept = /before is in (\S+),/.exec(told.err)?.[1] ?? "";
    expect([told.code, kept]).toEqual([0, expect.stringContaining(`${database}.before-`)]);
    expect(fs.readFileSync(key, "utf8")).toBe(`${"ab".repeat(32)}\n`);
    server = await startServer(database, own);
    expect(await kpiNames()).not.toContain("To be replaced");
    expect((await run("sources", "test", "ERP")).out).toMatch(/Connected to PostgreSQL/);
    await json("files", "upload", at("cities.csv"), "--source", "Lists", "--yes", "--table", "more");
    await server.stop();
    server = undefined;

    await copied("restore", kept, "--force");
    server = await startServer(database, own);
    expect(await kpiNames()).toContain("To be replaced");
    const { tables } = await json("files", "tables", "--source", "Lists");
    expect(tables.map(({ name }: { name: string }) => name)).toEqual(["cities"]);
    const again = await json("kpis", "execute", "Large cities", "--graph", "CITIES");
    expect(again.execution).toMatchObject({ execution_status: "success", total_records: 2 });
  });

  test("without the key of its passwords it is restored, and the sources that want theirs again are named", async () => {
    await server?.stop();
    server = undefined;
    const bare = at("bare");
    fs.mkdirSync(bare);
    fs.copyFileSync(at("backup/landing_kpi.db"), path.join(bare, "landing_kpi.db"));
    const to = at("third/landing_kpi.db");
    expect(await runHere(["restore", bare, "--to", to], own)).toMatchObject({
      code: 0,
      err: expect.stringMatching(/No key opens the passwords of ERP/),
    });
  });
});

/** A store with one KPI of this name and a source of files with one table that has the name in it. */
async function makeStore(databaseFile: string, name: string): Promise<void> {
  fs.mkdirSync(path.dirname(databaseFile), { recursive: true });
  const store = await openStore(databaseFile);
  const stores = createLandingStores(besideStore(databaseFile).files);
  const landing = stores.create("Lists");
  const tables = new SQLite(stores.pathOf(landing));
  tables.exec(`CREATE TABLE t (name); INSERT INTO t VALUES ('${name}');
    CREATE TABLE filling AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
      SELECT i, 'text ' || i AS text FROM n`);
  tables.close();
  await insertKpi(store.db, { ...SAMPLE_KPI, name });
  await insertSource(store.db, {
    name: "Lists",
    db_type: "files",
    settings: JSON.stringify(landing),
    secret: null,
  });
  await store.close();
}

/** The name in a store and in its tables of files, after a look through both; fails when one of them is not whole. */
function nameIn(databaseFile: string): string {
  const read = (file: string, query: string) => {
    const sqlite = new SQLite(file, { fileMustExist: true });
    try {
      expect(sqlite.pragma("integrity_check", { simple: true })).toBe("ok");
      return String(sqlite.prepare(query).pluck().get());
    } finally {
      sqlite.close();
    }
  };
  const name = read(databaseFile, "SELECT name FROM kpi_definitions");
  const landing = read(databaseFile, "SELECT settings ->> 'landing' FROM sources");
  expect(read(path.join(besideStore(databaseFile).files, landing), "SELECT name FROM t")).toBe(name);
  return name;
}

function inFolder(): (name: string) => string {
  const folder = temporaryFolder();
  onTestFinished(folder.remove);
  return (name) => path.join(folder.path, name);
}

test("a restore that is killed, whenever that is, leaves the old store or the new one, and the next one works", async () => {
  const at = inFolder();
  const database = at("data/landing_kpi.db");
  await makeStore(at("made/landing_kpi.db"), "new");
  await makeBackup(at("made/landing_kpi.db"), at("backup"));
  await makeStore(database, "old");
  const here = () => fs.readdirSync(at("data"));
  const filesHere = () => fs.readdirSync(at("data/files")).filter((name) => name.endsWith(".db"));
  const moments: Readonly<Record<string, (() => boolean) | null>> = {
    "when the staged store appears": () => here().includes("landing_kpi.db.restoring"),
    "when the tables of files are copied": () => filesHere().length > 1,
    "when the old store gets its second name": () => here().some((name) => name.includes(".before-")),
    "when the staged store is gone": (() => {
      let seen = false;
      return () => {
        const isThere = here().includes("landing_kpi.db.restoring");
        seen ||= isThere;
        return seen && !isThere;
      };
    })(),
    never: null,
  };
  const outcomes: string[] = [];
  for (const [moment, hasCome] of Object.entries(moments)) {
    const child = spawn(
      process.execPath,
      ["server/cli/main.ts", "restore", at("backup"), "--to", database, "--force"],
      { cwd: path.resolve(import.meta.dirname, ".."), stdio: "ignore" },
    );
    const ended = once(child, "exit");
    while (child.exitCode === null && hasCome !== null && !hasCome())
      await new Promise((resolve) => setImmediate(resolve));
    if (hasCome !== null) child.kill("SIGKILL");
    await ended;
    outcomes.push(`${moment}: ${nameIn(database)}`);
  }
  // On a busy machine the child may be done before its moment is seen.
  for (const outcome of outcomes) expect(outcome).toMatch(/: (old|new)$/);
  expect(outcomes.at(-1)).toBe("never: new");
  expect(here().filter((name) => /restoring|partial/.test(name))).toEqual([]);
  // What was there at first is still to be had.
  const kept = here().filter((name) => name.includes(".before-"));
  const names = kept.map((name) => nameIn(at(`data/${name}/landing_kpi.db`)));
  expect(names).toContain("old");
  expect(filesHere()).toHaveLength(1);
});

test("what is no backup, is damaged or is of a newer version is refused with 3, and nothing changes", async () => {
  const at = inFolder();
  const database = at("data/landing_kpi.db");
  await makeStore(database, "old");
  await makeBackup(database, at("backup"));
  const change = (name: string, sql: string) => {
    fs.cpSync(at("backup"), at(name), { recursive: true });
    const sqlite = new SQLite(at(`${name}/landing_kpi.db`));
    sqlite.exec(sql);
    sqlite.close();
  };
  change("newer", "INSERT INTO kysely_migration VALUES ('0999-future', '2030-01-01')");
  change("lacking", "DROP TABLE store_marks");
  change("other", "DROP TABLE kysely_migration");
  fs.cpSync(at("backup"), at("damaged"), { recursive: true });
  const bytes = fs.readFileSync(at("damaged/landing_kpi.db"));
  fs.writeFileSync(at("damaged/landing_kpi.db"), bytes.fill(0x5a, bytes.length / 2, bytes.length / 2 + 9000));
  fs.cpSync(at("backup"), at("cut"), { recursive: true });
  const tables = fs.readdirSync(at("cut/files")).find((name) => name.endsWith(".db")) ?? "";
  fs.truncateSync(at(`cut/files/${tables}`), 20_000);
  fs.mkdirSync(at("empty"));
  fs.writeFileSync(at("notes.txt"), "nothing of ours, but long enough to be looked at. ".repeat(100));
  fs.writeFileSync(at("nothing.db"), "");

  expect(nameIn(database)).toBe("old"); // and no log of a reader is left
  const before = fs.readdirSync(at("data"), { recursive: true }).sort();
  for (const [name, sentence] of [
    ["newer", /was written by a newer version .*0999-future.*Update Landing KPI/],
    ["lacking", /is damaged \(.*store_marks/],
    ["other", /is no backup of Landing KPI/],
    ["damaged", /is damaged/],
    ["cut", /files\/.*is damaged/],
    ["empty", /there is no landing_kpi\.db in it/],
    ["notes.txt", /is no backup of Landing KPI/],
    ["nothing.db", /is no backup of Landing KPI/],
    ["nowhere", /There is no backup/],
    ["data", /is the database that is in use/],
  ] as const) {
    const ended = await runHere(["restore", at(name), "--to", database, "--force"], {});
    expect({ name, ...ended }).toEqual({ name, code: 3, out: "", err: expect.stringMatching(sentence) });
    expect(fs.readdirSync(at("data"), { recursive: true }).sort()).toEqual(before);
    expect(nameIn(database)).toBe("old");
  }
});

test("the one file that earlier versions made is brought to this one, and goes on with the tables that are here", async () => {
  const at = inFolder();
  const database = at("data/landing_kpi.db");
  await makeStore(database, "old");
  await copyDatabase(database, at("copy.db"));
  const copy = new SQLite(at("copy.db"));
  // As the version before the last migration left it.
  copy.exec(`
    DROP TABLE kpi_sql_pins;
    ALTER TABLE kpi_execution_results DROP COLUMN sql_pin;
    DELETE FROM kysely_migration WHERE name = '0033-sql-pins';
  `);
  copy.close();
  const ended = await runHere(["restore", at("copy.db"), "--to", database, "--force", "--json"], {});
  expect(JSON.parse(ended.out)).toMatchObject({ migrated: ["0033-sql-pins"], missing: [] });
  expect(nameIn(database)).toBe("old");
  const elsewhere = await runHere(["restore", at("copy.db"), "--to", at("new/landing_kpi.db")], {});
  expect(elsewhere).toMatchObject({
    code: 0,
    err: expect.stringMatching(/Neither in the backup nor here: the tables of the source Lists/),
  });
});
