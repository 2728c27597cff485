import type { Table } from "../graph.ts";
import type { Condition } from "../intent.ts";

/** Puts a further condition inside a relation to `table`; null when the condition is no such relation. */
export function narrow(condition: Condition, table: Table, extra: Condition): Condition | null {
  if (condition.kind === "not") {
    const item = narrow(condition.item, table, extra);
    return item && { kind: "not", item };
  }
  const add = (where: Condition | null): Condition =>
    where ? { kind: "all", items: [where, extra] } : extra;
  if (condition.kind === "related" && condition.path[condition.path.length - 1]?.to === table)
    return { ...condition, where: add(condition.where) };
  if (
    condition.kind === "compare" &&
    condition.operand.kind === "related" &&
    condition.operand.path[condition.operand.path.length - 1]?.to === table
  ) {
    return { ...condition, operand: { ...condition.operand, where: add(condition.operand.where) } };
  }
  return null;
}
