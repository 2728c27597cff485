import { isFunctionWord } from "../link/function-words.ts";
import { phraseLists, phrasesAt } from "./phrases.ts";
import { Cues, endsClause, type Reader, wordAt } from "./reader.ts";
import type { CompareOp, Element, Phrase } from "./sketch.ts";

export const DIFFER_VERBS = new Cues<CompareOp>([
  [
    "!=",
    "differ, differs, disagree, disagrees, do not match, does not match, do not agree, does not agree, are different, is different, mismatch, mismatches, are not the same, is not the same, are not equal, is not equal, do not equal, does not equal, conflict, conflicts, deviate, deviates, vary, varies, are inconsistent, is inconsistent, not match, not matching, not equal, do not tie, don, not agree, are mismatched, do not correspond, not the same, contradict, diverge, diverges, do not coincide, does not reconcile, do not reconcile, does not tie",
  ],
  [
    "=",
    "agree, agrees, match, matches, are the same, is the same, are equal, is equal, coincide, are identical, is identical",
  ],
]);
export const DIFFER_LEADS = new Cues<CompareOp>([
  [
    "!=",
    "different, differing, mismatched, mismatching, conflicting, inconsistent, another, other, not the same, deviating, diverging, contradictory, unequal",
  ],
]);
export const DIFFER_ON = new Cues<CompareOp>([
  [
    "!=",
    "do not match on, does not match on, differ on, differ in, differs in, differs on, disagree on, mismatch on, mismatch in, not matching on, mismatches in, mismatches on, mismatching on, different in, do not agree on, with mismatches in, with mismatching, with mismatched, mismatched on, not match on, not match in, do not match in, mismatch of, mismatches of, difference in, differences in, mismatch for, discrepancies in, discrepancy in, with differences in, conflict on, vary in, deviate in, unequal, do not match by, not match by, with conflicting, disagree about, do not match for, not match for, not agree on, not matched on, not agree in, do not agree in, compare, comparing, comparison of, compare the, reconcile",
  ],
  ["=", "match on, agree on, matching on, same in"],
]);
const ACROSS = new Set([
  "between",
  "in",
  "across",
  "than",
  "from",
  "to",
  "on",
  "with",
  "of",
  "at",
  "for",
  "vs",
  "versus",
  "against",
  "and",
]);

/** "where RM code and CRM relationship manager disagree", "that do not match on product type", "with a different year in acm than in dblp" */
export function* differing(reader: Reader, start: number): Generator<Element> {
  let at = start;
  while (
    [
      "whose",
      "where",
      "with",
      "that",
      "which",
      "who",
      "has",
      "have",
      "having",
      "if",
      "for",
      "a",
      "an",
      "the",
      "and",
      "but",
      "are",
      "is",
      "do",
    ].includes(wordAt(reader, at)) &&
    at < start + 3
  ) {
    yield* differOn(reader, start, at);
    at++;
  }
  yield* differOn(reader, start, at);
  for (const lead of DIFFER_LEADS.read(reader, at)) {
    for (const list of phraseLists(reader, lead.end))
      yield* acrossTables(reader, {
        start,
        end: list.end,
        cost: list.cost + 0.06,
        subjects: list.node,
        op: lead.value,
      });
  }
  for (const list of phraseLists(reader, at)) {
    if (list.node.some((phrase) => phrase.quantity)) continue;
    for (const skip of [0, 1]) {
      if (skip === 1 && !["do", "does", "are", "is", "that", "which"].includes(wordAt(reader, list.end)))
        continue;
      for (const verb of DIFFER_VERBS.read(reader, list.end + skip)) {
        yield* acrossTables(reader, {
          start,
          end: afterNoun(reader, verb.end),
          cost: list.cost + 0.08,
          subjects: list.node,
          op: verb.value,
        });
      }
    }
  }
}

/** "Are the same person", "are different employees": the noun says what both are. */
function afterNoun(reader: Reader, at: number): number {
  const told = ["same", "different"].includes(wordAt(reader, at - 1));
  const noun = reader.tokens[at]?.kind === "word" && !isFunctionWord(wordAt(reader, at));
  return told && noun && endsClause(reader, at + 1) ? at + 1 : at;
}

function* differOn(reader: Reader, start: number, at: number): Generator<Element> {
  for (const cue of DIFFER_ON.read(reader, at)) {
    const from = ["the", "their"].includes(wordAt(reader, cue.end)) ? cue.end + 1 : cue.end;
    for (const list of phraseLists(reader, from))
      yield* acrossTables(reader, {
        start,
        end: list.end,
        cost: list.cost + 0.06,
        subjects: list.node,
        op: cue.value,
      });
  }
}

interface Differ {
  start: number;
  end: number;
  cost: number;
  subjects: readonly Phrase[];
  op: CompareOp;
}

/** "... between A and B", "... in A than in B", "... from the one in B". */
function* acrossTables(reader: Reader, differ: Differ): Generator<Element> {
  yield { kind: "differ", ...differ, across: [] };
  let at = differ.end;
  while (
    ACROSS.has(wordAt(reader, at)) ||
    (at > differ.end && ["the", "one", "ones", "that"].includes(wordAt(reader, at)))
  )
    at++;
  if (at === differ.end) return;
  for (const list of acrossLists(reader, at, 3)) {
    // "between A and B", "of A and B" are said of two.
    if (["between", "of"].includes(wordAt(reader, differ.end)) && list.node.length < 2) continue;
    yield { kind: "differ", ...differ, end: list.end, cost: differ.cost + list.cost, across: list.node };
  }
}

function* acrossLists(
  reader: Reader,
  at: number,
  limit: number,
): Generator<{ end: number; node: readonly Phrase[]; cost: number }> {
  for (const first of phrasesAt(reader, at)) {
    yield { end: first.end, node: [first.node], cost: first.cost };
    let next = first.end;
    while (
      ACROSS.has(wordAt(reader, next)) ||
      (next > first.end && ["compared", "the"].includes(wordAt(reader, next)))
    )
      next++;
    if (next === first.end || limit <= 1) continue;
    for (const rest of acrossLists(reader, next, limit - 1))
      yield { end: rest.end, node: [first.node, ...rest.node], cost: first.cost + rest.cost };
  }
}
