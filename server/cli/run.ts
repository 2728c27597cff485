import { CommanderError } from "commander";
import { program } from "./program.ts";
import type { Terminal } from "./terminal.ts";
import { CliError, EXIT } from "./trouble.ts";

/**
 * Runs the command that `args` say and resolves with its exit code: 0 when all is fine, 1 when bounds are breached,
 * 2 when it failed, 3 when the input was bad. Rejects with what is a fault of our own.
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await program(terminal).parseAsync(args, { from: "user" });
    return EXIT.fine;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.badInput;
    if (!(error instanceof CliError)) throw error;
    terminal.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
}
