import path from "node:path";
import type { Command } from "commander";
import { StoreError } from "../../db/database.ts";
import { AppError } from "../errors.ts";
import { makeBackup } from "../services/backup/make.ts";
import { RestoreRefusal } from "../services/backup/read.ts";
import { restoreBackup } from "../services/backup/restore.ts";
import { examples, group, outputOf, terminalOf } from "./command.ts";
import { installation } from "./installation.ts";
import { badInput, CliError, EXIT } from "./trouble.ts";

/** What neither command knows of, and whoever moves an installation has to bring along. */
const NEVER_IN_IT =
  "the settings (.env, and with them a SECRET_KEY) and the SQLite files that are connected as sources";

export function backupCommand(): Command {
  return group(
    "backup",
    "copy all that this installation keeps on this machine into a new folder, also while the server runs",
  )
    .argument("<folder>", "a folder that is not there yet")
    .addHelpText(
      "after",
      `${examples("backup /backups/kpi-monday")}

In it: KPIs, runs with their rows, sources, graphs, people and the audit; the tables of uploaded files; the key of the
sources' passwords. So keep it where only the server's user reads it. Not in it: ${NEVER_IN_IT}.`,
    )
    .action(backup);
}

export function restoreCommand(): Command {
  return group(
    "restore",
    "put a backup in the place of the database on this machine; the server must be stopped",
  )
    .argument("<backup>", "a folder that landing-kpi backup made, or the one file that earlier versions made")
    .option("--to <file>", "the database to be; left out: LANDING_KPI_DB")
    .option(
      "--force",
      "also when there is a database: it is kept beside the new one, under a name with the time",
    )
    .addHelpText(
      "after",
      `${examples("restore /backups/kpi-monday", "restore /backups/kpi-monday --force", "restore /backups/kpi-monday --to /srv/kpi/landing_kpi.db")}

The backup is looked through first, and brought to this version when it is older. Until the last moment nothing changes:
when the command is ended half-way, all is as it was. Not in a backup: ${NEVER_IN_IT}.`,
    )
    .action(restore);
}

async function backup(named: string, _options: object, command: Command): Promise<void> {
  const output = outputOf(command);
  const { databaseFile, secretKey } = installation(terminalOf(command).env);
  const folder = path.resolve(named);
  const { bytes, hasKey, missing } = await orSentence(() => makeBackup(databaseFile, folder));
  output.show({ success: true, folder, bytes, has_key: hasKey, missing }, () => {
    return `${databaseFile} and what belongs to it are copied to ${folder} (${bytes} bytes).`;
  });
  output.say(
    hasKey
      ? "The key of the sources' passwords is in it: keep it where only the server's user reads it."
      : secretKey === null
        ? "There is no key of passwords to keep yet."
        : "The passwords in it can be read with the SECRET_KEY only, which is not in it.",
  );
  if (missing.length > 0) output.say(`Not there, so not in it: ${missing.join(", ")}.`);
  output.say(`Never in it: ${NEVER_IN_IT}.`);
}

async function restore(named: string, options: { to?: string; force?: true }, command: Command) {
  const output = outputOf(command);
  const { databaseFile, secretKey } = installation(terminalOf(command).env);
  const database = options.to === undefined ? databaseFile : path.resolve(options.to);
  const place = path.resolve(named);
  const { kept, migrated, missing, unreadable } = await orSentence(() =>
    restoreBackup(place, { databaseFile: database, secretKey, force: options.force === true }),
  );
  const document = { success: true, database, kept, migrated, missing, unreadable_passwords: unreadable };
  output.show(document, () => `${database} is what ${place} holds. Start the server.`);
  if (migrated.length > 0) output.say(`It was of an earlier version and is brought to this one.`);
  if (kept !== null) output.say(`What was there before is in ${kept}, which can be restored as any backup.`);
  if (missing.length > 0)
    output.say(`Neither in the backup nor here: ${missing.join(", ")}. Upload these files again.`);
  if (unreadable.length > 0)
    output.say(
      `No key opens the passwords of ${unreadable.join(", ")}: set the SECRET_KEY of that time, or enter them again.`,
    );
  output.say(`Never in a backup: ${NEVER_IN_IT}.`);
}

async function orSentence<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RestoreRefusal) throw badInput(error.message);
    if (error instanceof StoreError || error instanceof AppError)
      throw new CliError(EXIT.failed, error.message);
    throw error;
  }
}
