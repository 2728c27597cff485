import type { Intent } from "../intent.ts";
import { isFunctionWord } from "../link/function-words.ts";
import { isLinkingVerb } from "../link/linking-verbs.ts";
import { objectsOfVerb } from "../link/vocabulary.ts";
import type { Element, Range, Sketch } from "../parse/sketch.ts";
import { CUE_WORDS } from "../parse/sketches.ts";
import { FACTIVE } from "../parse/unfulfilled.ts";
import { PRESENT_WORDS } from "../parse/verbs.ts";
import { stem } from "../text/words.ts";
import { isAbout, namesAbout } from "./done.ts";
import { type Draft, unknown } from "./draft.ts";
import { leadOf } from "./every.ts";
import { entityQuality } from "./nouns.ts";
import { phrasesOf } from "./sources.ts";
import { spokenOf } from "./unused.ts";

/** Clauses that have room for a verb between their names. */
const WITH_VERBS: ReadonlySet<Element["kind"]> = new Set<Element["kind"]>([
  "have",
  "is",
  "present",
  "absent",
  "against",
  "contrast",
  "group",
  "phrase",
]);

/** "Reviewed in the guide" says that it is there, and whoever "reviewed an order" has it and did more. */
const PRESENT: ReadonlySet<string> = new Set(PRESENT_WORDS.words());

/**
 * The verb between what has something and what it has, "who placed an order", has to be one that says no more than that
 * there is the one for the other, or one that the graph knows: whoever "returned an order" is somebody else.
 */
export function reportUnexplained(draft: Draft, sketch: Sketch, intent: Intent): void {
  const told: readonly Range[] = [...draft.uses, ...draft.unknown, ...draft.troubles];
  for (const element of sketch.elements) {
    if (!WITH_VERBS.has(element.kind)) continue;
    const explained = [...told, ...phrasesOf(element).map(leadOf)];
    for (let at = element.start; at < element.end; at++) {
      const word = draft.settings.wordAt({ end: at + 1 });
      if (!/^[a-z]{2,}$/.test(word) || explained.some(({ start, end }) => start <= at && at < end)) continue;
      const cue = CUE_WORDS.has(word) && (element.kind === "present" || !PRESENT.has(word));
      if (isFunctionWord(word) || cue || isGeneral(word)) continue;
      // "Managed to place an order"
      if (FACTIVE.has(word) && draft.settings.wordAt({ end: at + 2 }) === "to") continue;
      const range = { start: at, end: at + 1 };
      if (isLinkingVerb(word) || isNamed(word, intent)) draft.linking.push(range);
      else unknown(draft, range);
    }
  }
}

/** "Entries", "products", "a single one". */
function isGeneral(word: string): boolean {
  return entityQuality(word) > 0.9 || word === "single" || word === "somebody";
}

/** "Employees who support a customer" and the key `SupportRepId`. */
function isNamed(word: string, intent: Intent): boolean {
  const { tables, columns } = spokenOf(intent);
  const names = [...tables, ...columns].flatMap(namesAbout);
  return objectsOfVerb(stem(word)).some((wanted) => names.some((name) => isAbout(name, wanted)));
}
