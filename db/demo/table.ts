import type { Product } from "./products.ts";

export type Value = string | number | null;
type SqlType = "TEXT" | "INTEGER" | "REAL";

/** One landing table: its columns in order (no keys are declared, as in the real schema) and its rows. */
export interface DemoTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: SqlType }[];
  rows(products: readonly Product[]): Iterable<readonly Value[]>;
}

type RowOf<Columns> = { readonly [Name in keyof Columns]: Value };

/** A table whose rows are written by column name; the compiler checks that none is forgotten. */
export function defineTable<const Columns extends Readonly<Record<string, SqlType>>>(
  name: string,
  columns: Columns,
  tell: (products: readonly Product[]) => Iterable<RowOf<Columns>>,
): DemoTable {
  const names = Object.keys(columns);
  return {
    name,
    columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
    *rows(products) {
      for (const row of tell(products)) yield names.map((column) => row[column] ?? null);
    },
  };
}
