import type { Column, Graph, Table } from "../graph.ts";
import { isFunctionWord } from "../link/function-words.ts";
import { nearestNames } from "../link/repair.ts";
import type { Diagnostic, Refused, Span } from "../result.ts";
import type { Token } from "../text/tokens.ts";

/** Why a definition is refused, with what the phrase could be instead, before anybody tried whether that is answered. */
export interface Problem extends Omit<Diagnostic, "suggestions"> {
  /** Names, or values with their columns ("OPS_STATUS = ACTIVE"), to write instead of the phrase, best first. */
  readonly choices: readonly string[];
  /** Whole definitions to write instead. */
  readonly readings?: readonly string[];
}

/** As many definitions as help to choose. */
const MOST = 3;
/** As many as are tried for one refusal: each is a compilation. */
const MOST_TRIED = 14;

/**
 * The diagnostics of a refusal, each with definitions to write instead; every one of them is answered.
 * First the definition itself with the phrase replaced, then without it, then what can be asked of the tables that it
 * seems to be about. A table's name alone is no suggestion.
 */
export function withSuggestions(
  definition: string,
  tokens: readonly Token[],
  graph: Graph,
  refused: Omit<Refused, "diagnostics">,
  problems: readonly [Problem, ...Problem[]],
  answers: (definition: string) => boolean,
): [Diagnostic, ...Diagnostic[]] {
  let tried = 0;
  const answered = (text: string): boolean => {
    if (text === "" || text === definition || tried >= MOST_TRIED) return false;
    tried++;
    return answers(text);
  };
  const [first, ...others] = problems;
  const own = problems.map((problem) =>
    take(rewritings(definition, problem, problems, tokens), answered, MOST),
  );
  if (own.every((found) => found.length === 0)) {
    own[0] = [
      ...take(shortened(definition, problems, tokens), answered, 1),
      ...take(examples(definition, graph, refused), answered, MOST - 1),
    ];
  }
  const diagnostic = ({ choices, readings, ...problem }: Problem, i: number): Diagnostic => ({
    ...problem,
    suggestions: own[i] ?? [],
  });
  return [diagnostic(first, 0), ...others.map((problem, i) => diagnostic(problem, i + 1))];
}

/** The first `most` groups' first members that are answered. */
function take(
  groups: Iterable<readonly string[]>,
  answered: (text: string) => boolean,
  most: number,
): string[] {
  const found: string[] = [];
  for (const group of groups) {
    const text = group.find((each) => !found.includes(each) && answered(each));
    if (text !== undefined) found.push(text);
    if (found.length === most) break;
  }
  return found;
}

/** For each choice of a problem the ways to say it in the definition, with the other problems solved by their first. */
function* rewritings(
  definition: string,
  problem: Problem,
  problems: readonly Problem[],
  tokens: readonly Token[],
): Generator<string[]> {
  for (const reading of problem.readings ?? []) yield [reading];
  const { span } = problem;
  if (!span) return;
  const phrase = definition.slice(span.start, span.end);
  const edits = problems.flatMap(({ span: other, choices }) =>
    !other || other === span
      ? []
      : [choices[0] ? { ...other, by: choices[0] } : { ...cutOf(tokens, other), by: "" }],
  );
  const say = (by: string) => edited(definition, [...edits, { ...span, by }]);
  for (const choice of problem.choices.slice(0, MOST)) {
    const value = / = /.test(choice);
    yield value
      ? [`${say("")} whose ${choice}`, say(choice)]
      : [say(choice), say(`with ${choice} ${phrase}`)];
  }
}

/** Words by which a definition goes on when what stands before them is left out. */
const GOES_ON = new Set(["and", "or", ",", "in", "at", "by", "on", "from", "for", "between", "during"]);

/** The definition without the clause that was not understood, or only what stands before it. */
function* shortened(
  definition: string,
  problems: readonly Problem[],
  tokens: readonly Token[],
): Generator<string[]> {
  const spans = problems.flatMap(({ span }) => (span ? [span] : []));
  const cuts = spans.map((span) => cutOf(tokens, span));
  const start = Math.min(...cuts.map((cut) => cut.start));
  if (cuts.length === 0 || start === 0) return;
  const before = edited(definition, [{ start, end: definition.length, by: "" }]);
  // A word of the grammar ("neither", "nobody") changes what the rest means: nothing goes on without it.
  const whole = spans.every((span) => {
    const after = tokens.find((token) => token.start >= span.end);
    const words = tokens.filter((token) => token.start >= span.start && token.end <= span.end);
    return (
      words.every(({ norm }) => !isFunctionWord(norm)) && (after === undefined || GOES_ON.has(after.norm))
    );
  });
  const without = edited(
    definition,
    cuts.map((cut) => ({ ...cut, by: "" })),
  );
  yield whole ? [without, before] : [before];
}

/** A phrase with the words of structure before it, which say nothing without it: "without a parking permit". */
function cutOf(tokens: readonly Token[], span: Span): Span {
  let at = tokens.findIndex((token) => token.start >= span.start);
  while (at > 0 && isFunctionWord(tokens[at - 1]?.norm ?? "")) at--;
  return { start: tokens[at]?.start ?? span.start, end: span.end };
}

function edited(definition: string, edits: readonly (Span & { readonly by: string })[]): string {
  let text = definition;
  for (const { start, end, by } of [...edits].sort((a, b) => b.start - a.start))
    text = text.slice(0, start) + by + text.slice(end);
  return text
    .replace(/\s+/g, " ")
    .replace(/[\s,;]+$/, "")
    .trim();
}

/** What can be asked of the tables that a definition seems to be about. */
function* examples(
  definition: string,
  graph: Graph,
  { sourceTable, targetTable }: Omit<Refused, "diagnostics">,
): Generator<string[]> {
  const names = graph.tables.map((table) => table.name);
  const likely = [sourceTable, targetTable, ...nearestNames(definition, names), ...names];
  const tables = [...new Set(likely)]
    .flatMap((name) => graph.tables.find((table) => table.name === name) ?? [])
    .slice(0, 4);
  for (const table of tables) {
    yield partnersOf(graph, table).map((partner) => `${said(table)} not in ${said(partner)}`);
    const held = stateOf(table);
    if (held) yield [`${said(table)} whose ${held.name} is "${held.values?.[0]?.trim()}"`];
    yield [`number of rows of ${said(table)}`, `number of ${said(table)}`];
  }
}

/** The column with the fewest values to tell rows apart by. */
function stateOf(table: Table): Column | undefined {
  return table.columns
    .filter(({ values }) => values && values.length > 1)
    .sort((a, b) => (a.values?.length ?? 0) - (b.values?.length ?? 0))[0];
}

function partnersOf(graph: Graph, table: Table): Table[] {
  return graph.relationships
    .filter(({ excluded }) => !excluded)
    .flatMap(({ source, target }) => [
      ...(source.table === table.name ? [target.table] : []),
      ...(target.table === table.name ? [source.table] : []),
    ])
    .flatMap((name) => graph.tables.find((other) => other.name === name && other !== table) ?? [])
    .slice(0, 2);
}

/** What people call a table. */
function said(table: Table): string {
  return table.aliases[0] ?? table.name;
}
