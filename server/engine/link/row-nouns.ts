/** Nouns that stand for the rows of whatever table is meant. */
const ROW_NOUNS = new Set([
  "row",
  "rows",
  "record",
  "records",
  "entry",
  "entries",
  "item",
  "items",
  "data",
  "ones",
  "line",
  "lines",
  "case",
  "cases",
  "thing",
  "things",
  "instance",
  "instances",
  "element",
  "elements",
  "information",
  "details",
  "list",
  "table",
  "dataset",
  "everything",
  "file",
  "sheet",
  "system",
  "master",
  "library",
  "register",
  "set",
  "rows",
  "source",
  "database",
  "extract",
  "values",
  "value",
  "combination",
  "combinations",
  "pair",
  "pairs",
]);

/** "payments received", "rentals made": participles that say of the rows no more than that there are some. */
const LIGHT_PARTICIPLES = new Set([
  "received",
  "made",
  "taken",
  "done",
  "given",
  "placed",
  "recorded",
  "held",
  "dated",
  "entered",
  "registered",
  "booked",
  "filed",
  "happened",
  "happening",
  "occurring",
  "issued",
  "held",
  "submitted",
  "reported",
  "opened",
]);

export function isLightParticiple(word: string): boolean {
  return LIGHT_PARTICIPLES.has(word);
}

export function isRowNoun(word: string): boolean {
  return ROW_NOUNS.has(word);
}
