import type { Column, Table } from "../graph.ts";
import { monthNumber } from "../text/months.ts";
import { isParticiple } from "../text/participles.ts";
import type { Token } from "../text/tokens.ts";
import { singular, stem } from "../text/words.ts";
import { affirmatives } from "./flags.ts";
import { fullNames } from "./full-names.ts";
import { CODES, COURTESY, isFunctionWord } from "./function-words.ts";
import type { ColumnOf, GraphIndex, IndexedValue, Named } from "./graph-index.ts";
import { foldValue } from "./graph-index.ts";
import { canonical, identifierParts, matchName, type NameMatch } from "./names.ts";
import { COLUMN_TAILS, expand, isAbbreviation, synonymsOf } from "./vocabulary.ts";

export interface TableHit extends NameMatch {
  readonly table: Table;
}
export interface ColumnHit extends NameMatch, ColumnOf {}
export interface ValueHit extends IndexedValue {
  readonly score: number;
  /** The last name of a person whose first name this is. */
  readonly family?: IndexedValue;
}

/** What a stretch of tokens (`end` exclusive) may name; best first in each list. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly tables: readonly TableHit[];
  readonly columns: readonly ColumnHit[];
  readonly values: readonly ValueHit[];
}

const LONGEST = 7;
/** Inside a name these add nothing: "date of birth" names BIRTH_DATE. */
const FILLERS = new Set(["of", "the", "all", "/", "-", "&"]);

/** Every mention that starts at each token: `mentions[i]` holds those starting at token i, longest first. */
export function findMentions(tokens: readonly Token[], definition: string, index: GraphIndex): Mention[][] {
  const allCaps = definition === definition.toUpperCase();
  const mentions = tokens.map((_, start) => {
    const found: Mention[] = [];
    for (let end = Math.min(tokens.length, start + LONGEST); end > start; end--) {
      const mention = mentionAt(tokens, start, end, definition, index, allCaps);
      if (mention) found.push(mention);
    }
    return found;
  });
  const people = fullNames(mentions, tokens, index);
  const known = mentions.map((found, start) => [...(people[start] ?? []), ...found]);
  const all = known.map((found) => found.map((mention) => whereItStands(mention, tokens, known)));
  const values = all.flat().filter((mention) => mention.values.length > 0);
  const bracketed = values.filter(
    ({ start, end }) => tokens[start - 1]?.norm === "(" && tokens[end]?.norm === ")",
  );
  return all.map((found) =>
    found
      .filter((mention) => bracketed.every((value) => isOutside(mention, value)))
      .map((mention) => withoutParts(mention, values)),
  );
}

/** A mention without what its words cannot name where they stand. */
function whereItStands(
  mention: Mention,
  tokens: readonly Token[],
  known: readonly (readonly Mention[])[],
): Mention {
  const { start, end, values } = mention;
  if (isTimeHead(mention, tokens)) return { ...mention, values: [], tables: [], columns: [] };
  if (values.length === 0 || end !== start + 1 || tokens[start]?.kind !== "word") return mention;
  return isVagueTime(tokens, start) || isVerb(tokens, start, known) ? { ...mention, values: [] } : mention;
}

/** "Who guide a tour", "neither guide a tour": what is done to the rows of a table is no value of that name. */
function isVerb(tokens: readonly Token[], at: number, known: readonly (readonly Mention[])[]): boolean {
  return (
    BEFORE_VERBS.has(tokens[at - 1]?.norm ?? "") &&
    BEFORE_OBJECTS.has(tokens[at + 1]?.norm ?? "") &&
    (known[at + 2] ?? []).some(({ tables }) => (tables[0]?.score ?? 0) > 0.6)
  );
}

/** "Days with no orders" are days, and no rows of what has a column of days. */
const TIMES = new Set("days weeks months quarters years dates hours".split(" "));
const AFTER_TIMES = new Set("with without that in on when where which".split(" "));

function isTimeHead({ start, end }: Mention, tokens: readonly Token[]): boolean {
  const word = tokens[start]?.norm ?? "";
  return start === 0 && end === 1 && TIMES.has(word) && AFTER_TIMES.has(tokens[1]?.norm ?? "");
}

/** "In late March 2025" is no row that is stored as late. */
const VAGUE_TIMES = new Set(["early", "late", "mid"]);

function isVagueTime(tokens: readonly Token[], at: number): boolean {
  const time = tokens[at + 1];
  return (
    VAGUE_TIMES.has(tokens[at]?.norm ?? "") && (time?.kind === "number" || monthNumber(time?.norm ?? "") > 0)
  );
}

const BEFORE_VERBS = new Set(
  "who that which to not never ever neither nor and or but do does did can could will would must should may might".split(
    " ",
  ),
);
const BEFORE_OBJECTS = new Set("a an the any no some".split(" "));

/** "Employees (on leave)": what is stored and stands alone in brackets names nothing by its parts. */
function isOutside(mention: Mention, { start, end }: Mention): boolean {
  const isItself = mention.start === start && mention.end === end;
  return isItself || mention.end <= start || mention.start >= end;
}

/** "New York City" is no row of "New York" where the column has both: a part of a longer value names nothing. */
function withoutParts(mention: Mention, all: readonly Mention[]): Mention {
  if (mention.values.length === 0) return mention;
  const longer = all.filter(
    ({ start, end }) =>
      start <= mention.start && end >= mention.end && end - start > mention.end - mention.start,
  );
  const whole = longer.flatMap(({ values }) => values.filter(({ score }) => score >= 0.95));
  const values = mention.values
    .filter((hit) => !whole.some(({ column }) => column === hit.column))
    .map((hit) => (whole.length > 0 ? { ...hit, score: hit.score * PART_OF_A_VALUE } : hit));
  return { ...mention, values };
}

/** A value of one column that is part of a longer value of another is hardly meant. */
const PART_OF_A_VALUE = 0.7;

function mentionAt(
  tokens: readonly Token[],
  start: number,
  end: number,
  definition: string,
  index: GraphIndex,
  allCaps: boolean,
): Mention | null {
  const span = tokens.slice(start, end);
  const first = span[0] as Token;
  const shouted = isShouted(span, definition, allCaps, index);
  const hits = valueHits(span, definition, index, allCaps);
  // "PREPAID" as it is stored is no flag of that name.
  const values = shouted && hits.some(({ flag }) => !flag) ? hits.filter(({ flag }) => !flag) : hits;
  // "cats" is a category only where no cat is stored; "phone" is a column of that name all the same.
  const short = span.length === 1 && isAbbreviation(first.norm) && !index.identifiers.has(first.norm);
  const stored = (short || shouted) && values.some(({ score }) => score >= 0.95);
  const named =
    stored || isApart(span) ? NO_NAMES : nameable(span) ? nameHits(span, index) : wholeNames(span, index);
  // "Good copies": the word as it is stored is no other name of the copies, and "paid" none of the payments.
  const done = isParticiple(span.at(-1)?.norm ?? "");
  const isName = ({ reason, score }: TableHit) => reason !== "synonym" && (!done || score > 0.93);
  const names = values.some(({ score }) => score === 1)
    ? { ...named, tables: named.tables.filter(isName) }
    : named;
  // "Board members" are those of whom board_member says so; "board member" may be the column.
  const flags = values.filter(({ flag }) => flag);
  const several = singular(span.at(-1)?.norm ?? "") !== span.at(-1)?.norm;
  const columns =
    several && flags.length > 0
      ? names.columns.filter((hit) => !flags.some(({ column }) => column === hit.column))
      : names.columns;
  if (values.length + names.tables.length + columns.length === 0) return null;
  return { start, end, values, tables: names.tables, columns };
}

/** "(For each) supplier the number" is no name; "number of the supplier" is. */
function isApart(span: readonly Token[]): boolean {
  return span.some(
    ({ norm }, at) => at > 0 && ["the", "all"].includes(norm) && !FILLERS.has(span[at - 1]?.norm ?? ""),
  );
}

const NO_NAMES = { tables: [], columns: [] };

/** "In a SHOP": written in capitals among other words it is a stored value rather than what people call a table. */
function isShouted(span: readonly Token[], definition: string, allCaps: boolean, index: GraphIndex): boolean {
  const typed = definition.slice(span[0]?.start, span.at(-1)?.end);
  const shouted = typed.length > 1 && typed === typed.toUpperCase() && typed !== typed.toLowerCase();
  return shouted && !allCaps && !index.identifiers.has(typed.toLowerCase());
}

/** "created by" names Created_By although it ends in a function word; only whole names do. */
function wholeNames(span: readonly Token[], index: GraphIndex): { tables: TableHit[]; columns: ColumnHit[] } {
  const edges = [span[0], span[span.length - 1]];
  const fillers = edges.some((token) => FILLERS.has(token?.norm ?? ""));
  if (span.length < 2 || fillers || span.some((token) => token.kind !== "word"))
    return { tables: [], columns: [] };
  const { tables, columns } = nameHits(span, index);
  const whole = (hit: NameMatch) => hit.whole && hit.reason !== "synonym";
  return { tables: tables.filter(whole), columns: columns.filter(whole) };
}

/** Names neither start nor end with a function word, and hold no symbols but hyphens, slashes and dots. */
function nameable(span: readonly Token[]): boolean {
  const first = span[0] as Token;
  const last = span[span.length - 1] as Token;
  const edge = (token: Token) =>
    token.kind === "word" && (!isFunctionWord(token.norm) || (span.length === 1 && token.norm.length > 3));
  return (
    edge(first) &&
    edge(last) &&
    span.every((token) => token.kind === "word" || token.kind === "number" || FILLERS.has(token.norm))
  );
}

const IN_ORDER = new Set(["first", "last", "next"]);

function nameHits(span: readonly Token[], index: GraphIndex): { tables: TableHit[]; columns: ColumnHit[] } {
  const content = span.filter((token) => !FILLERS.has(token.norm));
  const parts = content.flatMap((token) =>
    identifierParts(
      token.kind === "word" && !token.repairedFrom ? token.text.replace(/['’].*$/u, "") : token.norm,
    ),
  );
  if (parts.length === 0) return { tables: [], columns: [] };
  const words = canonical(parts);
  const damp = content.some((token) => token.repairedFrom) ? 0.93 : 1;
  const tail = words[words.length - 1] ?? "";
  let named = bestHits(words, parts.join(""), index.tables, damp);
  // "Staff member": one of the staff.
  if (words.length > 1 && TABLE_TAILS.has(tail) && !named.some(({ match }) => match.whole)) {
    const plain = bestHits(words.slice(0, -1), parts.slice(0, -1).join(""), index.tables, damp * 0.97);
    if (named.length === 0 || plain.some(({ match }) => match.whole)) named = plain;
  }
  // Part of a name is nearly as good as the name when no other table has it.
  const alone = named.length === 1 ? 0.12 : 0;
  const tables = named.map(({ item, match }) => ({
    ...match,
    score: match.whole ? match.score : Math.min(0.89, match.score + alone),
    table: item,
  }));
  let columns = bestHits(words, parts.join(""), index.columns, damp);
  if (columns.length === 0 && words.length > 1 && COLUMN_TAILS.has(tail)) {
    columns = bestHits(words.slice(0, -1), parts.slice(0, -1).join(""), index.columns, damp * 0.95);
    // "Policy type" is not the number of the policy.
    // "Emergency service No": a column of yes and no has no number.
    // "The most expensive of each category No": neither has one of words.
    if (tail === "number")
      columns = columns.filter(({ item }) => !affirmatives(item.column) && mayHaveDigits(item.column));
    if (!NUMBERING.has(tail)) columns = columns.filter(({ item, match }) => match.whole || !isNumber(item));
  }
  // "Total refund" adds up refunds, although "amount" may be another word for "total".
  if (span[0]?.norm === "total") columns = columns.filter(({ match }) => match.reason !== "synonym");
  // "the number of documents" counts them; no other word for their key is meant.
  if (COUNTING.has(span[0]?.norm ?? "") && span[1]?.norm === "of")
    columns = columns.filter(({ match }) => match.reason !== "synonym" && match.inOrder);
  // "the last order" is no LastName of anyone: such a word is a name's only together with the rest of it.
  if (words.length === 1 && IN_ORDER.has(words[0] ?? ""))
    columns = columns.filter(({ match }) => match.whole);
  return { tables, columns: columns.map(({ item, match }) => ({ ...match, ...item })) };
}

/** Tails that a number or a key may have as well. */
const NUMBERING = new Set(["number", "code", "value", "field", "column", "entry", "attribute"]);

function isNumber({ column }: Pick<ColumnHit, "column">): boolean {
  const last = identifierParts(column.name).at(-1) ?? "";
  return expand(last).some((word) => ["number", "id", "key"].includes(word));
}

/** Whether its values are unknown or some has a digit. */
function mayHaveDigits({ values }: Column): boolean {
  return !values?.length || values.some((value) => /\d/.test(value));
}

const TABLE_TAILS = new Set(["member", "members", "person"]);

const COUNTING = new Set(["number", "count", "amount", "total"]);

function bestHits<T>(
  words: readonly string[],
  letters: string,
  byWord: ReadonlyMap<string, readonly Named<T>[]>,
  damp: number,
): { item: T; match: NameMatch }[] {
  const singularLetters = singular(letters);
  const keys = new Set([
    letters,
    singularLetters,
    words[0] ?? "",
    stem(words[0] ?? ""),
    ...synonymsOf(words[0] ?? ""),
  ]);
  const best = new Map<T, NameMatch>();
  for (const key of keys) {
    for (const { item, name } of byWord.get(key) ?? []) {
      const match =
        matchName(words, letters, name) ??
        (name.letters === singularLetters ? matchName(words, singularLetters, name) : null);
      if (!match) continue;
      const before = best.get(item);
      if (!before || match.score * damp > before.score)
        best.set(item, { ...match, score: match.score * damp });
    }
  }
  return [...best].map(([item, match]) => ({ item, match })).sort((a, b) => b.match.score - a.match.score);
}

function valueHits(
  span: readonly Token[],
  definition: string,
  index: GraphIndex,
  allCaps: boolean,
): ValueHit[] {
  const first = span[0] as Token;
  const last = span[span.length - 1] as Token;
  if (span.length === 1 && first.kind === "quoted") return lookUp(first.norm, index, 1);
  // The question mark at the end is not the "?" that some column holds.
  if (span.some((token) => token.kind === "quoted") || span.every((token) => token.kind === "symbol"))
    return [];
  const typed = definition.slice(first.start, last.end);
  if (span.length === 1 && first.kind === "word" && isFunctionWord(first.norm)) {
    // "certificate level A or B", "an A in maths": a capital within a sentence is no article.
    if (/^\p{Lu}$/u.test(typed) && first.start > 0 && !allCaps) return lookUp(typed, index, 0.95);
    // "Units that are let": a verb of asking that is stored. "Let me see" begins with it.
    if (COURTESY.has(first.norm) && first.norm.length > 2 && first.start > 0) {
      const stored = lookUp(typed, index, 0.95);
      if (stored.length > 0) return stored;
    }
    const shouted = typed.length > 1 && typed === typed.toUpperCase() && !allCaps;
    if (shouted) return lookUp(typed, index, 0.8);
    const inside = /[\p{L}\p{N}]\s+$/u.test(definition.slice(0, first.start));
    return inside && isCapitalized(typed)
      ? lookUp(typed, index, 0.95).filter(({ stored }) => stored.includes(typed))
      : [];
  }
  const exact = lookUp(
    span.length === 1 && first.repairedFrom ? first.norm : typed,
    index,
    first.repairedFrom ? 0.93 : 1,
  );
  if (exact.length === 0 && span.length > 1 && last.kind === "word" && singular(last.norm) !== last.norm) {
    return lookUp(typed.slice(0, typed.length - last.text.length) + singular(last.norm), index, 0.95);
  }
  if (exact.length > 0 || span.length > 1 || first.kind !== "word") return exact;
  const base = lookUp(singular(first.norm), index, 0.95);
  return base.length > 0 ? base : lookUpStem(first.norm, index);
}

function lookUp(text: string, index: GraphIndex, score: number): ValueHit[] {
  return (index.values.get(foldValue(text)) ?? []).map((value) => ({ ...value, score }));
}

/**
 * Tokens in which a word of the grammar that is stored as it is typed, in capitals ("shipments with BE consignees"), is
 * nothing but that value.
 */
export function capitalsAsValues(
  tokens: readonly Token[],
  mentions: readonly (readonly Mention[])[],
): readonly Token[] {
  const lower = tokens.some(({ text }) => text !== text.toUpperCase());
  const titled = !tokens.some(({ norm, text }, at) => at > 0 && text === norm && isFunctionWord(norm));
  return tokens.map((token, at) => {
    // "A grade other than A, B or C"
    const letter = lower && at > 0 && token.text.length === 1;
    // "Prices by unit Each", where nobody writes all words so.
    const capitalized = !titled && isCapitalized(token.text);
    const isCode =
      token.kind === "word" &&
      (CODES.has(token.norm) || ((letter || capitalized) && isFunctionWord(token.norm))) &&
      (mentions[at] ?? []).some(
        ({ end, values }) => end === at + 1 && values.some(({ stored }) => stored.includes(token.text)),
      );
    const typedSo = capitalized || token.text === token.text.toUpperCase();
    return isCode && typedSo ? { ...token, kind: "quoted" } : token;
  });
}

/** "Each"; two letters with a capital are rather stressed. */
function isCapitalized(typed: string): boolean {
  return /^\p{Lu}\p{Ll}{2,}$/u.test(typed);
}

/**
 * Where words are typed just as a column stores them, with a capital within the sentence or a digit beside something
 * else ("team BILLING", "2026/1"), and are no name of a table or a column: they hardly are anything else.
 */
export function typedAsStored(
  tokens: readonly Token[],
  mentions: readonly (readonly Mention[])[],
  definition: string,
): Mention[] {
  const capitals = definition === definition.toUpperCase();
  return mentions.flat().filter(({ start, end, tables, columns, values }) => {
    const span = tokens.slice(start, end);
    const typed = definition.slice(span[0]?.start, span.at(-1)?.end);
    const named = [...tables, ...columns].some(({ whole }) => whole);
    const shown = start === 0 ? /\p{L}.*\p{Lu}|\d/u.test(typed) : /\p{Lu}|\d/u.test(typed);
    const number = end === start + 1 && span[0]?.kind === "number";
    return !capitals && !named && shown && !number && values.some(({ stored }) => stored.includes(typed));
  });
}

/** "refunds" and "refunded" meet REFUNDED: one-word values are found by their stem. */
function lookUpStem(word: string, index: GraphIndex): ValueHit[] {
  const base = stem(word);
  if (base.length < 4) return [];
  return ["ed", "d", "", "e", "ing"].flatMap((ending) => {
    const form = base + ending;
    return form === word ? [] : lookUp(form, index, 0.85);
  });
}

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
      const whole = (span: readonly Token[]) =>
        nameHits(span, index).tables.some((hit) => hit.whole && hit.reason !== "synonym");
      const plain = [second, ...nouns].every((noun) => noun.kind === "word" && !isFunctionWord(noun.norm));
      if (plain && whole([second, ...nouns]) && whole([token, ...nouns])) {
        return [token, ...nouns.map((noun) => ({ ...noun, start: token.start, end: token.end }))];
      }
    }
    return [token];
  });
}
