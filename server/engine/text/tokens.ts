import type { Span } from "../result.ts";
import { parseCompactDate, parseIsoDate } from "./calendar.ts";
import { dictionary } from "./dictionary.ts";

/**
 * A token of the definition. `norm` is what the rules compare: lower case, contractions taken apart
 * ("don't" gives the tokens "do" and "not", both spanning "don't"), "w/o" written out.
 */
export interface Token extends Span {
  readonly kind: "word" | "number" | "quoted" | "date" | "symbol";
  readonly text: string;
  readonly norm: string;
  /** The number, for kind "number". */
  readonly number?: number;
  /** What was typed, when `norm` was corrected to a word the graph or the grammar knows. */
  readonly repairedFrom?: string;
}

const PATTERN = new RegExp(
  [
    String.raw`(?<quoted>"[^"]*"|“[^”]*”|‘[^’]*’|(?<![\p{L}\p{N}])'[^']*'(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])\x60[^\x60]*\x60)`,
    String.raw`(?<date>\b\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?(?![\d-])|\b\d{1,2}\/\d{1,2}\/\d{4}\b)`,
    String.raw`(?<without>\bw\/o\b)|(?<with>\bw\/(?=\s|\p{L}))`,
    String.raw`(?<namely>\bi\.\s?e\.)`,
    // "1.000,50" may be a thousand or one: no number that can be relied on.
    String.raw`(?<unsure>(?<![\p{L}\p{N}_])\d{1,3}(?:\.\d{3})*,\d{1,2}(?![\d,]))`,
    String.raw`(?<number>(?<![\p{L}\p{N}_])[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[km](?![\p{L}\p{N}_]))?(?![\p{L}\p{N}_-]|\.\d))`,
    String.raw`(?<word>[\p{L}\p{N}_#$][\p{L}\p{M}\p{N}_#$]*(?:['’][\p{L}]+)*(?:(?<=s)['’](?=\s|$))?)`,
    String.raw`(?<symbol>>=|<=|<>|!=|==|->|[≥≤≠]|[^\s])`,
  ].join("|"),
  "giu",
);

const SYMBOL_NAMES = dictionary<string>({
  "≥": ">=",
  "≤": "<=",
  "≠": "!=",
  "<>": "!=",
  "==": "=",
});

const CONTRACTIONS = dictionary<readonly string[]>({
  cannot: ["can", "not"],
  "can't": ["can", "not"],
  cant: ["can", "not"],
  "won't": ["will", "not"],
  "shan't": ["shall", "not"],
  aint: ["is", "not"],
  "ain't": ["is", "not"],
});

const BARE_NEGATION = /^(do|does|did|is|are|was|were|has|have|had|could|should|would)nt$/;
const NEGATION = /^(\p{L}+)n['’]t$/u;
const CLITIC = /^(\p{L}+)['’](s|re|ve|ll|d|m)$/u;

/** Splits a lower-case word into the words it stands for: "doesn't" -> does, not; "customer's" -> customer. */
function expandWord(lower: string): readonly string[] {
  const word = lower.replaceAll("’", "'");
  const known = CONTRACTIONS.get(word);
  if (known) return known;
  const negated = NEGATION.exec(word) ?? BARE_NEGATION.exec(word);
  if (negated?.[1]) return [negated[1], "not"];
  const clitic = CLITIC.exec(word);
  if (clitic?.[1]) return [clitic[1]];
  return [word.replaceAll("'", "")];
}

function numberOf(text: string): number {
  const scale = /k$/i.test(text) ? 1e3 : /m$/i.test(text) ? 1e6 : 1;
  return Number(text.replaceAll(",", "").replace("−", "-").replace(/[km]$/i, "")) * scale;
}

/** The definition's tokens, in order; never throws. */
export function tokenize(definition: string): Token[] {
  const tokens: Token[] = [];
  for (const match of definition.matchAll(PATTERN)) {
    const text = match[0];
    const span = { start: match.index, end: match.index + text.length };
    const groups = match.groups ?? {};
    if (groups.quoted) tokens.push({ ...span, kind: "quoted", text, norm: text.slice(1, -1) });
    else if (groups.date) tokens.push({ ...span, kind: "date", text, norm: parseIsoDate(text) ?? text });
    else if (groups.without) tokens.push({ ...span, kind: "word", text, norm: "without" });
    else if (groups.with) tokens.push({ ...span, kind: "word", text, norm: "with" });
    else if (groups.unsure) tokens.push({ ...span, kind: "word", text, norm: text });
    else if (groups.namely) tokens.push({ ...span, kind: "symbol", text, norm: "," });
    else if (groups.number) {
      tokens.push({ ...span, kind: "number", text, norm: text.toLowerCase(), number: numberOf(text) });
    } else if (groups.word) {
      for (const norm of expandWord(text.toLowerCase())) tokens.push({ ...span, kind: "word", text, norm });
    } else tokens.push({ ...span, kind: "symbol", text, norm: SYMBOL_NAMES.get(text) ?? text });
  }
  return completeEllipses(joinUnits(scaleNumbers(joinHyphens(tokens))));
}

/** Numbers such as 20240531 as the days that they are where days are stored so. */
export function compactDates(tokens: readonly Token[]): Token[] {
  return tokens.map((token) => {
    const { number: _, ...rest } = token;
    const day = token.kind === "number" ? parseCompactDate(token.text) : undefined;
    return day === undefined ? token : { ...rest, kind: "date", norm: day };
  });
}

const SCALES = dictionary<number>({
  hundred: 1e2,
  thousand: 1e3,
  million: 1e6,
  mio: 1e6,
  billion: 1e9,
  bn: 1e9,
});

/** "1.5 million", "a thousand": one number. */
function scaleNumbers(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token, at) => {
    const scale = token.kind === "word" ? SCALES.get(token.norm) : undefined;
    const before = tokens[at - 1];
    if (scale && before && factorOf(before) !== undefined) return [];
    const next = tokens[at + 1];
    const scaled = next?.kind === "word" ? SCALES.get(next.norm) : undefined;
    const factor = factorOf(token);
    if (!next || scaled === undefined || factor === undefined) return [token];
    const number = Number((factor * scaled).toPrecision(15));
    return [
      {
        kind: "number",
        start: token.start,
        end: next.end,
        text: `${token.text} ${next.text}`,
        norm: String(number),
        number,
      },
    ];
  });
}

function factorOf({ kind, norm, number }: Token): number | undefined {
  return kind === "number" ? number : kind === "word" && ["a", "one"].includes(norm) ? 1 : undefined;
}

const POWERS = dictionary<string>({ square: "sq", sq: "sq", cubic: "cb", cu: "cb" });
const LENGTHS = dictionary<string>({
  m: "m",
  metre: "m",
  metres: "m",
  meter: "m",
  meters: "m",
  km: "km",
  kilometres: "km",
  kilometers: "km",
  ft: "ft",
  foot: "ft",
  feet: "ft",
});

/** "50 square metres": the two words after the number are one unit, "sqm". */
function joinUnits(tokens: readonly Token[]): Token[] {
  const unitAt = (at: number) => {
    const [number, power, length] = [
      tokens[at - 1],
      POWERS.get(tokens[at]?.norm ?? ""),
      LENGTHS.get(tokens[at + 1]?.norm ?? ""),
    ];
    return number?.kind === "number" && power && length ? power + length : null;
  };
  return tokens.flatMap((token, at) => {
    const [norm, next] = [unitAt(at), tokens[at + 1]];
    if (unitAt(at - 1)) return [];
    return norm && next ? [{ ...token, end: next.end, text: norm, norm }] : [token];
  });
}

/** "e-mail" is one word, "non-null" and "sub-category" are two: a hyphen inside a word is not a token. */
function joinHyphens(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    const before = out[out.length - 1];
    const after = tokens[i + 1];
    const glued =
      token.kind === "symbol" &&
      (token.norm === "-" || token.norm === ".") &&
      before?.end === token.start &&
      after?.start === token.end &&
      before.kind !== "symbol" &&
      after.kind !== "symbol";
    if (!glued || !before || !after) {
      out.push(token);
    } else if (token.norm === "-" && /^\p{L}$/u.test(before.norm)) {
      const text = `${before.text}-${after.text}`;
      out.pop();
      out.push({ kind: "word", start: before.start, end: after.end, text, norm: before.norm + after.norm });
      i++;
    }
  }
  return out;
}

const HALVES = new Set([
  "first",
  "last",
  "middle",
  "full",
  "given",
  "family",
  "start",
  "end",
  "minimum",
  "maximum",
  "min",
  "max",
  "begin",
]);

const AMOUNTS = new Set(["number", "amount", "total", "count"]);

/** "first and last name" says "first name and last name". */
function completeEllipses(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token, i) => {
    const [joint, second, noun] = [tokens[i + 1], tokens[i + 2], tokens[i + 3]];
    const halved = HALVES.has(token.norm) && joint !== undefined && ["and", "or", ","].includes(joint.norm);
    // "minimum and maximum number of pages": the number is no half of a name.
    const amount = AMOUNTS.has(noun?.norm ?? "") && tokens[i + 4]?.norm === "of";
    if (!halved || !second || !HALVES.has(second.norm) || noun?.kind !== "word" || amount) return [token];
    return [token, { ...noun, start: token.start, end: token.end }];
  });
}
