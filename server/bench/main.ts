import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { accountsTable, measureAccounts } from "./accounts.ts";
import { fuzz } from "./fuzz.ts";
import { type CompileFigures, measureCompiles, measureLoad } from "./measure.ts";
import { measureServed, type ServedFigures } from "./served/measure.ts";
import { servedTable } from "./served/report.ts";
import { measureHistory } from "./stored/history.ts";
import { measureStored, type StoredFigures } from "./stored/measure.ts";
import { historyTable, storedTable } from "./stored/report.ts";
import { generatedSubject, sampleSubject, suiteSubjects } from "./subjects.ts";
import { alignedTable } from "./table.ts";

const USAGE = `Usage: npm run bench -- [--suite DIR] [--tables N] [--rounds N] [--fuzz N] [--json FILE]
       npm run bench -- --stored ROWS[,ROWS...] [--history N] [--json FILE]
       npm run bench -- --served ROWS[,ROWS...] [--json FILE]
       npm run bench -- --accounts N [--json FILE]`;

function fail(message: string): never {
  process.stderr.write(`${message}\n${USAGE}\n`);
  process.exit(2);
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  return fail(`--${name} is a whole number from ${least} to ${most}; "${text}" is not.`);
}

function sizes(name: string, text: string | undefined, most: number): number[] {
  return (text?.split(",") ?? []).map((rows) => wholeNumber(name, rows, 50, most));
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        suite: { type: "string" },
        tables: { type: "string", default: "1000" },
        rounds: { type: "string", default: "20" },
        fuzz: { type: "string", default: "0" },
        stored: { type: "string" },
        served: { type: "string" },
        accounts: { type: "string", default: "0" },
        history: { type: "string", default: "100000" },
        json: { type: "string" },
      },
    });
    return {
      suite: values.suite === undefined ? null : resolve(values.suite),
      tables: wholeNumber("tables", values.tables, 0, 1000),
      rounds: wholeNumber("rounds", values.rounds, 1, 1000),
      fuzz: wholeNumber("fuzz", values.fuzz, 0, 1_000_000),
      stored: sizes("stored", values.stored, 5_000_000),
      served: sizes("served", values.served, 1_000_000),
      accounts: wholeNumber("accounts", values.accounts, 0, 100_000),
      history: wholeNumber("history", values.history, 0, 1_000_000),
      json: values.json === undefined ? null : resolve(values.json),
    };
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function table(rows: readonly CompileFigures[]): string {
  return alignedTable([
    ["graph", "tables", "compiles", "first ms", "p50 ms", "p99 ms"],
    ...rows.map((row) => [
      row.subject,
      String(row.tables),
      String(row.compiles),
      ...[row.first, row.p50, row.p99].map((ms) => ms.toFixed(2)),
    ]),
  ]);
}

async function main(): Promise<void> {
  const options = readOptions();
  const machine = {
    node: process.version,
    cpu: cpus()[0]?.model,
    cores: availableParallelism(),
    load: loadavg()[0],
  };
  const measured = await measure(options);
  if (options.json !== null)
    writeFileSync(options.json, `${JSON.stringify({ machine, ...measured }, null, 2)}\n`);
}

type Options = ReturnType<typeof readOptions>;

function measure(options: Options): Promise<object> {
  if (options.served.length > 0) return benchServed(options);
  if (options.accounts > 0) return benchAccounts(options);
  return options.stored.length > 0 ? benchStored(options) : benchEngine(options);
}

/** What clients of a server wait for, and its memory. */
async function benchServed({ served: sizes }: Options): Promise<object> {
  const served: ServedFigures[] = [];
  for (const rows of sizes) {
    const figures = await measureServed(rows);
    process.stdout.write(`${servedTable(figures)}\n\n`);
    served.push(figures);
  }
  return { served };
}

/** Pages and calls with accounts and without. */
async function benchAccounts({ accounts: count }: Options): Promise<object> {
  const accounts = await measureAccounts(count);
  process.stdout.write(`${accountsTable(accounts)}\n`);
  return { accounts };
}

/** The rows of runs, and the lists of them. */
async function benchStored({ stored: sizes, history: executions }: Options): Promise<object> {
  const stored: StoredFigures[] = [];
  for (const rows of sizes) stored.push(...(await measureStored(rows)));
  process.stdout.write(`${storedTable(stored)}\n`);
  const history = executions === 0 ? [] : await measureHistory(executions);
  if (executions > 0) process.stdout.write(`\n${historyTable(history, executions)}\n`);
  return { stored, executions, history };
}

async function benchEngine(options: Options): Promise<object> {
  const load = measureLoad();
  const sample = await sampleSubject();
  const subjects = [sample, ...(options.suite === null ? [] : suiteSubjects(options.suite))];
  const compiles = subjects.map((subject) => measureCompiles(subject, options.rounds));
  // Once is enough to see how long a large graph takes.
  if (options.tables > 0) compiles.push(measureCompiles(generatedSubject(options.tables), 1));
  const fuzzed = options.fuzz === 0 ? null : fuzz(sample, options.fuzz);
  process.stdout.write(
    `load: ${load.totalMs.toFixed(0)} ms (import ${load.importMs.toFixed(0)}, first compile ${load.firstCompileMs.toFixed(0)}), ${load.addedMegabytes.toFixed(0)} MiB added\n${table(compiles)}\n`,
  );
  if (fuzzed)
    process.stdout.write(
      `fuzz: ${fuzzed.strings} strings, ${fuzzed.answered} answered, ${fuzzed.refused} refused, ${fuzzed.failed} failed\n`,
    );
  if (fuzzed && fuzzed.failed > 0) process.exitCode = 1;
  return { load, compiles, fuzz: fuzzed };
}

await main();
