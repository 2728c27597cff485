import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import mysql from "mysql2/promise";
import pg from "pg";
import { databaseProgram } from "./database-programs.ts";

/** Throw-away database servers: real ones, on a free port, in a temporary folder, gone after the tests. */
export interface DatabaseServer {
  readonly host: "127.0.0.1";
  readonly port: number;
  readonly user: string;
  readonly database: string;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 60_000;
/** Servers refuse to run as root; then they run as the user that their package made. */
function runAs(user: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync("id", [flag, user], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

function temporaryHome(owner: { uid?: number; gid?: number }): string {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "lkpi-db-"));
  if (owner.uid !== undefined && owner.gid !== undefined) fs.chownSync(home, owner.uid, owner.gid);
  return home;
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as net.AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

/** Runs the server until `connects` succeeds; the rest of its life is the returned server's. */
async function serve(
  command: string,
  args: readonly string[],
  options: { owner: { uid?: number; gid?: number }; home: string; stopSignal: NodeJS.Signals },
  address: { port: number; user: string; database: string },
  connects: () => Promise<void>,
): Promise<DatabaseServer> {
  const child = spawn(command, args, {
    ...options.owner,
    cwd: options.home,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      printed = (printed + chunk).slice(-4000);
    });
  const stop = () => stopChild(child, options);
  const deadline = Date.now() + START_LIMIT_MS;
  for (;;) {
    const trouble = await connects().then(
      () => null,
      (error: Error) => error,
    );
    if (!trouble) return { host: "127.0.0.1", ...address, stop };
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`${command} did not start (${trouble.message}). It printed:\n${printed}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function stopChild(
  child: ChildProcess,
  { home, stopSignal }: { home: string; stopSignal: NodeJS.Signals },
): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, "exit");
    child.kill(stopSignal);
    await ended;
  }
  fs.rmSync(home, { recursive: true, force: true });
}

/** A PostgreSQL server with an empty database `test` and superuser `test`. */
export async function startPostgres(): Promise<DatabaseServer> {
  const owner = runAs("postgres");
  const home = temporaryHome(owner);
  const data = path.join(home, "data");
  const initdb = ["-D", data, "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  execFileSync(databaseProgram("initdb"), initdb, { ...owner, cwd: home, stdio: "pipe" });
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", `unix_socket_directories=${home}`, "fsync=off"];
  const args = ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  const address = { port, user: "test", database: "postgres" };
  return serve(
    databaseProgram("postgres"),
    args,
    { owner, home, stopSignal: "SIGINT" },
    address,
    async () => {
      const client = new pg.Client({ host: "127.0.0.1", ...address });
      await client.connect();
      await client.end();
    },
  );
}

/** A MariaDB server whose user `root` needs no password; no database of its own. */
export async function startMariaDb(): Promise<DatabaseServer> {
  const owner = runAs("mysql");
  const home = temporaryHome(owner);
  const data = path.join(home, "data");
  const install = [
    "--no-defaults",
    `--datadir=${data}`,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
    "--skip-name-resolve",
  ];
  execFileSync(databaseProgram("mariadb-install-db"), install, {
    ...owner,
    cwd: home,
    stdio: "pipe",
  });
  const port = await freePort();
  const args = [
    "--no-defaults",
    `--datadir=${data}`,
    `--port=${port}`,
    "--bind-address=127.0.0.1",
    `--socket=${path.join(home, "s")}`,
    `--pid-file=${path.join(home, "pid")}`,
    "--skip-name-resolve",
    "--innodb-flush-log-at-trx-commit=0",
  ];
  const address = { port, user: "root", database: "mysql" };
  return serve(
    databaseProgram("mariadbd"),
    args,
    { owner, home, stopSignal: "SIGTERM" },
    address,
    async () => {
      const connection = await mysql.createConnection({ host: "127.0.0.1", ...address });
      await connection.end();
    },
  );
}
