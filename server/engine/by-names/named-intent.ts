import type { AggregateFunction, CompareOp } from "../intent.ts";

/**
 * The intent as somebody outside the engine can state it: tables and columns by their names in the graph, no joins and
 * no SQL. `compileRead` in from-names.ts checks and compiles it. Column names are those of the table a condition is
 * about: the intent's own, or the related one inside `related` and `amount`.
 */
export interface NamedIntent {
  readonly table: string;
  readonly where: NamedCondition | null;
  readonly shape: NamedShape;
  readonly order: readonly NamedOrder[];
  readonly limit: number | null;
}

/** `column` is null for a count of rows. */
export interface NamedMeasure {
  readonly function: AggregateFunction;
  readonly column: string | null;
}

/** A measure over the related rows of another table. */
export interface NamedAmount extends NamedMeasure {
  readonly table: string;
  readonly where: NamedCondition | null;
}

export interface NamedColumns {
  readonly table: string;
  readonly columns: readonly string[];
}

export type NamedCondition =
  | { readonly kind: "all" | "any"; readonly items: readonly NamedCondition[] }
  | { readonly kind: "not"; readonly item: NamedCondition }
  | { readonly kind: "blank"; readonly column: string }
  /** One of the texts, as the definition says them. */
  | { readonly kind: "is"; readonly column: string; readonly values: readonly string[] }
  | {
      readonly kind: "text";
      readonly column: string;
      readonly how: "contains" | "starts" | "ends";
      readonly text: string;
    }
  | {
      readonly kind: "number" | "length";
      readonly column: string;
      readonly op: CompareOp;
      readonly value: number;
    }
  /** ISO dates; `from` is within, `to` is the first day that is not. */
  | {
      readonly kind: "period";
      readonly column: string;
      readonly from: string | null;
      readonly to: string | null;
    }
  | { readonly kind: "columns"; readonly left: string; readonly op: CompareOp; readonly right: string }
  | {
      readonly kind: "overall";
      readonly column: string;
      readonly op: CompareOp;
      readonly function: "avg" | "min" | "max";
    }
  | { readonly kind: "related"; readonly table: string; readonly where: NamedCondition | null }
  | {
      readonly kind: "differs";
      readonly table: string;
      readonly mine: string;
      readonly op: CompareOp;
      readonly theirs: string;
    }
  | {
      readonly kind: "amount";
      readonly amount: NamedAmount;
      readonly op: CompareOp;
      readonly value: number;
    };

export type NamedShape =
  | {
      readonly kind: "rows";
      /** Null shows all columns. */
      readonly columns: readonly string[] | null;
      readonly distinct: boolean;
      /** Columns of other tables shown beside. */
      readonly also: readonly NamedColumns[];
    }
  | {
      readonly kind: "measures";
      readonly measures: readonly NamedMeasure[];
      readonly groups: readonly NamedColumns[];
      readonly having: (NamedMeasure & { readonly op: CompareOp; readonly value: number }) | null;
    }
  /** Percentage of the rows that meet `part`, in all or of each group. */
  | { readonly kind: "share"; readonly part: NamedCondition; readonly groups: readonly NamedColumns[] }
  | {
      readonly kind: "duplicates";
      readonly columns: readonly string[];
      readonly more_than: number;
      /** Only how many such values there are. */
      readonly counted: boolean;
    };

export interface NamedOrder {
  readonly by:
    | { readonly kind: "column"; readonly column: string }
    | { readonly kind: "amount"; readonly amount: NamedAmount }
    | { readonly kind: "measure"; readonly index: number }
    | { readonly kind: "group"; readonly index: number };
  readonly descending: boolean;
}
