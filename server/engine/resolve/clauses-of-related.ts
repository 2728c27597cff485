import type { Table } from "../graph.ts";
import type { Condition } from "../intent.ts";
import { allOf } from "../intent-parts.ts";
import { AUXILIARIES } from "../link/function-words.ts";
import type { Element, Phrase, Sketch } from "../parse/sketch.ts";
import { singular } from "../text/words.ts";
import { type Draft, newDraft, replaceLast, unknown } from "./draft.ts";
import { narrow } from "./narrow.ts";
import { atomsOf, tableChoices } from "./nouns.ts";
import { readPeriod } from "./periods.ts";
import { spokenOf } from "./unused.ts";

/**
 * "Orders with a customer who is active", "orders whose customer is active": the clause right after a related row is
 * said of that row, read as if such rows were asked for, although the orders may be active too. False when it is not,
 * and nothing was read.
 */
export function readOfRelated(
  draft: Draft,
  element: Element,
  sketch: Sketch,
  read: (draft: Draft) => void,
): boolean {
  if (!CLAUSES.has(element.kind)) return false;
  const before = sketch.elements
    .slice(0, sketch.elements.indexOf(element))
    .findLast((other) => other.kind !== "skip" || other.unknown);
  const whose = before?.kind === "have" && before.whose === true;
  const table = before && (whose || isRelative(draft, before.end)) ? endsWith(draft, before) : null;
  if (!table || draft.conditions.length === 0) return false;
  const inner = newDraft(table, draft.settings, draft.focus);
  inner.named = true;
  read(inner);
  const said = saidOf(inner);
  const tables = said ? spokenOf(said).tables : new Set<Table>();
  // What such a row has may be of yet another table; what it is, is stored of itself.
  const ofItself = element.kind === "have" ? !tables.has(draft.source) : tables.size === 0;
  // "Whose guest is not the guest of the guide" is about two of them.
  const ofAnother = inner.uses.some(({ meaning }) => meaning.kind === "table" && meaning.table === table);
  const is = ofItself && !ofAnother && narrowTo(draft, table, inner);
  if (!is && whose) unknown(draft, element);
  return is || whose;
}

function saidOf(inner: Draft): Condition | null {
  return saysOnlyConditions(inner) ? allOf(inner.conditions.map(({ condition }) => condition)) : null;
}

/** Puts what was read of a related row into the last condition; false where that is not about such rows. */
function narrowTo(draft: Draft, table: Table, inner: Draft): boolean {
  const last = draft.conditions.at(-1)?.condition;
  const said = saidOf(inner);
  const narrowed = last && said && narrow(last, table, said);
  if (!narrowed) return false;
  replaceLast(draft, narrowed);
  draft.uses.push(...inner.uses);
  draft.linking.push(...inner.linking);
  for (const start of inner.heeded) draft.heeded.add(start);
  draft.cost += inner.cost;
  return true;
}

/** "Unsold in 2025 sales": the sales were in 2025. False where they have no date, and nothing was read. */
export function readPeriodOf(
  draft: Draft,
  period: Extract<Element, { kind: "period" }>,
  table: Table,
): boolean {
  const inner = newDraft(table, draft.settings, draft.focus);
  readPeriod(inner, period);
  return narrowTo(draft, table, inner);
}

const CLAUSES: ReadonlySet<Element["kind"]> = new Set<Element["kind"]>([
  "age",
  "between",
  "blank",
  "compare",
  "computed",
  "elapsed",
  "have",
  "inForce",
  "is",
  "period",
  "phrase",
  "present",
  "text",
  "verb",
]);

/** The related table that a clause ends with, if it is the one last spoken of. */
function endsWith(draft: Draft, element: Element): Table | null {
  const target = draft.targets.at(-1);
  const noun = phraseAtEnd(element)?.atoms.at(-1);
  const named = noun && tableChoices(draft, noun)[0]?.table;
  return target !== undefined && named === target && target !== draft.source ? target : null;
}

function phraseAtEnd(element: Element): Phrase | undefined {
  const phrase =
    element.kind === "phrase"
      ? element.phrase
      : element.kind === "have" || element.kind === "present"
        ? element.phrases.at(-1)
        : undefined;
  const part = phrase?.scopes.at(-1) ?? phrase;
  return part && atomsOf(part).at(-1)?.end === element.end ? part : undefined;
}

/**
 * Whether a clause begins as one about the noun right before it does, and agrees with it: "people with a manager who is
 * active", where "who are active" would be the people. Whoever is meant by "who" is no thing, so it has to agree.
 */
function isRelative(draft: Draft, start: number): boolean {
  const wordAt = (at: number) => draft.settings.wordAt({ end: at + 1 });
  const relative = wordAt(start);
  if (!["that", "which", "who", "whose"].includes(relative)) return false;
  const noun = wordAt(start - 1);
  const several = singular(noun) !== noun;
  const verb = wordAt(start + 1);
  const ofOne = SINGULAR.has(verb) || (relative !== "whose" && !AUXILIARIES.has(verb) && verb.endsWith("s"));
  const ofSeveral = PLURAL.has(verb);
  if (relative === "whose") return true;
  if (relative === "who") return ofOne && !several;
  return several ? !ofOne : !ofSeveral;
}

const SINGULAR = new Set(["is", "was", "has", "does"]);
const PLURAL = new Set(["are", "were", "have", "do"]);

function saysOnlyConditions(draft: Draft): boolean {
  const { unknown: missed, troubles, order, groups, lookups, figures, measures, universals } = draft;
  const others = [missed, troubles, order, groups, lookups, figures, measures, universals];
  return (
    draft.conditions.every(({ joinedBy }) => joinedBy === "and") &&
    others.every(({ length }) => length === 0) &&
    draft.limit === null &&
    draft.duplicates === null &&
    draft.having === null
  );
}
