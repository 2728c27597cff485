import type { Column } from "../graph.ts";
import type { CompareOp, Condition } from "../intent.ts";
import { addDays, shift } from "../text/calendar.ts";
import type { Draft } from "./draft.ts";
import type { Of } from "./filters.ts";
import { isNumeric, isYear } from "./values.ts";

/** Dates in a period, ISO, `to` exclusive; null where it is open; or days of the week. */
export type Bounds = Pick<Of<"period">, "from" | "to" | "weekdays">;

export type PeriodSaid = Omit<Of<"period">, "kind" | "cost">;

/** That a column that holds dates, or years as numbers, is within a period. */
export function within({ from, to, weekdays }: Bounds, column: Column): Condition {
  if (weekdays) return { kind: "weekday", column, days: weekdays };
  if (!isNumeric(column)) return { kind: "period", column, from, to };
  const bound = (op: ">=" | "<=", date: string): Condition => ({
    kind: "compare",
    operand: { kind: "column", column },
    op,
    value: Number(date.slice(0, 4)),
  });
  const bounds = [...(from ? [bound(">=", from)] : []), ...(to ? [bound("<=", addDays(to, -1))] : [])];
  return bounds.length === 1 && bounds[0] ? bounds[0] : { kind: "all", items: bounds };
}

/** That it is in the period, or in one of those that were said in one breath with it. */
export function withinAny(element: PeriodSaid, column: Column): Condition {
  const all = [element, ...(element.others?.periods ?? [])].map((bounds) => within(bounds, column));
  return all.length === 1 && all[0] ? all[0] : { kind: "any", items: all };
}

/** Whether a column holds years as numbers, and a period is of years: "founded before 2000", "in the last 20 years". */
export function holdsYears(column: Column, bounds: Bounds): boolean {
  return isOfYears(bounds) && isYear(column);
}

function isOfYears({ from, to, weekdays }: Bounds): boolean {
  if (weekdays) return false;
  if ([from, to].every((date) => date === null || date.endsWith("-01-01"))) return true;
  if (!from || !to) return false;
  const last = addDays(to, -1);
  const years = Number(last.slice(0, 4)) - Number(from.slice(0, 4));
  return years > 0 && shift(from, years, "year") === last;
}

/** The period that a condition on a date, or on a column of years, asks for; null of any other. */
export function datedBy(
  condition: Condition,
): Pick<NonNullable<Draft["dated"]>, "column" | "from" | "to"> | null {
  if (condition.kind === "period") return condition;
  if (condition.kind !== "compare" || condition.operand.kind !== "column") return null;
  const { column } = condition.operand;
  const { op, value } = condition;
  if (!isYear(column) || typeof value !== "number" || op === "!=") return null;
  return { column, ...boundsOfYear(op, value) };
}

/** After, in or before a year, and from or until it on: ISO dates, `to` exclusive. */
export function boundsOfYear(op: CompareOp, year: number): { from: string | null; to: string | null } {
  const [first, next] = [`${year}-01-01`, `${year + 1}-01-01`];
  return {
    from: op === ">" ? next : op === ">=" || op === "=" ? first : null,
    to: op === "<" ? first : op === "<=" || op === "=" ? next : null,
  };
}

/** Whether a period has ended when another begins; ISO dates, null where it is open. */
export function isBefore(end: string | null, start: string | null): boolean {
  return end !== null && start !== null && end <= start;
}
