import { spawn } from "node:child_process";
import { constants } from "node:os";
import { inRoot, root } from "./project.mjs";

const FORWARDED = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
const PARENT_CHECK_MS = 500;

const parent = process.ppid;

/** Where Node keeps what it compiled, so that a program of ours starts in half the time; `npm ci` empties it. */
const COMPILED = inRoot("node_modules/.cache/compiled");

/**
 * Starts a program in the project's folder.
 * @param {readonly string[]} command program and arguments
 * @param {import("node:child_process").SpawnOptions} options `env` is added to our own
 */
export function start([program = "", ...args], { env, ...options }) {
  return spawn(program, args, {
    cwd: root,
    env: { NODE_COMPILE_CACHE: COMPILED, ...process.env, ...env },
    ...options,
  });
}

/**
 * Waits for a child to end. Signals that we get while it runs are passed on to it. When npm runs us and is itself
 * stopped, its shell dies without telling us: the child gets the SIGTERM that was meant for it.
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<number>} its exit code, 128 + n when signal number n ended it
 * @throws {Error} when it could not be started
 */
export async function exitCode(child) {
  let told = false;
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    told = true;
    child.kill(signal);
  };
  const whenAlone = () => {
    if (process.env.npm_lifecycle_event && process.ppid !== parent && !told) forward("SIGTERM");
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  const watch = setInterval(whenAlone, PARENT_CHECK_MS);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? "SIGTERM"]));
    });
  } finally {
    clearInterval(watch);
    for (const signal of FORWARDED) process.off(signal, forward);
  }
}
