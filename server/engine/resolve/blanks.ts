import type { Condition } from "../intent.ts";
import { negate } from "../intent-parts.ts";
import type { Phrase } from "../parse/sketch.ts";
import type { ColumnReading } from "./columns.ts";
import { type Draft, unknown } from "./draft.ts";
import { addOn, columnFor, type Of } from "./filters.ts";
import { readThings } from "./head.ts";
import { atomsOf, tableChoices } from "./nouns.ts";
import { storedAs } from "./values.ts";

export function readBlank(draft: Draft, element: Of<"blank">): void {
  const before = draft.conditions.length;
  for (const [i, subject] of element.subjects.entries()) {
    if (i > 0 && element.any) draft.nextJoin = "or";
    const found = blankColumn(draft, subject);
    if (found) {
      // Of tables named as equals the rows are those of the one whose column is blank.
      if (found.path) draft.cost += 0.3;
      // A column that holds the very words ("absent", "unknown") rather has that value than none.
      if (storedAs(found.column, element.said)) draft.cost += 1;
      const blank: Condition = { kind: "blank", column: found.column };
      addOn(draft, found, element.negated ? negate(blank) : blank, element);
    } else if (
      draft.conditions.length > before &&
      atomsOf(subject).some((atom) => tableChoices(draft, atom).length > 0)
    ) {
      readThings(draft, { ...subject, atoms: [], scopes: [subject, ...subject.scopes] }, false);
    } else unknown(draft, subject);
  }
}

/** The column; when the phrase places it in tables that have none of that name, those only take part ("from A and B"). */
function blankColumn(draft: Draft, subject: Phrase): ColumnReading | null {
  const accept = (reading: ColumnReading) => (reading.quality > 0.5 ? true : null);
  const whole = columnFor(draft, subject, accept);
  if (whole || subject.scopes.length === 0) return whole?.reading ?? null;
  const bare = columnFor(draft, { ...subject, scopes: [] }, accept);
  if (bare) readThings(draft, { ...subject, atoms: [] }, false);
  return bare?.reading ?? null;
}
