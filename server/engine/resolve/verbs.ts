import type { Table } from "../graph.ts";
import type { Condition, Path } from "../intent.ts";
import { negate } from "../intent-parts.ts";
import { identifierParts } from "../link/names.ts";
import { objectsOfVerb } from "../link/vocabulary.ts";
import type { Range } from "../parse/sketch.ts";
import { columnOf, findPath, neighbourHops } from "../plan/paths.ts";
import { stem } from "../text/words.ts";
import { amountColumn } from "./amounts.ts";
import { datesOfVerb, doneColumns, happened, isAbout, namesAbout } from "./done.ts";
import { addCondition, type Draft, note, pathTo, replaceLast, trouble, unknown } from "./draft.ts";
import { asColumn, asDeed } from "./meanings.ts";
import { narrow } from "./narrow.ts";
import { type Of, relate } from "./relations.ts";
import { readUnits } from "./units.ts";
import { exactNumber } from "./values.ts";

/**
 * A verb that names one of several joins, "employees who support a customer" and SupportRepId; or the table over which
 * the things are reached: who "rented a film" did so in a rental.
 */
export function viaVerb(draft: Draft, table: Table, verb: string): Path | null {
  const base = stem(verb);
  const hops = neighbourHops(draft.settings, draft.source).filter((hop) => hop.to === table);
  const named = hops.filter((hop) =>
    [...hop.fromColumns, ...hop.toColumns].some((column) =>
      identifierParts(column).some((part) => stem(part) === base),
    ),
  );
  const [only, more] = named;
  if (hops.length > 1 && only && !more) return [only];
  const between = tableOfVerb(draft, verb);
  const first = between && between !== table ? findPath(draft.settings, draft.source, between) : null;
  const rest = between && first?.kind === "path" ? findPath(draft.settings, between, table) : null;
  if (first?.kind !== "path" || rest?.kind !== "path") return null;
  // Suppliers that "delivered spices" did so in a delivery, though the spices name a supplier of theirs.
  const direct = first.path.length === 1 && rest.path.length === 1;
  return hops.length === 0 || direct ? joinedPath(first.path, rest.path) : null;
}

function joinedPath([first, ...more]: Path, rest: Path): Path {
  return [first, ...more, ...rest];
}

/** "never ordered", "have never been sold", "paid more than 150000": what the verb is about is a related table. */
export function readVerb(draft: Draft, element: Of<"verb">, recent: Table | null): void {
  if (recent && verbOfRecent(draft, element, recent)) return;
  if (!element.amount && verbOfDate(draft, element)) return;
  const table = tableOfVerb(draft, element.verb);
  if (!table) {
    unknown(draft, element);
    return;
  }
  note(draft, element, asDeed(table, element.verb), 0.88);
  if (!element.amount) {
    relate(draft, table, [], element.negated, null, element);
    return;
  }
  const amount = amountColumn(table);
  const path = amount && pathTo(draft, table, element);
  if (!amount || !path || element.amount.term.kind !== "number") {
    trouble(draft, {
      start: element.start,
      end: element.end,
      code: "unknown_phrase",
      choices: [],
      detail: `no amount found in ${table.name}`,
    });
    return;
  }
  const operand = { kind: "related" as const, path, function: "sum" as const, column: amount, where: null };
  draft.figures.push(operand);
  draft.targets.push(table);
  readUnits(draft, [element.amount.term], null);
  const condition: Condition = {
    kind: "compare",
    operand,
    op: element.amount.op,
    value: exactNumber(element.amount.term),
  };
  addCondition(draft, element.negated ? negate(condition) : condition);
}

/** "orders that were never shipped": there is a date of that, and it is empty. */
function verbOfDate(draft: Draft, element: Of<"verb">): boolean {
  const dates = datesOfVerb(draft.source, element.verb);
  const [column] = dates;
  if (!column || dates.length > 1) return false;
  note(draft, element, asColumn(draft.source, column, element.verb), 0.93);
  const done = happened(column, element.verb, draft.settings.today);
  addCondition(draft, element.negated ? negate(done) : done);
  return true;
}

/** "about batches produced in 2023", "of which at least one track was sold": the verb is about the batches, the tracks. */
function verbOfRecent(draft: Draft, element: Of<"verb">, recent: Table): boolean {
  const last = draft.conditions[draft.conditions.length - 1];
  const [column, other] = element.amount ? [] : datesOfVerb(recent, element.verb);
  if (last && column && !other) {
    const done = happened(column, element.verb, draft.settings.today);
    const dated = narrow(last.condition, recent, element.negated ? negate(done) : done);
    if (dated) {
      note(draft, element, asColumn(recent, column, element.verb), 0.93);
      replaceLast(draft, dated);
      return true;
    }
  }
  const table = tableOfVerb({ ...draft, source: recent }, element.verb);
  const path = table && findPath(draft.settings, recent, table);
  if (!last || !table || element.amount || path?.kind !== "path" || table === draft.source) return false;
  const inner: Condition = { kind: "related", path: path.path, where: null };
  const narrowed = narrow(last.condition, recent, element.negated ? negate(inner) : inner);
  if (!narrowed) return false;
  note(draft, element, asDeed(table, element.verb), 0.88);
  replaceLast(draft, narrowed);
  return true;
}

/** The nearest related table whose name is about the verb, the one with fewest words first. */
export function tableOfVerb(draft: Draft, verb: string): Table | null {
  const hops = neighbourHops(draft.settings, draft.source).filter((hop) => hop.to !== draft.source);
  for (const wanted of objectsOfVerb(stem(verb))) {
    const matching = hops.filter((hop) => namesAbout(hop.to).some((word) => isAbout(word, wanted)));
    const best = matching.sort((a, b) => children(b) - children(a) || a.to.name.length - b.to.name.length)[0];
    if (best) return best.to;
  }
  return null;
  function children(hop: (typeof hops)[0]): number {
    return columnOf(hop.from, hop.fromColumns[0] ?? "") &&
      hop.from.primaryKey.includes(hop.fromColumns[0] ?? "")
      ? 1
      : 0;
  }
}

/**
 * That it was done, of "shipped orders" or "did each clerk close": of those that have its date, or a name of who did it.
 * Which, where several columns say so, nobody can guess. False where none says so. `whole` = the words that this explains.
 */
export function readDone(draft: Draft, said: Range, verb: string, whole: Range = said): boolean {
  const [column, more] = doneColumns(draft.source, verb);
  if (!column) return false;
  if (more) unknown(draft, said);
  note(draft, whole, asColumn(draft.source, column, verb), 0.93);
  addCondition(draft, happened(column, verb, draft.settings.today), true);
  return true;
}
