import * as stopwords from "stopword";
import type { Token } from "../text/tokens.ts";
import { isFunctionWord } from "./function-words.ts";
import type { GraphIndex } from "./graph-index.ts";
import { isEnglish } from "./repair.ts";

const ENGLISH: ReadonlySet<string> = new Set(stopwords.eng);

/** The commonest words of other languages that no English sentence holds; one set for each language. */
const LISTS: readonly ReadonlySet<string>[] = Object.entries(stopwords)
  .filter(([language, words]) => language !== "eng" && Array.isArray(words))
  .map(([, words]) => {
    const foreign = (words as readonly string[]).filter(
      (word) => word.length > 1 && !ENGLISH.has(word) && !isFunctionWord(word),
    );
    return new Set(foreign);
  });

/**
 * Whether a definition that was not understood is in another language than English: at least two of its words are
 * common words of one other language, and more than are English ones; or one is, and most of the others are no English
 * words; or half of its words are in another script. Words count as they were typed; names of the graph count for
 * no language.
 */
export function isForeign(tokens: readonly Token[], index: GraphIndex): boolean {
  const words = tokens.filter(
    ({ kind, norm, repairedFrom }) =>
      kind === "word" && (repairedFrom !== undefined || (!index.words.has(norm) && !index.tables.has(norm))),
  );
  const otherScript = words.filter(({ norm }) => /[^\P{L}\p{Script=Latin}]/u.test(norm)).length;
  if (otherScript > 0 && otherScript * 2 >= words.length) return true;
  const typed = words.map(({ text }) => text.toLowerCase());
  const most = Math.max(...LISTS.map((list) => typed.filter((word) => list.has(word)).length));
  if (most >= 2 && most > typed.filter(isFunctionWord).length) return true;
  const english = typed.filter((word) => isFunctionWord(word) || isEnglish(word)).length;
  return most === 1 && typed.length > 2 && typed.length - english > english;
}
