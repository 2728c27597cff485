import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { packFiles } from "./pack.mjs";
import { inRoot, nodeTool } from "./project.mjs";
import { quietStep } from "./steps.mjs";

/** What the browser bundle and the server-rendered pages are made of. */
const INPUTS = [
  "app",
  "public",
  "server/contracts",
  "vite.config.ts",
  "tsconfig.json",
  "package-lock.json",
  "scripts/pack.mjs",
];
const STAMP = "build/.inputs";

/** @param {string} path below the project @returns {string[]} the files in it, in a stable order */
function filesOf(path) {
  if (!existsSync(inRoot(path))) return [];
  if (statSync(inRoot(path)).isFile()) return [path];
  return readdirSync(inRoot(path))
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

function hashOfInputs() {
  const hash = createHash("sha256");
  for (const file of INPUTS.flatMap(filesOf))
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(inRoot(file)));
  return hash.digest("hex");
}

/** @param {string} inputs */
const isCurrent = (inputs) => existsSync(inRoot(STAMP)) && readFileSync(inRoot(STAMP), "utf8") === inputs;

/**
 * Builds the pages unless the build was made from exactly these sources.
 * @throws {import("./trouble.mjs").Trouble} when the build fails
 */
export async function ensureBuilt() {
  if (isCurrent(hashOfInputs())) return;
  await withLock(inRoot(".cache/build.lock"), "building the pages", async () => {
    const inputs = hashOfInputs();
    if (isCurrent(inputs)) return;
    await quietStep("Building the pages", nodeTool("@remix-run/dev", "remix", "vite:build"), {
      env: { NODE_ENV: "production" },
    });
    packFiles(inRoot("build/client/assets"));
    writeFileSync(inRoot(STAMP), inputs);
  });
}
