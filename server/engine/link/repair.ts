import type { Token } from "../text/tokens.ts";
import { editDistance, singular, stem } from "../text/words.ts";
import { isFunctionWord } from "./function-words.ts";
import type { GraphIndex } from "./graph-index.ts";
import { canonical, identifierParts } from "./names.ts";
import { synonymsOf } from "./vocabulary.ts";

/**
 * Misspelt words become the one word of the graph or the grammar that is an edit away (two for long words).
 * Only words that nothing knows are touched, and only when a single correction is nearest.
 */
export function repairTokens(
  tokens: readonly Token[],
  index: GraphIndex,
  cueWords: ReadonlySet<string>,
): Token[] {
  return tokens.map((token) => {
    if (
      token.kind !== "word" ||
      token.norm.length < 5 ||
      /\p{N}|_/u.test(token.norm) ||
      isKnown(token.norm, index, cueWords)
    )
      return token;
    const better = nearest(token.norm, [index.words, cueWords]);
    return better ? { ...token, norm: better, repairedFrom: token.norm } : token;
  });
}

function isKnown(word: string, index: GraphIndex, cueWords: ReadonlySet<string>): boolean {
  const base = singular(word);
  return (
    isFunctionWord(word) ||
    cueWords.has(word) ||
    index.words.has(word) ||
    index.words.has(base) ||
    synonymsOf(base).size > 0 ||
    canonical([word]).some((part) => index.words.has(part)) ||
    index.tables.has(word) ||
    index.columns.has(word) ||
    index.tables.has(base) ||
    index.columns.has(stem(word)) ||
    index.tables.has(stem(word)) ||
    index.words.has(stem(word))
  );
}

function nearest(word: string, vocabularies: readonly ReadonlySet<string>[]): string | null {
  const limit = word.length >= 9 ? 2 : 1;
  let best: string | null = null;
  let distance = limit + 1;
  let tie = false;
  for (const vocabulary of vocabularies) {
    for (const candidate of vocabulary) {
      if (candidate.length < 4 || candidate[0] !== word[0]) continue;
      const found = editDistance(word, candidate, limit);
      if (found < distance) {
        distance = found;
        best = candidate;
        tie = false;
      } else if (
        found === distance &&
        found <= limit &&
        candidate !== best &&
        singular(candidate) !== singular(best ?? "")
      )
        tie = true;
    }
  }
  return tie ? null : best;
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
