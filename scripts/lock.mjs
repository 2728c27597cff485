import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Trouble } from "./trouble.mjs";

const POLL_MS = 250;
const GIVE_UP_MS = 15 * 60_000;

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/** @param {string} file @returns {number | undefined} the holder's process id */
function holder(file) {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** @param {string} file */
function tryToTake(file) {
  // A link appears whole: nobody ever reads a lock file that has no process id in it yet.
  const ticket = `${file}.${process.pid}`;
  writeFileSync(ticket, String(process.pid));
  try {
    linkSync(ticket, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(ticket, { force: true });
  }
}

/**
 * Runs `work` while no other process of this checkout runs work under the same lock file. The lock of a process
 * that died is taken over.
 * @template T
 * @param {string} file
 * @param {string} what what the other process is doing, for the line that says why we wait
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, what, work) {
  mkdirSync(dirname(file), { recursive: true });
  const deadline = Date.now() + GIVE_UP_MS;
  let announced = false;
  while (!tryToTake(file)) {
    const pid = holder(file);
    if (pid !== undefined && !isRunning(pid)) {
      rmSync(file, { force: true });
      continue;
    }
    if (Date.now() > deadline) {
      throw new Trouble(
        `Process ${pid} has been ${what} for too long. End it, or delete ${file}, and try again.`,
      );
    }
    if (!announced) process.stdout.write(`Waiting: process ${pid} is ${what}.\n`);
    announced = true;
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
