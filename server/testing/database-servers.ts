import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import mysql from "mysql2/promise";
import pg from "pg";
import { databaseProgram } from "./database-programs.ts";
import { freePort } from "./free-port.ts";

/** Throw-away database servers: real ones, on a free port, in a temporary folder, gone after the tests. */
export interface DatabaseServer {
  readonly host: "127.0.0.1";
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** PEM of the certificate it shows to those who want TLS; it is for `localhost` and nobody else signed it. */
  readonly certificate: string;
  /** Stops it where it stands: connections stay open, nothing is answered. */
  pause(): void;
  resume(): void;
  /** As a power failure ends it; its data stay. */
  kill(): Promise<void>;
  /** After `kill`, at the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 60_000;
/** Servers refuse to run as root; then they run as the user that their package made. */
interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

function runAs(user: string): Owner {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync("id", [flag, user], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

function temporaryHome(owner: Owner): string {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "lkpi-db-"));
  if (owner.uid !== undefined && owner.gid !== undefined) fs.chownSync(home, owner.uid, owner.gid);
  return home;
}

/** A certificate for `localhost`, made for this test run; the files belong to `owner`. */
function makeCertificate(home: string, owner: Owner): { key: string; cert: string } {
  const key = path.join(home, "server.key");
  const cert = path.join(home, "server.crt");
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...subject];
  execFileSync(databaseProgram("openssl"), [...request, "-keyout", key, "-out", cert], {
    ...owner,
    stdio: "pipe",
  });
  fs.chmodSync(key, 0o600);
  return { key, cert };
}

interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly owner: Owner;
  readonly home: string;
  readonly stopSignal: NodeJS.Signals;
  readonly certificate: string;
  connects(): Promise<void>;
}

/** A server's helpers come and go by themselves: one that has just gone needs no signal. */
function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Runs the server until it can be connected to; the rest of its life is the returned server's. */
async function serve(
  program: Program,
  address: { port: number; user: string; database: string },
): Promise<DatabaseServer> {
  let child = await started(program);
  const all = (signal: NodeJS.Signals) => {
    // The first process first: it would clean up after the others, or start new ones.
    for (const pid of [child.pid, ...childrenOf(child.pid)]) if (pid !== undefined) send(pid, signal);
  };
  const running = () => child.exitCode === null && child.signalCode === null;
  return {
    host: "127.0.0.1",
    ...address,
    certificate: program.certificate,
    pause: () => all("SIGSTOP"),
    resume: () => all("SIGCONT"),
    async kill() {
      const ended = once(child, "exit");
      const others = childrenOf(child.pid);
      all("SIGKILL");
      await ended;
      // Until the last of them has let go of the shared memory, no other server starts on the same data.
      while (others.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    async restart() {
      child = await started(program);
    },
    async stop() {
      if (running()) {
        const ended = once(child, "exit");
        child.kill(program.stopSignal);
        await ended;
      }
      fs.rmSync(program.home, { recursive: true, force: true });
    },
  };
}

async function started({ command, args, owner, home, connects }: Program): Promise<ChildProcess> {
  const child = spawn(command, args, { ...owner, cwd: home, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      printed = (printed + chunk).slice(-4000);
    });
  const deadline = Date.now() + START_LIMIT_MS;
  for (;;) {
    const trouble = await connects().then(
      () => null,
      (error: Error) => error,
    );
    if (!trouble) return child;
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill("SIGKILL");
      fs.rmSync(home, { recursive: true, force: true });
      throw new Error(`${command} did not start (${trouble.message}). It printed:\n${printed}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(fs.readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** PostgreSQL serves each connection in a process of its own. */
function childrenOf(parent: number | undefined): number[] {
  const listed = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  return listed
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, ppid]) => ppid === parent)
    .map(([pid = 0]) => pid);
}

/** Superuser `test` needs no password, everybody else does, and `tls_only` needs TLS as well. */
const PG_HBA = `host all test all trust
hostnossl all tls_only all reject
host all all all scram-sha-256
`;

/** A PostgreSQL server with superuser `test`. */
export async function startPostgres(): Promise<DatabaseServer> {
  const owner = runAs("postgres");
  const home = temporaryHome(owner);
  const data = path.join(home, "data");
  const initdb = ["-D", data, "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  execFileSync(databaseProgram("initdb"), initdb, { ...owner, cwd: home, stdio: "pipe" });
  const port = await freePort();
  fs.writeFileSync(path.join(data, "pg_hba.conf"), PG_HBA);
  const { key, cert } = makeCertificate(home, owner);
  const settings = [
    "listen_addresses=127.0.0.1",
    `unix_socket_directories=${home}`,
    "fsync=off",
    "ssl=on",
    `ssl_key_file=${key}`,
    `ssl_cert_file=${cert}`,
  ];
  const args = ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  const address = { port, user: "test", database: "postgres" };
  const connects = async () => {
    const client = new pg.Client({ host: "127.0.0.1", ...address });
    await client.connect();
    await client.end();
  };
  const certificate = fs.readFileSync(cert, "utf8");
  const command = databaseProgram("postgres");
  return serve({ command, args, owner, home, stopSignal: "SIGINT", certificate, connects }, address);
}

/** A MariaDB server whose user `root` needs no password; no database of its own. */
export async function startMariaDb(): Promise<DatabaseServer> {
  const owner = runAs("mysql");
  const home = temporaryHome(owner);
  const data = path.join(home, "data");
  // A server that starts removes temporary tables from its folder for them, also those of one that works there.
  const where = ["--no-defaults", `--datadir=${data}`, `--tmpdir=${home}`];
  const install = [
    ...where,
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
  const { key, cert } = makeCertificate(home, owner);
  const args = [
    ...where,
    `--port=${port}`,
    "--bind-address=127.0.0.1",
    `--socket=${path.join(home, "s")}`,
    `--pid-file=${path.join(home, "pid")}`,
    "--skip-name-resolve",
    "--innodb-flush-log-at-trx-commit=0",
    `--ssl-key=${key}`,
    `--ssl-cert=${cert}`,
  ];
  const address = { port, user: "root", database: "mysql" };
  const connects = async () => {
    const connection = await mysql.createConnection({ host: "127.0.0.1", ...address });
    await connection.end();
  };
  const certificate = fs.readFileSync(cert, "utf8");
  const command = databaseProgram("mariadbd");
  return serve({ command, args, owner, home, stopSignal: "SIGTERM", certificate, connects }, address);
}
