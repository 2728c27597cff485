import type { Command } from "commander";
import type { FileUpload } from "../contracts/file-uploads.ts";
import { examples, group, type Session, until, withServer } from "./command.ts";
import { findSource } from "./lookup.ts";
import { table } from "./output.ts";
import { badInput, CliError, EXIT } from "./trouble.ts";
import { sendFile } from "./upload.ts";

interface UploadOptions {
  readonly source: string;
  readonly table?: string;
  readonly sheet?: string;
  readonly yes?: true;
}

export function fileCommands(): Command {
  const files = group("files", "CSV, Excel and JSON files as tables of a source");
  files
    .command("upload")
    .argument("<file>", "CSV, Excel or JSON lines")
    .description("send a file to a source, say what was found in it, and with --yes load it as a table")
    .requiredOption("--source <source>", "name or number of a source of files")
    .option("--table <name>", "left out: as the file is called; a table of that name is replaced")
    .option("--sheet <name>", "which sheet of a workbook")
    .option("--yes", "load it as it was found")
    .addHelpText(
      "after",
      examples(
        "files upload customers.csv --source Lists",
        "files upload orders.xlsx --source Lists --sheet 2025 --yes",
      ),
    )
    .action(upload);
  return files;
}

async function upload(file: string, options: UploadOptions, command: Command): Promise<void> {
  await withServer(command, async (session) => {
    const { api, output } = session;
    const source = await findSource(api, options.source);
    if (source.db_type !== "files")
      throw badInput(
        `${source.name} is no source of files. Make one: landing-kpi sources add Lists --type files`,
      );
    let found = await sendFile(api, source.id, file, (share) =>
      output.progress(`Sending: ${percent(share)}`),
    );
    if (options.sheet !== undefined) {
      const request = { upload_id: found.id, sheet: options.sheet };
      found = (await api.trpc.fileUploads.readAgain.mutate(request)).upload;
    }
    output.say(foundIn(found));
    const last = options.yes ? await load(session, found, options.table) : found;
    output.show(last, () =>
      options.yes
        ? `${last.message ?? "Loaded."}`
        : `Nothing is loaded yet: add --yes, or look at it on ${api.url}/uploads/${last.id}`,
    );
    if (last.status === "failed" || last.status === "cancelled")
      throw new CliError(EXIT.failed, last.message ?? `The file is ${last.status}.`);
  });
}

async function load({ api, output }: Session, { id }: FileUpload, table_name?: string): Promise<FileUpload> {
  await api.trpc.fileUploads.load.mutate({ upload_id: id, ...(table_name !== undefined && { table_name }) });
  const ask = async () => (await api.trpc.fileUploads.get.query({ upload_id: id })).upload;
  return until(ask, ({ status, progress }) => {
    if (progress) output.progress(`Loading: ${progress.rows} rows, ${percent(progress.share)}`);
    return status === "loading";
  });
}

/** The columns as they are understood, each with what speaks for it. */
function foundIn({ file_name, reading, rows_read, whole, columns, warnings, sheets }: FileUpload): string {
  const read = [
    reading.format,
    reading.encoding,
    reading.delimiter && `divided by ${shown(reading.delimiter)}`,
  ];
  return [
    `${file_name}: ${read.filter(Boolean).join(", ")}; ${whole ? "all" : "the first"} ${rows_read} rows looked at.`,
    ...(sheets.length > 1 ? [`Sheets: ${sheets.map(({ name }) => name).join(", ")}.`] : []),
    ...warnings,
    table(
      ["column", "type", "values", "empty", "such as", "because"],
      columns.map(({ name, type, values, empty, examples: some, notes }) => [
        name,
        type,
        values,
        empty,
        some.slice(0, 3).join(", "),
        notes.join(" "),
      ]),
      "It has no columns.",
    ),
  ].join("\n");
}

function shown(delimiter: string): string {
  return delimiter === "\t" ? "tabs" : `“${delimiter}”`;
}

function percent(share: number): string {
  return `${Math.floor(100 * share)} %`;
}
