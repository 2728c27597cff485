import type { Column, Table } from "../graph.ts";

export interface NamedColumn {
  readonly kind: "column";
  readonly table: Table;
  readonly column: Column;
  /** How it was linked: `exact`, `alias`, `parts`, or what it was asked by; absent where nothing says its name. */
  readonly how?: string | undefined;
}

/** Something of the graph that words of the definition mean. */
export type Named =
  | { readonly kind: "table"; readonly table: Table; readonly how?: string | undefined }
  | NamedColumn
  | { readonly kind: "value"; readonly table: Table; readonly column: Column }
  /** A verb for what is stored as rows: "rented". */
  | { readonly kind: "deed"; readonly table: Table; readonly verb: string }
  /** The things themselves that are spoken of; null where nothing says which table's they are. */
  | { readonly kind: "rows"; readonly table: Table | null }
  | { readonly kind: "unit" };

/** What words mean: as data where a later step asks for it, otherwise as a remark, which only people read. */
export type Meaning = Named | string;

export const asTable = (table: Table, how?: string): Named => ({ kind: "table", table, how });

export const asColumn = (table: Table, column: Column, how?: string): NamedColumn => ({
  kind: "column",
  table,
  column,
  how,
});

export const asValue = (table: Table, column: Column): Named => ({ kind: "value", table, column });

export const asDeed = (table: Table, verb: string): Named => ({ kind: "deed", table, verb });

export const asRows = (table: Table | null = null): Named => ({ kind: "rows", table });

export const UNIT: Named = { kind: "unit" };

/** Whether words mean this column by a name of it, and not only by what is said about it. */
export function namesColumn(meaning: Meaning, table: Table, column: Column): boolean {
  return (
    typeof meaning !== "string" &&
    meaning.kind === "column" &&
    meaning.table === table &&
    meaning.column === column &&
    meaning.how !== undefined
  );
}

/** For people. */
export function meaningText(meaning: Meaning): string {
  if (typeof meaning === "string") return meaning;
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
  }
}

const howText = (how: string | undefined): string => (how === undefined ? "" : ` (${how})`);
