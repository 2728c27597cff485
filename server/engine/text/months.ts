/** The names of the months, in order, the full one first. */
export const MONTHS: readonly (readonly string[])[] = [
  "january jan",
  "february feb",
  "march mar",
  "april apr",
  "may",
  "june jun",
  "july jul",
  "august aug",
  "september sep sept",
  "october oct",
  "november nov",
  "december dec",
].map((names) => names.split(" "));

/** 1 to 12; 0 when the word is no month. */
export function monthNumber(word: string): number {
  return MONTHS.findIndex((names) => names.includes(word)) + 1;
}
