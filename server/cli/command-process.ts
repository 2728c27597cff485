import { spawn } from "node:child_process";
import path from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { run } from "./run.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/**
 * The command as the program runs it, but in this process: a process of its own takes a second of a core before it
 * does anything. `stdin` is what it is given there, else nothing.
 */
export async function runHere(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  stdin?: string,
): Promise<Ended> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const printed = Promise.all([text(stdout), text(stderr)]);
  const code = await run(args, {
    env: { ...process.env, ADMIN_TOKEN: "", LANDING_KPI_API_KEY: "", ...env },
    stdin: new PassThrough().end(stdin),
    stdout,
    stderr,
  });
  stdout.end();
  stderr.end();
  const [out, err] = await printed;
  return { code, out, err };
}

/** The real command as a process of its own, to its end; `stdin` is what it is given there, else nothing. */
export async function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  stdin?: string,
): Promise<Ended> {
  const child = spawn(process.execPath, ["scripts/landing-kpi.mjs", ...args], {
    cwd: ROOT,
    env: { ...process.env, ADMIN_TOKEN: "", LANDING_KPI_API_KEY: "", ...env },
    stdio: [stdin === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  });
  child.stdin?.end(stdin);
  let [out, err] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (err += text));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, out, err };
}
