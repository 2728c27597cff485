import type { Column } from "../graph.ts";
import type { Amount, Hop, Path } from "../intent.ts";
import { allOf } from "../intent-parts.ts";
import { identifierParts } from "../link/names.ts";
import type { Phrase } from "../parse/sketch.ts";
import { isToOne } from "../plan/paths.ts";
import { measureColumns } from "./amounts.ts";
import { isKeyColumn } from "./columns.ts";
import { addCondition, type Draft, pathTo, unknown } from "./draft.ts";
import { columnFor, type Of } from "./filters.ts";
import { readTable } from "./relations.ts";
import { isNumeric } from "./values.ts";

/** "More tickets than invoices": how many rows of one table belong to each, against those of another. */
export function readOutnumber(draft: Draft, { left, op, right }: Of<"outnumber">): void {
  const [mine, theirs] = [howMany(draft, left), howMany(draft, right)];
  if (!mine || !theirs) return;
  if (theirs.kind === "related" && isToOne(theirs.path)) {
    // Of one thing there are not so many rows: what it has is how much of the same it has.
    const same = mine.kind === "column" ? sameOf(mine.column, theirs.path) : null;
    if (mine.kind === "column" && same)
      addCondition(draft, { kind: "differs", path: theirs.path, mine: mine.column, op, theirs: same });
    else unknown(draft, right);
    return;
  }
  for (const figure of [mine, theirs]) if (figure.kind === "related") draft.figures.push(figure);
  addCondition(draft, { kind: "computed", left: mine, op, right: theirs });
}

/** "More planted hectares than the field has": its hectares; null where no column, or more than one, is called alike. */
function sameOf({ name }: Column, path: Path): Column | null {
  const parts = identifierParts(name);
  const shared = (column: Column) =>
    identifierParts(column.name).filter((part) => parts.includes(part)).length;
  const target = path[path.length - 1] as Hop;
  const alike = measureColumns(target.to).filter((column) => shared(column) > 0);
  const most = Math.max(...alike.map(shared));
  const [only, more] = alike.filter((column) => shared(column) === most);
  return only && !more ? only : null;
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
        path === null &&
        filters.length === 0 &&
        isNumeric(column) &&
        !isKeyColumn(draft, { table: draft.source, column })
          ? column
          : null,
      );
  if (found) return { kind: "column", column: found.got };
  unknown(draft, phrase);
  return null;
}
