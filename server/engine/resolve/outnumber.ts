import type { Amount } from "../intent.ts";
import { allOf } from "../intent-parts.ts";
import type { Phrase } from "../parse/sketch.ts";
import { addCondition, type Draft, pathTo, unknown } from "./draft.ts";
import { columnFor, type Of } from "./filters.ts";
import { readTable } from "./relations.ts";
import { isNumeric } from "./values.ts";

/** "More tickets than invoices": how many rows of one table belong to each, against those of another. */
export function readOutnumber(draft: Draft, { left, op, right }: Of<"outnumber">): void {
  const [mine, theirs] = [howMany(draft, left), howMany(draft, right)];
  if (!mine || !theirs) return;
  for (const figure of [mine, theirs]) if (figure.kind === "related") draft.figures.push(figure);
  addCondition(draft, { kind: "computed", left: mine, op, right: theirs });
}

/** The number of related rows, or a column that says how many; null, and reported, where neither is named. */
function howMany(draft: Draft, phrase: Phrase): Amount | null {
  const reading = readTable(draft, phrase);
  if (reading && reading.table !== draft.source) {
    const path = pathTo(draft, reading.table, phrase);
    if (!path) return null;
    draft.targets.push(reading.table);
    return { kind: "related", path, function: "count", column: null, where: allOf(reading.filters) };
  }
  const found = reading
    ? null
    : columnFor(draft, phrase, ({ path, column, filters }) =>
        path === null && filters.length === 0 && isNumeric(column) ? column : null,
      );
  if (found) return { kind: "column", column: found.got };
  unknown(draft, phrase);
  return null;
}
