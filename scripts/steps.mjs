import { exitCode, start } from "./children.mjs";
import { Trouble } from "./trouble.mjs";

/** @typedef {{ env?: Record<string, string | undefined>, failure?: string }} StepOptions */

/** @param {number} code exit code @param {number} began milliseconds, from `performance.now()` */
function ending(code, began) {
  const elapsed = `${((performance.now() - began) / 1000).toFixed(1)} s`;
  return code === 0 ? elapsed : `failed (exit code ${code}) after ${elapsed}`;
}

/**
 * Runs a command out of sight: a line says what it does, another one how long it took; steps may run beside each
 * other. Its output is shown only when it fails, and then a Trouble with `failure` (or a general sentence) is thrown.
 * @param {string} title
 * @param {readonly string[]} command program and arguments
 * @param {StepOptions} [options]
 */
export async function quietStep(title, command, { env, failure } = {}) {
  const began = performance.now();
  process.stdout.write(`${title} ...\n`);
  const child = start(command, { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8");
    stream?.on("data", (chunk) => {
      output += chunk;
    });
  }
  const code = await exitCode(child).catch((error) => {
    output += error.message;
    return 1;
  });
  process.stdout.write(`${title}: ${ending(code, began)}\n`);
  if (code === 0) return;
  process.stderr.write(output.endsWith("\n") || output === "" ? output : `${output}\n`);
  throw new Trouble(failure ?? `${title} failed (exit code ${code}); its output is above.`);
}

/**
 * Runs a command whose output is worth reading (a test runner), with a line before and one after it.
 * @param {string} title
 * @param {readonly string[]} command program and arguments
 * @param {StepOptions} [options]
 * @returns {Promise<number>} the exit code
 */
export async function openStep(title, command, { env } = {}) {
  const began = performance.now();
  process.stdout.write(`${title} ...\n`);
  const code = await exitCode(start(command, { env, stdio: ["ignore", "inherit", "inherit"] }));
  process.stdout.write(`${title}: ${ending(code, began)}\n`);
  return code;
}
