import { type Column, compile, type Graph, type Table } from "../engine/index.ts";
import { makeRandom, type Random } from "./fresh/random.ts";
import type { Suite } from "./suite.ts";

/**
 * What is put into a definition must be heard: definitions that the product answers, each with one more condition or
 * with words that nothing knows somewhere in it. One that is answered without the condition, or in spite of the words,
 * has lost them, which is the worst that this product can do.
 */

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
    return !/[\p{L}\p{N}]{2}/u.test(value) ? undefined : { said: random.pick(said), inSql };
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

export interface Answered {
  readonly definition: string;
  readonly graph: Graph;
  readonly sql: string;
  readonly tables: readonly Table[];
}

/** The definitions of a suite that are answered on a day, which is an ISO date. */
export function answeredOf(suite: Suite, today: string): Answered[] {
  return suite.questions.flatMap(({ definition, database }) => {
    const graph = suite.graphOf(database);
    const result = compile({ definition, graph, dialect: "sqlite", today });
    if (!result.ok) return [];
    const tables = tablesNamed(graph, [result.sourceTable, result.targetTable]);
    return [{ definition, graph, sql: result.readableSql, tables }];
  });
}

/** The definition with these words at a place between two of its own, or at either end. */
function withWords(definition: string, words: string, random: Random): string {
  const own = definition.split(/\s+/);
  const at = random.int(0, own.length);
  return [...own.slice(0, at), words, ...own.slice(at)].join(" ");
}

export interface Tally {
  /** Definitions with the words in them. */
  readonly asked: number;
  readonly answered: number;
  /** Those that were answered without the words, each with its confidence and its graph. */
  readonly lost: readonly string[];
}

interface Probes {
  readonly conditions: Tally;
  readonly unknown: Tally;
}

/** Where no definition takes a condition, or each explains its words itself, fewer are asked. */
const TRIES = 100;

/** Puts `count` conditions and as many unknown words into definitions chosen by chance, the same for the same seed. */
export function probe(
  answered: readonly Answered[],
  options: { readonly today: string; readonly count: number; readonly seed: number },
): Probes {
  const random = makeRandom(options.seed);
  const conditions = { asked: 0, answered: 0, lost: [] as string[] };
  const unknown = { asked: 0, answered: 0, lost: [] as string[] };
  const ask = (
    tally: typeof unknown,
    { definition, graph, sql }: Answered,
    words: Words | undefined,
  ): void => {
    const isIn = (text: string) => words?.inSql.every((part) => text.toLowerCase().includes(part)) === true;
    if (words === undefined || tally.asked >= options.count || isIn(sql)) return;
    const longer = withWords(definition, words.said, random);
    const result = compile({ definition: longer, graph, dialect: "sqlite", today: options.today });
    tally.asked++;
    if (!result.ok) return;
    tally.answered++;
    if (!isIn(result.readableSql)) tally.lost.push(`${result.confidence} ${graph.name}: ${longer}`);
  };
  const wanted = () => Math.min(conditions.asked, unknown.asked) < options.count;
  for (let tries = 0; wanted() && tries < TRIES * options.count; tries++) {
    const one = random.pick(answered);
    const column = random.pick(one.tables.flatMap(({ columns }) => columns));
    ask(conditions, one, conditionOn(column, random));
    // What stands in brackets or after a colon may explain any word before it.
    if (!/[:(]/.test(one.definition)) ask(unknown, one, unknownWords(random.pick(UNKNOWN)));
  }
  return { conditions, unknown };
}
