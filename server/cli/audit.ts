import type { Command } from "commander";
import type { AuditExportQuery } from "../contracts/audit.ts";
import { examples, group, wholeNumber, withServer } from "./command.ts";
import { download } from "./download.ts";
import { facts, table } from "./output.ts";
import { CliError, EXIT } from "./trouble.ts";

export function auditCommands(): Command {
  const audit = group("audit", "who changed something, took out rows or signed in; for administrators");
  searched(audit.command("list").description("list the entries, the newest first"))
    .option("--limit <number>", "at most so many, up to 500", wholeNumber)
    .option("--before <number>", "only entries with smaller numbers", wholeNumber)
    .addHelpText("after", examples("audit list --who ada --from 2026-11-01 --to 2026-11-30"))
    .action(list);
  searched(audit.command("export").description("write the entries into a CSV file"))
    .option("--output <file>", "where to; - for standard output; left out: here, under a name with the day")
    .action(exportEntries);
  audit
    .command("verify")
    .description("check that no entry is missing, changed or out of order; exit code 2 when one is")
    .option("--known <number:hash>", "an entry and its hash that were noted down before")
    .addHelpText("after", examples("audit verify", "audit verify --known 1204:5f0c…"))
    .action(verify);
  return audit;
}

function searched(command: Command): Command {
  return command
    .option("--search <text>", "only with this text")
    .option("--who <text>", "only by people and keys with this in their name")
    .option("--act <procedure>", "only this, such as kpis.update")
    .option("--from <day>", "from this day on (UTC)")
    .option("--to <day>", "up to this day (UTC)");
}

async function list(options: AuditExportQuery & { limit?: number; before?: number }, command: Command) {
  await withServer(command, async ({ api, output }) => {
    const answer = await api.trpc.audit.list.query(options);
    output.show(answer, () =>
      table(
        ["no", "when", "who", "did", "to", "outcome", "way", "address"],
        answer.entries.map((entry) => [
          ...[entry.seq, entry.at, entry.who, entry.did, entry.thing_name],
          ...[entry.outcome, entry.way, entry.address],
        ]),
        "There is no such entry.",
      ),
    );
    if (answer.next_before !== null) output.say(`There are older ones: --before ${answer.next_before}.`);
  });
}

async function exportEntries(options: AuditExportQuery & { output?: string }, command: Command) {
  await withServer(command, async (session) => {
    const { output: where, search, who, act, from, to } = options;
    const query = { search: search ?? undefined, who: who ?? undefined, act: act ?? undefined, from, to };
    const file = await download(session, "/v1/audit/export.csv", query, where);
    if (file !== null) session.output.show({ file }, () => `Written to ${file}.`);
  });
}

async function verify({ known }: { known?: string }, command: Command) {
  await withServer(command, async ({ api, output }) => {
    const [seq, hash] = known?.split(":") ?? [];
    const answer = await api.trpc.audit.verify.query(known === undefined ? {} : ({ seq, hash } as never));
    output.show(answer, () =>
      [
        facts({
          entries: answer.entries,
          first: answer.first,
          last: answer.last,
          "last hash": answer.last_hash,
        }),
        ...answer.problems.map(({ problem }) => problem),
      ].join("\n"),
    );
    if (!answer.success) throw new CliError(EXIT.failed, answer.message);
    output.say(answer.message);
  });
}
