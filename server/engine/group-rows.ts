import type { Column } from "./graph.ts";
import type { Condition, Constant, GroupUnit, Intent } from "./intent.ts";
import { allOf, groupsOf, negate } from "./intent-parts.ts";
import { dateOf, parseIsoDate, unitAround, WEEKDAYS } from "./text/calendar.ts";

/** A cell of an answer, as the source gave it: numbers that a double cannot hold, dates and decimals are texts. */
export type GroupCell = string | number | bigint | boolean | null;

/**
 * The rows behind one group of an answer: what is asked for is all rows of the source that have the group's values.
 * `cells` is the group's row in the answer, whose first cells are those values. Null where the answer has no groups.
 */
export function rowsOfGroup(intent: Intent, cells: readonly GroupCell[]): Intent | null {
  const { shape, source, where } = intent;
  const values = [...cells];
  const holding = (column: Column, fold = false) => holds(column, values.shift() ?? null, fold);
  const conditions: Condition[] = [];
  if (shape.kind === "duplicates" && !shape.counted)
    conditions.push(...shape.columns.map((column) => holding(column, shape.fold)));
  else if (groupsOf(shape).length > 0)
    for (const { path, columns, unit } of groupsOf(shape)) {
      const inGroup = allOf(
        columns.map((column) => (unit ? within(column, unit, values.shift() ?? null) : holding(column))),
      );
      if (path) conditions.push({ kind: "related", path, where: inGroup });
      else if (inGroup) conditions.push(inGroup);
    }
  else return null;
  return {
    source,
    where: allOf(where ? [where, ...conditions] : conditions),
    shape: { kind: "rows", columns: null, distinct: false, lookups: [], figures: [] },
    order: [],
    limit: null,
  };
}

/** That a date is in the part of it that the group is called after; what is no date begins with the group's text. */
function within(column: Column, unit: GroupUnit, value: GroupCell): Condition {
  if (value === null) return { kind: "blank", column };
  const text = String(value);
  if (unit === "weekday") return { kind: "weekday", column, days: [WEEKDAYS.indexOf(text) + 1] };
  if (unit === "week") return { kind: "period", column, ...unitAround(text, "week") };
  if (unit === "quarter") {
    const [year, quarter] = text.split("-Q").map(Number) as [number, number];
    return { kind: "period", column, ...unitAround(dateOf(year, quarter * 3, 1) ?? text, "quarter") };
  }
  const [year, month, day] = text.split("-");
  const from = parseIsoDate(`${year}-${month ?? "01"}-${day ?? "01"}`);
  return from
    ? { kind: "period", column, ...unitAround(from, unit) }
    : { kind: "text", column, how: "starts", text };
}

/** That a column has exactly the value of the group: an empty text is another group than no value at all. */
function holds(column: Column, value: GroupCell, fold: boolean): Condition {
  if (value === null) return { kind: "null", column };
  if (typeof value === "string") return { kind: "oneOf", column, values: [value], fold };
  const equals = (number: Constant): Condition => ({
    kind: "compare",
    operand: { kind: "column", column },
    op: "=",
    value: number,
  });
  if (value !== false) return equals(value === true ? 1 : value);
  return { kind: "all", items: [negate(equals(1)), negate({ kind: "null", column })] };
}
