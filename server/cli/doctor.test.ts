import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import SQLite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SMTP_PASSWORD, startMailServer } from "../testing/mail-server.ts";
import { startServer, temporaryFolder } from "../testing/started-server.ts";
import { runCommand, runHere } from "./command-process.ts";

interface Finding {
  readonly check: string;
  readonly state: string;
  readonly message: string;
}

/** Real installations, whole and broken, looked at by the command as people run it. */
describe("doctor", () => {
  const folder = temporaryFolder();
  const whole = path.join(folder.path, "whole");
  beforeAll(async () => {
    const server = await startServer(path.join(whole, "landing_kpi.db"));
    const { code, json } = await examine(whole);
    expect(json.findings.filter(({ state }) => state !== "ok")).toEqual([]);
    expect(of(json, "database").message).toMatch(/process \d+.* has it/);
    expect(code).toBe(0);
    await server.stop();
  }, 120_000);
  afterAll(() => folder.remove());

  async function examine(place: string, more: Readonly<Record<string, string>> = {}) {
    const own = { LANDING_KPI_DB: path.join(place, "landing_kpi.db"), PORT: "0", SECRET_KEY: "", ...more };
    const { code, out } = await runHere(["doctor", "--json"], own);
    return { code, json: JSON.parse(out) as { findings: Finding[]; problems: number; warnings: number } };
  }
  function of({ findings }: { findings: readonly Finding[] }, check: string): Finding {
    const found = findings.find((each) => each.check === check);
    if (!found) throw new Error(`No finding of ${check} among ${JSON.stringify(findings)}`);
    return found;
  }
  /** A copy of the whole installation, to break. */
  function copy(name: string): string {
    const place = path.join(folder.path, name);
    fs.cpSync(whole, place, { recursive: true });
    return place;
  }

  test("finds nothing in an installation that is whole, and changes nothing in it", async () => {
    const before = fs.readFileSync(path.join(whole, "landing_kpi.db"));
    const { code, json } = await examine(whole);
    expect(json.findings.filter(({ state }) => state !== "ok")).toEqual([]);
    expect(of(json, "database").message).toContain("no server has it");
    expect(code).toBe(0);
    expect(fs.readFileSync(path.join(whole, "landing_kpi.db")).equals(before)).toBe(true);
  });

  test("warns where nothing is installed yet", async () => {
    const { code, json } = await examine(path.join(folder.path, "nowhere"));
    expect(of(json, "data folder")).toMatchObject({ state: "warning" });
    expect(of(json, "database")).toMatchObject({ state: "warning" });
    expect(code).toBe(1);
  });

  test("tells the own server on the port from another one of this product and from another program", async () => {
    const own = await startServer(path.join(whole, "landing_kpi.db"));
    const at = ({ url }: { url: string }) => ({ PORT: new URL(url).port });
    const running = await examine(whole, at(own));
    expect(of(running.json, "port")).toMatchObject({ state: "ok" });
    expect(of(running.json, "port").message).toMatch(`The server is running at ${own.url} (process `);
    expect(running.code).toBe(0);

    const others = await examine(copy("beside"), at(own));
    expect(of(others.json, "port")).toMatchObject({ state: "problem" });
    expect(of(others.json, "port").message).toContain(
      `Port ${at(own).PORT} is used by another Landing KPI, which has another database`,
    );
    expect(others.code).toBe(2);

    // One that answers everything as if all were well, and one that answers nothing.
    const page = http.createServer((_request, response) => response.end('{"success":true}'));
    const silent = net.createServer(() => {});
    for (const program of [page, silent]) {
      await new Promise<void>((resolve) => program.listen(0, "127.0.0.1", resolve));
      const PORT = String((program.address() as net.AddressInfo).port);
      const elsewhere = await examine(whole, { PORT });
      expect(of(elsewhere.json, "port")).toMatchObject({ state: "warning" });
      expect(of(elsewhere.json, "port").message).toContain("listens elsewhere");
      const taken = await examine(path.join(folder.path, "beside"), { PORT });
      expect(of(taken.json, "port")).toEqual({
        check: "port",
        state: "problem",
        message: `Port ${PORT} is used by another program, so the server cannot start. Stop that one, or choose another port with PORT.`,
      });
      program.close();
    }
    await own.stop();
  });

  test("says that a database is damaged, is no database of this product, or of a newer version", async () => {
    const damaged = copy("damaged");
    const file = fs.openSync(path.join(damaged, "landing_kpi.db"), "r+");
    fs.writeSync(file, Buffer.alloc(40_000, 7), 0, 40_000, 8_192);
    fs.closeSync(file);
    const broken = await examine(damaged);
    expect(of(broken.json, "database")).toMatchObject({ state: "problem" });
    expect(of(broken.json, "database").message).toContain("estore a backup");
    expect(broken.code).toBe(2);

    const other = path.join(folder.path, "other");
    fs.mkdirSync(other);
    new SQLite(path.join(other, "landing_kpi.db")).exec("CREATE TABLE songs (title TEXT)").close();
    const foreign = await examine(other);
    expect(of(foreign.json, "database").message).toContain("no database of Landing KPI");
    expect(foreign.code).toBe(2);

    const newer = copy("newer");
    const db = new SQLite(path.join(newer, "landing_kpi.db"));
    db.prepare("INSERT INTO kysely_migration VALUES ('9999-from-the-future', '2099-01-01')").run();
    db.close();
    const future = await examine(newer);
    expect(of(future.json, "database").message).toContain("newer version");
    expect(of(future.json, "database").message).toContain("9999-from-the-future");
    expect(future.code).toBe(2);
  });

  test("names the source that cannot be reached", async () => {
    const place = copy("sourceless");
    const db = new SQLite(path.join(place, "landing_kpi.db"));
    const { name } = db.prepare("SELECT name FROM sources").get() as { name: string };
    const gone = JSON.stringify({ file: path.join(place, "gone.db") });
    db.prepare("UPDATE sources SET settings = ? WHERE name = ?").run(gone, name);
    db.close();
    const { code, json } = await examine(place);
    const found = json.findings.filter(({ state }) => state !== "ok");
    expect(found).toHaveLength(1);
    expect(found[0]?.check).toBe(`source ${name}`);
    expect(found[0]?.message).toContain("gone.db");
    expect(code).not.toBe(0);
  });

  test("names the tables and columns that a graph knows and its source has no longer", async () => {
    const place = copy("drifted");
    const file = path.join(place, "demo", "newdqschema.db");
    new SQLite(file)
      .exec("ALTER TABLE hana_material_master RENAME TO elsewhere")
      .exec("ALTER TABLE brz_lnd_RBP_GPU RENAME COLUMN Product_Line TO Line")
      .close();
    const db = new SQLite(path.join(place, "landing_kpi.db"));
    db.prepare("UPDATE sources SET settings = ?").run(JSON.stringify({ file }));
    db.close();
    const { code, json } = await examine(place);
    const { state, message } = of(json, "graph KG_101");
    expect(state).toBe("warning");
    expect(message).toContain("hana_material_master");
    expect(message).toContain("brz_lnd_RBP_GPU.Product_Line");
    expect(code).toBe(1);
  });

  test("asks the mail server whether it lets this one in, and never shows its password", async () => {
    const server = await startMailServer();
    const mail = { MAIL_FROM: "kpi@example.org", PUBLIC_URL: "http://localhost:3000" };
    const good = await examine(whole, { ...mail, SMTP_URL: server.url });
    expect(of(good.json, "mail")).toMatchObject({ state: "ok" });
    expect(server.mails).toEqual([]);
    const SMTP_URL = server.url.replace(/(:[^:@]+)@/, "$1-wrong@");
    await server.stop();
    const down = await examine(whole, { ...mail, SMTP_URL });
    expect(of(down.json, "mail")).toMatchObject({ state: "problem" });
    expect(of(down.json, "mail").message).toContain("ECONNREFUSED");
    expect(JSON.stringify([good, down])).not.toContain(SMTP_PASSWORD);
  });

  test("says that the provider of OpenID Connect does not answer", async () => {
    const { code, json } = await examine(whole, {
      PUBLIC_URL: "http://localhost:3000",
      OIDC_ISSUER: "http://127.0.0.1:1",
      OIDC_CLIENT_ID: "kpi",
      OIDC_CLIENT_SECRET: "a secret that is long",
    });
    expect(of(json, "sign-in")).toMatchObject({ state: "problem" });
    expect(of(json, "sign-in").message).toContain("OIDC_ISSUER");
    expect(code).toBe(2);
  });

  test("refuses a setting that is wrong before it looks at anything", async () => {
    const { code, err } = await runCommand(["doctor"], { PORT: "a port" });
    expect(err).toContain("PORT");
    expect(code).toBe(3);
  });
});
