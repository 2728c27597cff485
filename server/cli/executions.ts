import { type Command, Option } from "commander";
import { EXPORT_FORMATS, type ExportFormat } from "../contracts/drilldown.ts";
import type { ExecutionResult } from "../contracts/executions.ts";
import { orBeyondLimit, ROW_CHANGES, type RowChange } from "../contracts/row-changes.ts";
import { boundsInWords } from "../contracts/threshold-words.ts";
import { examples, group, wholeNumber, withServer } from "./command.ts";
import { download } from "./download.ts";
import { findKpi } from "./lookup.ts";
import { facts, type Output, table } from "./output.ts";

export function executionCommands(): Command {
  const executions = group("executions", "the runs of KPIs and their rows");
  executions
    .command("list")
    .argument("<kpi>", "its name or number")
    .description("list the runs of a KPI, the newest first")
    .option("--limit <number>", "at most so many, up to 500", wholeNumber)
    .action(list);
  executions
    .command("show")
    .argument("<execution>", "its number", wholeNumber)
    .description("say what came of a run, with its SQL")
    .action(show);
  executions
    .command("rows")
    .argument("<execution>", "its number", wholeNumber)
    .description("print rows that a run kept")
    .option("--page <number>", "from 1", wholeNumber)
    .option("--page-size <number>", "at most 500", wholeNumber)
    .option("--search <text>", "only rows with this text in a cell")
    .option("--sort <column>", "in the order of this column")
    .option("--descending", "the largest first")
    .addHelpText("after", examples("executions rows 12 --search porto --sort amount --descending"))
    .action(rows);
  executions
    .command("export")
    .argument("<execution>", "its number", wholeNumber)
    .description("write the rows that a run kept into a file")
    .addOption(new Option("--format <format>", "what file").choices(EXPORT_FORMATS).default("csv"))
    .option(
      "--output <file>",
      "where to; - for standard output; left out: here, under the name that says what it is",
    )
    .option("--search <text>", "only rows with this text in a cell")
    .option("--sort <column>", "in the order of this column")
    .option("--descending", "the largest first")
    .addHelpText("after", examples("executions export 12 --format xlsx --search porto"))
    .action(exportRows);
  executions
    .command("compare")
    .argument("<left>", "the number of the earlier run", wholeNumber)
    .argument("<right>", "the number of the later run", wholeNumber)
    .description("say which rows of two runs of a KPI changed, were added, are gone")
    .option("--key <columns...>", "the columns by which rows are the same thing")
    .addOption(new Option("--change <kind>", "only rows of this kind").choices(ROW_CHANGES))
    .option("--page <number>", "from 1", wholeNumber)
    .option("--page-size <number>", "at most 500", wholeNumber)
    .addHelpText("after", examples("executions compare 12 15 --key MATERIAL PLANT --change added"))
    .action(compareRuns);
  return executions;
}

async function list(named: string, { limit }: { limit?: number }, command: Command): Promise<void> {
  await withServer(command, async ({ api, output }) => {
    const { id: kpi_id } = await findKpi(api, named);
    const answer = await api.trpc.executions.list.query({ kpi_id, ...(limit !== undefined && { limit }) });
    output.show(answer, () =>
      table(
        ["id", "when", "status", "value", "state", "records", "ms", "graph", "trouble"],
        answer.executions.map((run) => [
          run.id,
          run.execution_timestamp,
          run.execution_status,
          run.value,
          run.threshold_state,
          run.total_records,
          run.execution_time_ms,
          run.kg_name,
          run.error_message,
        ]),
        "It was never run.",
      ),
    );
  });
}

async function show(execution_id: number, _options: object, command: Command): Promise<void> {
  await withServer(command, async ({ api, output }) => {
    const answer = await api.trpc.executions.summary.query({ execution_id });
    output.show(answer, () => `${answer.kpi.name}\n${shownExecution(answer.execution)}`);
  });
}

/** What came of a run, for people. */
export function shownExecution(run: ExecutionResult): string {
  const told = facts({
    run: run.id,
    status: run.execution_status,
    value: run.value,
    state: run.threshold_state,
    thresholds: boundsInWords(run),
    records: run.total_records,
    milliseconds: run.execution_time_ms,
    graph: run.kg_name,
    "accepted sql":
      run.sql_pin && [run.sql_pin.accepted_at, run.sql_pin.accepted_by].filter(Boolean).join(" by "),
    confidence: run.confidence_score,
    trouble: run.error_message,
  });
  return run.generated_sql === null ? told : `${told}\n\n${run.generated_sql}`;
}

interface Selection {
  readonly search?: string;
  readonly sort?: string;
  readonly descending?: true;
}

function selectionOf({ search, sort: sort_by, descending }: Selection) {
  return { search, sort_by, sort_order: descending ? "desc" : "asc" } as const;
}

interface RowsOptions extends Selection {
  readonly page?: number;
  readonly pageSize?: number;
}

async function rows(execution_id: number, options: RowsOptions, command: Command): Promise<void> {
  await withServer(command, async ({ api, output }) => {
    const { page, pageSize: page_size } = options;
    const answer = await api.trpc.drilldown.page.query({
      execution_id,
      page,
      page_size,
      ...selectionOf(options),
    });
    output.show(answer, () =>
      table(
        answer.columns,
        answer.data.map((row) => answer.columns.map((column) => row[column])),
        "No rows.",
      ),
    );
    sayPage(output, answer);
  });
}

interface ExportOptions extends Selection {
  readonly format: ExportFormat;
  readonly output?: string;
}

async function exportRows(execution: number, options: ExportOptions, command: Command): Promise<void> {
  await withServer(command, async (session) => {
    const route = `/v1/landing-kpi/executions/${execution}/export.${options.format}`;
    const file = await download(session, route, selectionOf(options), options.output);
    if (file !== null) session.output.show({ success: true, file }, () => `Written to ${file}.`);
  });
}

interface CompareOptions {
  readonly key?: string[];
  readonly change?: RowChange;
  readonly page?: number;
  readonly pageSize?: number;
}

async function compareRuns(
  left: number,
  right: number,
  options: CompareOptions,
  command: Command,
): Promise<void> {
  await withServer(command, async ({ api, output }) => {
    const { key, change, page, pageSize: page_size } = options;
    const answer = await api.trpc.comparisons.page.query({ left, right, key, change, page, page_size });
    output.show(answer, () =>
      table(
        ["change", ...answer.columns, "changed columns"],
        answer.rows.map((row) => [
          orBeyondLimit(row.change, row.uncertain),
          ...answer.columns.map((column) => (row.right ?? row.left)?.[column]),
          row.changed_columns.join(", "),
        ]),
        "No rows.",
      ),
    );
    const uncertain: Partial<Record<RowChange, boolean>> = answer.uncertain;
    const counts = ROW_CHANGES.map((change) => {
      const said = orBeyondLimit(change === "same" ? "the same" : change, uncertain[change] === true);
      return `${answer.counts[change]} ${said}`;
    });
    const by = answer.key.columns.length > 0 ? answer.key.columns.join(", ") : "whole rows";
    output.say(`Compared by ${by}: ${counts.join(", ")}.`);
    for (const sentence of [...answer.basis_changes, ...answer.cautions]) output.say(sentence);
    sayPage(output, answer);
  });
}

/** Which page of how many was shown; where nothing was, that has been said. */
function sayPage(output: Output, { page, total_pages }: { page: number; total_pages: number }): void {
  if (total_pages > 0) output.say(`Page ${page} of ${total_pages}.`);
}
