import type { Table } from "../graph.ts";
import type { Token } from "../text/tokens.ts";
import { isFunctionWord } from "./function-words.ts";
import type { GraphIndex } from "./graph-index.ts";
import { nameHits } from "./name-hits.ts";
import { valueHits } from "./value-hits.ts";

/** "the north and south branch sheets": the first half is completed when that makes it a table's name. */
export function completeTableNames(tokens: readonly Token[], index: GraphIndex): Token[] {
  return tokens.flatMap((token, i) => {
    const joint = tokens[i + 1];
    if (
      token.kind !== "word" ||
      isFunctionWord(token.norm) ||
      !["and", "or", ","].includes(joint?.norm ?? "")
    )
      return [token];
    for (let length = 3; length >= 1; length--) {
      const [second, ...nouns] = tokens.slice(i + 2, i + 3 + length);
      if (!second || nouns.length < length) continue;
      const whole = (span: readonly Token[]) => tablesCalled(span, index).length > 0;
      const plain = [second, ...nouns].every((noun) => noun.kind === "word" && !isFunctionWord(noun.norm));
      if (plain && whole([second, ...nouns]) && whole([token, ...nouns])) {
        return [token, ...nouns.map((noun) => ({ ...noun, start: token.start, end: token.end }))];
      }
    }
    return [token];
  });
}

/** "Inactive in both the ledger and the shop": inactive in each, where both store it. */
export function repeatStates(
  tokens: readonly Token[],
  definition: string,
  index: GraphIndex,
): readonly Token[] {
  for (const [at, state] of tokens.entries()) {
    const places = tokens[at + 1]?.norm === "in" ? twoTables(tokens, at + 2, index) : null;
    // "Not inactive in both" may be active in one of them.
    if (!places || state.kind !== "word" || isFunctionWord(state.norm) || tokens[at - 1]?.norm === "not")
      continue;
    const holders = valueHits([state], definition, index, false).map(({ table }) => table);
    if (!places.tables.every((table) => holders.includes(table))) continue;
    const again = [state, tokens[at + 1] as Token];
    const after = tokens.slice(places.and + 1);
    return [
      ...tokens.slice(0, at + 2),
      // Each is said now.
      ...tokens.slice(at + 2, places.and + 1).filter(({ norm }) => norm !== "both"),
      ...again,
      ...(after[0]?.norm === "in" ? after.slice(1) : after),
    ];
  }
  return tokens;
}

/** The tables of "both A and B" or "A and in B", and where "and" stands between them. */
function twoTables(
  tokens: readonly Token[],
  start: number,
  index: GraphIndex,
): { tables: readonly Table[]; and: number } | null {
  const first = tableAt(tokens, start, index);
  if (!first || tokens[first.end]?.norm !== "and") return null;
  const second = tableAt(tokens, first.end + 1, index);
  return second && second.table !== first.table
    ? { tables: [first.table, second.table], and: first.end }
    : null;
}

function tableAt(
  tokens: readonly Token[],
  start: number,
  index: GraphIndex,
): { table: Table; end: number } | null {
  let from = start;
  while (BEFORE_TABLES.has(tokens[from]?.norm ?? "")) from++;
  for (let end = Math.min(tokens.length, from + LONGEST_NAME); end > from; end--) {
    const [table] = tablesCalled(tokens.slice(from, end), index);
    if (table) return { table, end };
  }
  return null;
}

const BEFORE_TABLES = new Set("both in its our the their your".split(" "));

const LONGEST_NAME = 4;

function tablesCalled(span: readonly Token[], index: GraphIndex): Table[] {
  return nameHits(span, index)
    .tables.filter((hit) => hit.whole && hit.reason !== "synonym")
    .map(({ table }) => table);
}
