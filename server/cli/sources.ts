import { readFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import {
  NEEDS_DATABASE,
  SOURCE_TYPES,
  type Source,
  type SourceType,
  TLS_MODES,
} from "../contracts/sources.ts";
import { examples, group, wholeNumber, withServer } from "./command.ts";
import { findSource } from "./lookup.ts";
import { facts, table } from "./output.ts";
import { readPassword } from "./secret.ts";
import type { Terminal } from "./terminal.ts";
import { badInput, CliError, EXIT } from "./trouble.ts";

interface ConnectionOptions {
  readonly name?: string;
  readonly type?: SourceType;
  readonly file?: string;
  readonly host?: string;
  readonly port?: number;
  readonly database?: string;
  readonly user?: string;
  readonly tls?: (typeof TLS_MODES)[number];
  readonly caFile?: string;
  readonly passwordFile?: string;
}

export function sourceCommands(): Command {
  const sources = group("sources", "the databases and files that KPIs are about");
  sources.command("list").description("list the sources").action(list);
  connection(sources.command("add").description("connect a source; the connection is tried first"))
    .argument("<name>")
    .addOption(typeOption().makeOptionMandatory())
    .addHelpText(
      "after",
      examples(
        "sources add Lists --type files",
        "sources add Shop --type sqlite --file shop.db",
        "sources add ERP --type postgresql --host db.example.com --database erp --user reader",
        "sources add ERP --type mysql --host db.example.com --user reader --password-file /run/secrets/erp",
      ) + PASSWORDS,
    )
    .action(add);
  sources
    .command("test")
    .argument("<source>", "its name or number")
    .description("try the connection of a source")
    .action(test);
  connection(sources.command("edit").description("change a source; what is left out stays as it is"))
    .argument("<source>", "its name or number")
    .option("--name <name>", "another name")
    .addHelpText("after", examples("sources edit ERP --host new.example.com --name ERP-2") + PASSWORDS)
    .action(edit);
  sources
    .command("delete")
    .argument("<source>", "its name or number")
    .description("delete a source that no knowledge graph is about")
    .action(remove);
  return sources;
}

const PASSWORDS = `

A password is never an argument, which other users of the machine could see. It is read from --password-file, or from
the environment variable SOURCE_PASSWORD, or asked for when the source is added on a terminal.`;

function typeOption(): Option {
  return new Option("--type <type>", "the kind of source").choices(SOURCE_TYPES);
}

function connection(command: Command): Command {
  return command
    .option("--file <file>", "sqlite: the database file, in a folder that SOURCE_FOLDERS names")
    .option("--host <host>", "name or address of the database server")
    .option("--port <port>", "left out: the usual one of its type", wholeNumber)
    .option("--database <database>", "postgresql: the database to read")
    .option("--user <user>", "a login that may only read")
    .addOption(new Option("--tls <mode>", "how the connection is encrypted").choices(TLS_MODES))
    .option("--ca-file <file>", "PEM file of the authority that signed the server's certificate")
    .option("--password-file <file>", "a file that holds the password");
}

async function list(_options: object, command: Command): Promise<void> {
  await withServer(command, async ({ api, output }) => {
    const answer = await api.trpc.sources.list.query();
    output.show(answer, () =>
      table(
        ["id", "name", "type", "where", "graphs"],
        answer.sources.map((source) => [
          source.id,
          source.name,
          source.db_type,
          placeOf(source),
          source.graphs.join(", "),
        ]),
        "There is no source yet.",
      ),
    );
  });
}

function placeOf({ file, host, port, database }: Source): string {
  if (file !== null) return file;
  return host === null ? "" : `${host}:${port}${database === null ? "" : `/${database}`}`;
}

async function add(name: string, options: ConnectionOptions & { type: SourceType }, command: Command) {
  await withServer(command, async ({ api, output, terminal }) => {
    const isServer = options.type !== "files" && options.type !== "sqlite";
    const request = { name, db_type: options.type, ...(await fieldsOf(options, isServer, terminal)) };
    if (NEEDS_DATABASE.has(options.type) && !options.database)
      throw badInput(`A ${options.type} source needs --database.`);
    const answer = await api.trpc.sources.create.mutate(request);
    output.show(answer, () => `${answer.message}: ${answer.source.name} has the number ${answer.source.id}.`);
  });
}

async function edit(named: string, options: ConnectionOptions, command: Command): Promise<void> {
  await withServer(command, async ({ api, output, terminal }) => {
    const { id, name, db_type, file, host, port, database, user, tls, ca_certificate } = await findSource(
      api,
      named,
    );
    const before = {
      file,
      host,
      port: port ?? undefined,
      database,
      user,
      tls: tls ?? undefined,
      ca_certificate,
    };
    const known = Object.fromEntries(Object.entries(before).filter(([, value]) => value != null));
    const request = {
      source_id: id,
      db_type,
      ...known,
      name: options.name ?? name,
      ...(await fieldsOf(options, false, terminal)),
    };
    const answer = await api.trpc.sources.update.mutate(request);
    output.show(answer, () => `${answer.message}: ${answer.source.name}.`);
  });
}

/** The fields of a request that were given. */
async function fieldsOf(options: ConnectionOptions, ask: boolean, terminal: Terminal) {
  const { file, host, port, database, user, tls, caFile } = options;
  const password = await readPassword(options, ask, terminal);
  const ca_certificate = caFile === undefined ? undefined : await certificate(caFile);
  const fields = { file, host, port, database, user, tls, password, ca_certificate };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<
    typeof fields
  >;
}

async function certificate(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => {
    throw badInput(`The file ${file} cannot be read.`);
  });
}

async function test(named: string, _options: object, command: Command): Promise<void> {
  await withServer(command, async ({ api, output }) => {
    const { id } = await findSource(api, named);
    const answer = await api.trpc.sources.testSaved.mutate({ source_id: id });
    if (!answer.success) {
      output.showFailed(answer);
      throw new CliError(EXIT.failed, answer.message);
    }
    output.show(answer, () =>
      facts({
        result: answer.message,
        product: answer.product,
        schemas: answer.schemas.join(", "),
        milliseconds: Math.round(answer.elapsed_ms),
      }),
    );
  });
}

async function remove(named: string, _options: object, command: Command): Promise<void> {
  await withServer(command, async ({ api, output }) => {
    const { id } = await findSource(api, named);
    const answer = await api.trpc.sources.delete.mutate({ source_id: id });
    output.show(answer, () => answer.message);
  });
}
