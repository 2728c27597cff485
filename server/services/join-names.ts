import type { Graph, Table } from "../engine/graph.ts";
import { type GraphIndex, indexGraph } from "../engine/link/graph-index.ts";
import { findMentions } from "../engine/link/mentions.ts";
import { nearestNames, repairTokens } from "../engine/link/repair.ts";
import { tokenize } from "../engine/text/tokens.ts";
import { unquoted } from "./join-cuts.ts";
import { enumerate } from "./text.ts";

/** A column of a table, and how well the words fit, 0 to 1. */
export interface NamedColumn {
  readonly table: Table;
  readonly column: string;
  readonly score: number;
}

/** A phrase that means nothing in the graph, or several things alike; the message says which. */
export class NameTrouble extends Error {}

const NONE: ReadonlySet<string> = new Set();
const EXACT = 1;
/** Scores that are so near do not say which is meant. */
const ALIKE = 0.02;

/** Finds tables and columns in a graph by what people write, as the engine does in definitions. */
export class JoinNames {
  private readonly graph: Graph;
  private readonly index: GraphIndex;

  constructor(graph: Graph) {
    this.graph = graph;
    this.index = indexGraph(graph);
  }

  table(phrase: string): { readonly table: Table; readonly score: number } {
    const found = this.tables(plain(phrase));
    const [best, other] = found;
    if (!best) throw new NameTrouble(this.noTable(phrase));
    if (other && best.score - other.score < ALIKE) {
      const alike = found.filter(({ score }) => best.score - score < ALIKE).map(({ table }) => table);
      throw new NameTrouble(`“${phrase}” may be ${names(alike)}. Write the one that is meant.`);
    }
    return best;
  }

  /** A column of the table; its own name may stand before it. */
  column(phrase: string, table: Table): NamedColumn {
    const bare = withoutTable(plain(phrase), table);
    const found = this.columns(bare, table);
    const [best, other] = found;
    if (!best) throw new NameTrouble(this.noColumn(phrase, table));
    if (other && best.score - other.score < ALIKE)
      throw new NameTrouble(
        `“${phrase}” may be ${enumerate(found.map(({ column }) => `${table.name}.${column}`))}. Write the one that is meant.`,
      );
    return best;
  }

  /** A table and its column in one phrase: "orders.customer_no", "the customer number of orders", "orders customer no". */
  end(phrase: string): NamedColumn {
    const found: NamedColumn[] = [];
    const troubles: NameTrouble[] = [];
    for (const [tableWords, columnWords] of endCuts(plain(phrase)))
      try {
        const { table, score } = this.table(tableWords);
        const named = this.column(columnWords, table);
        found.push({ ...named, score: named.score * score });
      } catch (error) {
        if (!(error instanceof NameTrouble)) throw error;
        troubles.push(error);
      }
    const [best, other] = found.sort((a, b) => b.score - a.score);
    if (!best) throw troubles[0] ?? new NameTrouble(this.noEnd(phrase));
    if (other && best.score - other.score < ALIKE && endName(other) !== endName(best))
      throw new NameTrouble(
        `“${phrase}” may be ${endName(best)} or ${endName(other)}. Write the one that is meant.`,
      );
    return best;
  }

  private tables(words: string) {
    const schema = /^(.*)\.([^.]*)$/s.exec(words);
    const within = (table: Table) => !schema || same(table.schema, bareName(schema[1] ?? ""));
    const name = bareName(schema?.[2] ?? words);
    const exact = this.graph.tables.filter((table) => within(table) && same(table.name, name));
    if (exact.length > 0) return exact.map((table) => ({ table, score: EXACT }));
    return this.mention(name).tables.filter(({ table }) => within(table));
  }

  private columns(words: string, table: Table): NamedColumn[] {
    const name = bareName(words);
    const exact =
      table.columns.find((column) => column.name === name) ??
      table.columns.find((column) => same(column.name, name));
    if (exact) return [{ table, column: exact.name, score: EXACT }];
    return this.mention(name)
      .columns.filter((hit) => hit.table === table)
      .map(({ column, score }) => ({ table, column: column.name, score }));
  }

  /** What all of the words together may name. */
  private mention(words: string) {
    const tokens = repairTokens(tokenize(words), this.index, NONE);
    const [first = []] = findMentions(tokens, words, this.index);
    return first.find(({ end }) => end === tokens.length) ?? { tables: [], columns: [] };
  }

  private noTable(phrase: string): string {
    const all = this.graph.tables.flatMap(({ name, aliases }) => [name, ...aliases]);
    return `The graph has no table “${phrase}”.${nearest(phrase, all)}`;
  }

  private noColumn(phrase: string, { name, columns }: Table): string {
    const all = columns.flatMap((column) => [column.name, ...column.aliases]);
    const near = nearest(phrase, all) || ` It has: ${enumerate(columns.map((column) => column.name))}.`;
    return `${name} has no column “${phrase}”.${near}`;
  }

  private noEnd(phrase: string): string {
    const tables = this.tables(phrase);
    if (tables[0])
      return `“${phrase}” is a table. Say which of its columns: ${tables[0].table.name}.${tables[0].table.columns[0]?.name}.`;
    return this.noTable(phrase);
  }
}

/** The ways to tell a table from its column in a phrase; table first in each. */
function endCuts(phrase: string): [table: string, column: string][] {
  const hidden = unquoted(phrase);
  const dot = hidden.lastIndexOf(".");
  if (dot > 0) return [[phrase.slice(0, dot), phrase.slice(dot + 1)]];
  const of = /\s+(?:of|in|from)\s+(?:the\s+|table\s+)*/i.exec(hidden);
  const behind: [string, string][] = of
    ? [[phrase.slice(of.index + of[0].length), phrase.slice(0, of.index)]]
    : [];
  const spaces = [...hidden.matchAll(/(?:['’]s?)?\s+/g)];
  return [
    ...behind,
    ...spaces.map(({ index, 0: found }): [string, string] => [
      phrase.slice(0, index),
      phrase.slice(index + found.length),
    ]),
  ];
}

/** Without the words that say what is named and name nothing. */
function plain(phrase: string): string {
  const words = phrase
    .trim()
    .replace(/^(?:(?:the|a|an|each|every|all|table|column|field)\s+)+/i, "")
    .replace(/\s+(?:table|column|field)$/i, "");
  return words === "" ? phrase.trim() : words;
}

function withoutTable(phrase: string, table: Table): string {
  const dot = unquoted(phrase).lastIndexOf(".");
  if (dot < 0) return phrase;
  const owner = bareName(phrase.slice(0, dot).split(".").at(-1) ?? "");
  const own = [table.name, ...table.aliases].some((name) => same(name, owner));
  return own ? phrase.slice(dot + 1) : phrase;
}

function bareName(text: string): string {
  return text.trim().replace(/^(["`“[])(.*)(["`”\]])$/s, "$2");
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function endName({ table, column }: NamedColumn): string {
  return `${table.name}.${column}`;
}

function names(tables: readonly Table[]): string {
  const unique = new Set(tables.map(({ name }) => name)).size === tables.length;
  return enumerate(tables.map(({ schema, name }) => (unique ? name : `${schema}.${name}`)));
}

function nearest(phrase: string, all: readonly string[]): string {
  const near = nearestNames(phrase, [...new Set(all)]);
  return near.length === 0 ? "" : ` The nearest: ${enumerate(near)}.`;
}
