import { existsSync, readFileSync } from "node:fs";
import { withLock } from "./lock.mjs";
import { inRoot } from "./project.mjs";
import { quietStep } from "./steps.mjs";

/** @typedef {{ version?: string, integrity?: string, dev?: boolean, optional?: boolean, devOptional?: boolean, link?: boolean }} Package */
/** @typedef {{ packages: Record<string, Package> }} Lockfile */

/**
 * Whether what npm installed is what package-lock.json asks for. npm leaves a lock file inside node_modules as
 * its last act, so an interrupted installation never matches.
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} installed node_modules/.package-lock.json
 * @param {boolean} development whether development dependencies must be there too
 */
export function matches(wanted, installed, development) {
  return Object.entries(wanted.packages).every(([path, pack]) => {
    if (path === "") return true;
    const found = installed.packages[path];
    if (found !== undefined) return found.version === pack.version && found.integrity === pack.integrity;
    // Optional packages are for other operating systems, or for machines that can build them.
    if (pack.optional || pack.devOptional) return true;
    return Boolean(pack.dev) && !development;
  });
}

/** @param {string} file @returns {Lockfile} */
const readLockfile = (file) => JSON.parse(readFileSync(inRoot(file), "utf8"));

/** @param {boolean} development */
function isInstalled(development) {
  const installed = "node_modules/.package-lock.json";
  return (
    existsSync(inRoot(installed)) &&
    matches(readLockfile("package-lock.json"), readLockfile(installed), development)
  );
}

/** npm as it was started, so that its version and Node stay the same; else whatever `npm` is. */
function npmCommand() {
  const script = process.env.npm_execpath ?? "";
  if (!/npm-cli\.c?js$/.test(script)) return ["npm"];
  return [process.env.npm_node_execpath ?? process.execPath, script];
}

/**
 * Installs the dependencies unless they are already the ones of package-lock.json.
 * @param {{ development: boolean }} options `development: false` accepts an installation without development dependencies
 * @throws {import("./trouble.mjs").Trouble} when npm fails
 */
export async function ensureInstalled({ development }) {
  if (isInstalled(development)) return;
  await withLock(inRoot(".cache/install.lock"), "installing dependencies", async () => {
    if (isInstalled(development)) return;
    await quietStep(
      "Installing dependencies",
      [...npmCommand(), "ci", "--include=dev", "--no-audit", "--no-fund"],
      {
        failure:
          "The dependencies could not be installed. npm's reason is above: mostly no network, a proxy that is not " +
          "configured (npm config set proxy ...), or a folder that is not writable.",
      },
    );
  });
}
