import { monthNumber } from "../text/months.ts";
import { isParticiple } from "../text/participles.ts";
import type { Token } from "../text/tokens.ts";
import { singular } from "../text/words.ts";
import { fullNames } from "./full-names.ts";
import { CODES, isFunctionWord } from "./function-words.ts";
import type { GraphIndex } from "./graph-index.ts";
import type { Mention, TableHit } from "./mention.ts";
import { FILLERS, type NameHits, nameHits } from "./name-hits.ts";
import type { NameMatch } from "./names.ts";
import { isShouted, lookUp, valueHits } from "./value-hits.ts";
import { isAbbreviation } from "./vocabulary.ts";

const LONGEST = 7;

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
  const known = mentions.map((found, start) => [
    ...(people[start] ?? []),
    ...dueValues(tokens, start, mentions, index),
    ...found,
  ]);
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

/** "Whose country is it": a word that cannot follow "is" otherwise, where the column just named has a value of that name. */
function dueValues(
  tokens: readonly Token[],
  at: number,
  mentions: readonly (readonly Mention[])[],
  index: GraphIndex,
): Mention[] {
  const word = tokens[at]?.norm ?? "";
  if (!CODES.has(word) || CONTINUING.has(word) || !IS.has(tokens[at - 1]?.norm ?? "")) return [];
  const asked = mentions
    .slice(0, at)
    .flat()
    .filter(({ end }) => end === at - 1)
    .flatMap(({ columns }) => columns.map(({ column }) => column));
  const values = lookUp(word, index, 0.95).filter(({ column }) => asked.includes(column));
  return values.length === 0 ? [] : [{ start: at, end: at + 1, values, tables: [], columns: [], due: true }];
}

const IS = new Set(["is", "are", "="]);

/** "Is to be paid", "is also a member" */
const CONTINUING = new Set(["so", "also", "to"]);

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

const NO_NAMES: NameHits = { tables: [], columns: [] };

/** "created by" names Created_By although it ends in a function word; only whole names do. */
function wholeNames(span: readonly Token[], index: GraphIndex): NameHits {
  const edges = [span[0], span[span.length - 1]];
  const fillers = edges.some((token) => FILLERS.has(token?.norm ?? ""));
  // "Q&A"
  if (span.length < 2 || fillers || span.some(({ kind, norm }) => kind !== "word" && norm !== "&"))
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
