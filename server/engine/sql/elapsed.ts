import { sql } from "kysely";
import type { Column, DateUnit } from "../graph.ts";
import type { Amount } from "../intent.ts";
import type { Expr } from "./dialects.ts";
import { ordered, type Scope } from "./scope.ts";

/**
 * How long it is from one date of a row to another. Months are counted by the calendar: from the 31st of January to
 * the 28th of February is less than one, to the 31st of March two; what is left of a month are days of 31 to it, so that
 * "more than 6 months" is what is later than the same day six months on.
 */
export function elapsed(scope: Scope, node: Extract<Amount, { kind: "elapsed" }>): Expr {
  const { rules } = scope;
  const moment = (column: Column, beside: Column) =>
    rules.moment(ordered(scope, column, column.hasCompactDates ? undefined : beside), column);
  const [from, to] = [moment(node.from, node.to), moment(node.to, node.from)];
  const between = (part: DateUnit) => sql`(${rules.part(part, to)} - ${rules.part(part, from)})`;
  const months = () => sql`(${between("year")} * 12 + ${between("month")} + ${between("day")} / 31.0)`;
  switch (node.unit) {
    case "minute":
      return sql`(${rules.seconds(from, to)} / 60.0)`;
    case "hour":
      return sql`(${rules.seconds(from, to)} / 3600.0)`;
    case "day":
      return rules.days(from, to);
    case "week":
      return sql`(${rules.days(from, to)} / 7.0)`;
    case "month":
      return months();
    case "year":
      return sql`(${months()} / 12.0)`;
  }
}
