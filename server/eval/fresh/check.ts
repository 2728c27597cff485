import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import Database from "better-sqlite3";
import { z } from "zod";

/**
 * Proves that a folder of fresh definitions can be graded: its databases build, every right answer and every
 * alternative runs and finds something, and the key columns are there. Shows nothing about the product.
 */
const Question = z.strictObject({
  id: z.string(),
  database: z.string(),
  family: z.string(),
  definition: z.string().min(1),
  gold_sql: z.string().optional(),
  alt_gold_sql: z.array(z.string()).default([]),
  key_columns: z.array(z.string()).default([]),
  /** Other sets of columns that identify the rows of the answer or of an alternative. */
  alt_key_columns: z.array(z.array(z.string()).min(1)).default([]),
  /** Columns of the gold that hold what was counted or summed for each group. */
  measure_columns: z.array(z.string()).optional(),
  ordered: z.boolean().default(false),
  expect: z.enum(["rows", "value", "error"]),
  offending_phrase: z.string().optional(),
  note: z.string(),
});
type Question = z.infer<typeof Question>;

const Graph = z.strictObject({
  relationships: z.array(
    z.strictObject({
      source_table: z.string(),
      source_column: z.string(),
      target_table: z.string(),
      target_column: z.string(),
    }),
  ),
  aliases: z.record(z.string(), z.array(z.string())),
  column_aliases: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
});

interface Answer {
  columns: string[];
  rows: Record<string, unknown>[];
}

function answerOf(db: Database.Database, sql: string): Answer {
  const statement = db.prepare<[], Record<string, unknown>>(sql);
  return { columns: statement.columns().map((column) => column.name), rows: statement.all() };
}

function checkValue(what: string, answer: Answer): string[] {
  const cells = Object.values(answer.rows[0] ?? {});
  if (answer.rows.length !== 1 || cells.length !== 1) return [`${what} is not one number`];
  return typeof cells[0] === "number" ? [] : [`${what} is ${String(cells[0])}, not a number`];
}

function checkAnswer(db: Database.Database, question: Question, what: string, sql: string): string[] {
  let answer: Answer;
  try {
    answer = answerOf(db, sql);
  } catch (error) {
    return [`${what} does not run: ${error instanceof Error ? error.message : String(error)}`];
  }
  if (question.expect === "value") return checkValue(what, answer);
  const problems: string[] = answer.rows.length === 0 ? [`${what} finds nothing`] : [];
  if (new Set(answer.columns).size < answer.columns.length)
    problems.push(`${what} has two columns of one name`);
  const has = (columns: string[]): boolean => columns.every((column) => answer.columns.includes(column));
  const keys =
    what === "gold_sql" ? [question.key_columns] : [question.key_columns, ...question.alt_key_columns];
  if (!keys.some(has)) problems.push(`${what} has none of its key columns: ${JSON.stringify(keys)}`);
  if (what === "gold_sql" && !has(question.measure_columns ?? []))
    problems.push(`${what} lacks its measures`);
  return problems;
}

function checkError(question: Question): string[] {
  const phrase = question.offending_phrase ?? "";
  if (phrase === "" || !question.definition.includes(phrase))
    return ["offending_phrase must be a part of the definition"];
  return question.gold_sql === undefined ? [] : ["a definition to be refused has no gold_sql"];
}

function checkQuestion(db: Database.Database, question: Question): string[] {
  if (question.expect === "error") return checkError(question);
  if (question.gold_sql === undefined) return ["gold_sql is missing"];
  if (question.key_columns.length === 0) return ["key_columns are missing"];
  return [
    ...checkAnswer(db, question, "gold_sql", question.gold_sql),
    ...question.alt_gold_sql.flatMap((sql, index) =>
      checkAnswer(db, question, `alt_gold_sql[${index}]`, sql),
    ),
  ];
}

function checkGraph(db: Database.Database, folder: string, name: string): string[] {
  const graph = Graph.parse(JSON.parse(readFileSync(join(folder, "graphs", `${name}.json`), "utf8")));
  const used: [table: string, column?: string][] = [
    ...graph.relationships.flatMap((join): [string, string][] => [
      [join.source_table, join.source_column],
      [join.target_table, join.target_column],
    ]),
    ...Object.keys(graph.aliases).map((table): [string] => [table]),
    ...Object.entries(graph.column_aliases).flatMap(([table, columns]) =>
      Object.keys(columns).map((column): [string, string] => [table, column]),
    ),
  ];
  return used.flatMap(([table, column]) => {
    const columns = db.prepare("SELECT name FROM pragma_table_info(?)").pluck().all(table) as string[];
    if (columns.length === 0) return [`graphs/${name}.json: there is no table ${table}`];
    if (column === undefined || columns.includes(column)) return [];
    return [`graphs/${name}.json: there is no column ${table}.${column}`];
  });
}

function readQuestions(folder: string): Question[] {
  const lines = readFileSync(join(folder, "questions.jsonl"), "utf8").split("\n").filter(Boolean);
  const questions = lines.map((line) => Question.parse(JSON.parse(line)));
  const ids = new Set(questions.map((question) => question.id));
  if (ids.size < questions.length) throw new Error("questions.jsonl: an id is used twice");
  return questions;
}

async function check(folder: string, work: string): Promise<string[]> {
  const generator = await import(pathToFileURL(join(folder, "databases.ts")).href);
  const names = generator.buildDatabases(work) as string[];
  const questions = readQuestions(folder);
  const problems = questions
    .filter((question) => !names.includes(question.database))
    .map((question) => `${question.id}: there is no database ${question.database}`);
  for (const name of names) {
    const db = new Database(join(work, `${name}.sqlite`), { readonly: true });
    problems.push(...checkGraph(db, folder, name));
    const own = questions.filter((question) => question.database === name);
    for (const question of own)
      problems.push(...checkQuestion(db, question).map((text) => `${question.id}: ${text}`));
    db.close();
    console.log(`${name}: ${own.length} definitions checked.`);
  }
  return problems;
}

const folder = process.argv[2];
if (folder === undefined) {
  console.error("Say which folder to check: node server/eval/fresh/check.ts server/eval/fresh/A");
  process.exit(2);
}
const work = mkdtempSync(join(tmpdir(), "fresh-"));
try {
  const problems = await check(resolve(folder), work);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true });
}
