import type { Column } from "../graph.ts";
import { isUnitOfMeasure, measuresAlike } from "../link/units.ts";
import type { Phrase, Term } from "../parse/sketch.ts";
import { singular } from "../text/words.ts";
import type { ColumnReading } from "./columns.ts";
import { type Draft, note, unknown } from "./draft.ts";
import { UNIT } from "./meanings.ts";
import { entityQuality, isOutright } from "./nouns.ts";
import { wordsOf } from "./values.ts";

/** Reads the units of the numbers among the terms; `reading` is the column that they are compared with, if one was named. */
export function readUnits(draft: Draft, terms: readonly Term[], reading: ColumnReading | null): void {
  for (const term of terms) if (term.kind === "number" && term.unit) readUnit(draft, term.unit, reading);
}

/**
 * "above 90 days", "over 5 pieces": a word that names nothing is a unit, and so is the column's own name. "above 10
 * supplier", "more than 500 products": the name of something else is none.
 */
function readUnit(draft: Draft, unit: Phrase, reading: ColumnReading | null): void {
  for (const atom of unit.atoms) {
    const word = draft.settings.wordAt(atom);
    const mention = atom.kind === "mention" ? atom.mention : null;
    const own = mention?.columns.some((hit) => hit.column === reading?.column) ?? false;
    const other =
      mention !== null &&
      (mention.values.length > 0 || [...mention.tables, ...mention.columns].some(isOutright));
    // "A duration over two hours" of a column in minutes, whatever else is called hours.
    const converted = reading !== null && wordsOf(reading.column).some((part) => measuresAlike(part, word));
    if (own || converted || (isUnit(word) && !(other || countsThings(word)))) note(draft, atom, UNIT, 0.97);
    else unknown(draft, atom);
  }
}

/** "30 days", "20 percent", "5 pieces", "9 EUR": and not "priority 1 urgent jobs". */
export function isUnit(word: string): boolean {
  return isUnitOfMeasure(word) || singular(word) !== word || word.length <= 3 || SINGULAR_UNITS.has(word);
}

const SINGULAR_UNITS = new Set([
  "percent",
  "dollar",
  "euro",
  "pound",
  "year",
  "month",
  "piece",
  "square",
  "cubic",
]);

/** "5 products" counts things; "5 values" is said of a column too. */
function countsThings(word: string): boolean {
  return entityQuality(word) > 0.9 && word !== "value" && word !== "values";
}

/**
 * Whether numbers may be values of a column by what is said of them: "5000 a month" is none of a column that says no
 * months, "20 percent" none of an amount.
 */
export function fitsUnits(column: Column, terms: readonly Term[]): boolean {
  const words = wordsOf(column).flatMap((word) => [word, word.replace(/ly$/, "")]);
  return terms.every(
    (term) =>
      term.kind !== "number" ||
      ((!term.per || words.includes(term.per)) &&
        (term.measuredIn !== "percent" || !words.some((word) => AMOUNTS.has(word)))),
  );
}

const AMOUNTS = new Set(["amount", "price", "cost", "fee", "balance", "salary", "quantity"]);
