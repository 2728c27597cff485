import type { Command } from "commander";
import type { ExecutionResult } from "../contracts/executions.ts";
import { examples, group, wholeNumber, withServer } from "./command.ts";
import { findKpi } from "./lookup.ts";
import { facts, table } from "./output.ts";

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
  return executions;
}

async function list(named: string, { limit }: { limit?: number }, command: Command): Promise<void> {
  await withServer(command, async ({ api, output }) => {
    const { id: kpi_id } = await findKpi(api, named);
    const answer = await api.trpc.executions.list.query({ kpi_id, ...(limit !== undefined && { limit }) });
    output.show(answer, () =>
      table(
        ["id", "when", "status", "records", "ms", "graph", "trouble"],
        answer.executions.map((run) => [
          run.id,
          run.execution_timestamp,
          run.execution_status,
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
    records: run.total_records,
    milliseconds: run.execution_time_ms,
    graph: run.kg_name,
    confidence: run.confidence_score,
    trouble: run.error_message,
  });
  return run.generated_sql === null ? told : `${told}\n\n${run.generated_sql}`;
}

interface RowsOptions {
  readonly page?: number;
  readonly pageSize?: number;
  readonly search?: string;
  readonly sort?: string;
  readonly descending?: true;
}

async function rows(execution_id: number, options: RowsOptions, command: Command): Promise<void> {
  await withServer(command, async ({ api, output }) => {
    const { page, pageSize: page_size, search, sort: sort_by, descending } = options;
    const asked = {
      execution_id,
      page,
      page_size,
      search,
      sort_by,
      sort_order: descending ? "desc" : "asc",
    } as const;
    const answer = await api.trpc.drilldown.page.query(asked);
    output.show(answer, () =>
      table(
        answer.columns,
        answer.data.map((row) => answer.columns.map((column) => row[column])),
        "No rows.",
      ),
    );
    output.say(`Page ${answer.page} of ${answer.total_pages}.`);
  });
}
