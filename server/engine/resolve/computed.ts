import type { Amount, Hop } from "../intent.ts";
import { allOf } from "../intent-parts.ts";
import { namesTable } from "../parse/alternatives.ts";
import type { AmountTerm, Phrase } from "../parse/sketch.ts";
import { isToOne } from "../plan/paths.ts";
import { amountColumn } from "./amounts.ts";
import { isKeyColumn } from "./columns.ts";
import { addCondition, type Draft, note, pathTo, unknown } from "./draft.ts";
import { elapsedOf } from "./elapsed.ts";
import { columnFor, type Of } from "./filters.ts";
import { readTable } from "./relations.ts";
import { isNumeric, wordsOf } from "./values.ts";

/** "quantity times unit price is not the line total": numbers of one row, worked out and compared. */
export function readComputed(draft: Draft, element: Of<"computed">): void {
  const left = amountOf(draft, element.left);
  const right = amountOf(draft, element.right);
  if (left && right) addCondition(draft, { kind: "computed", left, op: element.op, right });
}

/** "Total quantity times unit price": each row's amount is added up, unless something else is asked of it. */
export function readAmount(draft: Draft, element: Of<"amount">): void {
  // "2026/1 the highest royalty": what is worked out from numbers alone is said of no row.
  if (isNumbers(element.term)) {
    unknown(draft, element);
    return;
  }
  const amount = amountOf(draft, element.term);
  if (!amount) return;
  const asked = draft.measures.at(-1);
  if (asked && asked.measure !== "count" && !asked.column && !asked.amount) asked.amount = amount;
  else draft.measures.push({ measure: "sum", distinct: false, column: null, table: null, amount });
}

function isNumbers(term: AmountTerm): boolean {
  return term.kind === "computed" ? isNumbers(term.left) && isNumbers(term.right) : term.kind === "number";
}

function amountOf(draft: Draft, term: AmountTerm): Amount | null {
  switch (term.kind) {
    case "number":
      note(draft, term, "number", 0.99);
      return { kind: "number", value: term.value };
    case "phrase": {
      const found = columnFor(draft, term.phrase, ({ column, path, filters }) =>
        path === null && filters.length === 0 && isNumeric(column) ? column : null,
      );
      if (found) return { kind: "column", column: found.got };
      unknown(draft, term.phrase);
      return null;
    }
    case "elapsed":
      return elapsedOf(draft, term.elapsed);
    case "total":
      return totalOf(draft, term.phrase);
    case "computed": {
      const left = amountOf(draft, term.left);
      const right = amountOf(draft, term.right);
      if (!left || !right) return null;
      const taken = (term.op === "+" || term.op === "-") && isPercent(right) && !isPercent(left);
      return taken ? byPercent(left, term.op, right) : { kind: "computed", op: term.op, left, right };
    }
  }
}

/** "The sum of their lines", "the line totals": over all related rows; null, and reported, where there are none of that. */
function totalOf(draft: Draft, phrase: Phrase): Amount | null {
  const found = columnFor(draft, phrase, (reading) => {
    const { path, column, outright } = reading;
    if (!path || isToOne(path) || !isNumeric(column) || isKeyColumn(draft, reading)) return null;
    // "Their payments" are rather all that was paid than a column that begins with the word.
    return outright || !namesTable(phrase) ? path : null;
  });
  const things = found ? null : readTable(draft, phrase);
  const column = found?.reading.column ?? (things && amountColumn(things.table));
  const path = found?.got ?? (things && column && pathTo(draft, things.table, phrase));
  if (!path || !column || isToOne(path)) {
    unknown(draft, phrase);
    return null;
  }
  const where = allOf(found?.reading.filters ?? things?.filters ?? []);
  const total = { kind: "related" as const, path, function: "sum" as const, column, where };
  draft.targets.push((path[path.length - 1] as Hop).to);
  draft.figures.push(total);
  return total;
}

function isPercent(amount: Amount): boolean {
  return amount.kind === "column" && wordsOf(amount.column).some((word) => PERCENT.has(word));
}
const PERCENT = new Set(["percent", "percentage", "pct"]);

/** "The price less the discount", which is a percentage: that share of the price. */
function byPercent(left: Amount, op: "+" | "-", percent: Amount): Amount {
  const number = (value: number): Amount => ({ kind: "number", value });
  const share: Amount = { kind: "computed", op: "/", left: percent, right: number(100) };
  const factor: Amount = { kind: "computed", op, left: number(1), right: share };
  return { kind: "computed", op: "*", left, right: factor };
}
