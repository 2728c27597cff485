import { allOf } from "../intent-parts.ts";
import { type Draft, pathTo, unknown } from "./draft.ts";
import { readThings } from "./head.ts";
import { type Of, readTable } from "./relations.ts";
import { namesIn } from "./sources.ts";

/** "The average number of lines per order": of orders, how many lines each has, those without any too. */
export function readPerThing(draft: Draft, element: Of<"perThing">): void {
  const { counted, thing, measure } = element;
  if (!namesIn(draft, thing)) {
    unknown(draft, thing);
    return;
  }
  readThings(draft, thing, true);
  const reading = readTable(draft, counted);
  const path = reading && reading.table !== draft.source ? pathTo(draft, reading.table, counted) : null;
  if (!reading || !path) {
    unknown(draft, counted);
    return;
  }
  draft.targets.push(reading.table);
  const amount = {
    kind: "related" as const,
    path,
    function: "count" as const,
    column: null,
    where: allOf(reading.filters),
  };
  draft.measures.push({ measure, distinct: false, column: null, table: null, amount });
}
