import { alternatives } from "./alternatives.ts";
import { phraseLists } from "./phrases.ts";
import { Cues, type Reader, wordAt } from "./reader.ts";
import type { Element } from "./sketch.ts";
import { readVerbGroup, skipRelative } from "./verbs.ts";

export const BLANK_WORDS = new Cues<boolean>([
  [
    true,
    "null, blank, empty, missing, unset, undefined, not set, not filled, not filled in, not given, not provided, not populated, not maintained, not available, not specified, not present, not known, null or empty, null or blank, empty or null, blank or null, missing or blank, missing or empty, missing or null, blank or missing, unknown, unpopulated, unfilled, unassigned, absent, left blank, left empty, nulls, blank or empty, empty or blank, n/a, lacking, not recorded, not assigned, not entered, not defined, not there, nil",
  ],
  [
    false,
    "not null, not blank, not empty, populated, filled, filled in, set, present, non null, non blank, non empty, known, provided, available, not missing, maintained, given, recorded, assigned",
  ],
]);

const SUBJECT_LEADS = new Set([
  "whose",
  "where",
  "with",
  "if",
  "when",
  "having",
  "which",
  "that",
  "for",
  "the",
  "has",
  "have",
  "and",
  "their",
  "of",
]);

/** "whose planner is missing", "ops planner null", "where the rm code and the branch are empty" */
export function* blankAfter(reader: Reader, start: number): Generator<Element> {
  let at = start;
  while (SUBJECT_LEADS.has(wordAt(reader, at)) && at < start + 2) at++;
  const lists = phraseLists(reader, at).map((list) => ({ ...list, any: false }));
  const either = alternatives(reader, at).map((list) => ({ ...list, any: true }));
  for (const list of [...lists, ...either]) {
    if (list.node.some((phrase) => phrase.quantity)) continue;
    const verbs = readVerbGroup(reader, list.end);
    const unequal = wordAt(reader, verbs.end) === "!=";
    const equals = unequal || ["=", "equals"].includes(wordAt(reader, verbs.end)) ? 1 : 0;
    for (const from of verbs.negated ? [verbs.end, verbs.end - 1] : [verbs.end + equals]) {
      for (const cue of BLANK_WORDS.read(reader, from)) {
        const negated = from < verbs.end ? !cue.value : cue.value === (verbs.negated !== unequal);
        const cost = list.cost + (at > start ? 0.05 : 0.15) + (verbs.present ? 0 : 0.05);
        const { any, node: subjects } = list;
        const said = textBetween(reader, from, cue.end);
        yield { kind: "blank", start, end: afterBlank(reader, cue.end), cost, subjects, negated, any, said };
      }
    }
  }
}

function textBetween(reader: Reader, from: number, to: number): string {
  return Array.from({ length: to - from }, (_, i) => wordAt(reader, from + i)).join(" ");
}

function afterBlank(reader: Reader, at: number): number {
  return ["value", "values"].includes(wordAt(reader, at)) ? at + 1 : at;
}

export const BLANK_LEADS = new Cues<boolean>([
  [
    true,
    "missing, blank, empty, null, with missing, with blank, with empty, with null, with a missing, with a blank, with an empty, with a null, with no value in, with no value for, without a value in, without a value for, without any value in, without any value for, no value in, no value for, without value in, nulls in, blanks in, blank values in, null values in, missing values in, missing value for, missing values for, with missing values in, with nulls in, has no value for, have no value in, has no value in, have no value for, with a null value in, with null values in, lacking a value for, lacking a value in, has missing, have missing, unset",
  ],
  [
    false,
    "with non null, with a non null, with non blank, with a value in, with a value for, populated, having a value in",
  ],
]);

/** "missing ops status", "with a blank email", "no value in the planner column" */
export function* blankBefore(reader: Reader, start: number): Generator<Element> {
  const afterRelative = skipRelative(reader, start);
  const verbs = readVerbGroup(reader, afterRelative);
  for (const cue of BLANK_LEADS.read(reader, verbs.end)) {
    for (const at of wordAt(reader, cue.end) === "or" && BLANK_WORDS.longest(reader, cue.end + 1)
      ? [cue.end + 2]
      : [cue.end]) {
      for (const list of phraseLists(reader, at)) {
        if (list.node.some((phrase) => phrase.quantity)) continue;
        const negated = cue.value === verbs.negated;
        yield {
          kind: "blank",
          start,
          end: list.end,
          cost: list.cost + 0.12,
          subjects: list.node,
          negated,
          any: false,
          said: textBetween(reader, verbs.end, cue.end),
        };
      }
    }
  }
}
