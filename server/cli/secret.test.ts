import path from "node:path";
import { pathToFileURL } from "node:url";
import { spawn } from "@lydell/node-pty";
import { expect, test } from "vitest";

/** The question for a password, in a process of its own at a real (pseudo) terminal. */

const ROOT = path.resolve(import.meta.dirname, "../..");
const SECRET = pathToFileURL(path.join(import.meta.dirname, "secret.ts")).href;
/** Asks, and prints what was understood where nobody can take it for an echo of what was typed. */
const PROGRAM = `
  const { readPassword } = await import(${JSON.stringify(SECRET)});
  try {
    const password = await readPassword({}, true, process);
    console.log("understood " + Buffer.from(String(password)).toString("hex") + " " + process.stdin.isRaw);
  } catch (error) {
    console.log("refused " + error.message);
  }`;
const PROMPT = "Password (empty for none): ";

interface Ended {
  /** All that the terminal showed. */
  readonly shown: string;
  readonly code: number;
}

/** Runs Node at a terminal and types each answer when its question has come. */
function atTerminal(args: readonly string[], typed: string): Promise<Ended> {
  const { SOURCE_PASSWORD: _, ADMIN_TOKEN: _token, ...env } = process.env;
  const terminal = spawn(process.execPath, [...args], { cwd: ROOT, env, cols: 200 });
  let shown = "";
  let asked = false;
  terminal.onData((text) => {
    shown += text;
    if (asked || !shown.includes(PROMPT)) return;
    asked = true;
    terminal.write(typed);
  });
  return new Promise((resolve) => terminal.onExit(({ exitCode: code }) => resolve({ shown, code })));
}

const ask = (typed: string) => atTerminal(["--input-type=module", "-e", PROGRAM], typed);

function understood(password: string): RegExp {
  return new RegExp(`understood ${Buffer.from(password).toString("hex")} false\\r?\\n`);
}

test.each([
  ["until Enter", "pass word-1\r", "pass word-1"],
  ["without what was taken back, of whatever letters", "pazz\u007f\u007fßw🔑\u007förd\b\r", "paßwör"],
  ["until the end of the input", "secret-2\u0004", "secret-2"],
])("a password is read from a terminal %s, and not shown", async (_, typed, password) => {
  const { shown, code } = await ask(typed);
  expect(code).toBe(0);
  expect(shown).toMatch(understood(password));
  // A line of its own follows the question; nothing of the answer stands behind it.
  expect(shown).toMatch(/Password \(empty for none\): \r?\n/);
  expect(shown).not.toContain(password);
});

test("an empty answer is no password", async () => {
  const { shown } = await ask("\r");
  expect(shown).toMatch(understood("undefined"));
});

test("Ctrl+C at the question changes nothing, and says so", async () => {
  const { shown } = await ask("half\u0003");
  expect(shown).toContain("refused Nothing was changed.");
  expect(shown).not.toContain("half");
});

test("adding a source asks for the password of its login, and neither shows nor repeats it", async () => {
  const add = ["sources", "add", "ERP", "--type", "postgresql", "--host", "127.0.0.1", "--port", "9"];
  const login = ["--database", "erp", "--user", "reader", "--server", "http://127.0.0.1:9"];
  const { shown, code } = await atTerminal(["server/cli/main.ts", ...add, ...login], "not-to-be-seen\r");
  expect(shown).toContain(PROMPT);
  expect(shown).toContain("No Landing KPI server answers at http://127.0.0.1:9.");
  expect(shown).not.toContain("not-to-be-seen");
  expect(code).toBe(2);
});
