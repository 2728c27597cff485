import type { Column, Table } from "../graph.ts";

export interface NamedColumn {
  readonly kind: "column";
  readonly table: Table;
  readonly column: Column;
  /** How it was linked: `exact`, `alias`, `parts`, or what it was asked by; absent where nothing says its name. */
  readonly how?: string | undefined;
}

/** What words of the definition mean: as data where a later step asks for it. */
export type Meaning =
  | { readonly kind: "table"; readonly table: Table; readonly how?: string | undefined }
  | NamedColumn
  | { readonly kind: "value"; readonly table: Table; readonly column: Column }
  /** A verb for what is stored as rows: "rented". */
  | { readonly kind: "deed"; readonly table: Table; readonly verb: string }
  /** The things themselves that are spoken of; null where nothing says which table's they are. */
  | { readonly kind: "rows"; readonly table: Table | null }
  | { readonly kind: "unit" }
  /** Which only people read. */
  | { readonly kind: "remark"; readonly text: string };

export const asTable = (table: Table, how?: string): Meaning => ({ kind: "table", table, how });

export const asColumn = (table: Table, column: Column, how?: string): NamedColumn => ({
  kind: "column",
  table,
  column,
  how,
});

export const asValue = (table: Table, column: Column): Meaning => ({ kind: "value", table, column });

export const asDeed = (table: Table, verb: string): Meaning => ({ kind: "deed", table, verb });

export const asRows = (table: Table | null = null): Meaning => ({ kind: "rows", table });

export const UNIT: Meaning = { kind: "unit" };

export const asRemark = (text: string): Meaning => ({ kind: "remark", text });

/** Whether words mean this column by a name of it, and not only by what is said about it. */
export function namesColumn(meaning: Meaning, table: Table, column: Column): boolean {
  return (
    meaning.kind === "column" &&
    meaning.table === table &&
    meaning.column === column &&
    meaning.how !== undefined
  );
}

/** For people. */
export function meaningText(meaning: Meaning): string {
  switch (meaning.kind) {
    case "table":
      return `table ${meaning.table.name}${howText(meaning.how)}`;
    case "column":
      return `column ${meaning.table.name}.${meaning.column.name}${howText(meaning.how)}`;
    case "value":
      return `value of ${meaning.table.name}.${meaning.column.name}`;
    case "deed":
      return `${meaning.verb}: table ${meaning.table.name}`;
    case "rows":
      return meaning.table ? `the rows of ${meaning.table.name}` : "the rows";
    case "unit":
      return "unit";
    case "remark":
      return meaning.text;
  }
}

const howText = (how: string | undefined): string => (how === undefined ? "" : ` (${how})`);
