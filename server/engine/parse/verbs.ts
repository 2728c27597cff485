import { ADVERBS, AUXILIARIES, COURTESY, isFunctionWord } from "../link/function-words.ts";
import { isParticiple, undoneOf } from "../text/participles.ts";
import { readQuantity } from "./quantities.ts";
import { Cues, type Reader, wordAt } from "./reader.ts";
import { isMerelyWished } from "./rules.ts";
import { isInfinitive, LEFT_UNDONE, saysHardly, YET_TO } from "./unfulfilled.ts";

export interface VerbGroup {
  readonly end: number;
  readonly negated: boolean;
  /** Whether there was anything: an auxiliary, an adverb, a negation. */
  readonly present: boolean;
  readonly be: boolean;
  readonly have: boolean;
  readonly only: boolean;
}

const SUBJECT_FILLERS = new Set(["we", "you", "they", "it", "i", "there", "anyone", "someone", "he", "she"]);
// "Remained unsold" is to be so.
const BE = new Set([
  "is",
  "are",
  "was",
  "were",
  "be",
  "been",
  "being",
  "am",
  "remain",
  "remains",
  "remained",
]);
const HAVE = new Set(["has", "have", "had", "having"]);

/** "are not yet", "have never been", "we do not", "there is": auxiliaries, negations and adverbs in any order. */
export function readVerbGroup(reader: Reader, start: number): VerbGroup {
  let end = start;
  let negated = false;
  let be = false;
  let have = false;
  let only = false;
  for (;;) {
    const word = wordAt(reader, end);
    if (isMerelyWished(reader, end)) break;
    if (word === "not" && wordAt(reader, end + 1) === "only")
      return { end, negated, present: end > start, be, have, only };
    if (word === "not" || word === "never" || word === "nor") negated = !negated;
    else if (YET_TO.longest(reader, end)) {
      negated = !negated;
      // "Are yet to pay" says nothing of what they are.
      be = false;
      end++;
    } else if (
      word === "no" &&
      ["longer", "more"].includes(wordAt(reader, end + 1)) &&
      wordAt(reader, end + 2) !== "than"
    ) {
      negated = !negated;
      end++;
    } else if (BE.has(word)) be = true;
    else if (HAVE.has(word)) have = true;
    else if (word === "nobody" || word === "none") negated = !negated;
    else if (word === "no" && wordAt(reader, end + 1) === "one") {
      negated = !negated;
      end++;
    } else if (word === "both" && PLACE_PREPOSITIONS.has(wordAt(reader, end + 1))) end += 0;
    else if (word === "only") only = true;
    else if (saysAtAll(reader, end)) end++;
    else if (!(AUXILIARIES.has(word) || ADVERBS.has(word) || SUBJECT_FILLERS.has(word))) break;
    end++;
  }
  return { end, negated, present: end > start, be, have, only };
}

/** "not at all"; "at all branches" is a place. */
export function saysAtAll(reader: Reader, at: number): boolean {
  const named = (reader.mentions[at + 2] ?? []).length > 0;
  return wordAt(reader, at) === "at" && wordAt(reader, at + 1) === "all" && !named;
}

/** "that have only tracks above 0.99": no others, which is more than to have some. "With only 2 pages" is a number. */
export function saysOnly(reader: Reader, { only, end }: VerbGroup): boolean {
  return (only || wordAt(reader, end) === "only") && readQuantity(reader, only ? end - 1 : end) === null;
}

/** "which products" at the start, or after "show me", asks; it does not relate to anything before. */
function asks(reader: Reader, at: number): boolean {
  return at === 0 || (wordAt(reader, at) !== "that" && COURTESY.has(wordAt(reader, at - 1)));
}

/** "that", "which", "of which", "from whom", "for whom": skips the relative pronoun, or returns the position itself. */
export function skipRelative(reader: Reader, at: number): number {
  const word = wordAt(reader, at);
  if (["that", "which", "who", "whom", "where"].includes(word)) return asks(reader, at) ? at : at + 1;
  if (["of", "from", "in", "at", "for", "with", "to", "on", "by"].includes(word)) {
    if (["which", "whom"].includes(wordAt(reader, at + 1))) return at + 2;
  }
  return at;
}

/** Ways to say that something is somewhere; the preposition follows. */
export const PRESENT_WORDS = new Cues<"present">([
  [
    "present",
    "present, found, find, exist, exists, existing, existed, appear, appears, appearing, appeared, listed, contained, included, recorded, registered, available, located, known, seen, occur, occurs, occurring, posted, booked, loaded, stored, held, used, represented, maintained, tracked, set up, matched, linked, mapped, documented, captured, entered, part, covered, reflected, carried, kept, visible, defined, mentioned, reported, live, sit, sitting, come up, showing up, show up, shows up, featured, described, reviewed, turn up, reach, reached, arrive, arrived, made it, make it, transferred, migrated, synced, created, filed, on file, on record",
  ],
]);

export const ABSENT_WORDS = new Cues<"absent">([
  [
    "absent",
    "missing, absent, lacking, omitted, excluded, left out, gone, dropped, unknown, unlisted, unmatched, unregistered, unrecorded, nonexistent, non existent, unavailable, not available, lost, nowhere to be found, nowhere, no longer present, untracked, unposted, unbooked, unreported",
  ],
]);

/** Nouns for "the other side's row": "without a match in", "with no counterpart in". */
export const PARTNER_WORDS = new Set([
  "match",
  "matches",
  "counterpart",
  "counterparts",
  "partner",
  "partners",
  "equivalent",
  "entry",
  "entries",
  "record",
  "records",
  "row",
  "rows",
  "correspondence",
  "trace",
  "presence",
  "line",
  "lines",
  "reference",
  "references",
]);

export const PLACE_PREPOSITIONS = new Set([
  "in",
  "from",
  "at",
  "on",
  "to",
  "of",
  "within",
  "into",
  "inside",
  "by",
  "for",
  "under",
  "against",
  "among",
  "with",
  "onto",
]);

/** Words that a clause of their own explains: never just some verb. */
const NO_VERBS = new Set([
  ...LEFT_UNDONE.words(),
  "unique",
  "duplicate",
  "duplicated",
  "missing",
  "null",
  "blank",
  "empty",
  "different",
  "negative",
  "positive",
  "same",
  "more",
  "less",
  "characters",
  ..."exceed exceeds exceeded exceeding surpass surpasses surpassed surpassing".split(" "),
]);

/** Whether a word may be the participle or verb of a clause, by its form. */
export function looksLikeVerb(reader: Reader, at: number): boolean {
  const token = reader.tokens[at];
  return (
    token?.kind === "word" &&
    !isFunctionWord(token.norm) &&
    token.norm.length > 2 &&
    !NO_VERBS.has(token.norm) &&
    undoneOf(token.norm) === null &&
    !saysHardly(reader, at) &&
    !isInfinitive(reader, at + 1)
  );
}

export function looksLikeParticiple(reader: Reader, at: number): boolean {
  const word = wordAt(reader, at);
  return looksLikeVerb(reader, at) && (isParticiple(word) || word.endsWith("ing"));
}
