import type { Condition, Constant, Intent, Operand } from "./intent.ts";

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
      case "related":
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
    else if (node.kind === "text") add(node.text);
  }
  const { shape } = intent;
  if (shape.kind === "measures" && shape.having) add(shape.having.value);
  if (shape.kind === "duplicates") add(shape.moreThan);
  add(intent.limit);
  return constants;
}
