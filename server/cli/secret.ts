import { readFile } from "node:fs/promises";
import type { Terminal } from "./terminal.ts";
import { badInput } from "./trouble.ts";

/** Where a password of a source may come from: never from an argument, which other users of the machine see. */
export interface SecretOptions {
  readonly passwordFile?: string;
}

/** From a file, from SOURCE_PASSWORD, or typed; undefined where nobody gave one. */
export async function readPassword(
  { passwordFile }: SecretOptions,
  ask: boolean,
  terminal: Terminal,
): Promise<string | undefined> {
  if (passwordFile !== undefined) {
    const text = await readFile(passwordFile, "utf8").catch(() => {
      throw badInput(`The file ${passwordFile} cannot be read.`);
    });
    return text.replace(/\r?\n$/, "");
  }
  if (terminal.env.SOURCE_PASSWORD !== undefined) return terminal.env.SOURCE_PASSWORD;
  if (!ask) return undefined;
  if (terminal.stdin.isTTY) return (await typed("Password (empty for none): ", terminal)) || undefined;
  return undefined;
}

/** What is typed until Enter, unseen. */
async function typed(prompt: string, { stdin, stderr }: Terminal): Promise<string> {
  // Before the question: whoever answers at once must not see it either.
  stdin.setRawMode?.(true);
  stderr.write(prompt);
  stdin.setEncoding("utf8");
  let text = "";
  try {
    for await (const chunk of stdin as AsyncIterable<string>)
      for (const letter of chunk) {
        if (letter === "\r" || letter === "\n" || letter === "\u0004") return text;
        if (letter === "\u0003") throw badInput("Nothing was changed.");
        text = letter === "\u007f" || letter === "\b" ? withoutLast(text) : text + letter;
      }
    return text;
  } finally {
    stdin.setRawMode?.(false);
    stderr.write("\n");
  }
}

/** Without its last character, which may be two halves. */
function withoutLast(text: string): string {
  return [...text].slice(0, -1).join("");
}
