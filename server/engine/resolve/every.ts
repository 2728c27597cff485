import type { Condition } from "../intent.ts";
import { allOf, flatten, negate, pathKey } from "../intent-parts.ts";
import type { Element, Phrase, Range } from "../parse/sketch.ts";
import { isToOne } from "../plan/paths.ts";
import { type Draft, trouble, unknown } from "./draft.ts";
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
  const said = condition?.kind === "related" ? flatten(condition.where) : [];
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
export function everyIn(element: Element): Phrase[] {
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
  return flatten(where).filter((item) => before.some(({ value }) => value?.condition === item));
}

/** Adds that there is no related row of which it does not hold. */
export function holdForEach(draft: Draft): void {
  for (const universal of draft.universals) {
    const joined = draft.conditions[universal.at];
    const condition = joined?.condition;
    if (!joined || condition?.kind !== "related" || pathKey(condition.path) !== universal.path) {
      unknown(draft, universal);
      continue;
    }
    const said = flatten(condition.where).filter((item) => !universal.among.includes(item));
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

/** "Who bought all products": rows for each of which there is another are not asked for yet. */
function askWhatHolds(draft: Draft, range: Range): void {
  const detail = "whether there is a related row for each row of another table cannot be asked for yet";
  trouble(draft, { start: range.start, end: range.end, code: "unsupported", choices: [], detail });
}
