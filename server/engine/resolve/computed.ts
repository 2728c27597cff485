import type { Amount } from "../intent.ts";
import type { AmountTerm } from "../parse/sketch.ts";
import { addCondition, type Draft, note, unknown } from "./draft.ts";
import { elapsedOf } from "./elapsed.ts";
import { columnFor, type Of } from "./filters.ts";
import { isNumeric, wordsOf } from "./values.ts";

/** "quantity times unit price is not the line total": numbers of one row, worked out and compared. */
export function readComputed(draft: Draft, element: Of<"computed">): void {
  const left = amountOf(draft, element.left);
  const right = amountOf(draft, element.right);
  if (left && right) addCondition(draft, { kind: "computed", left, op: element.op, right });
}

/** "Total quantity times unit price": each row's amount is added up, unless something else is asked of it. */
export function readAmount(draft: Draft, element: Of<"amount">): void {
  const amount = amountOf(draft, element.term);
  if (!amount) return;
  const asked = draft.measures.at(-1);
  if (asked && asked.measure !== "count" && !asked.column && !asked.amount) asked.amount = amount;
  else draft.measures.push({ measure: "sum", distinct: false, column: null, table: null, amount });
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
    case "computed": {
      const left = amountOf(draft, term.left);
      const right = amountOf(draft, term.right);
      if (!left || !right) return null;
      const taken = (term.op === "+" || term.op === "-") && isPercent(right) && !isPercent(left);
      return taken ? byPercent(left, term.op, right) : { kind: "computed", op: term.op, left, right };
    }
  }
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
