import { Command, InvalidArgumentError } from "commander";
import { createOutput, type Output } from "./output.ts";
import { connect, type ServerApi, troubleWith } from "./server-api.ts";
import type { Terminal } from "./terminal.ts";

/** What every command works with. */
export interface Session {
  readonly api: ServerApi;
  readonly output: Output;
  readonly terminal: Terminal;
}

interface GlobalOptions {
  readonly server: string;
  readonly json?: true;
}

/** The command that all others are below: it knows where it was started. */
export class Program extends Command {
  readonly terminal: Terminal;
  constructor(name: string, terminal: Terminal) {
    super(name);
    this.terminal = terminal;
  }
}

/** Where the program was started that `command` is part of. */
export function terminalOf(command: Command): Terminal {
  for (let each: Command | null = command; each !== null; each = each.parent)
    if (each instanceof Program) return each.terminal;
  throw new Error(`The command ${command.name()} is part of no program.`);
}

/** Where `command` prints, and how people asked for it. */
export function outputOf(command: Command): Output {
  return createOutput(command.optsWithGlobals<GlobalOptions>().json === true, terminalOf(command));
}

/** A command's work with the server; its troubles reject with a CliError. Meant as what `action` calls. */
export async function withServer(command: Command, work: (session: Session) => Promise<void>): Promise<void> {
  const { server } = command.optsWithGlobals<GlobalOptions>();
  const terminal = terminalOf(command);
  const api = connect(server, terminal.env.LANDING_KPI_API_KEY || terminal.env.ADMIN_TOKEN);
  try {
    await work({ api, output: outputOf(command), terminal });
  } catch (error) {
    throw troubleWith(api, error) ?? error;
  }
}

/** Commands below one word, such as `sources list`. */
export function group(name: string, description: string): Command {
  return new Command(name).description(description);
}

export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ npx landing-kpi ${line}`).join("\n")}`;
}

/** A whole number that was typed. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text))
    throw new InvalidArgumentError("It must be a whole number of at most 15 digits.");
  return Number(text);
}

/** A number that was typed, for the API to judge. */
export function anyNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value))
    throw new InvalidArgumentError("It must be a number, such as 10 or 2.5.");
  return value;
}

export function share(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError("It must be a number from 0 to 1.");
  return value;
}

/** For options that may be given several times. */
export function collect<T>(read: (text: string) => T): (text: string, before: T[] | undefined) => T[] {
  return (text, before) => [...(before ?? []), read(text)];
}

const POLL_MS = 200;

/** Asks again and again until the answer is no longer `waiting`, told of each. */
export async function until<T>(ask: () => Promise<T>, waiting: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (!waiting(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
