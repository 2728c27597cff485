import path from "node:path";
import type { Command } from "commander";
import { backUpStore } from "../../db/backup.ts";
import { StoreError } from "../../db/database.ts";
import { examples, group } from "./command.ts";
import { createOutput } from "./output.ts";
import { CliError, EXIT } from "./trouble.ts";

/** Relative paths in the settings are meant from the project's folder, where the server is started. */
const ROOT = path.resolve(import.meta.dirname, "../..");

export function backupCommand(): Command {
  return group(
    "backup",
    "copy the product's database on this machine into a file, also while the server runs",
  )
    .argument("<file>", "a file that is not there yet")
    .addHelpText("after", examples("backup /backups/kpi-monday.db"))
    .action(backup);
}

async function backup(named: string, _options: object, command: Command): Promise<void> {
  const output = createOutput(command.optsWithGlobals<{ json?: true }>().json === true);
  const database = path.resolve(ROOT, process.env.LANDING_KPI_DB || "data/landing_kpi.db");
  const file = path.resolve(named);
  try {
    const { bytes } = await backUpStore(database, file);
    output.show({ success: true, file, bytes }, () => `${database} is copied to ${file} (${bytes} bytes).`);
    output.say(
      `Not in it, so copy them too: the key of the passwords (${path.join(path.dirname(database), "landing_kpi.key")}), unless SECRET_KEY is set, and the tables that files became (the folder ${path.join(path.dirname(database), "files")}).`,
    );
  } catch (error) {
    if (error instanceof StoreError) throw new CliError(EXIT.failed, error.message);
    throw error;
  }
}
