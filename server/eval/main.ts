import { closeSync, openSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { compile } from "../engine/index.ts";
import { type Fail, failing, orFail, suiteIn, todayOf } from "./arguments.ts";

const USAGE =
  "Usage: npm run eval -- --suite DIR --out ANSWERS.jsonl [--database NAME] [--today DATE] [--min-confidence N]";

const fail: Fail = failing(USAGE);

function readOptions() {
  const { values } = orFail(
    () =>
      parseArgs({
        options: {
          suite: { type: "string" },
          out: { type: "string" },
          database: { type: "string" },
          today: { type: "string" },
          "min-confidence": { type: "string" },
        },
      }),
    fail,
  );
  if (!values.suite || !values.out) fail("Both --suite and --out are needed.");
  const minConfidence = values["min-confidence"] === undefined ? undefined : Number(values["min-confidence"]);
  if (minConfidence !== undefined && !(minConfidence >= 0 && minConfidence <= 1))
    fail("--min-confidence is a number from 0 to 1.");
  return {
    suite: resolve(values.suite),
    out: resolve(values.out),
    database: values.database,
    today: todayOf(values.today, fail),
    minConfidence,
  };
}

function main(): void {
  const options = readOptions();
  const suite = suiteIn(options.suite, fail);
  const out = openSync(options.out, "w");
  let answered = 0;
  let refused = 0;
  let helpless = 0;
  for (const question of suite.questions) {
    if (options.database && question.database !== options.database) continue;
    const graph = suite.graphOf(question.database);
    const started = performance.now();
    const result = compile({
      definition: question.definition,
      graph,
      dialect: "sqlite",
      today: options.today,
      minConfidence: options.minConfidence,
    });
    const ms = Math.round((performance.now() - started) * 100) / 100;
    if (result.ok) answered++;
    else {
      refused++;
      if (result.diagnostics.every(({ suggestions }) => suggestions.length === 0)) helpless++;
    }
    const answer = {
      id: question.id,
      sql: result.ok ? result.readableSql : null,
      error: result.ok ? null : result.diagnostics.map((diagnostic) => diagnostic.message).join(" "),
      code: result.ok ? null : result.diagnostics[0].code,
      confidence: result.confidence,
      query_type: result.queryType,
      operation: result.operation,
      ms,
    };
    writeSync(out, `${JSON.stringify(answer)}\n`);
  }
  closeSync(out);
  process.stdout.write(
    `${answered} answered, ${refused} refused (${helpless} without a suggestion), written to ${options.out}\n`,
  );
}

main();
