import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { exitCode } from "./children.mjs";
import { inRoot, root, serverNode } from "./project.mjs";

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
  const nodeArgs = [...envFile, `--import=${stayWithParent}`, script, ...args];
  return exitCode(
    spawn(serverNode(), nodeArgs, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["inherit", "inherit", "inherit", "ipc"],
    }),
  );
}

/** @param {"production" | "development"} mode */
export const serve = (mode) => runScript("server/main.ts", [], { NODE_ENV: mode });
