import { type Command, Option } from "commander";
import { SQL_CHOICES } from "../contracts/executions.ts";
import { BETTER, type Better, boundsInWords } from "../contracts/threshold-words.ts";
import { anyNumber, examples, group, type Session, wholeNumber, withServer } from "./command.ts";
import { shownExecution } from "./executions.ts";
import { exportCommand } from "./kpi-export.ts";
import { importCommand } from "./kpi-import.ts";
import { addPinCommands } from "./kpi-pins.ts";
import { type KnownKpi, type PlaceOptions, placeOf, placeOptions } from "./kpi-place.ts";
import { findKpi } from "./lookup.ts";
import { facts, table } from "./output.ts";
import { badInput, CliError, EXIT } from "./trouble.ts";

/** What previews and runs have alike. */
interface RunOptions extends PlaceOptions {
  readonly limit?: number;
  readonly llm: boolean;
}

function runOptions(command: Command): Command {
  return placeOptions(command)
    .option("--limit <rows>", "records that are kept", wholeNumber)
    .option("--no-llm", "the rules alone, without a language model as second reader");
}

async function requestOf(session: Session, options: RunOptions, kpi?: KnownKpi) {
  const { limit, llm } = options;
  const place = await placeOf(session, options, kpi);
  return { ...place, use_llm: llm, ...(limit !== undefined && { limit_records: limit }) };
}

export function previewCommand(): Command {
  return runOptions(
    group("preview", "try a definition: how it is read, its SQL and its first rows; nothing is stored"),
  )
    .argument("<definition>")
    .option("--rows <number>", "first rows to fetch, at most 50", wholeNumber)
    .addHelpText("after", examples('preview "orders without customers" --graph SHOP --rows 10'))
    .action(preview);
}

async function preview(nl_definition: string, options: RunOptions & { rows?: number }, command: Command) {
  await withServer(command, async (session) => {
    const { api, output } = session;
    const { rows } = options;
    const request = {
      ...(await requestOf(session, options)),
      nl_definition,
      ...(rows !== undefined && { rows }),
    };
    const answer = await api.trpc.kpis.preview.mutate(request);
    const { preview: found } = answer;
    if (!answer.success) {
      output.showFailed(answer);
      const suggestions = found.diagnostics.flatMap((diagnostic) => diagnostic.suggestions);
      const said = suggestions.length > 0 ? `\nPerhaps: ${suggestions.join("; ")}` : "";
      throw badInput(`${answer.message}${said}`);
    }
    output.show(answer, () =>
      [
        facts({
          reading: found.explanation?.reading,
          joins: found.explanation?.joins.join("; "),
          warnings: found.explanation?.warnings.join(" "),
          records: found.total_records,
          confidence: found.confidence_score,
        }),
        found.generated_sql ?? "",
        found.rows === null
          ? (found.rows_message ?? "")
          : table(
              found.columns ?? [],
              found.rows.map((row) => (found.columns ?? []).map((column) => row[column])),
              "No rows.",
            ),
      ].join("\n\n"),
    );
  });
}

/** From which state of a run's value on its command ends as breached. */
const FAIL_ON = ["critical", "warning"] as const;
type FailOn = (typeof FAIL_ON)[number];

function betterOption(): Option {
  return new Option("--better <which>", "which values are the good ones; needed with thresholds").choices(
    BETTER,
  );
}

export function kpiCommands(): Command {
  const kpis = group("kpis", "definitions that are kept, and run again and again");
  kpis
    .command("list")
    .description("list the KPIs")
    .option("--group <name>", "only those of this group")
    .option("--search <text>", "only those with this text in name, alias, group or description")
    .option("--deleted", "those that were deleted")
    .action(list);
  kpis
    .command("create")
    .argument("<name>")
    .argument("<definition>")
    .description("keep a definition as a KPI")
    .option("--group <name>", "the group it belongs to")
    .option("--alias <name>", "a short name")
    .option("--description <text>", "what it is for")
    .addOption(betterOption())
    .option("--warning <number>", "beyond it a value is a warning", anyNumber)
    .option("--critical <number>", "beyond it a value is critical", anyNumber)
    .addHelpText(
      "after",
      examples(
        'kpis create "Orphans" "orders without customers" --group Sales',
        'kpis create "Orphans" "orders without customers" --better lower --warning 0 --critical 100',
      ),
    )
    .action(create);
  kpis
    .command("bounds")
    .argument("<kpi>", "its name or number")
    .description("say beyond which values a KPI is a warning or critical; what is left out stays")
    .addOption(betterOption())
    .option("--warning <number>", "beyond it a value is a warning", anyNumber)
    .option("--critical <number>", "beyond it a value is critical", anyNumber)
    .option("--none", "take all thresholds away first")
    .addHelpText("after", examples("kpis bounds Orphans --better lower --warning 0 --critical 100"))
    .action(bounds);
  runOptions(kpis.command("execute").description("run a KPI and wait for its end; the run is kept"))
    .argument("<kpi>", "its name or number")
    .addOption(
      new Option(
        "--sql <which>",
        "where SQL of it was accepted: that, although it is stale, or what the definition gives now",
      ).choices(SQL_CHOICES),
    )
    .addOption(
      new Option("--fail-on <state>", "the state of the value from which on the exit code is 1")
        .choices(FAIL_ON)
        .default("critical"),
    )
    .addHelpText(
      "after",
      examples("kpis execute Orphans --graph SHOP", "kpis execute 7 --graph SHOP --json --fail-on warning"),
    )
    .action(execute);
  addPinCommands(kpis);
  kpis.addCommand(exportCommand());
  kpis.addCommand(importCommand());
  return kpis;
}

async function list(options: { group?: string; search?: string; deleted?: true }, command: Command) {
  await withServer(command, async ({ api, output }) => {
    const { group: group_name, search, deleted } = options;
    const answer = await api.trpc.kpis.list.query({ group_name, search, is_active: !deleted, limit: 1000 });
    output.show(answer, () =>
      table(
        ["id", "name", "group", "sql", "definition"],
        answer.kpis.map(({ id, name, group_name, sql_pin, nl_definition }) => [
          ...[id, name, group_name, sql_pin && (sql_pin.stale.length > 0 ? "stale" : "accepted")],
          nl_definition,
        ]),
        "There is no such KPI.",
      ),
    );
    if (answer.total > answer.kpis.length) output.say(`The first ${answer.kpis.length} of ${answer.total}.`);
  });
}

interface CreateOptions extends BoundOptions {
  readonly group?: string;
  readonly alias?: string;
  readonly description?: string;
}

interface BoundOptions {
  readonly better?: Better;
  readonly warning?: number;
  readonly critical?: number;
}

async function create(name: string, nl_definition: string, options: CreateOptions, command: Command) {
  await withServer(command, async ({ api, output }) => {
    const { group: group_name, alias: alias_name, description } = options;
    const { better, warning: warning_bound, critical: critical_bound } = options;
    const limits = { better, warning_bound, critical_bound };
    const request = { name, nl_definition, group_name, alias_name, description, ...limits };
    const answer = await api.trpc.kpis.create.mutate(request);
    output.show(answer, () => `${answer.message}: ${answer.kpi.name} has the number ${answer.kpi.id}.`);
  });
}

async function bounds(named: string, options: BoundOptions & { none?: true }, command: Command) {
  await withServer(command, async ({ api, output }) => {
    const { better, warning: warning_bound, critical: critical_bound, none } = options;
    if (!none && [better, warning_bound, critical_bound].every((given) => given === undefined))
      throw badInput("Say what to change: --better, --warning, --critical, or --none.");
    const { id: kpi_id } = await findKpi(api, named);
    const blank = none ? null : undefined;
    const answer = await api.trpc.kpis.update.mutate({
      kpi_id,
      better: better ?? blank,
      warning_bound: warning_bound ?? blank,
      critical_bound: critical_bound ?? blank,
    });
    output.show(answer, () => `${answer.kpi.name}: ${boundsInWords(answer.kpi) ?? "no thresholds"}.`);
  });
}

async function execute(
  named: string,
  options: RunOptions & { readonly failOn: FailOn; readonly sql?: (typeof SQL_CHOICES)[number] },
  command: Command,
): Promise<void> {
  await withServer(command, async (session) => {
    const { api, output } = session;
    const kpi = await findKpi(api, named);
    const request = { kpi_id: kpi.id, sql: options.sql, ...(await requestOf(session, options, kpi)) };
    const run = await api.client.run(request);
    for await (const { queue_position: place, rows_so_far } of run)
      output.progress(
        `Run ${run.id}: ${place === null ? `${rows_so_far} rows so far` : `number ${place} in line`}`,
      );
    const ended = await api.trpc.executions.summary.query({ execution_id: run.id });
    const { execution_status, error_message, threshold_state, value } = ended.execution;
    // Why it failed is the sentence that the command ends with.
    output.show(ended, () => shownExecution({ ...ended.execution, error_message: null }));
    if (execution_status !== "success")
      throw new CliError(EXIT.failed, error_message ?? `The run is ${execution_status}.`);
    if (threshold_state === "critical" || (threshold_state === "warning" && options.failOn === "warning"))
      throw new CliError(
        EXIT.breached,
        `The value ${value} is ${threshold_state === "warning" ? "a warning" : "critical"}. ${boundsInWords(ended.execution)}.`,
      );
  });
}
