import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { test as base, expect } from "@playwright/test";

const HOST = "127.0.0.1";
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 10_000;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, HOST);
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("The probe has no port.");
  return address.port;
}

/** Waits until the server answers; rejects with what it printed when it ends or stays silent. */
async function untilHealthy(server: ChildProcess, url: string, printed: () => string): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (server.exitCode === null && server.signalCode === null && Date.now() < deadline) {
    const healthy = await fetch(`${url}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return;
    await sleep(100);
  }
  throw new Error(`The server did not start. It printed:\n${printed()}`);
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  const patience = new AbortController();
  const late = sleep(STOP_LIMIT_MS, undefined, { signal: patience.signal }).then(
    () => server.kill("SIGKILL"),
    () => undefined,
  );
  await ended;
  patience.abort();
  await late;
}

/** The real production server of one worker: its own port, store and sample data, gone afterwards. */
async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "landing-kpi-e2e-"));
  const port = await freePort();
  const url = `http://${HOST}:${port}`;
  const server = spawn(process.execPath, ["server/main.ts"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      HOST,
      PORT: String(port),
      LANDING_KPI_DB: join(folder, "landing_kpi.db"),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [server.stdout, server.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  }
  const end = async () => {
    await stop(server);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilHealthy(server, url, () => output);
  } catch (error) {
    await end();
    throw error;
  }
  return { url, stop: end };
}

interface WorkerFixtures {
  /** Address of this worker's server. */
  readonly serverUrl: string;
}

/**
 * `test` for every journey: `page` and `request` speak to this worker's own server, and an uncaught error or a
 * violated Content-Security-Policy in the page fails the test.
 */
export const test = base.extend<object, WorkerFixtures>({
  serverUrl: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const server = await startServer();
      await use(server.url);
      await server.stop();
    },
    { scope: "worker", timeout: START_LIMIT_MS + STOP_LIMIT_MS },
  ],
  baseURL: async ({ serverUrl }, use) => {
    await use(serverUrl);
  },
  page: async ({ page }, use) => {
    const troubles: string[] = [];
    page.on("pageerror", (error) => troubles.push(error.message));
    page.on("console", (message) => {
      // The browser reports every 4xx answer this way; whether it was expected is the test's business.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        troubles.push(message.text());
      }
    });
    await use(page);
    expect(troubles, "errors in the browser's console").toEqual([]);
  },
});

export { expect };
