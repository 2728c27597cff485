import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Catalog } from "../connectors/connector.ts";
import { openSqliteSource } from "../connectors/sqlite/source.ts";
import { proposeRelationships } from "../discovery/index.ts";
import { LIKELY, type Proposal, pairKey } from "../discovery/proposal.ts";
import { type Fail, failing, orFail } from "./arguments.ts";
import { graphFromSuite } from "./graph-from-suite.ts";

const USAGE =
  "Usage: npm run eval:discovery -- --suite DIR [--suite DIR ...] [--database NAME] [--half design|held-out] [--hide keys] [--at CONFIDENCE] [--verbose]";

const fail: Fail = failing(USAGE);

interface Options {
  readonly suites: readonly string[];
  readonly database: string | undefined;
  readonly half: string | undefined;
  readonly hideKeys: boolean;
  readonly at: number;
  readonly verbose: boolean;
}

function readOptions(): Options {
  const { values } = orFail(
    () =>
      parseArgs({
        options: {
          suite: { type: "string", multiple: true },
          database: { type: "string" },
          half: { type: "string" },
          hide: { type: "string" },
          at: { type: "string" },
          verbose: { type: "boolean" },
        },
      }),
    fail,
  );
  if (!values.suite) fail("At least one --suite is needed.");
  if (values.half !== undefined && !["design", "held-out"].includes(values.half))
    fail("--half is design or held-out.");
  if (values.hide !== undefined && values.hide !== "keys") fail("--hide takes keys.");
  const at = Number(values.at ?? LIKELY);
  if (!(at >= 0 && at <= 1)) fail("--at is a number from 0 to 1.");
  return {
    suites: values.suite.map((suite) => resolve(suite)),
    database: values.database,
    half: values.half,
    hideKeys: values.hide === "keys",
    at,
    verbose: values.verbose === true,
  };
}

/** Databases are dealt into two halves by their names: what is designed on one is judged on the other. */
function halfOf(name: string): "design" | "held-out" {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1009;
  return sum % 2 === 0 ? "design" : "held-out";
}

/** The catalog as if nobody had declared anything: no foreign keys and, with `keys`, no unique ones either. */
function hidden(catalog: Catalog, keys: boolean): Catalog {
  const tables = keys
    ? catalog.tables.map((table) => ({ ...table, primaryKey: [], uniqueKeys: [] }))
    : catalog.tables;
  return { ...catalog, tables, foreignKeys: [] };
}

interface Tally {
  proposed: number;
  right: number;
  /** Proposed, not in the truth, but its ends are joined there through other columns. */
  implied: number;
  wanted: number;
  found: number;
}

type Pair = Pick<Proposal, "source" | "target">;

function columnsOf({ source, target }: Pair): string[] {
  return [source, target].map((end) => `${end.table}.${end.columns.join("+")}`.toLowerCase());
}

/** Whether two columns are equal through a chain of the given pairs. */
function isImplied(pair: Pair, truth: readonly Pair[]): boolean {
  const [from, to] = columnsOf(pair);
  const met = new Set([from]);
  for (let size = 0; size < met.size; ) {
    size = met.size;
    for (const [a, b] of truth.map(columnsOf)) {
      if (met.has(a)) met.add(b);
      else if (met.has(b)) met.add(a);
    }
  }
  return met.has(to);
}

function lower(pair: Pair): string {
  return pairKey(pair).toLowerCase();
}

function compare(proposals: readonly Proposal[], truth: readonly Pair[], options: Options): Tally {
  const likely = proposals.filter(({ confidence }) => confidence >= options.at);
  const wanted = new Set(truth.map(lower));
  const right = likely.filter((proposal) => wanted.has(lower(proposal)));
  const others = likely.filter((proposal) => !wanted.has(lower(proposal)));
  const implied = others.filter((proposal) => isImplied(proposal, truth));
  if (options.verbose) report(proposals, truth, options.at);
  return {
    proposed: likely.length,
    right: right.length,
    implied: implied.length,
    wanted: wanted.size,
    found: right.length,
  };
}

function report(proposals: readonly Proposal[], truth: readonly Pair[], at: number): void {
  const wanted = new Set(truth.map(lower));
  const say = (mark: string, pair: Pair, rest: string) =>
    process.stdout.write(`   ${mark} ${columnsOf(pair).join(" = ")} ${rest}\n`);
  for (const proposal of proposals) {
    const right = wanted.has(lower(proposal));
    if (right === proposal.confidence >= at) continue;
    const { nameScore, containment, valuesChecked, reverseContainment, targetUnique, match } =
      proposal.evidence;
    const shares = [nameScore, containment, reverseContainment].map((share) => share?.toFixed(2) ?? "-");
    const mark = right ? "low  " : isImplied(proposal, truth) ? "implied" : "WRONG";
    say(
      mark,
      proposal,
      `${proposal.confidence} ${proposal.type} name/in/back ${shares.join("/")} of ${valuesChecked} ${match} ${targetUnique ? "unique" : "repeats"}`,
    );
  }
  const offered = new Set(proposals.map(lower));
  for (const pair of truth) if (!offered.has(lower(pair))) say("MISSED", pair, "");
}

async function measure(suite: string, name: string, options: Options): Promise<Tally | null> {
  const path = join(suite, "databases", `${name}.sqlite`);
  const truth = graphFromSuite(path, join(suite, "graphs", `${name}.json`), name).relationships;
  if (truth.length === 0) return null;
  const connector = openSqliteSource({ path, schema: "main" });
  try {
    const catalog = await connector.introspect("main", { timeLimitMs: 120_000 });
    const started = performance.now();
    const proposals = await proposeRelationships([hidden(catalog, options.hideKeys)], connector, {
      timeLimitMs: 120_000,
    });
    const ms = Math.round(performance.now() - started);
    if (options.verbose) process.stdout.write(`${name} (${ms} ms)\n`);
    return compare(proposals, truth, options);
  } finally {
    await connector.close();
  }
}

function line(name: string, tally: Tally): string {
  const share = (part: number, whole: number) => (whole === 0 ? "  -  " : (part / whole).toFixed(3));
  return [
    name.padEnd(34),
    `precision ${share(tally.right, tally.proposed)}`,
    `(or implied ${share(tally.right + tally.implied, tally.proposed)})`,
    `recall ${share(tally.found, tally.wanted)}`,
    `proposed ${tally.proposed} wanted ${tally.wanted}`,
  ].join("  ");
}

async function main(): Promise<void> {
  const options = readOptions();
  const sums = new Map<string, Tally>();
  for (const suite of options.suites) {
    const folder = join(suite, "databases");
    if (!existsSync(folder)) fail(`There is no ${folder}.`);
    for (const file of readdirSync(folder).filter((entry) => entry.endsWith(".sqlite"))) {
      const name = file.slice(0, -".sqlite".length);
      const half = halfOf(name);
      if (options.database !== undefined && options.database !== name) continue;
      if (options.half !== undefined && options.half !== half) continue;
      const tally = await measure(suite, name, options);
      if (tally === null) continue;
      process.stdout.write(`${line(name, tally)}\n`);
      for (const group of [half, "all"]) {
        const sum = sums.get(group) ?? { proposed: 0, right: 0, implied: 0, wanted: 0, found: 0 };
        for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += tally[key];
        sums.set(group, sum);
      }
    }
  }
  for (const [group, sum] of sums) process.stdout.write(`${line(`== ${group}`, sum)}\n`);
}

await main();
