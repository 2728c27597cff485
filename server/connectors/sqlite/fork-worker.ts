import { type ChildProcess, fork } from "node:child_process";

/** Of the server's environment only where temporary files go, where Node keeps what it compiled, and what starting needs. */
const PASSED_ON = ["TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP", "NODE_COMPILE_CACHE", "SystemRoot"];

/** Starts a program of the server as a process of its own, with nothing of the server's environment and a bounded heap. */
export function forkWorker(program: URL, args: readonly string[], heapMb: number): ChildProcess {
  return fork(program, args, {
    env: Object.fromEntries(
      PASSED_ON.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
    ) as NodeJS.ProcessEnv,
    // Early Node 22 strips types only when told so; other flags (a debugger's port) are the server's own.
    execArgv: [
      ...process.execArgv.filter((flag) => flag.includes("strip-types")),
      `--max-old-space-size=${heapMb}`,
    ],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    serialization: "advanced",
  });
}
