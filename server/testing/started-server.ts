import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** Longest wait for the start-up message, in milliseconds; the first start makes the sample data. */
const START_LIMIT_MS = 60_000;

/** The real production server as its own process, as people start it. */
export interface StartedServer {
  readonly url: string;
  readonly process: ChildProcess;
  /** Everything it printed so far. */
  printed(): string;
  /** Sends the signal and waits for the end; the exit code, null when the signal ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** An empty folder for a server's data; `remove` it afterwards. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "landing-kpi-test-"));
  return { path: folder, remove: () => fs.rmSync(folder, { recursive: true, force: true }) };
}

/** Starts the server on a free port over the given database file; rejects with what it printed when it ends. */
export async function startServer(
  databaseFile: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<StartedServer> {
  const child = spawn(process.execPath, ["server/main.ts"], {
    cwd: path.resolve(import.meta.dirname, "../.."),
    env: {
      ...process.env,
      NODE_ENV: "production",
      HOST: "127.0.0.1",
      PORT: "0",
      LANDING_KPI_DB: databaseFile,
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ready = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
      const url = /is ready: (\S+)/.exec(output)?.[1];
      if (url) ready.resolve(url);
    });
  // Once it is ready, these change nothing any more: a promise settles once.
  const fail = (why: string) => ready.reject(new Error(`The server ${why}. It printed:\n${output}`));
  const timer = setTimeout(() => fail("did not start in time"), START_LIMIT_MS);
  child.once("close", (code) => fail(`ended with code ${code}`));
  const url = await ready.promise
    .catch((error) => {
      child.kill("SIGKILL");
      throw error;
    })
    .finally(() => clearTimeout(timer));
  return {
    url,
    process: child,
    printed: () => output,
    async stop(signal = "SIGTERM") {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, "exit");
        child.kill(signal);
        await ended;
      }
      return child.exitCode;
    },
  };
}
