import { type SqlToken, tokenizeSql } from "./sql-tokens.ts";

/** Where a new line helps the reader of a statement; loaders do this, so that no browser has to load it. */

const CLAUSES =
  /^(from|where|group by|having|order by|limit|offset|fetch|union|intersect|except|(left |right |full |inner |cross )?(outer )?join)\b/i;

/** Words that a clause has begun with when "join" comes. */
const BEFORE_JOIN = new Set(["left", "right", "full", "inner", "cross", "outer"]);

/** Where a SELECT has more than one column: the positions after which each column begins. */
function columnStarts(tokens: readonly SqlToken[]): ReadonlySet<number> {
  const starts = new Set<number>();
  const open: { begin: number; commas: number[] }[] = []; // the column list at each depth of parentheses
  let depth = 0;
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind === "text" && text === "(") depth++;
    if (kind === "text" && text === ")") delete open[depth--];
    const word = kind === "keyword" ? text.toLowerCase() : "";
    if (word === "select") open[depth] = { begin: index, commas: [] };
    const list = open[depth];
    if (!list) continue;
    if (word === "distinct" && list.commas.length === 0) list.begin = index;
    if (kind === "text" && text === ",") list.commas.push(index);
    if (word === "from" || index === tokens.length - 1) {
      if (list.commas.length > 0) for (const start of [list.begin, ...list.commas]) starts.add(start);
      delete open[depth];
    }
  }
  return starts;
}

/**
 * The statement with each clause on a line of its own, and each column where a SELECT has several. Only white space between tokens changes, never inside
 * quotes or comments, so what is copied still means the same.
 */
export function layOutSql(sql: string): string {
  let depth = 0;
  let offset = 0;
  let word = "";
  let text = "";
  const tokens = tokenizeSql(sql);
  const starts = columnStarts(tokens);
  for (const [index, { kind, text: piece }] of tokens.entries()) {
    offset += piece.length;
    if (kind === "text" && piece === "(") depth++;
    if (kind === "text" && piece === ")") depth--;
    const blank = kind === "text" && piece.trim() === "";
    const breaks = blank && CLAUSES.test(sql.slice(offset)) && !BEFORE_JOIN.has(word);
    const begins = starts.has(index - 1) && piece.trim() === "";
    if (breaks) text += `\n${"  ".repeat(Math.max(depth, 0))}`;
    else if (begins) text += `\n${"  ".repeat(Math.max(depth, 0) + 1)}`;
    else text += piece;
    if (!blank) word = piece.toLowerCase();
  }
  return text;
}

/** A statement as the pages show it; null stays null. */
export function sqlToShow(sql: string | null): SqlToken[] | null {
  return sql === null ? null : tokenizeSql(layOutSql(sql));
}
