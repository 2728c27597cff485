import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ensureBrowser } from "./browser.mjs";

let folder: string;

/** An executable that answers --version with this exit code, as a browser (0) or a mere pointer to one would. */
function program(exitCode: number): string {
  const file = join(folder, "browser");
  writeFileSync(file, `#!/bin/sh\nexit ${exitCode}\n`);
  chmodSync(file, 0o755);
  return file;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "landing-kpi-browser-"));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(process.platform === "win32")("the browser of CHROMIUM_PATH", () => {
  it("is taken before any other", async () => {
    vi.stubEnv("CHROMIUM_PATH", program(0));
    expect(await ensureBrowser()).toBe(join(folder, "browser"));
  });

  it.each([
    ["does not exist", () => join(folder, "nowhere")],
    ["does not start", () => program(1)],
  ])("is refused in a sentence when it %s", async (_case, path) => {
    const chosen = path();
    vi.stubEnv("CHROMIUM_PATH", chosen);
    await expect(ensureBrowser()).rejects.toThrow(
      `CHROMIUM_PATH is ${chosen}, which is not a browser that starts.`,
    );
  });
});
