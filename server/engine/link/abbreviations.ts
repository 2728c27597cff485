import { stem } from "../text/words.ts";
import { ENGLISH_WORDS } from "./english-words.ts";
import { isFunctionWord } from "./function-words.ts";

/**
 * Parts of identifiers that shorten a word in whatever way their owners did: `HIR` of HIR_DT for "hire", `PRCH` of
 * PRCH_AMT for "purchase". The customary ones ("qty", "cust") are in the vocabulary; these are told by their letters
 * and by what else the graph has: CTY may be short for "country", and is not where there is a CTRY.
 */

/** The share of its consonants that a word keeps at least. */
const KEPT = 0.5;

/** A beginning says more than as many letters of the rest. */
const BEGINNING = 0.3;

/** How much of a word a part of an identifier keeps, 0..1: its beginning, or what is left without the vowels. */
function keptOf(part: string, word: string): number {
  if (part.length < 2 || part.length >= word.length || part[0] !== word[0] || word === `${part}s`) return 0;
  // Two letters begin too many words, and so does what is a word itself.
  if (part.length > 2 && word.startsWith(part) && (!isEnglish(part) || isCut(part, word)))
    return Math.min(1, BEGINNING + part.length / word.length);
  if (isEnglish(part) || !isSkeleton(part, word)) return 0;
  // "Delivery" ends in a vowel for DLV, and "city" in what CTY keeps.
  const consonants = consonantsOf(part.endsWith("y") ? word : word.replace(/y$/, ""));
  return Math.min(1, consonantsOf(part).length / consonants.length);
}

/** ACT of ACT_FLG is for "active", and a planner is no plan. */
function isCut(part: string, word: string): boolean {
  return part.length <= 4 && word.length >= part.length + 3 && stem(word) !== stem(part);
}

let english: ReadonlySet<string> | undefined;

function isEnglish(part: string): boolean {
  english ??= new Set(ENGLISH_WORDS.split(" "));
  return english.has(part);
}

/** The first letter and the consonants after it; of a doubled one, and of what is only the ending, none. */
function consonantsOf(word: string): string {
  const stem = word.length > 5 ? word.replace(/(ed|ing)$/, "") : word;
  const rest = stem
    .slice(1)
    .replace(/[aeiou]/g, "")
    .replace(/(.)\1/g, "$1");
  return (stem[0] ?? "") + rest;
}

/** COLR keeps its beginning and then no vowel, as CTRY keeps none. */
function isSkeleton(part: string, word: string): boolean {
  const kept = word.startsWith(part.slice(0, 3)) ? 3 : 1;
  if (/[aeiou]/.test(part.slice(kept))) return false;
  let at = 0;
  for (const letter of word) if (letter === part[at]) at++;
  return at === part.length;
}

/** The parts of a graph's identifiers that are short for a word. */
export type Shortened = (word: string) => readonly string[];

/** Of parts those that are short for a word and keep the most of it. */
export function shortFor(word: string, parts: readonly string[]): readonly string[] {
  // "The longest" is no LST_NM.
  if (SUPERLATIVE.test(word)) return [];
  const kept = parts.map((part) => ({ part, share: keptOf(part, word) }));
  const most = Math.max(KEPT, ...kept.map(({ share }) => share));
  return kept.filter(({ share }) => share === most).map(({ part }) => part);
}

const SUPERLATIVE = /...est$/;

/** How a graph's identifiers shorten words. Remembers what it was asked. */
export function shortenedBy(parts: Iterable<string>): Shortened {
  const letters = [...new Set(parts)].filter((part) => /^[a-z]{2,7}$/.test(part) && !isFunctionWord(part));
  const byFirst = Map.groupBy(letters, (part) => part[0] ?? "");
  const known = new Map<string, readonly string[]>();
  return (word) => {
    const before = known.get(word);
    if (before) return before;
    const short = shortFor(word, byFirst.get(word[0] ?? "") ?? []);
    if (known.size < MOST_KNOWN) known.set(word, short);
    return short;
  };
}

/** Words of definitions that are remembered with a graph. */
const MOST_KNOWN = 5000;
