import type { Table } from "../graph.ts";
import type { Amount, Condition } from "../intent.ts";

/** Puts a further condition inside a relation to `table`; null when the condition is no such relation. */
export function narrow(condition: Condition, table: Table, extra: Condition): Condition | null {
  if (condition.kind === "not") {
    const item = narrow(condition.item, table, extra);
    return item && { kind: "not", item };
  }
  const add = (where: Condition | null): Condition =>
    where ? { kind: "all", items: [where, extra] } : extra;
  if (condition.kind === "computed") {
    const total = (amount: Amount) => amount.kind === "related" && amount.path.at(-1)?.to === table;
    const inside = (amount: Amount): Amount =>
      amount.kind === "related" && total(amount) ? { ...amount, where: add(amount.where) } : amount;
    const { left, right } = condition;
    return total(left) || total(right) ? { ...condition, left: inside(left), right: inside(right) } : null;
  }
  if (condition.kind === "related" && condition.path[condition.path.length - 1]?.to === table)
    return { ...condition, where: add(condition.where) };
  if (condition.kind === "related")
    return onTheWay(condition, table, extra) ?? within(condition, table, extra);
  if (
    condition.kind === "compare" &&
    condition.operand.kind === "related" &&
    condition.operand.path[condition.operand.path.length - 1]?.to === table
  ) {
    return { ...condition, operand: { ...condition.operand, where: add(condition.operand.where) } };
  }
  return null;
}

/** "Without a mandatory training passed": what is said of the attendance, by which trainings are reached. */
function onTheWay({ path, where }: Related, table: Table, extra: Condition): Condition | null {
  const at = path.findIndex((hop) => hop.to === table);
  const [first, ...rest] = path.slice(0, at + 1);
  const [next, ...more] = path.slice(at + 1);
  if (!first || !next || at < 0) return null;
  const beyond: Condition = { kind: "related", path: [next, ...more], where };
  return { kind: "related", path: [first, ...rest], where: { kind: "all", items: [extra, beyond] } };
}

/** "With outings in boats bought in 2016": what is said of the row that a related row belongs to. */
function within(condition: Related, table: Table, extra: Condition): Condition | null {
  const { where } = condition;
  if (where?.kind === "related") {
    const inner = narrow(where, table, extra);
    return inner && { ...condition, where: inner };
  }
  if (where?.kind !== "all") return null;
  const items = where.items.map((item) => (item.kind === "related" ? narrow(item, table, extra) : null));
  if (!items.some((item) => item !== null)) return null;
  return { ...condition, where: { ...where, items: where.items.map((item, i) => items[i] ?? item) } };
}

type Related = Extract<Condition, { kind: "related" }>;
