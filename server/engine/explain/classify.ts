import type { Condition, Intent } from "../intent.ts";
import { flatten } from "../intent-parts.ts";
import type { Answer, Operation, QueryType } from "../result.ts";

/** The specification's words for what an intent does. */
export function classify(intent: Intent): { queryType: QueryType; operation: Operation } {
  const { shape } = intent;
  const conditions = flatten(intent.where);
  if (shape.kind === "duplicates") return { queryType: "DUPLICATES_QUERY", operation: "DUPLICATES" };
  if (shape.kind === "share" || shape.kind === "measures")
    return { queryType: "AGGREGATION_QUERY", operation: shape.groups.length > 0 ? "GROUP" : "AGGREGATE" };
  const differs = conditions.find((node) => node.kind === "differs");
  if (differs?.kind === "differs")
    return { queryType: "MISMATCH_QUERY", operation: differs.op === "=" ? "EQUALS" : "NOT_EQUALS" };
  if (conditions.some((node) => node.kind === "not" && node.item.kind === "related"))
    return { queryType: "COMPARISON_QUERY", operation: "NOT_IN" };
  if (conditions.some((node) => node.kind === "blank"))
    return { queryType: "COMPLETENESS_QUERY", operation: "IS_NULL" };
  if (
    conditions.some(
      (node) => node.kind === "related" || (node.kind === "compare" && node.operand.kind === "related"),
    )
  ) {
    return { queryType: "COMPARISON_QUERY", operation: "IN" };
  }
  const first = conditions[0];
  if (!first) return { queryType: "DATA_QUERY", operation: "LIST" };
  return { queryType: "FILTER_QUERY", operation: filterOperation(first, conditions.length) };
}

/** What the result of an intent is. Values that occur more than once are groups of the rows that share them. */
export function answerOf({ shape }: Intent): Answer {
  switch (shape.kind) {
    case "rows":
      return "rows";
    case "share":
      return shape.groups.length > 0 ? "groups" : "percentage";
    case "duplicates":
      return shape.counted ? "figure" : "groups";
    case "measures":
      if (shape.groups.length > 0) return "groups";
      return shape.measures.length === 1 ? "figure" : "figures";
  }
}

function filterOperation(first: Condition, count: number): Operation {
  if (count > 1) return "FILTER";
  if (first.kind === "text") return "CONTAINS";
  if (first.kind === "oneOf" || (first.kind === "compare" && first.op === "=")) return "EQUALS";
  if (
    (first.kind === "not" && first.item.kind === "oneOf") ||
    (first.kind === "compare" && first.op === "!=")
  )
    return "NOT_EQUALS";
  return "FILTER";
}
