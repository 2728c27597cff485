import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withLock } from "./lock.mjs";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "landing-kpi-lock-"));
  file = join(folder, "deeper/work.lock");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a lock", () => {
  it("lets one piece of work in at a time, and says who is waited for", async () => {
    const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sleep(50);
      inside -= 1;
    };
    await Promise.all([1, 2, 3].map(() => withLock(file, "working", work)));
    const said = write.mock.calls.map(([text]) => text);
    write.mockRestore();
    expect(most).toBe(1);
    expect(said).toContain(`Waiting: process ${process.pid} is working.\n`);
  });

  it("is given back, with nothing left behind, when the work fails", async () => {
    const failing = withLock(file, "working", async () => {
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(readdirSync(join(folder, "deeper"))).toEqual([]);
  });

  it("of a process that died is taken over", async () => {
    await withLock(file, "making the folder", async () => undefined);
    const { pid } = spawnSync(process.execPath, ["--version"]);
    writeFileSync(file, String(pid));
    expect(await withLock(file, "working", async () => "done")).toBe("done");
    expect(existsSync(file)).toBe(false);
  });
});
