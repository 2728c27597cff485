/**
 * Parsers that are not ours, of the databases' own languages: to read back what the compiler writes where no server
 * runs. Transpilers' parsers would not do: they take LIMIT and backticks in any dialect.
 */
import { getParserFromInput } from "@griffithswaite/ts-plsql-parser";
import type { ANTLRErrorListener } from "antlr4ts";
import { PredictionMode } from "antlr4ts/atn/PredictionMode.js";
import sqlGrammars from "antlr4ts-sql";
import type { Dialect } from "../graph.ts";

const { antlr4tsSQL, SQLDialect } = sqlGrammars;

/** What a text holds according to the grammar of a dialect. */
export interface Parsed {
  /** Empty when the text belongs to the language. */
  readonly errors: readonly string[];
  readonly statements: readonly string[];
  /** Each stretch that is a SELECT, the outermost first. */
  readonly selects: readonly string[];
  /** The tables as they are written. */
  readonly tables: readonly string[];
}

/** The rules of a grammar that we look for in its parse tree. */
interface Rules {
  readonly statement: string;
  readonly select: string;
  readonly table: string;
}

/** A parse tree of either runtime. */
interface Tree {
  readonly ruleIndex?: number;
  readonly start?: unknown;
  readonly stop?: unknown;
  readonly childCount?: number;
  getChildCount?(): number;
  getChild(index: number): unknown;
}

function read(text: string, tree: Tree, ruleNames: readonly string[], rules: Rules): Omit<Parsed, "errors"> {
  const found: Record<keyof Rules, string[]> = { statement: [], select: [], table: [] };
  const offset = (token: unknown, end: "start" | "stop") => {
    const at = token as { startIndex?: number; stopIndex?: number; start: number; stop: number } | undefined;
    return (end === "start" ? (at?.startIndex ?? at?.start) : (at?.stopIndex ?? at?.stop)) ?? 0;
  };
  const visit = (node: Tree) => {
    if (node.ruleIndex === undefined) return;
    for (const kind of ["statement", "select", "table"] as const)
      if (ruleNames[node.ruleIndex] === rules[kind])
        found[kind].push(text.slice(offset(node.start, "start"), offset(node.stop, "stop") + 1));
    const children = node.childCount ?? node.getChildCount?.() ?? 0;
    for (let i = 0; i < children; i++) visit(node.getChild(i) as Tree);
  };
  visit(tree);
  return { statements: found.statement, selects: found.select, tables: found.table };
}

/**
 * ANTLR's own two stages: SLL looks at less before it decides and is many times as fast; what it takes without an error
 * it takes as LL does. Only LL can say that a text is wrong.
 */
function inTwoStages(parse: (text: string, mode: PredictionMode) => Parsed): (text: string) => Parsed {
  return (text) => {
    const quick = parse(text, PredictionMode.SLL);
    return quick.errors.length === 0 ? quick : parse(text, PredictionMode.LL);
  };
}

function parser(dialect: "PLpgSQL" | "MYSQL" | "TSQL", rules: Rules): (text: string) => Parsed {
  return inTwoStages((text, mode) => {
    const errors: string[] = [];
    const listener: ANTLRErrorListener<unknown> = {
      syntaxError: (_recognizer, _symbol, _line, at, message) => errors.push(`at ${at}: ${message}`),
    };
    const grammar = new antlr4tsSQL(SQLDialect[dialect]);
    const tokens = grammar.getTokens(text, [listener]);
    // Of MySQL 8, as the grammar itself: by default the words are those of 5.7, without OVER.
    if (dialect === "MYSQL") Object.assign(tokens.tokenSource, { serverVersion: 80_000 });
    const parser = grammar.getParser(tokens, [listener]);
    parser.interpreter.setPredictionMode(mode);
    const tree = grammar.getParseTree(parser);
    return { errors, ...read(text, tree as unknown as Tree, parser.ruleNames, rules) };
  });
}

/** The parts of the JavaScript runtime of ANTLR that its types leave out. */
interface Recognizer {
  removeErrorListeners(): void;
  addErrorListener(listener: object): void;
}

function parseOracle(text: string, mode: PredictionMode): Parsed {
  const errors: string[] = [];
  const ignore = () => {};
  const listener = {
    syntaxError: (_recognizer: unknown, _symbol: unknown, _line: number, at: number, message: string) =>
      errors.push(`at ${at}: ${message}`),
    reportAmbiguity: ignore,
    reportAttemptingFullContext: ignore,
    reportContextSensitivity: ignore,
  };
  // This grammar takes the quoted name "V1" for a word of its own; any other name of that length will do.
  const parser = getParserFromInput(text.replaceAll('"v1"', '"w1"')) as unknown as Recognizer & {
    readonly _interp: { predictionMode: PredictionMode };
    readonly _input: { readonly tokenSource: Recognizer };
    readonly ruleNames: readonly string[];
    sql_script(): Tree;
  };
  for (const recognizer of [parser, parser._input.tokenSource]) {
    recognizer.removeErrorListeners();
    recognizer.addErrorListener(listener);
  }
  // Both runtimes have the same numbers for the modes.
  parser._interp.predictionMode = mode;
  const tree = parser.sql_script();
  const rules = { statement: "unit_statement", select: "select_statement", table: "tableview_name" };
  return { errors, ...read(text, tree, parser.ruleNames, rules) };
}

/** SQLite is at hand to prepare a statement itself; MariaDB is written as MySQL. */
export const PARSERS: Readonly<Record<Exclude<Dialect, "sqlite" | "mariadb">, (text: string) => Parsed>> = {
  postgresql: parser("PLpgSQL", {
    statement: "statement",
    select: "select_stmt",
    table: "schema_qualified_name",
  }),
  mysql: parser("MYSQL", { statement: "simpleStatement", select: "selectStatement", table: "tableRef" }),
  sqlserver: parser("TSQL", {
    statement: "sql_clauses",
    select: "select_statement_standalone",
    table: "table_name",
  }),
  oracle: inTwoStages(parseOracle),
};
