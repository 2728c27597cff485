/** How many values of each sort were seen in a column; blank strings and NULL are not values. */
export interface Observed {
  integers: number;
  reals: number;
  texts: number;
  blobs: number;
  /** Of `texts`: at least whether any begins as a number does. */
  numbers: number;
  /** Of `texts`: written as an ISO 8601 calendar date. */
  isoDates: number;
  /** Of `texts`: written as an ISO 8601 date with a time of day. */
  isoTimestamps: number;
  /** Of `isoTimestamps`: with an offset from UTC in hours and minutes. */
  offsets: number;
  /** Of `integers` and `texts`: days of this or the last century without separators, such as `20250330`. */
  compactDates: number;
  /** Of `integers` and `texts`: nothing but zeros, which stand for no day among such. */
  zeros: number;
}

const ISO_DAY = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const ISO_DATE = new RegExp(`^${ISO_DAY}$`);
const ISO_TIMESTAMP = new RegExp(
  `^${ISO_DAY}[T ][0-2]\\d:[0-5]\\d(?::[0-6]\\d(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:\\d{2})?$`,
);

const OFFSET = /[+-]\d{2}:\d{2}$/;

/** Whether a text that is an ISO date with a time also says how far from UTC it is. */
export function hasOffset(timestamp: string): boolean {
  return OFFSET.test(timestamp);
}

const COMPACT_DATE = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

/** Whether a text or a whole number is a day without separators. */
export function isCompactDate(text: string): boolean {
  return COMPACT_DATE.test(text);
}

/** Whether a text begins as a number does: "12.5", " -3 kg", "€ 5". */
export function startsAsNumber(text: string): boolean {
  return /^[\s\p{Sc}]*[-+−]?[.,]?\d/u.test(text);
}

/** Whether a text is written as an ISO date, an ISO date with time, or neither. */
export function isoForm(text: string): "date" | "timestamp" | null {
  if (text.length < 10 || text.length > 35) return null;
  if (text.length === 10) return ISO_DATE.test(text) ? "date" : null;
  return ISO_TIMESTAMP.test(text) ? "timestamp" : null;
}
