import type { Table } from "../graph.ts";
import type { GroupKey, Intent, Ordering, Shape } from "../intent.ts";
import { groupsOf } from "../intent-parts.ts";
import { isToOne } from "../plan/paths.ts";
import { Conditions } from "./conditions.ts";
import type { NamedColumns, NamedIntent, NamedOrder, NamedShape } from "./named-intent.ts";
import { Misfit, type Names } from "./names.ts";

/** Turns an intent by names into the engine's own; throws a Misfit for what does not fit the graph. */
export class Resolver {
  private readonly names: Names;
  private readonly conditions: Conditions;

  constructor(names: Names) {
    this.names = names;
    this.conditions = new Conditions(names);
  }

  intent(named: NamedIntent): Intent {
    const source = this.names.table(named.table);
    const shape = this.shape(source, named.shape);
    return {
      source,
      where: named.where && this.conditions.condition(source, named.where),
      shape,
      order: named.order.map((order) => this.order(source, shape, order)),
      limit: named.limit === null ? null : whole(named.limit, "the number of rows"),
    };
  }

  private shape(source: Table, shape: NamedShape): Shape {
    switch (shape.kind) {
      case "rows":
        return {
          kind: "rows",
          columns: shape.columns && this.names.columns(source, shape.columns),
          distinct: shape.distinct && shape.columns !== null,
          lookups: shape.also.map(({ table, columns }) => {
            const target = this.names.table(table);
            return { path: this.names.path(source, target), columns: this.names.columns(target, columns) };
          }),
          figures: [],
        };
      case "measures":
        return this.measures(source, shape);
      case "share":
        return {
          kind: "share",
          part: this.conditions.condition(source, shape.part),
          groups: this.groups(source, shape.groups),
        };
      case "duplicates": {
        const moreThan = whole(shape.more_than, "the number of occurrences");
        return {
          kind: "duplicates",
          columns: this.names.columns(source, shape.columns),
          fold: false,
          moreThan,
          counted: shape.counted,
        };
      }
    }
  }

  private measures(source: Table, shape: Extract<NamedShape, { kind: "measures" }>): Shape {
    if (shape.measures.length === 0) throw new Misfit("unsupported", "nothing is measured");
    const having = shape.having && {
      measure: this.conditions.measure(source, shape.having),
      op: shape.having.op,
      value: shape.having.value,
    };
    const groups = this.groups(source, shape.groups);
    const measures = shape.measures.map((measure) => this.conditions.measure(source, measure));
    return { kind: "measures", measures, groups, having };
  }

  private groups(source: Table, groups: readonly NamedColumns[]): GroupKey[] {
    return groups.map(({ table, columns }) => {
      const target = this.names.table(table);
      const path = target === source ? null : this.names.path(source, target);
      if (path && !isToOne(path))
        throw new Misfit(
          "unsupported",
          `grouping by ${target.name} would count rows of ${source.name} twice`,
        );
      return { path, columns: this.names.columns(target, columns) };
    });
  }

  private order(source: Table, shape: Shape, { by, descending }: NamedOrder): Ordering {
    if (by.kind !== "column" && by.kind !== "amount") {
      if (!orderables(shape, by.kind)[by.index])
        throw new Misfit("unsupported", `there is no ${by.kind} ${by.index} to order by`);
      return { by, descending };
    }
    if (shape.kind !== "rows") throw new Misfit("unsupported", "only rows are ordered by a column");
    if (by.kind === "amount") return { by: this.conditions.amount(source, by.amount), descending };
    return { by: { kind: "column", column: this.names.column(source, by.column) }, descending };
  }
}

function whole(value: number, what: string): number {
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new Misfit("unsupported", `${what} is ${value}, and must be a whole number from 1`);
}

function orderables(shape: Shape, kind: "measure" | "group"): readonly unknown[] {
  if (kind === "group") return groupsOf(shape);
  if (shape.kind === "share") return [shape.part];
  return shape.kind === "measures" ? shape.measures : [];
}
