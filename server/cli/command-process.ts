import { spawn } from "node:child_process";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
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
