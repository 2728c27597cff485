import type { Amount, Condition, Constant, GroupKey, Hop, Intent, Operand, Path, Shape } from "./intent.ts";
import { WEEKDAYS } from "./text/calendar.ts";

/** The conditions that an "all" or "any" is made of, at any depth. */
export function flatten(node: Condition | null): Condition[] {
  if (!node) return [];
  return node.kind === "all" || node.kind === "any" ? node.items.flatMap(flatten) : [node];
}

/** The conditions that have to hold together, at any depth. */
export function conjuncts(node: Condition | null): Condition[] {
  if (!node) return [];
  return node.kind === "all" ? node.items.flatMap(conjuncts) : [node];
}

/** The path of the comparison itself: the first relation that a condition asks for. */
export function comparedPath(intent: Intent): Path | null {
  const conditions = [
    ...flatten(intent.shape.kind === "share" ? intent.shape.part : null),
    ...flatten(intent.where),
  ];
  for (const node of conditions) {
    const inner = node.kind === "not" ? node.item : node;
    if (inner.kind === "related" || inner.kind === "differs") return inner.path;
    if (inner.kind === "compare" && inner.operand.kind === "related") return inner.operand.path;
  }
  return null;
}

export function negate(condition: Condition): Condition {
  return condition.kind === "not" ? condition.item : { kind: "not", item: condition };
}

export function allOf(conditions: readonly Condition[]): Condition | null {
  if (conditions.length === 0) return null;
  return conditions.length === 1 ? (conditions[0] as Condition) : { kind: "all", items: conditions };
}

/** A condition with one that is in it replaced by another; the condition itself when it holds no such. */
export function substitute(node: Condition, one: Condition, other: Condition): Condition {
  if (node === one) return other;
  if (node.kind === "all" || node.kind === "any") {
    const items = node.items.map((item) => substitute(item, one, other));
    return items.every((item, i) => item === node.items[i]) ? node : { ...node, items };
  }
  if (node.kind === "not") {
    const item = substitute(node.item, one, other);
    return item === node.item ? node : { ...node, item };
  }
  if (node.kind !== "related" || !node.where) return node;
  const where = substitute(node.where, one, other);
  return where === node.where ? node : { ...node, where };
}

/** What holds when not all, or not any, of some conditions do: each is negated by itself. */
export function opposite({ kind, items }: Extract<Condition, { kind: "all" | "any" }>): Condition {
  return { kind: kind === "all" ? "any" : "all", items: items.map((item) => ({ kind: "not", item })) };
}

/** What an answer is grouped by; nothing where it is not. */
export function groupsOf(shape: Shape): readonly GroupKey[] {
  return shape.kind === "measures" || shape.kind === "share" ? shape.groups : [];
}

/** Every condition of an intent, at any depth: the filters, what related rows must meet, the part of a share. */
export function conditionsOf(intent: Intent): readonly Condition[] {
  const found: Condition[] = [];
  const operand = (node: Operand): void => {
    if (node.kind === "related") visit(node.where);
  };
  const visit = (node: Condition | null): void => {
    if (!node) return;
    found.push(node);
    switch (node.kind) {
      case "all":
      case "any":
        node.items.forEach(visit);
        return;
      case "not":
        visit(node.item);
        return;
      case "compare":
      case "between":
        operand(node.operand);
        return;
      case "computed":
        [...figuresIn(node.left), ...figuresIn(node.right)].forEach(operand);
        return;
      case "related":
      case "foremost":
        visit(node.where);
    }
  };
  visit(intent.where);
  const { shape } = intent;
  if (shape.kind === "share") visit(shape.part);
  if (shape.kind === "rows") shape.figures.forEach(operand);
  for (const { by } of intent.order) if (by.kind !== "measure" && by.kind !== "group") operand(by);
  return found;
}

function numbersIn(amount: Amount): number[] {
  if (amount.kind === "computed") return [...numbersIn(amount.left), ...numbersIn(amount.right)];
  return amount.kind === "number" ? [amount.value] : [];
}

/** The figures of related rows that an amount is worked out from. */
export function figuresIn(amount: Amount): Extract<Operand, { kind: "related" }>[] {
  if (amount.kind === "computed") return [...figuresIn(amount.left), ...figuresIn(amount.right)];
  return amount.kind === "related" ? [amount] : [];
}

/** Every number, text and date that an intent compares with, its limits included. */
export function constantsOf(intent: Intent): ReadonlySet<Constant> {
  const constants = new Set<Constant>();
  const add = (...values: readonly (Constant | null)[]) => {
    for (const value of values) if (value !== null) constants.add(value);
  };
  for (const node of conditionsOf(intent)) {
    if (node.kind === "compare") add(node.value);
    else if (node.kind === "oneOf") add(...node.values);
    else if (node.kind === "between") add(node.low, node.high);
    else if (node.kind === "period") add(node.from, node.to);
    else if (node.kind === "weekday") add(...node.days.map((day) => WEEKDAYS[day - 1] ?? day));
    else if (node.kind === "text") add(node.text);
    else if (node.kind === "computed") add(...numbersIn(node.left), ...numbersIn(node.right));
  }
  const { shape } = intent;
  if (shape.kind === "measures") {
    for (const { amount } of shape.measures) if (amount) add(...numbersIn(amount));
    if (shape.having) add(shape.having.value);
  }
  if (shape.kind === "duplicates") add(shape.moreThan);
  add(intent.limit);
  return constants;
}

/** The same for two paths over the same columns of the same tables. */
export function pathKey(path: readonly Hop[]): string {
  return path
    .map((hop) => `${hop.from.name}(${hop.fromColumns.join()})>${hop.to.name}(${hop.toColumns.join()})`)
    .join("|");
}
