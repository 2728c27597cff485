import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Command, Option } from "commander";
import {
  FILE_ENCODINGS,
  type FileEncoding,
  type FileUpload,
  type RefusedFile,
} from "../contracts/file-uploads.ts";
import { examples, group, type Session, until, withServer } from "./command.ts";
import { findSource } from "./lookup.ts";
import { plain, table } from "./output.ts";
import { troubleWith } from "./server-api.ts";
import { badInput, CliError, EXIT } from "./trouble.ts";
import { sendFile } from "./upload.ts";

interface UploadOptions {
  readonly source: string;
  readonly table?: string;
  readonly sheet?: string;
  readonly encoding?: FileEncoding;
  readonly yes?: true;
}

export function fileCommands(): Command {
  const files = group("files", "CSV, Excel and JSON files as tables of a source");
  files
    .command("upload")
    .argument("<files...>", "CSV, Excel or JSON lines; several at a time, such as lists/*.csv, or a folder")
    .description("send files to a source, say what was found in them, and with --yes load each as a table")
    .requiredOption("--source <source>", "name or number of a source of files")
    .option("--table <name>", "left out: as the file is called; a table of that name is replaced")
    .option("--sheet <name>", "which sheet of a workbook")
    .addOption(
      new Option("--encoding <name>", "what a text is written in, where that is not what was found").choices(
        FILE_ENCODINGS,
      ),
    )
    .option("--yes", "load them as they were found")
    .addHelpText(
      "after",
      examples(
        "files upload customers.csv --source Lists",
        "files upload orders.xlsx --source Lists --sheet 2025 --yes",
        "files upload lists --source Lists --yes",
      ),
    )
    .action(upload);
  files
    .command("tables")
    .description("the tables of a source of files, with the knowledge graphs that hold each")
    .requiredOption("--source <source>", "name or number of a source of files")
    .addHelpText("after", examples("files tables --source Lists"))
    .action(listTables);
  files
    .command("drop")
    .argument("<table>", "name of the table")
    .description("drop a table of a source of files and give its space back")
    .requiredOption("--source <source>", "name or number of a source of files")
    .option("--from-graphs", "take it out of the knowledge graphs that hold it, too")
    .addHelpText(
      "after",
      examples("files drop customers --source Lists", "files drop customers --source Lists --from-graphs"),
    )
    .action(dropTable);
  return files;
}

async function listTables({ source: named }: { source: string }, command: Command): Promise<void> {
  await withServer(command, async ({ api, output }) => {
    const source = await findSource(api, named);
    const answer = await api.trpc.fileTables.list.query({ source_id: source.id });
    output.show(answer, () =>
      table(
        ["table", "rows", "from", "loaded", "graphs"],
        answer.tables.map(({ name, rows, file_name, loaded_at, graphs }) => [
          ...[name, rows, file_name, loaded_at],
          graphs.join(", "),
        ]),
        "No file is a table yet.",
      ),
    );
  });
}

interface DropOptions {
  readonly source: string;
  readonly fromGraphs?: true;
}

async function dropTable(
  name: string,
  { source: named, fromGraphs }: DropOptions,
  command: Command,
): Promise<void> {
  await withServer(command, async ({ api, output }) => {
    const source = await findSource(api, named);
    const request = { source_id: source.id, table: name, from_graphs: fromGraphs === true };
    const answer = await api.trpc.fileTables.drop.mutate(request);
    output.show(answer, () => `${name} is dropped.`);
  });
}

async function upload(named: readonly string[], options: UploadOptions, command: Command): Promise<void> {
  const files = (await Promise.all(named.map(filesAt))).flat();
  if (files.length > 1 && (options.table ?? options.sheet) !== undefined)
    throw badInput("--table and --sheet are about one file: send that one alone.");
  await withServer(command, async (session) => {
    const { api } = session;
    const source = await findSource(api, options.source);
    if (source.db_type !== "files")
      throw badInput(
        `${source.name} is no source of files. Make one: landing-kpi sources add Lists --type files`,
      );
    const uploads: FileUpload[] = [];
    const refused: Trouble[] = [];
    for (const file of files) {
      try {
        uploads.push(await uploadOne(session, source.id, file, options, uploads));
      } catch (error) {
        const trouble = troubleWith(api, error);
        if (!trouble) throw error;
        refused.push({ file_name: file, message: trouble.message, exitCode: trouble.exitCode });
      }
    }
    if (uploads.length > 0 || files.length > 1) showAll(session, uploads, refused, options);
    failWith([...refused, ...uploads.flatMap(troubleOf)], files.length);
  });
}

/** The files in a folder, by name, without hidden ones and those in folders below; anything else is itself. */
async function filesAt(named: string): Promise<string[]> {
  const found = await stat(named).catch(() => null);
  if (!found?.isDirectory()) return [named];
  const entries = await readdir(named, { withFileTypes: true });
  // Excel keeps a file that begins like this beside each workbook that is open.
  const files = entries.filter((entry) => entry.isFile() && !/^(\.|~\$)/.test(entry.name));
  if (files.length === 0) throw badInput(`There is no file in the folder ${named}.`);
  return files.map(({ name }) => join(named, name)).toSorted();
}

/** A file of which no table came although one was to. */
interface Trouble extends RefusedFile {
  readonly exitCode: number;
}

/** Sends one file and, with --yes, loads it; `before` are those of the same command, whose tables it must not replace. */
async function uploadOne(
  session: Session,
  sourceId: number,
  file: string,
  { sheet, encoding, table: name, yes }: UploadOptions,
  before: readonly FileUpload[],
): Promise<FileUpload> {
  const { api, output } = session;
  let found = await sendFile(api, sourceId, file, (share) =>
    output.progress(`Sending ${basename(file)}: ${percent(share)}`),
  );
  if ((sheet ?? encoding) !== undefined)
    found = (await api.trpc.fileUploads.readAgain.mutate({ upload_id: found.id, sheet, encoding })).upload;
  output.say(foundIn(found));
  if (!yes) return found;
  const twin = before.find(({ table_name }) => table_name === found.table_name);
  if (twin)
    throw badInput(
      `${found.file_name} would replace the table ${found.table_name}, which ${twin.file_name} has just become. Load it alone, with --table.`,
    );
  return load(session, found, name);
}

function showAll(
  { api, output }: Session,
  uploads: readonly FileUpload[],
  refused: readonly Trouble[],
  { yes }: UploadOptions,
): void {
  const document = { uploads, refused: refused.map(({ file_name, message }) => ({ file_name, message })) };
  const links = uploads.map(({ id, file_name }) => `  ${file_name}: ${api.url}/uploads/${id}`);
  output.show(document, () =>
    yes
      ? uploads
          .flatMap(({ status, message }) => (status === "loaded" ? [message ?? "Loaded."] : []))
          .join("\n")
      : ["Nothing is loaded yet: add --yes, or look at what is in it:", ...links].join("\n"),
  );
}

function troubleOf({ file_name, status, message }: FileUpload): Trouble[] {
  if (status !== "failed" && status !== "cancelled") return [];
  return [{ file_name, message: message ?? `The file is ${status}.`, exitCode: EXIT.failed }];
}

function failWith(troubles: readonly Trouble[], files: number): void {
  const [first] = troubles;
  if (!first) return;
  if (files === 1) throw new CliError(first.exitCode, first.message);
  const failed = troubles.find(({ exitCode }) => exitCode === EXIT.failed) ?? first;
  const lines = troubles.map(({ file_name, message }) => `  ${file_name}: ${message}`);
  throw new CliError(
    failed.exitCode,
    [`${troubles.length} of ${files} files did not become tables:`, ...lines].join("\n"),
  );
}

async function load({ api, output }: Session, found: FileUpload, table_name?: string): Promise<FileUpload> {
  const { id, file_name } = found;
  await api.trpc.fileUploads.load.mutate({ upload_id: id, ...(table_name !== undefined && { table_name }) });
  const ask = async () => (await api.trpc.fileUploads.get.query({ upload_id: id })).upload;
  return until(ask, ({ status, progress }) => {
    if (progress) output.progress(`Loading ${file_name}: ${progress.rows} rows, ${percent(progress.share)}`);
    return status === "loading";
  });
}

/** The columns as they are understood, each with what speaks for it. */
function foundIn({ file_name, reading, rows_read, whole, columns, warnings, sheets }: FileUpload): string {
  const read = [
    reading.format,
    reading.encoding_guessed ? `${reading.encoding} (a guess)` : reading.encoding,
    reading.delimiter && `divided by ${shown(reading.delimiter)}`,
  ];
  return [
    `${file_name}: ${read.filter(Boolean).join(", ")}; ${whole ? "all" : "the first"} ${rows_read} rows looked at.`,
    ...(sheets.length > 1 ? [`Sheets: ${sheets.map(({ name }) => name).join(", ")}.`] : []),
    ...warnings,
    table(
      ["column", "type", "values", "empty", "such as"],
      columns.map(({ name, type, values, empty, examples: some }) => [
        name,
        type,
        values,
        empty,
        some.slice(0, 3).join(", "),
      ]),
      "It has no columns.",
    ),
    // In full: a table would cut them off.
    ...columns.flatMap(({ name, notes }) => notes.map((note) => `${plain(name)}: ${plain(note)}`)),
  ].join("\n");
}

function shown(delimiter: string): string {
  return delimiter === "\t" ? "tabs" : `“${delimiter}”`;
}

function percent(share: number): string {
  return `${Math.floor(100 * share)} %`;
}
