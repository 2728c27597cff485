import { CommanderError } from "commander";
import { program } from "./program.ts";
import { CliError, EXIT } from "./trouble.ts";

/** The way in: `npx landing-kpi ...`. Ends with 0 when all is fine, 1 when bounds are breached, 2 when it failed, 3 when the input was bad. */
try {
  await program().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.badInput;
  } else if (error instanceof CliError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode;
  } else {
    throw error;
  }
}
