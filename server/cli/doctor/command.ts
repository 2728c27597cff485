import fs from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { openReader } from "../../../db/database.ts";
import { holderOf } from "../../../db/store-lock.ts";
import type { Settings } from "../../env.ts";
import { composeServices } from "../../services/compose.ts";
import { examples, group, outputOf, terminalOf } from "../command.ts";
import { installation } from "../installation.ts";
import { CliError, EXIT } from "../trouble.ts";
import type { Finding, Installation } from "./check.ts";
import { CONTENTS } from "./contents.ts";
import { checkStore } from "./store.ts";
import { SURROUNDINGS } from "./surroundings.ts";

export function doctorCommand(): Command {
  return group("doctor", "look at the installation on this machine and say what is wrong and what to do")
    .addHelpText(
      "after",
      `${examples("doctor", "doctor --json")}

It writes nothing into the database, and works while the server runs and when it does not. Run it as the server's user.
Exit codes: 0 fine, 1 there are warnings, 2 there are problems, 3 a setting is wrong.`,
    )
    .action(doctor);
}

async function doctor(_options: object, command: Command): Promise<void> {
  const output = outputOf(command);
  const findings = await examine(installation(terminalOf(command).env));
  const count = (state: Finding["state"]) => findings.filter((each) => each.state === state).length;
  const [problems, warnings] = [count("problem"), count("warning")];
  output.show({ success: problems === 0, problems, warnings, findings }, () =>
    findings
      .map(({ state, check, message }) => `${state.padEnd(7)}  ${check}: ${message}`.replace(/\p{Cc}/gu, " "))
      .join("\n"),
  );
  if (problems + warnings === 0) return;
  const sentence = `Problems: ${problems}. Warnings: ${warnings}.`;
  throw new CliError(problems > 0 ? EXIT.failed : EXIT.breached, sentence);
}

async function examine(settings: Settings): Promise<Finding[]> {
  const { databaseFile } = settings;
  const isThere = fs.existsSync(path.dirname(databaseFile));
  const place: Installation = { settings, holder: isThere ? holderOf(databaseFile) : null };
  const findings: Finding[] = [];
  for (const check of SURROUNDINGS) findings.push(...(await check(place)));
  const { findings: ofStore, usable } = await checkStore(place);
  findings.push(...ofStore);
  if (!usable) return findings;
  const db = openReader(databaseFile);
  const { services, close } = composeServices(db, settings, null, () =>
    new Date().toISOString().slice(0, 10),
  );
  try {
    for (const check of CONTENTS) findings.push(...(await check({ db, services }, place)));
  } finally {
    await close();
    await db.destroy();
  }
  return findings;
}
