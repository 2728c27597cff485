import type { Table } from "../graph.ts";
import type { Operand, Path } from "../intent.ts";
import { findPath } from "../plan/paths.ts";
import { stem } from "../text/words.ts";
import { isKeyColumn } from "./columns.ts";
import { isAbout, namesAbout } from "./done.ts";
import { type Draft, note, type Use, unknown } from "./draft.ts";
import type { Of } from "./filters.ts";
import { asDeed } from "./meanings.ts";
import { mentionedColumn } from "./unsaid.ts";
import { tableOfVerb } from "./verbs.ts";

/** What is ranked by how often it occurs, or how often something was done with it. */

/** "The most rented film", "which film was rented most often": false where no verb says what was done. */
export function rankByDeeds(draft: Draft, element: Of<"limit">): boolean {
  const path = element.verb ? pathOfVerb(draft, element, element.verb) : verbBefore(draft, element);
  if (!path) return false;
  const count: Operand = { kind: "related", path, function: "count", column: null, where: null };
  draft.figures.push(count);
  draft.order.push({ by: count, descending: element.descending });
  return true;
}

/** "Was rented": instead of being a condition it says what is counted. */
function verbBefore(draft: Draft, { start }: Of<"limit">): Path | null {
  const last = draft.conditions.at(-1)?.condition;
  if (last?.kind !== "related" || last.where) return null;
  const deeds = last.path.at(-1)?.to;
  const said = ({ end, meaning }: Use) => end === start && meaning.kind === "deed" && meaning.table === deeds;
  if (!draft.uses.some(said)) return null;
  draft.conditions.pop();
  return last.path;
}

function pathOfVerb(draft: Draft, element: Of<"limit">, verb: string): Path | null {
  const table = tableOfVerb(draft, verb) ?? onlyTableAbout(draft, verb);
  const found = table && findPath(draft.settings, draft.source, table);
  if (!table || found?.kind !== "path") return null;
  note(draft, element, asDeed(table, verb), 0.88);
  draft.targets.push(table);
  return found.path;
}

/** The films of an inventory were rented in the rentals of that. */
function onlyTableAbout({ settings, source }: Draft, verb: string): Table | null {
  const [table, more] = settings.graph.tables.filter(
    (other) => other !== source && namesAbout(other).some((word) => isAbout(word, stem(verb))),
  );
  return (!more && table) || null;
}

/** "the most common city", "the 3 most popular colours": a column's values by how many rows have them. */
export function rankByFrequency(draft: Draft): void {
  if (!draft.frequent) return;
  const column = draft.asked[0] ?? mentionedColumn(draft);
  const descending = draft.limit?.descending ?? true;
  // The most popular product would be that of most related rows: of which is not said.
  const ofValues = column && draft.asked.length < 2 && !isKeyColumn(draft, { table: draft.source, column });
  if (!ofValues || draft.groups.length > 0 || draft.measures.length > 0) {
    unknown(draft, draft.frequent);
    return;
  }
  draft.measures.push({ measure: "count", distinct: false, column: null, table: null });
  draft.groups.push({ path: null, columns: [column] });
  draft.order.push({ by: { kind: "measure", index: 0 }, descending });
}
