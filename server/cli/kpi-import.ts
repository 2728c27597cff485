import { createInterface } from "node:readline/promises";
import { Command } from "commander";
import { examples, type Session, terminalOf, withServer } from "./command.ts";
import { apply, type NotApplied } from "./kpi-files/apply.ts";
import { type Comparison, compare } from "./kpi-files/compare.ts";
import { readAll } from "./kpi-files/files.ts";
import { comparisonDocument, shownComparison } from "./kpi-files/show.ts";
import { badInput, CliError, EXIT } from "./trouble.ts";

interface ImportOptions {
  readonly dryRun?: true;
  readonly yes?: true;
}

/** What came of it, for programs. */
interface Applied {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly refused: readonly { readonly name: string; readonly file: string; readonly message: string }[];
}

export function importCommand(): Command {
  return new Command("import")
    .argument("<paths...>", "YAML files as kpis export writes them, folders of such, or - for standard input")
    .description("say how KPIs in files differ from those on the server, and apply it; nothing is deleted")
    .option("--dry-run", "only say what would change")
    .option("--yes", "apply it without asking")
    .addHelpText(
      "after",
      examples("kpis import kpis --dry-run", "kpis import kpis --yes", "kpis import sales.yaml lists/*.yaml"),
    )
    .action(importKpis);
}

async function importKpis(paths: readonly string[], { dryRun, yes }: ImportOptions, command: Command) {
  const kpis = await readAll(paths, terminalOf(command).stdin);
  await withServer(command, async (session) => {
    const { api, output } = session;
    const found = await compare(api, kpis);
    const nothing = found.created.length + found.changed.length === 0;
    const blocked = found.troubles.length > 0;
    if (dryRun || nothing || blocked) {
      const done = nothing && !blocked && yes && !dryRun;
      showOnly(session, found, Boolean(dryRun), done ? { created: [], changed: [], refused: [] } : null);
      if (blocked)
        throw badInput(
          [dryRun ? "Cannot be applied:" : "Nothing was changed:", ...found.troubles].join("\n"),
        );
      return;
    }
    if (!yes) {
      showOnly(session, found, false, null);
      await askToApply(session);
    }
    const { created, changed, notApplied } = await apply(api, found);
    const refused = notApplied.map(({ name, file, message }) => ({ name, file, message }));
    const document = { success: refused.length === 0, dry_run: false, ...comparisonDocument(found) };
    const counts = `${created.length} created, ${changed.length} changed, ${refused.length} not applied.`;
    output.show({ ...document, applied: { created, changed, refused } }, () =>
      yes ? `${shownComparison(found)}\n${counts}` : counts,
    );
    failWith(notApplied);
  });
}

/** Where nothing is sent to the server; `applied` is null unless that is because there is nothing to do. */
function showOnly({ output }: Session, found: Comparison, dry_run: boolean, applied: Applied | null): void {
  // With --json a question is never asked, so this is the only document.
  output.show({ success: found.troubles.length === 0, dry_run, ...comparisonDocument(found), applied }, () =>
    shownComparison(found),
  );
}

/** Rejects unless somebody at the terminal says yes. */
async function askToApply({ output, terminal: { stdin, stderr } }: Session): Promise<void> {
  if (output.json || !stdin.isTTY)
    throw badInput("Nothing was changed: add --yes to apply this, or --dry-run to only see it.");
  const terminal = createInterface({ input: stdin, output: stderr });
  const noAnswer = new Promise<string>((resolve) => {
    terminal.once("SIGINT", () => resolve("no"));
    terminal.once("close", () => resolve("no"));
  });
  const answer = await Promise.race([terminal.question("Apply this? (yes or no) "), noAnswer]);
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw badInput("Nothing was changed.");
}

function failWith(notApplied: readonly NotApplied[]): void {
  if (notApplied.length === 0) return;
  const failed = notApplied.some(({ exitCode }) => exitCode === EXIT.failed);
  const lines = notApplied.map(({ name, file, message }) => `${JSON.stringify(name)} (${file}): ${message}`);
  throw new CliError(failed ? EXIT.failed : EXIT.badInput, ["Not applied:", ...lines].join("\n"));
}
