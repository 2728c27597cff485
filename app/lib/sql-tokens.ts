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

/**
 * The statement with each clause on a line of its own. Only white space between tokens changes, never inside
 * quotes or comments, so what is copied still means the same.
 */
export function layOutSql(sql: string): string {
  let depth = 0;
  let offset = 0;
  let word = "";
  let text = "";
  for (const { kind, text: piece } of tokenizeSql(sql)) {
    offset += piece.length;
    if (kind === "text" && piece === "(") depth++;
    if (kind === "text" && piece === ")") depth--;
    const blank = kind === "text" && piece.trim() === "";
    const breaks = blank && CLAUSES.test(sql.slice(offset)) && !BEFORE_JOIN.has(word);
    text += breaks ? `\n${"  ".repeat(Math.max(depth, 0))}` : piece;
    if (!blank) word = piece.toLowerCase();
  }
  return text;
}
