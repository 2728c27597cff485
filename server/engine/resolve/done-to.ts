import type { Table } from "../graph.ts";
import type { Condition } from "../intent.ts";
import { indexGraph } from "../link/graph-index.ts";
import { actsOf } from "../link/vocabulary.ts";
import type { Range } from "../parse/sketch.ts";
import { UNDOING } from "../parse/unfulfilled.ts";
import { findPath, neighbourHops } from "../plan/paths.ts";
import { stem } from "../text/words.ts";
import { datesOfVerb, happened, isAbout, namesAbout } from "./done.ts";
import { type Draft, note, replaceLast, unknown } from "./draft.ts";
import { asColumn, asDeed, asValue, type Meaning } from "./meanings.ts";
import { narrow } from "./narrow.ts";
import { equalsValue } from "./values.ts";
import { tableOfVerb } from "./verbs.ts";

/**
 * What the verb says of the related rows: who "disputed an invoice" has one that is stored as disputed, who "fixed a
 * fault" one with the date of that, who "paid an invoice" one with a payment. Puts it inside the relation said last.
 */
export function narrowByVerb(draft: Draft, element: Range & { readonly verb: string }, table: Table): void {
  const last = draft.conditions.at(-1);
  if (!last || isCalledAfter(table, element.verb)) return;
  for (const about of tablesOf(last.condition)) {
    const done = doneTo(draft, about, element.verb, table);
    const narrowed = done && narrow(last.condition, about, done.condition);
    if (!narrowed) continue;
    note(draft, rangeOf(draft, element), done.meaning, 0.95);
    replaceLast(draft, narrowed);
    return;
  }
  // "Cancelled an order" does not say that there is one.
  if (UNDOING.has(element.verb)) unknown(draft, rangeOf(draft, element));
}

/** Who "booked a booking" has one: the verb says nothing more. */
function isCalledAfter(table: Table, verb: string): boolean {
  return actsOf(stem(verb)).some((act) => namesAbout(table).some((word) => isAbout(word, act)));
}

/** The tables that a relation passes through, the related one first. */
function tablesOf(condition: Condition): Table[] {
  if (condition.kind === "not") return tablesOf(condition.item);
  if (condition.kind === "related") return condition.path.map(({ to }) => to).reverse();
  const { operand } = condition.kind === "compare" ? condition : { operand: null };
  return operand?.kind === "related" ? operand.path.map(({ to }) => to).reverse() : [];
}

function doneTo(
  draft: Draft,
  about: Table,
  verb: string,
  related: Table,
): { condition: Condition; meaning: Meaning } | null {
  const values = indexGraph(draft.settings.graph).values.get(verb) ?? [];
  const [value, other] = values.filter((hit) => hit.table === about);
  if (value && !other) return { condition: equalsValue(value), meaning: asValue(about, value.column) };
  const [date, more] = datesOfVerb(about, verb);
  if (date && !more)
    return {
      condition: happened(date, verb, draft.settings.today),
      meaning: asColumn(about, date, verb),
    };
  if (about !== related) return null;
  const child = tableOfVerb({ ...draft, source: about }, verb);
  const path = child && child !== draft.source ? findPath(draft.settings, about, child) : null;
  // "who bought a product" is about the purchases on the way there.
  const direct = neighbourHops(draft.settings, draft.source).some(({ to }) => to === about);
  if (!child || !direct || path?.kind !== "path") return null;
  return {
    condition: { kind: "related", path: path.path, where: null },
    meaning: asDeed(child, verb),
  };
}

/** Where the verb stands. */
function rangeOf(draft: Draft, { start, end, verb }: Range & { readonly verb: string }): Range {
  for (let at = start; at < end; at++)
    if (draft.settings.wordAt({ end: at + 1 }) === verb) return { start: at, end: at + 1 };
  return { start, end: start + 1 };
}
