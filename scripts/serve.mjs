import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { exitCode, start } from "./children.mjs";
import { inRoot, serverNode } from "./project.mjs";

/** Half of what Node takes by itself: 40 MB less of the server's memory, and no slower. */
const YOUNG_OBJECTS = "--max-semi-space-size=8";

/**
 * Runs a TypeScript program of ours with .env until it ends; it does not outlive us, however we end.
 * @param {string} script path from the project's folder
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>} exit code
 */
export function runScript(script, args, env) {
  const stayWithParent = pathToFileURL(inRoot("scripts/stay-with-parent.mjs")).href;
  const envFile = existsSync(inRoot(".env")) ? ["--env-file=.env"] : [];
  const nodeArgs = [...envFile, YOUNG_OBJECTS, `--import=${stayWithParent}`, script, ...args];
  return exitCode(
    start([serverNode(), ...nodeArgs], {
      env,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      // In a process group of its own, Ctrl+C reaches it once, through us, and not a second time from the terminal,
      // which would mean "at once". On Windows that would open a window.
      detached: process.platform !== "win32",
    }),
  );
}

/** @param {"production" | "development"} mode */
export const serve = (mode) => runScript("server/main.ts", [], { NODE_ENV: mode });
