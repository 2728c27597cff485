import type { Condition, Hop } from "../intent.ts";
import { allOf } from "../intent-parts.ts";
import { EXACT } from "../plan/comparisons.ts";
import { isKeyColumn } from "./columns.ts";
import type { Draft } from "./draft.ts";

/**
 * "Industries shared by companies in the USA and companies in China": no row is both, so it is the value of the column
 * that both kinds of rows have. The conditions that no one row meets are about another row with the same value.
 */
export function acrossRows(draft: Draft, where: Condition | null): Condition | null {
  const [column] = draft.asked;
  const ofColumn = draft.askedOf || draft.distinct || draft.settings.words.has("both");
  if (where?.kind !== "all" || !column || draft.asked.length > 1 || !ofColumn) return where;
  if (isKeyColumn(draft, { table: draft.source, column })) return where;
  const at = where.items.findIndex((item, i) =>
    where.items.slice(0, i).some((before) => excludes(before, item)),
  );
  const other = where.items[at];
  if (!other) return where;
  const hop: Hop = {
    from: draft.source,
    to: draft.source,
    fromColumns: [column.name],
    toColumns: [column.name],
    comparisons: [EXACT],
    reason: `the same ${column.name}`,
    confidence: 1,
  };
  draft.distinct = true;
  return allOf([...where.items.toSpliced(at, 1), { kind: "related", path: [hop], where: other }]);
}

/** Whether no row can meet both: two values of one column, or bounds that leave nothing between them. */
export function excludes(a: Condition, b: Condition): boolean {
  if (a.kind === "oneOf" && b.kind === "oneOf")
    return a.column === b.column && !a.values.some((value) => b.values.includes(value));
  if (
    a.kind !== "compare" ||
    b.kind !== "compare" ||
    a.operand.kind !== "column" ||
    b.operand.kind !== "column"
  )
    return false;
  if (a.operand.column !== b.operand.column || typeof a.value === "string" || typeof b.value === "string")
    return false;
  if (a.op === "=" && b.op === "=") return a.value !== b.value;
  const [low, high] = a.op.startsWith(">") ? [a, b] : [b, a];
  return low.op.startsWith(">") && high.op.startsWith("<") && low.value >= high.value;
}
