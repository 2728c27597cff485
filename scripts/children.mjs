import { constants } from "node:os";

const FORWARDED = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Waits for a child to end; signals that we get while it runs are passed on to it.
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<number>} its exit code, 128 + n when signal number n ended it
 * @throws {Error} when it could not be started
 */
export async function exitCode(child) {
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    // Ctrl+C in a terminal reaches the whole group by itself; a second one could mean "at once".
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? "SIGTERM"]));
    });
  } finally {
    for (const signal of FORWARDED) process.off(signal, forward);
  }
}
