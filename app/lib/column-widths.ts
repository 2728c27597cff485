/** Widths that a person gave to columns of rows, in pixels, by the columns' names; those given last come last. */
export type ColumnWidths = Readonly<Record<string, number>>;

export const LEAST_WIDTH = 48;
export const MOST_WIDTH = 1_600;

/** What a column has that nobody sized, where one beside it is. */
export const USUAL_WIDTH = 160;

/** As wide as a table may be to stand in the page of the narrowest desk without being scrolled sideways. */
const FITS_A_DESK = 1_150;

/** What a table of these widths is marked with: whether it fits a desk decides what scrolls, the page or the table in itself. */
export function sizedAs(widths: readonly number[]): { width: number; kind: "narrow" | "wide" } {
  const width = widths.reduce((sum, each) => sum + each, 0);
  return { width, kind: width <= FITS_A_DESK ? "narrow" : "wide" };
}

/** A cookie takes 4,096 bytes, and writes three of these in four. */
const MOST_BYTES = 2_800;

/** Where the widths are sent to be remembered, or forgotten. */
export const WIDTHS_PATH = "/landing-kpi/drilldown/column-widths";
export const FORGET = "forget";

const FIELD_PREFIX = "width.";

/** The nearest width that a column may have. */
export function possibleWidth(width: number): number {
  return Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, Math.round(width)));
}

/** The width of each of the columns; null where none of them was sized, so that their contents decide. */
export function widthsOf(columns: readonly string[], given: ColumnWidths): number[] | null {
  const of = (column: string) => (Object.hasOwn(given, column) ? given[column] : undefined);
  return columns.some(of) ? columns.map((column) => of(column) ?? USUAL_WIDTH) : null;
}

/** Those that were given before, with those that are given now; as many of the newest as can be remembered. */
export function withWidths(before: ColumnWidths, now: ColumnWidths): ColumnWidths {
  const kept = Object.entries(before).filter(([column]) => !Object.hasOwn(now, column));
  const all = [...kept, ...Object.entries(now)];
  while (new TextEncoder().encode(JSON.stringify(Object.fromEntries(all))).length > MOST_BYTES) all.shift();
  return Object.fromEntries(all);
}

/** What has widths in it, as them; what is none is left out. */
export function readWidths(entries: Iterable<readonly [string, unknown]>): ColumnWidths {
  const read = [...entries].map(([column, width]) => [column, Number(width)] as const);
  return Object.fromEntries(read.filter(([, width]) => possibleWidth(width) === width));
}

/** As a form has them. */
export function widthFields(widths: ColumnWidths): [string, string][] {
  return Object.entries(widths).map(([column, width]) => [FIELD_PREFIX + column, String(width)]);
}

export function readWidthFields(form: FormData): ColumnWidths {
  const fields = [...form].filter(([name]) => name.startsWith(FIELD_PREFIX));
  return readWidths(fields.map(([name, width]) => [name.slice(FIELD_PREFIX.length), width]));
}
