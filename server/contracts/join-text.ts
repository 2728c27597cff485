/** One end of a join as people write it: `orders.customer_no`, `lines.(order_id, line)`. */
export function endText({
  table,
  columns,
}: {
  readonly table: string;
  readonly columns: readonly string[];
}): string {
  return `${table}.${columns.length === 1 ? columns[0] : `(${columns.join(", ")})`}`;
}

interface Ends {
  readonly source: Parameters<typeof endText>[0];
  readonly target: Parameters<typeof endText>[0];
}

/** A join as people write it: `orders.customer_no -> customers.id`. */
export function joinText({ source, target }: Ends): string {
  return `${endText(source)} -> ${endText(target)}`;
}
