import type { GroupUnit } from "../intent.ts";
import { phraseLists, phrasesAt } from "./phrases.ts";
import { Cues, type Reader, wordAt } from "./reader.ts";
import type { Element } from "./sketch.ts";
import { looksLikeVerb, PLACE_PREPOSITIONS, readVerbGroup, skipRelative } from "./verbs.ts";

/** What the answer is given for each of: "per channel", "by month", "that each course has". */
export function* groupClauses(reader: Reader, start: number): Generator<Element> {
  yield* groups(reader, start);
  yield* dateGroups(reader, start);
  yield* eachOf(reader, start);
}

const GROUP_CUES = new Cues<"group">([
  [
    "group",
    "per, by, counted by, counted per, for each, for every, grouped by, group by, broken down by, by each, in each, split by, each, of each, per each, for all, at each, and group by, breakdown by, on each, across, aggregated by",
  ],
]);

function* groups(reader: Reader, start: number): Generator<Element> {
  const at = wordAt(reader, start) === "," ? start + 1 : start;
  for (const cue of GROUP_CUES.read(reader, at)) {
    for (const list of phraseLists(reader, cue.end)) {
      if (list.node.some((phrase) => phrase.quantity)) continue;
      const each = reader.tokens.slice(at, cue.end).some(({ norm }) => norm === "each" || norm === "every");
      yield { kind: "group", start, end: list.end, cost: 0.08 + list.cost, phrases: list.node, each };
    }
  }
}

const DATE_PARTS = new Cues<GroupUnit>([
  ["day", "day, days, calendar day, date"],
  ["week", "week, weeks, calendar week"],
  ["month", "month, months, calendar month"],
  ["quarter", "quarter, quarters, calendar quarter"],
  ["year", "year, years, calendar year"],
  ["weekday", "weekday, weekdays, day of the week, day of week, days of the week"],
]);
const EVERY = new Cues<GroupUnit>([
  ["day", "daily, day by day"],
  ["week", "weekly, week by week"],
  ["month", "monthly, month by month"],
  ["quarter", "quarterly, quarter by quarter"],
  ["year", "yearly, annual, annually, year by year"],
]);

/** "per month", "by year of the order date", "monthly": groups by a part of a date. */
function* dateGroups(reader: Reader, start: number): Generator<Element> {
  const base = { kind: "group" as const, start };
  for (const { end, value } of EVERY.read(reader, start))
    yield { ...base, end, cost: 0.05, phrases: [], unit: value, adverb: true };
  const at = wordAt(reader, start) === "," ? start + 1 : start;
  // "by clinic and month", "per year and method": the group goes on.
  if (wordAt(reader, start) === "and" && GROUP_CUES.read(reader, start + 1).length === 0) {
    const grouped = reader.tokens.slice(0, start).some(({ norm }) => ["per", "by", "each"].includes(norm));
    if (grouped)
      for (const { end, value } of DATE_PARTS.read(reader, start + 1))
        yield { ...base, end, cost: 0.02, phrases: [], unit: value };
    if (DATE_PARTS.read(reader, start - 1).length > 0)
      for (const list of phraseLists(reader, start + 1))
        yield { ...base, end: list.end, cost: 0.08 + list.cost, phrases: list.node };
  }
  for (const cue of GROUP_CUES.read(reader, at)) {
    for (const { end, value } of DATE_PARTS.read(reader, cue.end)) {
      // "per date" is a column as well.
      if (wordAt(reader, cue.end) !== "date") yield { ...base, end, cost: 0.02, phrases: [], unit: value };
      if (wordAt(reader, end) !== "of") continue;
      for (const phrase of phrasesAt(reader, end + 1))
        yield { ...base, end: phrase.end, cost: 0.04 + phrase.cost, phrases: [phrase.node], unit: value };
    }
  }
}

/** "how many sections does each course have", "the number of captains that have each rank": one answer for each. */
function* eachOf(reader: Reader, start: number): Generator<Element> {
  const verbs = readVerbGroup(reader, skipRelative(reader, start));
  if (verbs.end === start || verbs.negated || !["each", "every"].includes(wordAt(reader, verbs.end))) return;
  for (const list of phraseLists(reader, verbs.end + 1)) {
    if (list.node.some((phrase) => phrase.quantity)) continue;
    const group = { kind: "group" as const, start, phrases: list.node };
    yield { ...group, end: list.end, cost: 0.1 + list.cost };
    const does = readVerbGroup(reader, list.end);
    if (does.negated) continue;
    if (does.present) yield { ...group, end: does.end, cost: 0.08 + list.cost };
    if (!looksLikeVerb(reader, does.end)) continue;
    const particle = PLACE_PREPOSITIONS.has(wordAt(reader, does.end + 1)) ? 1 : 0;
    const did = wordAt(reader, does.end);
    yield { ...group, end: does.end + 1 + particle, cost: 0.2 + list.cost, did };
  }
}

export const GROUPING_CUES: readonly Cues<unknown>[] = [GROUP_CUES, DATE_PARTS, EVERY];
