import type { Column, Table } from "../graph.ts";
import type { CompareOp, Condition, MeasureOf, Operand } from "../intent.ts";
import { foldValue } from "../link/graph-index.ts";
import { equalsValue } from "../resolve/values.ts";
import { parseIsoDate } from "../text/calendar.ts";
import type { NamedAmount, NamedCondition, NamedMeasure } from "./named-intent.ts";
import { Misfit, type Names } from "./names.ts";

/** Conditions in one intent; also how deep they can be nested. */
const MOST_CONDITIONS = 60;

type KindClass = "number" | "text" | "date" | "binary";

function classOf(column: Column): KindClass {
  switch (column.kind) {
    case "integer":
    case "decimal":
    case "boolean":
      return "number";
    case "date":
    case "timestamp":
      return "date";
    case "binary":
      return "binary";
    default:
      return "text";
  }
}

/** Conditions and amounts by names as the engine's own; throws a Misfit for what does not fit the columns. */
export class Conditions {
  private readonly names: Names;
  private count = 0;

  constructor(names: Names) {
    this.names = names;
  }

  measure(table: Table, named: NamedMeasure): MeasureOf {
    if (named.function === "count") return { function: "count", column: null };
    if (named.column === null) throw new Misfit("unsupported", `${named.function} needs a column`);
    const column = this.names.column(table, named.column);
    const sums = named.function === "sum" || named.function === "avg";
    if (sums && classOf(column) !== "number")
      throw new Misfit("unsupported", `${named.function} needs numbers, and ${column.name} holds none`);
    return { function: named.function, column };
  }

  amount(table: Table, named: NamedAmount): Operand {
    const target = this.names.table(named.table);
    return {
      kind: "related",
      path: this.names.path(table, target),
      ...this.measure(target, named),
      where: named.where && this.condition(target, named.where),
    };
  }

  condition(table: Table, node: NamedCondition): Condition {
    if (++this.count > MOST_CONDITIONS) throw new Misfit("unsupported", "it has too many conditions");
    switch (node.kind) {
      case "all":
      case "any":
        if (node.items.length === 0) throw new Misfit("unsupported", "a list of conditions is empty");
        return { kind: node.kind, items: node.items.map((item) => this.condition(table, item)) };
      case "not":
        return { kind: "not", item: this.condition(table, node.item) };
      case "blank":
        return { kind: "blank", column: this.names.column(table, node.column) };
      case "number":
        return this.number(this.names.column(table, node.column), node.op, node.value);
      case "length": {
        const operand = { kind: "length", column: onlyText(this.names.column(table, node.column)) } as const;
        return { kind: "compare", operand, op: node.op, value: node.value };
      }
      case "amount": {
        const operand = this.amount(table, node.amount);
        return { kind: "compare", operand, op: node.op, value: node.value };
      }
      case "is":
        return this.is(this.names.column(table, node.column), node.values);
      case "text":
        return this.text(this.names.column(table, node.column), node.how, node.text);
      case "period":
        return this.period(this.names.column(table, node.column), node.from, node.to);
      default:
        return this.comparison(table, node);
    }
  }

  /** Conditions about two columns or another table. */
  private comparison(
    table: Table,
    node: Extract<NamedCondition, { kind: "columns" | "related" | "differs" | "overall" }>,
  ): Condition {
    if (node.kind === "columns") {
      const left = this.names.column(table, node.left);
      const right = this.names.column(table, node.right);
      return { kind: "columns", left, op: node.op, right: comparable(left, right) };
    }
    if (node.kind === "overall") {
      const { column } = this.measure(table, node);
      if (!column) throw new Misfit("unsupported", "a count of all rows is compared with nothing");
      return { kind: "overall", column, op: node.op, function: node.function, per: [] };
    }
    const target = this.names.table(node.table);
    const path = this.names.path(table, target);
    if (node.kind === "related")
      return { kind: "related", path, where: node.where && this.condition(target, node.where) };
    const mine = this.names.column(table, node.mine);
    const theirs = comparable(mine, this.names.column(target, node.theirs));
    return { kind: "differs", path, mine, op: node.op, theirs };
  }

  private number(column: Column, op: CompareOp, value: number): Condition {
    const kind = classOf(column);
    if (kind === "date" || kind === "binary")
      throw new Misfit("unsupported", `${column.name} holds no numbers`);
    return { kind: "compare", operand: { kind: "column", column }, op, value };
  }

  private is(column: Column, values: readonly string[]): Condition {
    onlyText(column);
    if (values.length === 0) throw new Misfit("unsupported", `no value of ${column.name} is given`);
    const items = values.map((value) => {
      this.names.said(value);
      if (!column.values) return equalsValue({ column, stored: [value] });
      const stored = column.values.filter((one) => foldValue(one) === foldValue(value));
      if (stored.length === 0)
        throw new Misfit("unknown_phrase", `the column ${column.name} has no value "${value}"`);
      return equalsValue({ column, stored });
    });
    return items.length === 1 ? (items[0] as Condition) : { kind: "any", items };
  }

  private text(column: Column, how: "contains" | "starts" | "ends", text: string): Condition {
    onlyText(column);
    this.names.said(text);
    return { kind: "text", column, how, text };
  }

  private period(column: Column, from: string | null, to: string | null): Condition {
    if (classOf(column) !== "date") throw new Misfit("unsupported", `${column.name} holds no dates`);
    const given = [from, to].filter((date) => date !== null);
    const wrong = given.find((date) => parseIsoDate(date) === undefined);
    if (given.length === 0 || wrong !== undefined)
      throw new Misfit("unsupported", `the period of ${column.name} has no valid date`);
    return { kind: "period", column, from, to };
  }
}

function comparable(left: Column, right: Column): Column {
  if (classOf(left) === classOf(right) && classOf(left) !== "binary") return right;
  throw new Misfit("unsupported", `${left.name} and ${right.name} hold different kinds of values`);
}

function onlyText(column: Column): Column {
  if (classOf(column) === "text") return column;
  throw new Misfit("unsupported", `${column.name} holds no text`);
}
