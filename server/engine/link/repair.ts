import type { Token } from "../text/tokens.ts";
import { editDistance, singular, stem, stems } from "../text/words.ts";
import { ENGLISH_WORDS } from "./english-words.ts";
import { FUNCTION_WORDS, isFunctionWord } from "./function-words.ts";
import type { GraphIndex } from "./graph-index.ts";
import { canonical, identifierParts } from "./names.ts";
import { isLightParticiple } from "./row-nouns.ts";
import { COLUMN_TAILS, synonymsOf } from "./vocabulary.ts";

/**
 * Misspelt words become the one word of the graph or the grammar that is nearest: an edit away, two for long words; in
 * words of three or four letters only neighbours change places ("RPB" for RBP, "wiht" for with) or a letter was left
 * out ("Exel"). A name typed with underscores is compared whole. Only words that nothing knows are touched, and only
 * when a single correction is nearest.
 */
export function repairTokens(
  tokens: readonly Token[],
  index: GraphIndex,
  cueWords: ReadonlySet<string>,
): Token[] {
  return tokens.map((token) => {
    if (token.kind !== "word" || token.norm.length < 3 || isKnown(token.norm, index, cueWords)) return token;
    const better = token.norm.includes("_")
      ? nearest([token.norm], [index.identifiers])
      : /\p{N}/u.test(token.norm)
        ? null
        : nearest([token.norm, singular(token.norm)], [index.words, cueWords, FUNCTION_WORDS]);
    return better ? { ...token, norm: better, repairedFrom: token.norm } : token;
  });
}

/** The words whose spelling was corrected, each once, however many tokens it became. */
export function repairsOf(tokens: readonly Token[]): Token[] {
  const repaired = tokens.filter((token) => token.repairedFrom !== undefined);
  return repaired.filter((token, i) => repaired.findIndex(({ start }) => start === token.start) === i);
}

function isKnown(word: string, index: GraphIndex, cueWords: ReadonlySet<string>): boolean {
  const base = singular(word);
  return (
    SPELT_RIGHT.has(word) ||
    COLUMN_TAILS.has(base) ||
    isFunctionWord(word) ||
    isLightParticiple(word) ||
    cueWords.has(word) ||
    index.identifiers.has(word) ||
    index.words.has(word) ||
    index.words.has(base) ||
    synonymsOf(base).size > 0 ||
    canonical([word]).some((part) => index.words.has(part)) ||
    index.tables.has(word) ||
    index.columns.has(word) ||
    index.tables.has(base) ||
    index.columns.has(stem(word)) ||
    index.tables.has(stem(word)) ||
    index.words.has(stem(word)) ||
    isEnglish(word)
  );
}

let english: ReadonlySet<string> | undefined;

/** "Failed" is no "filed", be it known here or not. Made of the words when the first is met that nothing else knows. */
export function isEnglish(word: string): boolean {
  english ??= stems(ENGLISH_WORDS);
  return english.has(stem(word));
}

/**
 * Words that are right as they are, though they are near to another: short ones of which two letters change places, and
 * forms of verbs that no rule makes.
 */
const SPELT_RIGHT: ReadonlySet<string> = new Set(
  "form dose saw won own tow lest wont sue ear era nay ate tea bear lost lots slot tier tire item time sign sing trail trial meant felt kept slept swept dealt burnt learnt spelt spent lent bent sent built bought brought caught fought sought taught thought found bound ground held told sold paid said laid made shook took stood rose rode wrote drove chose froze spoke broke woke wore tore drew grew knew threw flew blew fell met led fed bred shot sat sank rang sang swam began ran came became gave ate went done gone seen known shown grown drawn flown thrown taken given driven written risen chosen frozen spoken broken worn torn born".split(
    " ",
  ),
);

/** How far a correction may be from what was typed. */
function reach(word: string): number {
  return word.length >= 9 ? 2 : 1;
}

/** The candidate nearest to one of the forms of a word; null when there is none, or two that differ in meaning. */
function nearest(forms: readonly string[], vocabularies: readonly ReadonlySet<string>[]): string | null {
  let best: string | null = null;
  let distance = Number.POSITIVE_INFINITY;
  let tie = false;
  for (const form of new Set(forms)) {
    const limit = reach(form);
    for (const vocabulary of vocabularies) {
      for (const candidate of vocabulary) {
        if (!mayMean(form, candidate)) continue;
        // People rarely get the first letter wrong.
        const found = editDistance(form, candidate, limit) + (candidate[0] === form[0] ? 0 : 0.5);
        if (found > limit + 0.5 || found > distance) continue;
        if (found < distance) {
          distance = found;
          best = candidate;
          tie = false;
        } else if (best !== null && stem(candidate) !== stem(best)) tie = true;
      }
    }
  }
  return tie ? null : best;
}

/** What can be told without counting edits. */
function mayMean(word: string, candidate: string): boolean {
  const swapped = candidate[0] === word[1] && candidate[1] === word[0];
  if (candidate[0] !== word[0] && !swapped) return false;
  if (word.length >= 5) return candidate.length >= 4;
  if (word.length === 4 && candidate.length === 5) return stem(word) !== stem(candidate);
  return candidate.length === word.length && letters(candidate) === letters(word);
}

function letters(word: string): string {
  return [...word].sort().join("");
}

/** Names that a phrase may have meant, nearest first, for a diagnostic: only those that share or nearly share a word. */
export function nearestNames(phrase: string, names: readonly string[], most = 3): string[] {
  const words = wordsOf(phrase);
  return names
    .map((name) => {
      const parts = wordsOf(name);
      const near = words.filter((word) => parts.some((part) => nearlySame(word, part))).length;
      return { name, near: near / Math.max(words.length, parts.length) };
    })
    .filter(({ near }) => near > 0)
    .sort((a, b) => b.near - a.near || a.name.localeCompare(b.name))
    .slice(0, most)
    .map(({ name }) => name);
}

function wordsOf(text: string): string[] {
  return identifierParts(text).filter((word) => word.length > 2 && !isFunctionWord(word));
}

function nearlySame(a: string, b: string): boolean {
  if (stem(a) === stem(b)) return true;
  const limit = Math.min(a.length, b.length) >= 8 ? 2 : 1;
  return Math.min(a.length, b.length) >= 4 && editDistance(a, b, limit) <= limit;
}
