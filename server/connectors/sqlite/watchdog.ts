/**
 * Runs as a thread beside a worker's statement: SQLite blocks the worker's own thread, so it would not notice
 * that the server was killed, and an endless statement would go on for ever. `workerData` is the server's pid.
 */
import { workerData } from "node:worker_threads";

const server = workerData as number;

function serverIsGone(): boolean {
  if (process.ppid !== server) return true;
  try {
    // Where an orphan keeps its parent's pid (Windows), asking for the process tells.
    process.kill(server, 0);
    return false;
  } catch {
    return true;
  }
}

setInterval(() => {
  if (serverIsGone()) process.kill(process.pid, "SIGKILL");
}, 1_000);
