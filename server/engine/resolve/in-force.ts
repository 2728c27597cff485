import type { Column, Table } from "../graph.ts";
import type { Condition } from "../intent.ts";
import { negate } from "../intent-parts.ts";
import { stem, stems } from "../text/words.ts";

import { addCondition, type Draft, note, unknown } from "./draft.ts";
import type { Of } from "./filters.ts";
import { asColumn } from "./meanings.ts";
import { isTemporal, mayBeDate, wordsOf } from "./values.ts";

const BEGINNINGS = stems(
  "from fr start begin effective since incept inception commence award issue join hire enrol enroll admit open",
);
const ENDS = stems(
  "to until till end expire expiry expiration terminate termination thru through leave left resign retire close",
);

/** Begun before the end of the period, and not ended before it began; what has no end goes on. */
export function readInForce(draft: Draft, element: Of<"inForce">): void {
  const span = spanOf(draft.source);
  if (!span) {
    unknown(draft, element);
    return;
  }
  const { begins, ends } = span;
  const meaning = asColumn(draft.source, begins, "validity");
  note(draft, element, meaning, 0.92);
  const goesOn: Condition = {
    kind: "any",
    items: [
      { kind: "period", column: ends, from: element.from, to: null },
      { kind: "blank", column: ends },
    ],
  };
  const begun: Condition = { kind: "period", column: begins, from: null, to: element.to };
  const whole: Condition = { kind: "all", items: [begun, goesOn] };
  addCondition(draft, element.negated ? negate(whole) : whole);
}

/** The date that a row holds from, and the one that it holds to; null where they cannot be told. */
function spanOf(table: Table): { begins: Column; ends: Column } | null {
  const declared = table.columns.filter(isTemporal);
  const dates = declared.length > 1 ? declared : table.columns.filter(mayBeDate);
  const about = (words: ReadonlySet<string>) =>
    dates.filter((column) => wordsOf(column).some((word) => words.has(stem(word))));
  const [ends, otherEnd] = about(ENDS);
  const others = dates.filter((column) => column !== ends);
  const named = about(BEGINNINGS).filter((column) => column !== ends);
  const [begins, more] = named.length > 0 ? named : others;
  return ends && begins && !otherEnd && !more ? { begins, ends } : null;
}
