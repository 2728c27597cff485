/** How the decimal sign of a column's numbers is written; the other sign may group thousands. */
export type Notation = "point" | "comma";

/** In which order a column's dates are written; `ymd` is ISO 8601. */
export type DateOrder = "ymd" | "dmy" | "mdy";

/** What a column of a file is read as. */
export type ColumnType =
  | { readonly kind: "text" }
  | { readonly kind: "integer"; readonly notation: Notation }
  | { readonly kind: "decimal"; readonly notation: Notation }
  | { readonly kind: "boolean" }
  | { readonly kind: "date"; readonly order: DateOrder }
  | { readonly kind: "datetime"; readonly order: DateOrder };

export const TYPE_NAMES: Record<ColumnType["kind"], string> = {
  text: "text",
  integer: "an integer",
  decimal: "a decimal number",
  boolean: "true or false",
  date: "a date",
  datetime: "a date with time",
};

export const ORDER_NAMES: Record<DateOrder, string> = {
  ymd: "year, month, day",
  dmy: "day, month, year",
  mdy: "month, day, year",
};
