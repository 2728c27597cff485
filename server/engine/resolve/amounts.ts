import type { Column, Table } from "../graph.ts";
import { identifierParts } from "../link/names.ts";
import { expand } from "../link/vocabulary.ts";
import { stem } from "../text/words.ts";
import { isNumeric, isTemporal, mayBeDate, wordsOf } from "./values.ts";

const AMOUNT_WORDS = [
  "amount",
  "total",
  "value",
  "price",
  "revenue",
  "cost",
  "balance",
  "salary",
  "quantity",
];

/** Numeric columns that measure something: not keys, not codes. */
export function measureColumns(table: Table, keys: ReadonlySet<string> = new Set()): Column[] {
  return table.columns.filter((column) => {
    const parts = identifierParts(column.name).flatMap((part) => expand(part));
    const keyLike = ["id", "code", "number", "key", "year", "rank"].some((word) => parts.includes(word));
    return isNumeric(column) && !keyLike && !table.primaryKey.includes(column.name) && !keys.has(column.name);
  });
}

/** The column that "how much" is about: the only measure, or the one called amount, total, value ... */
export function amountColumn(table: Table): Column | null {
  const columns = measureColumns(table);
  if (columns.length === 1) return columns[0] ?? null;
  for (const word of AMOUNT_WORDS) {
    const named = columns.filter((column) => wordsOf(column).includes(word));
    // "amount" itself rather than what of it was paid.
    const outright = named.filter(({ name, aliases }) =>
      [name, ...aliases].some((said) => said.toLowerCase() === word),
    );
    const [only, more] = outright.length > 0 ? outright : named;
    if (only && !more) return only;
  }
  return null;
}

/** The one measure whose name is about a dimension, given as parts of names: "longer" and a column `length`. */
export function dimensionColumn(table: Table, parts: readonly string[]): Column | null {
  const about = measureColumns(table).filter((column) =>
    wordsOf(column).some((part) => parts.includes(part)),
  );
  const exact = about.filter(({ name, aliases }) =>
    [name, ...aliases].some((said) => parts.includes(said.toLowerCase())),
  );
  // Of labour cost, parts cost and total cost the thing has the total.
  const totals = about.filter((column) => wordsOf(column).includes("total"));
  const [fitting] = [exact, about, totals].filter(({ length }) => length === 1);
  return fitting?.[0] ?? null;
}

/** What says of a date that it tells an age. */
export const BIRTH = ["birth", "born", "birthday", "dob"];

/** What says of a date that the thing is as old as that. */
export const ORIGIN =
  "registration registered register build built manufacture manufactured construction constructed purchase purchased acquired acquisition created creation founded commissioned installed opened opening".split(
    " ",
  );

/**
 * The date that "in 2023" is about: the only one, the one that `hints` fit, or the one that shares a word with the
 * table's name; only the one that they fit when it must be `hinted`.
 */
export function dateColumn(table: Table, hints: readonly string[] = [], hinted = false): Column | null {
  const declared = table.columns.filter(isTemporal);
  const dates = declared.length > 0 ? declared : table.columns.filter(mayBeDate);
  if (dates.length <= 1 && !hinted) return dates[0] ?? null;
  const fitting = dates.filter((column) => wordsOf(column).some((part) => hints.includes(part)));
  if (fitting.length === 1) return fitting[0] ?? null;
  if (hinted) return null;
  // "loaned_on" of loans, "order_date" of orders.
  const own = identifierParts(table.name).map(stem);
  const named = dates.filter((column) => wordsOf(column).some((part) => own.includes(stem(part))));
  if (named.length === 1) return named[0] ?? null;
  // What happened then is rather meant than what is planned, ends or was written down later.
  const happened = dates.filter((column) => !wordsOf(column).some((part) => LATER.has(stem(part))));
  return happened.length === 1 ? (happened[0] ?? null) : null;
}

/** Of dates: what is to come, what ends something, and what says when a row was changed. */
const LATER: ReadonlySet<string> = new Set(
  "due expiry expire expiration end until valid validity close birth born update modify change cancel plan target deadline promise require resolve complete finish terminate termination follow next review warranty return answer reply respond refund decease death leave left resign retire"
    .split(" ")
    .map(stem),
);
