import type { Intent } from "../intent.ts";
import { dimensionOf, FREQUENT } from "../link/dimensions.ts";
import { isFunctionWord } from "../link/function-words.ts";
import { isLinkingVerb } from "../link/linking-verbs.ts";
import { objectsOfVerb } from "../link/vocabulary.ts";
import { COMPARISON_WORDS } from "../parse/comparison.ts";
import { ADD_UP } from "../parse/computed.ts";
import { EDGES, FALLS, FROM_TODAY } from "../parse/date-clauses.ts";
import { isDateWord } from "../parse/dates.ts";
import { REPEAT_WORDS } from "../parse/duplicates.ts";
import { DISTINCT } from "../parse/phrases.ts";
import { isNumberWord, RANKING } from "../parse/quantities.ts";
import type { Element, Range, Sketch } from "../parse/sketch.ts";
import { CUE_WORDS } from "../parse/sketches.ts";
import { FACTIVE } from "../parse/unfulfilled.ts";
import { PRESENT_WORDS } from "../parse/verbs.ts";
import { singular, stem } from "../text/words.ts";
import { isAbout, namesAbout } from "./done.ts";
import { covers, type Draft, unknown } from "./draft.ts";
import { leadOf } from "./every.ts";
import { entityQuality } from "./nouns.ts";
import { phrasesOf } from "./sources.ts";
import { spokenOf } from "./unused.ts";

/** Clauses that say when: a month explains none of the others. */
const IN_TIME: ReadonlySet<Element["kind"]> = new Set<Element["kind"]>([
  "age",
  "between",
  "compare",
  "elapsed",
  "group",
  "inForce",
  "limit",
  "order",
  "period",
]);

/** "60 years old", "aged 17", "more than a year ago" */
const AGE_WORDS: ReadonlySet<string> = new Set(["aged", "ago", "back", "old", "older", "younger"]);

/** "within 5 working days" */
const WORKING: readonly string[] = ["business", "work", "working"];

/** What each kind of clause is told by, besides the words of cues. */
const OWN_WORDS: { readonly [K in Element["kind"]]?: ReadonlySet<string> } = {
  age: AGE_WORDS,
  between: COMPARISON_WORDS,
  compare: COMPARISON_WORDS,
  computed: new Set(ADD_UP.words()),
  duplicate: REPEAT_WORDS,
  limit: new Set([...RANKING, ...FREQUENT]),
  measure: DISTINCT,
  elapsed: AGE_WORDS,
  order: RANKING,
  period: new Set([...EDGES.words(), ...FROM_TODAY.words(), ...FALLS, ...WORKING]),
};

/** Clauses that are told by numbers, each of which is kept or reported by itself. */
const WITH_NUMBERS: ReadonlySet<Element["kind"]> = new Set<Element["kind"]>([
  ...IN_TIME,
  "average",
  "computed",
  "duplicate",
  "figure",
  "text",
  "threshold",
  "times",
]);

/** Clauses that have room for a verb between their names. */
const WITH_VERBS: ReadonlySet<Element["kind"]> = new Set<Element["kind"]>([
  "have",
  "is",
  "present",
  "absent",
  "against",
  "contrast",
  "duplicate",
  "group",
  "order",
  "phrase",
  "times",
]);

/** "Reviewed in the guide" says that it is there, and whoever "reviewed an order" has it and did more. */
const PRESENT: ReadonlySet<string> = new Set(PRESENT_WORDS.words());

/**
 * Each word of a clause is one of the grammar, one of a name that the clause speaks of, or reported. The verb between what
 * has something and what it has, "who placed an order", has to be one that says no more than that there is the one for the
 * other, or one that the graph knows: whoever "returned an order" is somebody else.
 */
export function reportUnexplained(draft: Draft, sketch: Sketch, intent: Intent): void {
  const told: readonly Range[] = [...draft.uses, ...draft.unknown, ...draft.troubles];
  let spoken: Spoken | undefined;
  const names = () => (spoken ??= spokenOf(intent));
  for (const element of sketch.elements) {
    const explained = [...told, ...phrasesOf(element).map(leadOf), ...termsOf(element)];
    // "On Leave" is none of its parts.
    const taken = [...told, ...termsOf(element)];
    const whole = sketch.stored.filter((value) => taken.some((range) => covers(range, value)));
    for (let at = element.start; at < element.end; at++) {
      const word = draft.settings.wordAt({ end: at + 1 });
      const isAt = ({ start, end }: Range) => start <= at && at < end;
      // "The agent who handled with team BILLING the most tickets" bills nothing.
      const stored = sketch.stored.some(isAt) && !(isDateWord(word) && IN_TIME.has(element.kind));
      // What is passed over is listed.
      if ((element.kind === "skip" && !stored) || !saysSomething(element, word) || isInText(element, word))
        continue;
      if (!stored && (isFunctionWord(word) || belongsTo(element, word))) continue;
      if ((stored ? whole : explained).some(isAt)) continue;
      if (!stored && isGeneral(word) && !namesOther(draft, word, names)) continue;
      // "Managed to place an order"
      if (FACTIVE.has(word) && draft.settings.wordAt({ end: at + 2 }) === "to") continue;
      const range = { start: at, end: at + 1 };
      const links =
        !stored && WITH_VERBS.has(element.kind) && (isLinkingVerb(word) || isNamed(word, names()));
      if (links) draft.linking.push(range);
      else unknown(draft, range);
    }
  }
}

type Spoken = ReturnType<typeof spokenOf>;

/** A word, or a number where the clause takes none by itself; no sign and no single letter. */
function saysSomething({ kind }: Element, word: string): boolean {
  return /^[a-z].*[a-z\d]$/.test(word) || (/^\d/.test(word) && !WITH_NUMBERS.has(kind));
}

/** Whether a word is one of the grammar by which such a clause is told. */
function belongsTo(element: Element, word: string): boolean {
  if (OWN_WORDS[element.kind]?.has(word) || isNumberWord(word)) return true;
  // "The most frequently used"
  if (element.kind === "limit" && element.verb === word) return true;
  if (isDateWord(word)) return IN_TIME.has(element.kind);
  if (CUE_WORDS.has(word)) return element.kind === "present" || !PRESENT.has(word);
  // "The heaviest" is by weight.
  return (element.kind === "limit" || element.kind === "measure") && dimensionOf(word) !== undefined;
}

/** "Whose title contains Accountant" */
function isInText(element: Element, word: string): boolean {
  return element.kind === "text" && element.texts.some((text) => text.toLowerCase().includes(word));
}

function termsOf(element: Element): readonly Range[] {
  if (element.kind === "compare")
    return element.terms.flatMap((term) => (term.kind === "phrase" ? [] : [term]));
  if (element.kind === "between")
    return [element.low, element.high].flatMap((term) => (term.kind === "phrase" ? [] : [term]));
  return [];
}

/** "Entries", "products", "a single one". */
function isGeneral(word: string): boolean {
  return entityQuality(word) > 0.9 || word === "single" || word === "somebody";
}

/** Whether a general noun is the name of a table of which nothing is asked: "the employees with the most orders". */
function namesOther({ settings }: Draft, word: string, spoken: () => Spoken): boolean {
  const called = (name: string) => singular(name.toLowerCase()) === singular(word);
  const tables = settings.graph.tables.filter(({ name, aliases }) => [name, ...aliases].some(called));
  return tables.length > 0 && !tables.some((table) => spoken().tables.has(table));
}

/** "Employees who support a customer" and the key `SupportRepId`. */
function isNamed(word: string, { tables, columns }: Spoken): boolean {
  const names = [...tables, ...columns].flatMap(namesAbout);
  return objectsOfVerb(stem(word)).some((wanted) => names.some((name) => isAbout(name, wanted)));
}
