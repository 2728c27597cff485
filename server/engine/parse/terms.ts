import { DETERMINERS, isFunctionWord } from "../link/function-words.ts";
import { isTimeUnit, isUnitOfMeasure } from "../link/units.ts";
import { readPeriod } from "./dates.ts";
import { phrasesAt } from "./phrases.ts";
import { readNumber } from "./quantities.ts";
import { namesValue, type Parsed, type Reader, wordAt } from "./reader.ts";
import type { Term } from "./sketch.ts";

/** What may stand on the right of a comparison: a date, a number, a quoted or known value, a column, free text. */
export function* termsAt(reader: Reader, start: number): Generator<Parsed<Term>> {
  const at = ["the", "a", "an", "value", "of"].includes(wordAt(reader, start)) ? start + 1 : start;
  const token = reader.tokens[at];
  if (!token) return;
  const period = readPeriod(reader, at);
  if (period)
    yield { end: period.end, node: { kind: "date", start: at, end: period.end, ...period.node }, cost: 0.02 };
  // "Order number 20240115" may be the number of one rather than a day.
  if (token.kind === "date" && /^\d{8}$/.test(token.text)) {
    const { text } = token;
    const node = { kind: "number" as const, start: at, end: at + 1, value: Number(text), text, unit: null };
    yield { end: at + 1, node, cost: 0.05 };
  }
  if (token.kind === "quoted") {
    yield {
      end: at + 1,
      node: { kind: "text", start: at, end: at + 1, text: token.norm, quoted: true },
      cost: 0.02,
    };
    return;
  }
  yield* numbersAt(reader, at);
  for (const phrase of phrasesAt(reader, at)) {
    if (phrase.node.quantity) continue;
    yield {
      end: phrase.end,
      node: { kind: "phrase", start: at, end: phrase.end, phrase: phrase.node },
      cost: phrase.cost,
    };
  }
  yield* textsAt(reader, at);
}

const PER = new Set(["a", "an", "per", "each", "every"]);
const UNITS_OF_PAY = new Set(["hour", "day", "night", "week", "month", "quarter", "year"]);
export const PERCENT: ReadonlySet<string> = new Set(["%", "percent", "pct"]);
const CURRENCY_SIGNS = new Set(["$", "€", "£", "¥"]);

function* numbersAt(reader: Reader, start: number): Generator<Parsed<Term>> {
  const at = CURRENCY_SIGNS.has(wordAt(reader, start)) ? start + 1 : start;
  // "longer than an hour"
  const one = isTimeUnit(wordAt(reader, at)) && ["a", "an"].includes(wordAt(reader, at - 1));
  const count = one ? { end: at, node: 1 } : readNumber(reader, at);
  if (!count) return;
  // "Paid twice" is no amount of two.
  if (["once", "twice", "thrice"].includes(wordAt(reader, at))) return;
  const after = wordAt(reader, count.end);
  // "Three times the labour cost" is not three.
  if (after === "times" && isSaidOfMore(reader, count.end + 1)) return;
  const measuredIn = isUnitOfMeasure(after) ? after : PERCENT.has(after) ? "percent" : undefined;
  const end =
    wordAt(reader, count.end) === "%" || CURRENCY_SIGNS.has(wordAt(reader, count.end))
      ? count.end + 1
      : count.end;
  const number = {
    kind: "number" as const,
    start,
    value: count.node,
    text: one ? "1" : (reader.tokens[at]?.text ?? ""),
    unit: null,
    measuredIn,
  };
  if (end > start) yield { end, node: { ...number, end }, cost: 0.02 };
  if (PER.has(wordAt(reader, end)) && UNITS_OF_PAY.has(wordAt(reader, end + 1))) {
    yield { end: end + 2, node: { ...number, end: end + 2, per: wordAt(reader, end + 1) }, cost: 0.02 };
    return;
  }
  // "longer than 12 R02 characters": what is stored somewhere is no unit.
  if (namesValue(reader, end)) return;
  for (const unit of phrasesAt(reader, end)) {
    if (unit.node.atoms.length > 1 || unit.node.scopes.length > 0 || unit.node.quantity) continue;
    yield {
      end: unit.end,
      node: { ...number, end: unit.end, unit: unit.node },
      cost: 0.02 + unit.cost * 0.8,
    };
  }
}

function isSaidOfMore(reader: Reader, at: number): boolean {
  return DETERMINERS.has(wordAt(reader, at)) || (reader.mentions[at] ?? []).length > 0;
}

/** Words that no index knows, taken as they stand: names, codes. Capitals and digits make that likelier. */
function* textsAt(reader: Reader, start: number): Generator<Parsed<Term>> {
  for (let end = start + 1; end <= Math.min(reader.tokens.length, start + 6); end++) {
    const last = reader.tokens[end - 1];
    if (
      !last ||
      last.kind === "quoted" ||
      (last.kind === "symbol" && !["-", "&", ".", "/", "@"].includes(last.norm))
    )
      return;
    if (last.kind === "word" && isFunctionWord(last.norm) && !/^\p{Lu}/u.test(last.text)) return;
    const from = reader.tokens[start]?.start ?? 0;
    const text = reader.definition.slice(from, last.end);
    const named = /\p{Lu}|\p{N}|@/u.test(text);
    yield {
      end,
      node: { kind: "text", start, end, text, quoted: false },
      cost: (named ? 0.45 : 1.1) * (end - start) ** 0.5 + 0.1,
    };
  }
}

/** "DR or CR", "('A', 'B')", "either X or Y", "one of A, B": one or more terms. */
export function* termLists(reader: Reader, start: number): Generator<Parsed<readonly Term[]>> {
  let at = start;
  while (["either", "neither", "the"].includes(wordAt(reader, at)) && at < start + 3) at++;
  if (["one", "any"].includes(wordAt(reader, at)) && wordAt(reader, at + 1) === "of") at += 2;
  if (wordAt(reader, at) === "in" && wordAt(reader, at + 1) === "(") at++;
  if (wordAt(reader, at) === "(") at++;
  const opened = at > start && wordAt(reader, at - 1) === "(";
  for (const list of [...numberList(reader, at), ...termRest(reader, at, opened ? 12 : 6)]) {
    const closes = opened && wordAt(reader, list.end) === ")";
    if (opened && !closes) continue;
    yield { ...list, end: closes ? list.end + 1 : list.end };
  }
}

/** "0, 1, 2, 3 or 11": numbers are taken all together, however many. */
function* numberList(reader: Reader, start: number): Generator<Parsed<readonly Term[]>> {
  const terms: Term[] = [];
  let end = start;
  for (let at: number | null = start; at !== null; at = alternativeEnd(reader, end)) {
    const token = reader.tokens[at];
    if (token?.kind !== "number") break;
    const value = token.number ?? Number.NaN;
    terms.push({ kind: "number", start: at, end: at + 1, value, text: token.text, unit: null });
    end = at + 1;
  }
  if (terms.length > 4) yield { end, node: terms, cost: 0.02 * terms.length };
}

function* termRest(reader: Reader, at: number, limit: number): Generator<Parsed<readonly Term[]>> {
  const firsts = [...termsAt(reader, at)].sort((a, b) => a.cost - b.cost).slice(0, 10);
  for (const first of firsts) {
    yield { end: first.end, node: [first.node], cost: first.cost };
    const next = limit > 1 ? alternativeEnd(reader, first.end) : null;
    if (next === null) continue;
    for (const rest of termRest(reader, next, Math.min(limit - 1, 4))) {
      yield { end: rest.end, node: [first.node, ...rest.node], cost: first.cost + rest.cost };
    }
  }
}

function alternativeEnd(reader: Reader, at: number): number | null {
  let end = at;
  if (wordAt(reader, end) === "," || wordAt(reader, end) === "/") end++;
  if (["or", "nor", "and"].includes(wordAt(reader, end))) end++;
  return end === at ? null : end;
}
