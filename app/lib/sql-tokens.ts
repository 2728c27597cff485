/** Splits a SQL statement for display: what each piece is, and where a new line helps the reader. */

export type SqlTokenKind = "keyword" | "string" | "name" | "number" | "comment" | "parameter" | "text";

export interface SqlToken {
  readonly kind: SqlTokenKind;
  readonly text: string;
}

const KEYWORDS = new Set(
  `all and as asc between by case cast count desc distinct else end escape except exists false fetch first
   from full group having in inner intersect is join left like limit next not null nulls last offset on only or
   order outer over partition right rows select sum avg min max then top true union using when where with`.split(
    /\s+/,
  ),
);

const CLAUSES =
  /^(from|where|group by|having|order by|limit|offset|fetch|union|intersect|except|(left |right |full |inner |cross )?(outer )?join)\b/i;

/** Words that a clause has begun with when "join" comes. */
const BEFORE_JOIN = new Set(["left", "right", "full", "inner", "cross", "outer"]);

const PIECE = new RegExp(
  [
    "(?<comment>--[^\\n]*|/\\*[\\s\\S]*?\\*/)",
    "(?<string>'(?:[^']|'')*')",
    '(?<name>"(?:[^"]|"")*"|`(?:[^`]|``)*`|\\[[^\\]]*\\])',
    "(?<parameter>\\?\\d*|[$:@]\\w+)",
    "(?<number>\\b\\d+(?:\\.\\d+)?\\b)",
    "(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*)",
    "(?<text>\\s+|.)",
  ].join("|"),
  "gu",
);

export function tokenizeSql(sql: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  for (const match of sql.matchAll(PIECE)) {
    const groups = match.groups ?? {};
    const text = match[0];
    if (groups.word !== undefined) {
      tokens.push({ kind: KEYWORDS.has(text.toLowerCase()) ? "keyword" : "text", text });
      continue;
    }
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined) ?? "text";
    tokens.push({ kind: kind as SqlTokenKind, text });
  }
  return tokens;
}

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
