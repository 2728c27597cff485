import type { Condition } from "../intent.ts";
import { allOf, conjuncts, negate, pathKey } from "../intent-parts.ts";
import type { Element, Phrase, Range, Sketch } from "../parse/sketch.ts";
import { isToOne } from "../plan/paths.ts";
import { type Draft, trouble, unknown } from "./draft.ts";
import { excludes } from "./shared-values.ts";
import { namesIn, phrasesOf } from "./sources.ts";

/**
 * "All orders", "only late orders", "orders only from Germany": something is said of each related row. The condition
 * that some such row exists is noted when it is read; when all is read, it is added that there is no other.
 */
export interface Universal extends Range {
  /** Of which condition of the draft. */
  readonly at: number;
  /** Where the related rows are. */
  readonly path: string;
  /** Which of the related rows it is said of; all when empty. */
  readonly among: readonly Condition[];
}

/** Notes what an element said of each related row, where it made one condition about some. */
export function noteEvery(draft: Draft, element: Element, before: number): void {
  const [phrase, more] = everyIn(element);
  const condition = draft.conditions.at(-1)?.condition;
  if (condition?.kind !== "related" || draft.conditions.length !== before + 1) return;
  if (element.kind === "present" && element.only && condition.where)
    draft.universals.push({ ...rangeOf(element), at: before, path: pathKey(condition.path), among: [] });
  if (!phrase || more || namesIn(draft, phrase)) return;
  const among = phrase.every === "only" ? [] : saidBefore(draft, phrase, condition.where);
  draft.universals.push({ ...leadOf(phrase), at: before, path: pathKey(condition.path), among });
}

/** "only", before or after what is said of the rows of the last condition. */
export function readOnly(draft: Draft, element: Range & { readonly follows: boolean }): void {
  const at = draft.conditions.length - 1;
  const condition = draft.conditions[at]?.condition;
  const said = condition?.kind === "related" ? conjuncts(condition.where) : [];
  // "with open orders in 2008 only": of the open ones, or of all, nobody knows.
  if (condition?.kind !== "related" || (!element.follows && said.length !== 1)) {
    unknown(draft, element);
    return;
  }
  const among = element.follows ? said : [];
  draft.universals.push({ ...rangeOf(element), at, path: pathKey(condition.path), among });
}

function rangeOf({ start, end }: Range): Range {
  return { start, end };
}

/** Whether what comes next is said of each of the rows of the last condition. */
export function saysOfEach({ universals, conditions }: Draft): boolean {
  return universals.some(({ at }) => at === conditions.length - 1);
}

/** The phrases of an element, and their places, that speak of all or only some. */
function everyIn(element: Element): Phrase[] {
  return phrasesOf(element)
    .flatMap((phrase) => [phrase, ...phrase.scopes])
    .filter(({ every }) => every !== null);
}

export function leadOf(phrase: Phrase): Range {
  return { start: phrase.start, end: Math.max(phrase.start + 1, phrase.atoms[0]?.start ?? phrase.start) };
}

/** "All open orders of 2024": open says which orders, 2024 is what is said of them. */
function saidBefore(draft: Draft, { atoms }: Phrase, where: Condition | null): Condition[] {
  const before = draft.uses.filter(({ start, end }) =>
    atoms.some((atom) => atom.start <= start && end <= atom.end),
  );
  return conjuncts(where).filter((item) => before.some(({ value }) => value?.condition === item));
}

/** Adds that there is no related row of which it does not hold. */
export function holdForEach(draft: Draft): void {
  for (const universal of draft.universals.toReversed()) {
    takeAlternatives(draft, universal);
    const joined = draft.conditions[universal.at];
    const condition = joined?.condition;
    if (!joined || condition?.kind !== "related" || pathKey(condition.path) !== universal.path) {
      unknown(draft, universal);
      continue;
    }
    const said = conjuncts(condition.where).filter((item) => !universal.among.includes(item));
    if (said.length === 0) {
      askWhatHolds(draft, universal);
      continue;
    }
    // Of one row there are no others.
    if (isToOne(condition.path)) continue;
    const otherwise = negate(allOf(said) as Condition);
    const others: Condition = { ...condition, where: allOf([...universal.among, otherwise]) };
    const items = [condition, negate(others)];
    draft.conditions[universal.at] = { ...joined, condition: { kind: "all", items } };
  }
}

/** "Only linen or wool cloths", "only linen and wool cloths": of either, and no others. */
function takeAlternatives({ conditions }: Draft, { at }: Universal): void {
  for (;;) {
    const [first, second] = [conditions[at], conditions[at + 1]];
    const [one, other] = [first?.condition, second?.condition];
    if (!first || !second || one?.kind !== "related" || other?.kind !== "related") return;
    if (!one.where || !other.where || pathKey(one.path) !== pathKey(other.path)) return;
    if (second.joinedBy !== "or" && !(second.listed && excludes(one.where, other.where))) return;
    const where: Condition = { kind: "any", items: [one.where, other.where] };
    conditions.splice(at, 2, { ...first, condition: { ...one, where } });
  }
}

/** "Who bought all products": rows for each of which there is another are not asked for yet. */
function askWhatHolds(draft: Draft, range: Range): void {
  const detail = "whether there is a related row for each row of another table cannot be asked for yet";
  trouble(draft, { start: range.start, end: range.end, code: "unsupported", choices: [], detail });
}

/** "All" and "every" that nothing heeded are not understood, unless all of the rows are meant anyway. */
export function reportEvery(draft: Draft, sketch: Sketch): void {
  sketch.elements.forEach((element, i) => {
    for (const phrase of everyIn(element)) {
      const heeded = draft.universals.some(({ start }) => start === phrase.start);
      if (!heeded && !isOfTheRows(draft, sketch, element, phrase)) unknown(draft, leadOf(phrase));
    }
    const next = sketch.elements.slice(i + 1).find(({ kind }) => kind !== "skip");
    const all = element.kind === "skip" && ["all", "every"].includes(draft.settings.wordAt(element));
    const others =
      next && ABOUT_OTHERS.has(next.kind) && !phrasesOf(next).some((phrase) => namesIn(draft, phrase));
    if (all && others) unknown(draft, element);
  });
}

/** "All products", "the sum of all amounts": all of them are meant anyway. */
function isOfTheRows(draft: Draft, sketch: Sketch, element: Element, phrase: Phrase): boolean {
  if (phrase.every !== "all") return false;
  if (namesIn(draft, phrase)) return true;
  if (element.kind === "phrase")
    return isHead(sketch, element) && (element.phrase === phrase || saysWhichRows(draft, phrase));
  return !ABOUT_OTHERS.has(element.kind);
}

/** "The average weight of all rabbits": a value of the rows themselves. */
function saysWhichRows({ uses, source }: Draft, phrase: Phrase): boolean {
  return uses.some(
    (use) =>
      phrase.start <= use.start &&
      use.end <= phrase.end &&
      use.meaning.kind === "value" &&
      use.meaning.table === source,
  );
}

/** Whether nothing was said yet but how much is measured. */
function isHead({ elements }: Sketch, element: Element): boolean {
  const first = elements.find(({ kind }) => !["skip", "measure", "limit"].includes(kind));
  return first === element;
}

/** Elements whose phrases may be about related rows. */
const ABOUT_OTHERS = new Set<Element["kind"]>([
  "have",
  "present",
  "is",
  "compare",
  "between",
  "age",
  "period",
  "text",
  "blank",
  "verb",
]);
