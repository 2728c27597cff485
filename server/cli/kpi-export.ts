import { mkdir, readdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { Command } from "commander";
import { examples, type Session, withServer } from "./command.ts";
import { fileNameOf } from "./kpi-files/file-name.ts";
import { byCodeUnits, YAML_FILE } from "./kpi-files/files.ts";
import { FORMAT, fileFields, toYaml, toYamlFile, type WholeKpi } from "./kpi-files/format.ts";
import { allKpis, withRetention } from "./kpi-files/server-kpis.ts";
import { badInput, CliError, EXIT } from "./trouble.ts";

interface ExportOptions {
  readonly group?: string;
  readonly output?: string;
}

export function exportCommand(): Command {
  return new Command("export")
    .description("write the definitions of KPIs as YAML, to keep them in a repository or to import them")
    .option("--group <name>", "only those of this group")
    .option(
      "--output <folder|file>",
      "a folder for one file per KPI, or a file that ends in .yaml for all; left out or -: standard output",
    )
    .addHelpText(
      "after",
      examples("kpis export --output kpis", "kpis export --group Sales --output sales.yaml"),
    )
    .action(exportKpis);
}

async function exportKpis({ group: group_name, output: where }: ExportOptions, command: Command) {
  await withServer(command, async (session) => {
    const { api, output } = session;
    const found = await allKpis(api, { group_name, is_active: true });
    if (found.length === 0 && group_name !== undefined)
      throw badInput(
        `There is no KPI in the group "${group_name}". "landing-kpi kpis list" shows the groups.`,
      );
    const kpis = await withRetention(
      api,
      [...found].sort((left, right) => byCodeUnits(left.name, right.name)),
    );
    if (where === undefined || where === "-") return print(session, kpis);
    const files = await write(where, kpis).catch((error: unknown) => {
      if (error instanceof CliError) throw error;
      throw new CliError(EXIT.failed, `${where} could not be written: ${(error as Error).message}.`);
    });
    const others = files[0] === where ? [] : await othersIn(where, files);
    const count = `${kpis.length} ${kpis.length === 1 ? "KPI is" : "KPIs are"}`;
    output.show(
      { success: true, kpis: kpis.length, files, other_files: others },
      () => `${count} in ${where}.`,
    );
    if (others.length > 0)
      output.say(`Of no KPI of this export, and left as they are: ${others.map(escaped).join(", ")}.`);
  });
}

function print({ output, terminal }: Session, kpis: readonly WholeKpi[]): void {
  if (!output.json) terminal.stdout.write(toYamlFile(kpis));
  else output.show({ landing_kpi_format: FORMAT, kpis: kpis.map(fileFields) }, () => "");
}

/** The files' paths. Files of these names are written over: they were exported before. */
async function write(where: string, kpis: readonly WholeKpi[]): Promise<readonly string[]> {
  const there = await stat(where).catch(() => null);
  if (YAML_FILE.test(where) && !there?.isDirectory()) {
    await writeFile(where, toYamlFile(kpis));
    return [where];
  }
  if (there && !there.isDirectory())
    throw badInput(`${where} is a file already. Name a folder, or a file that ends in .yaml.`);
  await mkdir(where, { recursive: true });
  const files: string[] = [];
  for (const kpi of kpis) {
    const file = path.join(where, fileNameOf(kpi.name));
    await writeFile(file, toYaml(kpi));
    files.push(file);
  }
  return files;
}

/** What an earlier export left of KPIs that are deleted or called otherwise since. */
async function othersIn(folder: string, written: readonly string[]): Promise<readonly string[]> {
  const names = await readdir(folder);
  const ours = new Set(written.map((file) => path.basename(file)));
  return names.filter((name) => YAML_FILE.test(name) && !ours.has(name)).sort(byCodeUnits);
}

function escaped(name: string): string {
  return name.replace(/\p{Cc}/gu, " ");
}
