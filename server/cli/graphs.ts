import { type Command, Option } from "commander";
import type { GraphBuild } from "../contracts/graph-builds.ts";
import { joinText } from "../contracts/join-text.ts";
import { RELATIONSHIP_STATES } from "../contracts/relationships.ts";
import { examples, group, share, until, wholeNumber, withServer } from "./command.ts";
import { findSource } from "./lookup.ts";
import { table } from "./output.ts";
import { badInput, CliError, EXIT } from "./trouble.ts";

export function graphCommands(): Command {
  const graphs = group("graphs", "knowledge graphs: which tables there are and how they join");
  graphs.command("list").description("list the knowledge graphs").action(list);
  graphs
    .command("build")
    .argument("<name>", "of the graph; one that is there already is made again")
    .description("make a knowledge graph from a source and wait until it is there")
    .requiredOption("--source <source>", "its name or number")
    .option("--schema <names...>", "schemas of the source; left out: all that its login sees")
    .addHelpText(
      "after",
      examples("graphs build SHOP --source Lists", "graphs build ERP --source ERP --schema sales hr"),
    )
    .action(build);
  graphs
    .command("joins")
    .argument("<graph>")
    .description("list the joins of a graph with the evidence for them")
    .addOption(new Option("--status <status>", "only those").choices(RELATIONSHIP_STATES))
    .option("--search <text>", "only those about such tables or columns")
    .action(joins);
  graphs
    .command("join")
    .argument("<graph>")
    .argument("<join>", "as orders.customer_no -> customers.id, or an English sentence")
    .description("tell what a join is understood to be, and with --yes add it as an approved one")
    .option("--yes", "add it")
    .addHelpText(
      "after",
      examples(
        'graphs join SHOP "orders belong to customers by customer_no"',
        'graphs join SHOP "lines.(order_id, line) -> heads.(id, line)" --yes',
      ),
    )
    .action(join);
  for (const [name, status] of [
    ["approve", "approved"],
    ["reject", "rejected"],
  ] as const)
    graphs
      .command(name)
      .argument("<graph>")
      .argument("[ids...]", "numbers of joins, as graphs joins shows them", (text, before: number[] = []) => [
        ...before,
        wholeNumber(text),
      ])
      .option(
        "--at-least <confidence>",
        "instead of numbers: all proposed ones from this confidence on",
        share,
      )
      .description(`decide that joins are ${status}`)
      .addHelpText("after", examples(`graphs ${name} SHOP 4 7`, `graphs ${name} SHOP --at-least 0.8`))
      .action((graph: string, ids: number[], options: DecideOptions, command: Command) =>
        decide(graph, ids ?? [], status, options, command),
      );
  return graphs;
}

async function list(_options: object, command: Command): Promise<void> {
  await withServer(command, async ({ api, output }) => {
    const answer = await api.trpc.graphs.list.query();
    output.show(answer, () =>
      table(
        ["name", "source", "created"],
        answer.data.map((graph) => [graph.name, graph.source_name, graph.created_at]),
        "There is no knowledge graph yet.",
      ),
    );
  });
}

interface BuildOptions {
  readonly source: string;
  readonly schema?: string[];
}

async function build(kg_name: string, { source, schema }: BuildOptions, command: Command): Promise<void> {
  await withServer(command, async ({ api, output }) => {
    const { id: source_id } = await findSource(api, source);
    const request = { kg_name, source_id, ...(schema && { schemas: schema }) };
    const { id } = (await api.trpc.graphBuilds.start.mutate(request)).build;
    const ask = async () => (await api.trpc.graphBuilds.get.query({ build_id: id })).build;
    const ended = await until(ask, (now) => {
      output.progress(progressOf(now));
      return now.status === "running";
    });
    if (ended.status !== "done") {
      output.showFailed(ended);
      throw new CliError(EXIT.failed, `The graph was not made: ${ended.message ?? ended.status}`);
    }
    output.show(ended, () => `${kg_name}: ${ended.message ?? ended.status}`);
  });
}

function progressOf({ progress }: GraphBuild): string {
  if (!progress) return "";
  const what = progress.step === "reading" ? "Reading tables" : "Comparing values";
  return progress.total > 0 ? `${what}: ${progress.done} of ${progress.total}` : what;
}

interface JoinOptions {
  readonly status?: (typeof RELATIONSHIP_STATES)[number];
  readonly search?: string;
}

const PAGE = 200;

async function joins(kg_name: string, options: JoinOptions, command: Command): Promise<void> {
  await withServer(command, async ({ api, output }) => {
    const found = await allJoins(api, kg_name, options);
    output.show({ success: true, relationships: found, total: found.length }, () =>
      table(
        ["id", "join", "type", "status", "confidence", "values found", "of"],
        found.map((join) => [
          join.id,
          joinText(join),
          join.type,
          join.status,
          join.confidence,
          join.evidence?.containment == null ? null : `${Math.round(100 * join.evidence.containment)} %`,
          join.evidence?.values_checked,
        ]),
        "There is no such join.",
      ),
    );
  });
}

async function allJoins({ trpc }: Parameters<typeof findSource>[0], kg_name: string, options: JoinOptions) {
  const found = [];
  for (let page = 1; ; page++) {
    const { status, search } = options;
    const answer = await trpc.relationships.list.query({ kg_name, status, search, page, page_size: PAGE });
    found.push(...answer.relationships);
    if (page >= answer.total_pages) return found;
  }
}

async function join(kg_name: string, text: string, { yes }: { yes?: true }, command: Command): Promise<void> {
  await withServer(command, async ({ api, output }) => {
    if (yes) {
      const answer = await api.trpc.relationships.add.mutate({ kg_name, join: text });
      output.show(answer, () => answer.message);
      return;
    }
    const read = await api.trpc.relationships.read.mutate({ kg_name, join: text });
    const known = read.status === null ? "" : ` ${kg_name} has it already: ${read.status}.`;
    output.show(read, () => `Understood: ${read.join}.${known} Nothing is added yet: add --yes.`);
  });
}

interface DecideOptions {
  readonly atLeast?: number;
}

async function decide(
  kg_name: string,
  ids: readonly number[],
  status: "approved" | "rejected",
  { atLeast }: DecideOptions,
  command: Command,
): Promise<void> {
  if ((ids.length === 0) === (atLeast === undefined))
    throw badInput("Name the joins by their numbers, or say --at-least with a confidence from 0 to 1.");
  await withServer(command, async ({ api, output }) => {
    const proposed = atLeast === undefined ? [] : await allJoins(api, kg_name, { status: "proposed" });
    const meant =
      atLeast === undefined ? ids : proposed.filter((join) => join.confidence >= atLeast).map(({ id }) => id);
    if (meant.length === 0)
      throw badInput(`${kg_name} has no proposed join of confidence ${atLeast} or more.`);
    let decided = 0;
    for (let at = 0; at < meant.length; at += 1000) {
      const relationship_ids = meant.slice(at, at + 1000);
      await api.trpc.relationships.decide.mutate({ kg_name, relationship_ids, status });
      decided += relationship_ids.length;
    }
    output.show({ success: true, kg_name, status, decided }, () => `${decided} ${status}.`);
  });
}
