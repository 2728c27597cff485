import type { Table } from "../graph.ts";
import { allOf } from "../intent-parts.ts";
import { AUXILIARIES } from "../link/function-words.ts";
import type { Element, Phrase, Sketch } from "../parse/sketch.ts";
import { singular } from "../text/words.ts";
import { type Draft, newDraft, replaceLast, unknown } from "./draft.ts";
import { narrow } from "./narrow.ts";
import { atomsOf, tableChoices } from "./nouns.ts";
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
  const last = draft.conditions.at(-1)?.condition;
  if (!table || !last) return false;
  const inner = newDraft(table, draft.settings, draft.focus);
  inner.named = true;
  read(inner);
  const said = saysOnlyConditions(inner) ? allOf(inner.conditions.map(({ condition }) => condition)) : null;
  const tables = said ? spokenOf(said).tables : new Set<Table>();
  // What such a row has may be of yet another table; what it is, is stored of itself.
  const ofItself = element.kind === "have" ? !tables.has(draft.source) : tables.size === 0;
  // "Whose guest is not the guest of the guide" is about two of them.
  const ofAnother = inner.uses.some(({ meaning }) => meaning.kind === "table" && meaning.table === table);
  const narrowed = said && ofItself && !ofAnother ? narrow(last, table, said) : null;
  if (!narrowed) {
    if (whose) unknown(draft, element);
    return whose;
  }
  replaceLast(draft, narrowed);
  draft.uses.push(...inner.uses);
  draft.linking.push(...inner.linking);
  for (const start of inner.heeded) draft.heeded.add(start);
  draft.cost += inner.cost;
  return true;
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
