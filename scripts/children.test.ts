import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterEach, expect, it, vi } from "vitest";
import { start } from "./children.mjs";
import { inRoot } from "./project.mjs";

/** Where a program that we start keeps what Node compiled. */
async function compiledWhere(): Promise<string> {
  const program = "require('node:module').getCompileCacheDir()";
  const child = start([process.execPath, "-p", program], { stdio: ["ignore", "pipe", "inherit"] });
  if (!child.stdout) throw new Error("The output is not a pipe.");
  const [said] = await Promise.all([text(child.stdout), once(child, "close")]);
  return said.trim();
}

afterEach(() => vi.unstubAllEnvs());

it("keeps what Node compiled within the project", async () => {
  vi.stubEnv("NODE_COMPILE_CACHE", undefined);
  expect((await compiledWhere()).startsWith(inRoot("node_modules", ".cache"))).toBe(true);
});

it("keeps it where the environment says", async () => {
  const elsewhere = inRoot("node_modules", ".cache", "elsewhere");
  vi.stubEnv("NODE_COMPILE_CACHE", elsewhere);
  expect((await compiledWhere()).startsWith(elsewhere)).toBe(true);
});
