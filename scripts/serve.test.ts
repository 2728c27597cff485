import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inRoot } from "./project.mjs";

/** A server that says its process id and "stopping", and ends with the code 7 when it is asked to. */
const SERVER = `
const alive: NodeJS.Timeout = setInterval(() => undefined, 1_000);
process.on("SIGTERM", () => {
  console.log("stopping");
  clearInterval(alive);
  process.exitCode = 7;
});
console.log(process.pid);
`;

let folder: string;
let wrapper: ChildProcess;
let lines: AsyncIterableIterator<string>;

const nextLine = async () => (await lines.next()).value;

/** Runs the wrapper around the server; `around` may put another program around both. */
function wrap(env: Record<string, string> = {}, around?: (command: string) => [string, ...string[]]): void {
  const program = join(folder, "wrapper.mjs");
  const [command, ...args] = around?.(`"${process.execPath}" "${program}"`) ?? [process.execPath, program];
  wrapper = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] });
  if (!wrapper.stdout) throw new Error("The wrapper's output is not a pipe.");
  lines = createInterface(wrapper.stdout)[Symbol.asyncIterator]();
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "landing-kpi-serve-"));
  writeFileSync(join(folder, "server.ts"), SERVER);
  writeFileSync(
    join(folder, "wrapper.mjs"),
    `import { runScript } from ${JSON.stringify(inRoot("scripts/serve.mjs"))};
    process.exitCode = await runScript(${JSON.stringify(join(folder, "server.ts"))}, []);`,
  );
});

afterEach(() => {
  wrapper.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

describe("a program that the wrapper runs", () => {
  it("gets the wrapper's signals, and its exit code comes back", async () => {
    wrap();
    await nextLine();
    const ended = once(wrapper, "exit");
    wrapper.kill("SIGTERM");
    expect(await nextLine()).toBe("stopping");
    expect((await ended)[0]).toBe(7);
  });

  it("stops in order when the wrapper is killed", async () => {
    wrap();
    await nextLine();
    wrapper.kill("SIGKILL");
    expect(await nextLine()).toBe("stopping");
    // The end of the output that both share: nobody is left to write to it.
    expect((await lines.next()).done).toBe(true);
  });

  it("stops in order when npm is stopped, whose shell passes nothing on", async () => {
    wrap({ npm_lifecycle_event: "start" }, (command) => ["sh", "-c", `${command}; true`]);
    await nextLine();
    wrapper.kill("SIGTERM");
    expect(await nextLine()).toBe("stopping");
    expect((await lines.next()).done).toBe(true);
  });

  it("that is killed is reported as such", async () => {
    wrap();
    const pid = Number(await nextLine());
    const ended = once(wrapper, "exit");
    process.kill(pid, "SIGKILL");
    expect((await ended)[0]).toBe(137);
  });
});
