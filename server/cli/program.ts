import type { Command } from "commander";
import { auditCommands } from "./audit.ts";
import { backupCommand, restoreCommand } from "./backup.ts";
import { examples, Program } from "./command.ts";
import { completionCommand } from "./completion/command.ts";
import { doctorCommand } from "./doctor/command.ts";
import { executionCommands } from "./executions.ts";
import { fileCommands } from "./files.ts";
import { graphCommands } from "./graphs.ts";
import { productVersion } from "./installation.ts";
import { kpiCommands, previewCommand } from "./kpis.ts";
import { sourceCommands } from "./sources.ts";
import type { Terminal } from "./terminal.ts";

/** All commands, as started at `terminal`. Parsing rejects with a CommanderError (help, bad input) or a CliError. */
export function program(terminal: Terminal): Command {
  const port = terminal.env.PORT || "3000";
  const all = new Program("landing-kpi", terminal)
    .description(
      "Works with a running Landing KPI server: sources, files, knowledge graphs, KPIs and their runs.",
    )
    .option("--server <url>", "where the server is", `http://127.0.0.1:${port}`)
    .version(productVersion(), "--version", "say which version this is")
    .option("--json", "print one JSON document instead of tables")
    .addHelpText(
      "after",
      `${examples(
        "files upload customers.csv --source Lists --yes",
        "graphs build SHOP --source Lists",
        'preview "orders without customers" --graph SHOP',
        "kpis execute 7 --graph SHOP --json",
      )}

Environment: LANDING_KPI_API_KEY (a key that an administrator made), ADMIN_TOKEN (what the server was started with), PORT (of the server on this machine).
Exit codes: 0 fine, 1 a KPI's value is beyond its threshold or doctor warns, 2 it failed, 3 what was typed is wrong.`,
    );
  for (const command of [
    sourceCommands(),
    fileCommands(),
    graphCommands(),
    previewCommand(),
    kpiCommands(),
    executionCommands(),
    auditCommands(),
    backupCommand(),
    restoreCommand(),
    doctorCommand(),
    completionCommand(),
  ])
    all.addCommand(command);
  const writers = {
    writeOut: (text: string) => terminal.stdout.write(text),
    writeErr: (text: string) => terminal.stderr.write(text),
  };
  throughout(all, (command) =>
    command.configureOutput(writers).exitOverride().showSuggestionAfterError().helpOption("--help"),
  );
  return all;
}

function throughout(command: Command, change: (command: Command) => void): void {
  change(command);
  for (const each of command.commands) throughout(each, change);
}
