import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { rowsOf, troubleOf } from "../testing/asking.ts";
import { childrenOf, databaseFile, ENDLESS, isRunning, source } from "./test-support.ts";

let path: string;
beforeEach(() => {
  path = databaseFile("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
});

/** Runs a statement that would never end and waits until a worker is at it; gives that worker's process id. */
async function underWay(connector: ReturnType<typeof source>, signal?: AbortSignal) {
  const before = new Set(childrenOf());
  const work = rowsOf(connector, ENDLESS.sql, [], { timeLimitMs: 60_000, signal });
  work.catch(() => {});
  const pid = await vi.waitFor(() => {
    const [started] = childrenOf().filter((child) => !before.has(child));
    if (started === undefined || cpuSeconds(started) < 0.3) throw new Error("not under way yet");
    return started;
  }, 10_000);
  return { work, pid };
}

function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

// These tests look at the worker processes from outside, through /proc.
describe.skipIf(process.platform !== "linux")("a statement that would never end", { timeout: 30_000 }, () => {
  it("does not block the server", async () => {
    const abort = new AbortController();
    const { work } = await underWay(source(path), abort.signal);
    let longest = 0;
    for (let tick = 0; tick < 20; tick += 1) {
      const started = performance.now();
      await sleep(5);
      longest = Math.max(longest, performance.now() - started);
    }
    expect(longest).toBeLessThan(1_000);
    abort.abort();
    await troubleOf(work);
  });

  it("ends when cancelled, really, and a fresh worker takes its place", async () => {
    const abort = new AbortController();
    const connector = source(path);
    const { work, pid } = await underWay(connector, abort.signal);
    const started = performance.now();
    abort.abort();
    expect(await troubleOf(work)).toMatchObject({
      code: "cancelled",
      message: "The statement was cancelled.",
    });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(isRunning(pid)).toBe(false);
    expect((await rowsOf(connector, "SELECT a FROM t")).rows).toEqual([[1]]);
  });

  it("ends at its time limit", async () => {
    const connector = source(path);
    const started = performance.now();
    const error = await troubleOf(rowsOf(connector, ENDLESS.sql, [], { timeLimitMs: 700 }));
    expect(error).toMatchObject({
      code: "time_limit",
      message: expect.stringContaining("time limit of 0.7 s"),
    });
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(childrenOf()).toEqual([]);
  });

  it("ends at its time limit also between two batches, when the reader is slow", async () => {
    const connector = source(path);
    const sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
    const events = connector.stream({ sql, parameters: [] }, { timeLimitMs: 4_000 })[Symbol.asyncIterator]();
    await events.next();
    await events.next();
    await vi.waitFor(() => expect(childrenOf()).toEqual([]), 12_000);
    expect((await troubleOf(Promise.resolve(events.next()))).code).toBe("time_limit");
    expect((await rowsOf(connector, "SELECT 1")).rows).toEqual([[1]]);
  }, 20_000);

  it("is reported when its process is killed from outside", async () => {
    const connector = source(path);
    const { work, pid } = await underWay(connector);
    process.kill(pid, "SIGKILL");
    expect(await troubleOf(work)).toMatchObject({
      code: "query_failed",
      message:
        "The process that reads source.db ended unexpectedly (SIGKILL). Nothing was changed; run the statement again.",
    });
    expect((await rowsOf(connector, "SELECT a FROM t")).rows).toEqual([[1]]);
  });

  it("ends when the source is closed", async () => {
    const connector = source(path);
    const { work, pid } = await underWay(connector);
    await connector.close();
    expect((await troubleOf(work)).code).toBe("cancelled");
    expect(isRunning(pid)).toBe(false);
    expect((await troubleOf(rowsOf(connector, "SELECT 1"))).message).toBe("The source source.db was closed.");
  });

  it("ends when the server is killed", async () => {
    const module = new URL("./source.ts", import.meta.url).href;
    const script = `import { openSqliteSource } from ${JSON.stringify(module)};
      const source = openSqliteSource({ path: ${JSON.stringify(path)}, schema: "lab" });
      await source.count(${JSON.stringify(ENDLESS)}, { timeLimitMs: 60000 });`;
    const server = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "ignore" });
    const pid = await vi.waitFor(() => {
      const [worker] = childrenOf(server.pid);
      if (worker === undefined || cpuSeconds(worker) < 0.5) throw new Error("not under way yet");
      return worker;
    }, 15_000);
    server.kill("SIGKILL");
    await once(server, "exit");
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), 5_000);
  });
});

describe.skipIf(process.platform !== "linux")("a pool", { timeout: 30_000 }, () => {
  it("starts no process before one is needed, and no more than two", async () => {
    const connector = source(path);
    expect(childrenOf()).toEqual([]);
    const numbers = Array.from({ length: 12 }, (_, n) => n);
    const results = await Promise.all(numbers.map((n) => rowsOf(connector, "SELECT ? + a FROM t", [n])));
    expect(results.map(({ rows }) => rows[0]?.[0])).toEqual(numbers.map((n) => n + 1));
    expect(childrenOf()).toHaveLength(2);
  });

  it("keeps those waiting in line, and their wait counts to their time limit", async () => {
    const abort = new AbortController();
    const connector = source(path);
    const busy = [await underWay(connector, abort.signal), await underWay(connector, abort.signal)];
    const started = performance.now();
    const first = rowsOf(connector, "SELECT 'first'");
    const hasty = await troubleOf(rowsOf(connector, "SELECT 'hasty'", [], { timeLimitMs: 300 }));
    expect(hasty).toMatchObject({
      code: "source_busy",
      message: expect.stringContaining("whole time limit of 0.3 s"),
    });
    expect(performance.now() - started).toBeLessThan(5_000);
    const leaving = new AbortController();
    const left = troubleOf(
      rowsOf(connector, "SELECT 'left'", [], { timeLimitMs: 9_000, signal: leaving.signal }),
    );
    leaving.abort();
    expect((await left).code).toBe("cancelled");
    abort.abort();
    expect((await first).rows).toEqual([["first"]]);
    for (const { work } of busy) expect((await troubleOf(work)).code).toBe("cancelled");
  });

  it("refuses at once what was cancelled before it began, and starts nothing for it", async () => {
    const connector = source(path);
    const work = rowsOf(connector, "SELECT 1", [], { timeLimitMs: 1_000, signal: AbortSignal.abort() });
    expect((await troubleOf(work)).code).toBe("cancelled");
    expect(childrenOf()).toEqual([]);
  });

  it("leaves it to the server what an interrupt of the whole process group ends", async () => {
    const connector = source(path);
    await rowsOf(connector, "SELECT 1");
    const workers = childrenOf();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.kill(workers[0] as number, signal);
    await sleep(200);
    expect((await rowsOf(connector, "SELECT a FROM t")).rows).toEqual([[1]]);
    expect(childrenOf()).toEqual(workers);
  });

  it("computes nothing ahead of the reader", async () => {
    const connector = source(path);
    const sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
    const events = connector.stream({ sql, parameters: [] }, { timeLimitMs: 20_000 })[Symbol.asyncIterator]();
    await events.next();
    await events.next();
    const [worker] = childrenOf();
    await sleep(100);
    const before = cpuSeconds(worker as number);
    await sleep(500);
    expect(cpuSeconds(worker as number) - before).toBeLessThan(0.1);
    await events.return?.();
  });

  it("gives its processes nothing of the server's environment but where temporary and compiled files go", async () => {
    vi.stubEnv("LLM_API_KEY", "a secret");
    const connector = source(path);
    await rowsOf(connector, "SELECT 1");
    vi.unstubAllEnvs();
    const [worker] = childrenOf();
    const names = readFileSync(`/proc/${worker}/environ`, "utf8")
      .split("\0")
      .flatMap((entry) => (entry === "" ? [] : [entry.split("=")[0]]));
    const allowed = [
      "TMPDIR",
      "SQLITE_TMPDIR",
      "TEMP",
      "TMP",
      "NODE_COMPILE_CACHE",
      "NODE_CHANNEL_FD",
      "NODE_CHANNEL_SERIALIZATION_MODE",
    ];
    expect(names.filter((name) => !allowed.includes(name ?? ""))).toEqual([]);
  });
});
