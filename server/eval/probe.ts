import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Column, compile, type Graph, type Table } from "../engine/index.ts";
import { makeRandom, type Random } from "./fresh/random.ts";
import { openSuite } from "./suite.ts";

/**
 * What is put into a definition must be heard: definitions that the product answers, each with one more condition or
 * with words that nothing knows somewhere in it. One that is answered without the condition, or in spite of the words,
 * has lost them, which is the worst that this product can do.
 */

const USAGE =
  "Usage: npm run eval:probe -- --suite DIR [--suite DIR ...] [--count N] [--seed N] [--today DATE] [--verbose]";

function fail(message: string): never {
  process.stderr.write(`${message}\n${USAGE}\n`);
  process.exit(2);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      suite: { type: "string", multiple: true },
      count: { type: "string" },
      seed: { type: "string" },
      today: { type: "string" },
      verbose: { type: "boolean" },
    },
  });
  if (!values.suite) fail("At least one --suite is needed.");
  const count = Number(values.count ?? 2_000);
  const seed = Number(values.seed ?? 1);
  if (!Number.isInteger(count) || count < 1) fail("--count is a whole number from 1.");
  if (!Number.isInteger(seed)) fail("--seed is a whole number.");
  return {
    suites: values.suite.map((suite) => resolve(suite)),
    count,
    seed,
    today: values.today ?? new Date().toISOString().slice(0, 10),
    verbose: values.verbose === true,
  };
}

/** Words to put in, and what of them the SQL of every answer that heard them holds, in small letters. */
interface Words {
  readonly said: string;
  readonly inSql: readonly string[];
}

/** Words that no schema has and no grammar needs: before a noun, behind something, instead of a verb. */
const UNKNOWN = [
  "bothersome",
  "lacklustre",
  "humongous",
  "under duress",
  "amid much fanfare",
  "for no apparent reason",
  "during the eclipse",
  "reluctantly",
] as const;

const unknownWords = (said: string): Words => ({ said, inSql: [said.split(" ").at(-1) ?? said] });

const NUMBER = 7_341;
const DAY = "2019-03-07";

const calledOf = (column: Column): string => column.aliases[0] ?? column.name.replaceAll("_", " ");

/** A condition on a column: by one of its values, a number or a day. */
function conditionOn(column: Column, random: Random): Words | undefined {
  const called = calledOf(column);
  if (column.kind === "text" && column.values !== undefined && column.values.length > 0) {
    const value = random.pick(column.values).trim();
    // Each word of it for itself: a person's name may be that of two columns.
    const inSql = value.toLowerCase().replaceAll("'", "''").split(" ");
    const said = [
      `with ${called} ${value}`,
      `whose ${called} is ${value}`,
      `where ${called} is '${value}'`,
      value,
    ];
    return value.length < 2 ? undefined : { said: random.pick(said), inSql };
  }
  if (column.kind === "integer" || column.kind === "decimal") {
    const said = [`with ${called} above ${NUMBER}`, `whose ${called} is at least ${NUMBER}`];
    return { said: random.pick(said), inSql: [String(NUMBER)] };
  }
  if (column.kind === "date" || column.kind === "timestamp")
    return {
      said: random.pick([`with ${called} after ${DAY}`, `whose ${called} is ${DAY}`]),
      inSql: ["2019-03"],
    };
  return undefined;
}

const tablesNamed = (graph: Graph, names: readonly (string | null)[]): readonly Table[] =>
  graph.tables.filter(({ name }) => names.includes(name));

interface Answered {
  readonly definition: string;
  readonly graph: Graph;
  readonly sql: string;
  readonly tables: readonly Table[];
}

function answeredOf(suites: readonly string[], today: string): Answered[] {
  return suites.flatMap((folder) => {
    const suite = openSuite(folder);
    return suite.questions.flatMap(({ definition, database }) => {
      const graph = suite.graphOf(database);
      const result = compile({ definition, graph, dialect: "sqlite", today });
      if (!result.ok) return [];
      const tables = tablesNamed(graph, [result.sourceTable, result.targetTable]);
      return [{ definition, graph, sql: result.readableSql, tables }];
    });
  });
}

/** The definition with these words at a place between two of its own, or at either end. */
function withWords(definition: string, words: string, random: Random): string {
  const own = definition.split(/\s+/);
  const at = random.int(0, own.length);
  return [...own.slice(0, at), words, ...own.slice(at)].join(" ");
}

interface Tally {
  asked: number;
  answered: number;
  readonly lost: string[];
}

const share = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;

function main(): void {
  const options = readOptions();
  const { today } = options;
  const random = makeRandom(options.seed);
  const answered = answeredOf(options.suites, today);
  if (answered.length === 0) fail("No definition of these suites is answered.");
  const conditions: Tally = { asked: 0, answered: 0, lost: [] };
  const unknown: Tally = { asked: 0, answered: 0, lost: [] };
  const ask = (tally: Tally, { definition, graph, sql }: Answered, words: Words | undefined): void => {
    const isIn = (text: string): boolean =>
      words?.inSql.every((part) => text.toLowerCase().includes(part)) === true;
    if (words === undefined || tally.asked >= options.count || isIn(sql)) return;
    const longer = withWords(definition, words.said, random);
    const result = compile({ definition: longer, graph, dialect: "sqlite", today });
    tally.asked++;
    if (!result.ok) return;
    tally.answered++;
    if (!isIn(result.readableSql)) tally.lost.push(`${result.confidence} ${graph.name}: ${longer}`);
  };
  while (conditions.asked < options.count || unknown.asked < options.count) {
    const one = random.pick(answered);
    const column = random.pick(one.tables.flatMap(({ columns }) => columns));
    ask(conditions, one, conditionOn(column, random));
    ask(unknown, one, unknownWords(random.pick(UNKNOWN)));
  }
  for (const [title, tally] of [
    ["one more condition", conditions],
    ["words that nothing knows", unknown],
  ] as const) {
    const { asked, lost } = tally;
    process.stdout.write(
      `${title}: ${asked} asked, ${tally.answered} answered, ${lost.length} without it (${share(lost.length, asked)} of all)\n`,
    );
    if (options.verbose) for (const line of lost) process.stdout.write(`  ${line}\n`);
  }
}

main();
