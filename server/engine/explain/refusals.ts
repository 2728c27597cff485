import { isFunctionWord } from "../link/function-words.ts";
import { foldValue, type GraphIndex } from "../link/graph-index.ts";
import { identifierParts } from "../link/names.ts";
import { nearestNames } from "../link/repair.ts";
import type { Range } from "../parse/sketch.ts";
import type { Trouble } from "../resolve/draft.ts";
import { meaningText } from "../resolve/meanings.ts";
import type { Candidate } from "../resolve/resolve.ts";
import type { Span } from "../result.ts";
import { monthNumber } from "../text/months.ts";
import type { Token } from "../text/tokens.ts";
import { readingOf } from "./reading.ts";
import type { Problem } from "./suggestions.ts";

export function spanOf(tokens: readonly Token[], range: Range): Span {
  const start = tokens[range.start]?.start ?? 0;
  return { start, end: Math.max(start, tokens[Math.min(range.end, tokens.length) - 1]?.end ?? start) };
}

export function textOf(definition: string, span: Span): string {
  return definition.slice(span.start, span.end);
}

/** Neighbouring unknown words are one phrase. */
function merge(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = merged[merged.length - 1];
    if (last && range.start <= last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    else merged.push(range);
  }
  return merged;
}

export function unknownPhrases(
  definition: string,
  tokens: readonly Token[],
  ranges: readonly Range[],
  index: GraphIndex,
  today: string,
): Problem[] {
  const names = index.graph.tables.flatMap((table) => [
    table.name,
    ...table.columns.map((column) => column.name),
  ]);
  return merge(ranges).map((range) => {
    const span = spanOf(tokens, range);
    const phrase = textOf(definition, span);
    const last = { start: range.end - 1, end: range.end };
    if (monthNumber(tokens[last.start]?.norm ?? "") > 0) {
      const month = spanOf(tokens, last);
      return whichYear(textOf(definition, month), month, Number(today.slice(0, 4)));
    }
    if (PART_OF_YEAR.test(phrase)) return whichYear(phrase, span, Number(today.slice(0, 4)));
    // "Plan to pay", "but do not": nothing that a graph could name.
    if (tokens.slice(range.start, range.end).every(({ norm }) => isFunctionWord(norm)))
      return {
        code: "unknown_phrase",
        message: `"${phrase}" was not understood where it stands. Say in other words what it means for the rows.`,
        span,
        choices: [],
      };
    const stored = index.values.get(foldValue(phrase))?.find(({ flag }) => !flag);
    if (stored)
      return {
        code: "unknown_phrase",
        message: `"${phrase}" is stored in ${stored.table.name}.${stored.column.name}, but what it says here was not understood. Say it in a clause of its own, such as: whose ${stored.column.name} is '${stored.stored[0]}'`,
        span,
        choices: [],
      };
    const choices = nearestNames(phrase, [...new Set(names)]);
    const same = choices.find((name) => lettersOf(name) === lettersOf(phrase));
    if (same)
      return {
        code: "unknown_phrase",
        message: `"${phrase}" is a name of this graph, but what is asked of it was not understood. Say it in a clause of its own, such as: whose ${same} is ...`,
        span,
        choices,
      };
    const hint =
      choices.length > 0
        ? `The nearest names are ${choices.join(", ")}.`
        : "Name it as the graph does, or leave it out.";
    return {
      code: "unknown_phrase",
      message: `"${phrase}" is not a table, column or value that this graph knows. ${hint}`,
      span,
      choices,
    };
  });
}

const PART_OF_YEAR =
  /^(q[1-4]|h[12]|(the )?(first|second|third|fourth|last|1st|2nd|3rd|4th) (quarter|half))$/i;

/** "Invoices in May", "in Q1". */
function whichYear(part: string, span: Span, year: number): Problem {
  const choices = [year, year - 1].map((each) => `${part} ${each}`);
  const message = `"${part}": of which year? Write the year too, such as ${choices[0]}.`;
  return { code: "unknown_phrase", message, span, choices };
}

function lettersOf(name: string): string {
  return identifierParts(name).join("");
}

const ADVICE: Readonly<Record<string, string>> = {
  ambiguous_table: "Write the whole name of the one you mean.",
  ambiguous_column: "Name the column you mean.",
  ambiguous_value: "Name the column the value belongs to.",
  ambiguous_reading: "Write which one you mean.",
  no_join: "Add a relationship between the two tables to the graph, or allow an excluded one.",
  unknown_phrase: "Name the column you mean.",
};

export function troubleProblem(definition: string, tokens: readonly Token[], problem: Trouble): Problem {
  const span = spanOf(tokens, problem);
  const phrase = textOf(definition, span);
  const { readings = [] } = problem;
  const listed = [...problem.choices, ...readings].join("; ");
  const choices = listed === "" ? "" : `: ${listed}`;
  return {
    code: problem.code,
    message:
      `"${phrase}": ${problem.detail}${problem.code === "no_join" ? "" : choices}. ${ADVICE[problem.code] ?? ""}`.trim(),
    span,
    choices: problem.choices,
    readings,
  };
}

export function noTable(definition: string, tokens: readonly Token[], index: GraphIndex): Problem {
  const tables = index.graph.tables.slice(0, 5).map((table) => table.name);
  const message = `No table of the graph ${index.graph.name} is named in "${definition.slice(0, 80)}". Name one, such as ${tables.join(", ")}.`;
  return { code: "no_table", message, choices: [], ...wholeSpan(tokens) };
}

export function notEnglish(definition: string, tokens: readonly Token[]): Problem {
  const message = `Definitions are written in English; "${definition.trim().slice(0, 80)}" seems to be in another language. Write it in English, with the names as the graph has them.`;
  return { code: "not_english", message, choices: [], ...wholeSpan(tokens) };
}

function wholeSpan(tokens: readonly Token[]): { span: Span } | Record<never, never> {
  return tokens.length > 0 ? { span: spanOf(tokens, { start: 0, end: tokens.length }) } : {};
}

export function lowConfidence(
  definition: string,
  tokens: readonly Token[],
  best: Candidate,
  confidence: number,
  minimum: number,
): Problem {
  const weakest = [...best.draft.uses].sort((a, b) => a.quality - b.quality)[0];
  const span = weakest && spanOf(tokens, weakest);
  const phrase = span ? `"${textOf(definition, span)}" was taken as ${meaningText(weakest.meaning)}. ` : "";
  const reading = readingOf(best.intent);
  const message = `The confidence ${confidence} is below ${minimum}. ${phrase}It was read as: ${reading}. Write the names as the graph has them, or lower the confidence asked for.`;
  return { code: "low_confidence", message, choices: [], readings: [reading], ...(span ? { span } : {}) };
}
