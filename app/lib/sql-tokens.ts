/** Splits a SQL statement for display: what each piece is. */

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
