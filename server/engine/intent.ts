import type { Column, Comparison, DateUnit, Table } from "./graph.ts";

/**
 * The intent: what a definition asks for, in terms of the graph and never of SQL. Immutable plain data.
 * Every condition is about one row of the table it is applied to: the source's, or a related table's.
 */
export type CompareOp = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** What a condition compares with; whole numbers that a double cannot hold are bigint. */
export type Constant = string | number | bigint;

/** One join step. Columns pair up by position; so does how they are compared. */
export interface Hop {
  readonly from: Table;
  readonly to: Table;
  readonly fromColumns: readonly string[];
  readonly toColumns: readonly string[];
  readonly comparisons: readonly Comparison[];
  /** Why this join: "relationship MATCHES by a person", "ruleset RECON_1". */
  readonly reason: string;
  /** 0..1, how sure whoever added it is. */
  readonly confidence: number;
}
/** From the row's table to another, at least one hop. */
export type Path = readonly [Hop, ...Hop[]];

export type AggregateFunction = "count" | "count_distinct" | "sum" | "avg" | "min" | "max";

/** What a number or text is compared with. */
export type Operand =
  | { readonly kind: "column"; readonly column: Column }
  | { readonly kind: "length"; readonly column: Column }
  /** An aggregate over the related rows; a count without any is 0. */
  | {
      readonly kind: "related";
      readonly path: Path;
      readonly function: AggregateFunction;
      readonly column: Column | null;
      readonly where: Condition | null;
    };

/** What a length of time is counted in; a part of a unit is a fraction of it. */
export type TimeUnit = "minute" | "hour" | "day" | "week" | "month" | "year";

/** A number worked out from columns of one row; unknown where a part of it is empty. */
export type Amount =
  | { readonly kind: "column"; readonly column: Column }
  | { readonly kind: "number"; readonly value: number }
  /** How many related rows there are, or an aggregate over them. */
  | Extract<Operand, { kind: "related" }>
  /** How long it is from one date of the row to another; less than nothing where `to` is the earlier. */
  | { readonly kind: "elapsed"; readonly unit: TimeUnit; readonly from: Column; readonly to: Column }
  | {
      readonly kind: "computed";
      readonly op: "*" | "/" | "+" | "-";
      readonly left: Amount;
      readonly right: Amount;
    };

export type Condition =
  | { readonly kind: "all" | "any"; readonly items: readonly Condition[] }
  | { readonly kind: "not"; readonly item: Condition }
  | {
      readonly kind: "compare";
      readonly operand: Operand;
      readonly op: CompareOp;
      readonly value: Constant;
    }
  /** Two columns of the same row. */
  | { readonly kind: "columns"; readonly left: Column; readonly op: CompareOp; readonly right: Column }
  /** Two amounts of the same row; those nearer than 0.00005 are equal, because prices are not kept exactly everywhere. */
  | { readonly kind: "computed"; readonly left: Amount; readonly op: CompareOp; readonly right: Amount }
  /** NULL, or nothing but spaces. */
  | { readonly kind: "blank"; readonly column: Column }
  /** NULL and nothing else. */
  | { readonly kind: "null"; readonly column: Column }
  /** One of the values as stored; `fold` = whatever their case and surrounding spaces. */
  | {
      readonly kind: "oneOf";
      readonly column: Column;
      readonly values: readonly string[];
      readonly fold: boolean;
    }
  | {
      readonly kind: "between";
      readonly operand: Operand;
      readonly low: Constant;
      readonly high: Constant;
    }
  /** Half open; ISO dates. */
  | {
      readonly kind: "period";
      readonly column: Column;
      readonly from: string | null;
      readonly to: string | null;
    }
  /** On one of these days of the week; 1 is Monday. */
  | { readonly kind: "weekday"; readonly column: Column; readonly days: readonly number[] }
  | {
      readonly kind: "text";
      readonly column: Column;
      readonly how: "contains" | "starts" | "ends";
      readonly text: string;
    }
  /** There is a related row (that meets `where`). */
  | { readonly kind: "related"; readonly path: Path; readonly where: Condition | null }
  /** There is a related row whose column stands in this relation to mine; NULL on either side is no difference. */
  | {
      readonly kind: "differs";
      readonly path: Path;
      /** Where `mine` is looked up when it is not the row's own; of several rows, one has to differ. */
      readonly minePath?: Path;
      readonly mine: Column;
      readonly op: CompareOp;
      readonly theirs: Column;
    }
  /** Among the rows of its group that meet `where`, the first `count` by the column, and those that equal the last of them. */
  | {
      readonly kind: "foremost";
      readonly column: Column;
      readonly most: boolean;
      /** From 1. */
      readonly count: number;
      readonly per: readonly Column[];
      readonly where: Condition | null;
    }
  /** Compared with the aggregate over all rows of the table that have the same in `per`. */
  | {
      readonly kind: "overall";
      readonly column: Column;
      readonly op: CompareOp;
      readonly function: AggregateFunction;
      /** None compares with all rows. */
      readonly per: readonly Column[];
    };

/** Columns of another table shown beside the source's: rows without a partner stay. */
export interface Lookup {
  readonly path: Path;
  readonly columns: readonly Column[];
}

export interface MeasureOf {
  readonly function: AggregateFunction;
  /** Null counts rows, unless an amount is measured. */
  readonly column: Column | null;
  /** What is worked out from each row and then measured. */
  readonly amount?: Amount;
}

/** Grouping columns of the source, or of a table it looks up. */
export interface GroupKey {
  readonly path: Path | null;
  readonly columns: readonly Column[];
  /** Groups by such a part of the date in its one column. */
  readonly unit?: GroupUnit;
}

/**
 * Parts of a date as the text that names a group: "2024-05-31", "2024-05", "2024"; a week by its Monday "2024-05-27",
 * a quarter "2024-Q2", a weekday "Friday".
 */
export type GroupUnit = DateUnit | "week" | "quarter" | "weekday";

export type Shape =
  | {
      readonly kind: "rows";
      /** Null shows all columns of the source. */
      readonly columns: readonly Column[] | null;
      readonly distinct: boolean;
      readonly lookups: readonly Lookup[];
      /** Aggregates of related rows shown as columns ("top 3 artists by number of albums"). */
      readonly figures: readonly Operand[];
    }
  | {
      readonly kind: "measures";
      readonly measures: readonly MeasureOf[];
      readonly groups: readonly GroupKey[];
      readonly having: { readonly measure: MeasureOf; readonly op: CompareOp; readonly value: number } | null;
    }
  /** Percentage of the rows that meet `part` among those that meet the intent's `where`, in all or of each group. */
  | { readonly kind: "share"; readonly part: Condition; readonly groups: readonly GroupKey[] }
  | {
      readonly kind: "duplicates";
      readonly columns: readonly Column[];
      /** Whether values that differ in case or surrounding spaces only are the same. */
      readonly fold: boolean;
      readonly moreThan: number;
      readonly counted: boolean;
    };

/** By a column of the source, a figure of its related rows, or a measure of the groups (by position). */
export interface Ordering {
  readonly by:
    | Operand
    | { readonly kind: "measure"; readonly index: number }
    | { readonly kind: "group"; readonly index: number };
  readonly descending: boolean;
}

export interface Intent {
  readonly source: Table;
  readonly where: Condition | null;
  readonly shape: Shape;
  readonly order: readonly Ordering[];
  readonly limit: number | null;
}
