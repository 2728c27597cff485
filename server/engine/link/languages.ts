import * as stopwords from "stopword";
import type { Token } from "../text/tokens.ts";
import { isFunctionWord } from "./function-words.ts";
import type { GraphIndex } from "./graph-index.ts";

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
 * common words of one other language, and more than are English ones; or half of its words are in another script.
 * Names of the graph count for no language.
 */
export function isForeign(tokens: readonly Token[], index: GraphIndex): boolean {
  const words = tokens.filter(
    ({ kind, norm }) => kind === "word" && !index.words.has(norm) && !index.tables.has(norm),
  );
  const otherScript = words.filter(({ norm }) => /[^\P{L}\p{Script=Latin}]/u.test(norm)).length;
  if (otherScript > 0 && otherScript * 2 >= words.length) return true;
  const english = words.filter(({ norm }) => isFunctionWord(norm)).length;
  const most = Math.max(
    ...LISTS.map((list) => words.filter(({ text }) => list.has(text.toLowerCase())).length),
  );
  return most >= 2 && most > english;
}
