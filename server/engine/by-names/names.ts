import type { Column, Graph, Table } from "../graph.ts";
import type { Path } from "../intent.ts";
import { foldValue } from "../link/graph-index.ts";
import { canonical } from "../link/names.ts";
import type { JoinSettings } from "../plan/edges.ts";
import { findPath } from "../plan/paths.ts";
import type { CompileRequest, Diagnostic } from "../result.ts";
import { tokenize } from "../text/tokens.ts";

/** Why an intent by names is not used; a refusal with this as its one diagnostic. */
export class Misfit extends Error {
  readonly code: Diagnostic["code"];
  readonly suggestions: readonly string[];
  constructor(code: Diagnostic["code"], message: string, suggestions: readonly string[] = []) {
    super(message);
    this.code = code;
    this.suggestions = suggestions;
  }
}

/** The names by which an intent by names knows the tables: with the schema where the name alone is not enough. */
export function tablesByName(graph: Graph): ReadonlyMap<string, Table> {
  const same = Map.groupBy(graph.tables, (table) => table.name);
  return new Map(
    graph.tables.map((table) => [
      same.get(table.name)?.length === 1 ? table.name : `${table.schema}.${table.name}`,
      table,
    ]),
  );
}

/** Join settings of a definition whose words were read elsewhere. */
export function settingsOf(request: CompileRequest): JoinSettings {
  const words = tokenize(request.definition).filter((token) => token.kind === "word");
  return {
    graph: request.graph,
    ruleset: request.ruleset,
    excludedFields: request.excludedFields ?? [],
    fold: false,
    ruleAt: null,
    today: request.today,
    words: new Set(canonical(words.map((token) => token.norm))),
    wordAt: () => "",
  };
}

/** What the names of a request stand for; every method throws a Misfit for what is not there. */
export class Names {
  private readonly definition: string;
  private readonly tables: ReadonlyMap<string, Table>;
  private readonly settings: JoinSettings;

  constructor(request: CompileRequest) {
    this.definition = foldValue(request.definition);
    this.tables = tablesByName(request.graph);
    this.settings = settingsOf(request);
  }

  table(name: string): Table {
    const table = this.tables.get(name);
    if (!table) throw new Misfit("unknown_phrase", `the graph has no table "${name}"`);
    return table;
  }

  column(table: Table, name: string): Column {
    const column = table.columns.find((candidate) => candidate.name === name);
    if (!column) throw new Misfit("unknown_phrase", `the table ${table.name} has no column "${name}"`);
    return column;
  }

  columns(table: Table, names: readonly string[]): Column[] {
    if (names.length === 0) throw new Misfit("unsupported", `no column of ${table.name} is named`);
    return names.map((name) => this.column(table, name));
  }

  path(from: Table, to: Table): Path {
    const found = findPath(this.settings, from, to);
    if (found.kind === "path") return found.path;
    const pair = `${from.name} and ${to.name}`;
    if (found.kind === "ambiguous")
      throw new Misfit("ambiguous_reading", `${pair} can be joined in several ways`, found.choices);
    throw new Misfit("no_join", `there is no join between ${pair}`, found.excluded);
  }

  /** A text can only come from the definition: whoever read it was never shown values. */
  said(text: string): void {
    const wanted = foldValue(text);
    if (wanted === "" || !hasWords(this.definition, wanted))
      throw new Misfit("unknown_phrase", `the definition does not say "${text}"`);
  }
}

const IN_A_WORD = /[\p{L}\p{N}]/u;

/** Whether the text stands there in whole words, a plural's "s" apart: "GPU" is in "all GPUs", "F" not in "female". */
function hasWords(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const before = text.slice(0, at).at(-1) ?? "";
    const [next = "", second = ""] = text.slice(at + words.length);
    const ends = !IN_A_WORD.test(next) || (next === "s" && !IN_A_WORD.test(second));
    if (!IN_A_WORD.test(before) && ends) return true;
  }
  return false;
}
