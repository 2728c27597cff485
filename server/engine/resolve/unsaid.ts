import type { Column, Table } from "../graph.ts";
import type { Condition } from "../intent.ts";
import { UNITS_OF_MEASURE } from "../link/dimensions.ts";
import { isTimeUnit } from "../link/units.ts";
import type { Phrase, Term } from "../parse/sketch.ts";
import { singular } from "../text/words.ts";
import { amountColumn, BIRTH, dateColumn, dimensionColumn } from "./amounts.ts";
import { isKeyColumn, noteColumn, readColumn } from "./columns.ts";
import { addCondition, type Draft, note, replaceLast, unknown } from "./draft.ts";
import { addOn, columnFor, type Of } from "./filters.ts";
import { asColumn, namesColumn, UNIT } from "./meanings.ts";
import { narrow } from "./narrow.ts";
import { fitsUnits, isUnit } from "./units.ts";
import { compareTerm, exactNumber, isNumeric, isYear, numberFor, wordsOf } from "./values.ts";

/**
 * "over 20", "longer than 2,700,000 milliseconds": the unit, or what the table measures, is the column. Right after a
 * related row, "with orders above 100", it is said of that row, or of nothing.
 */
export function compareUnsaid(draft: Draft, element: Of<"compare">, recent: Table | null): void {
  const term = element.terms[0];
  if (element.terms.length !== 1 || term?.kind !== "number") {
    unknown(draft, element);
    return;
  }
  if (element.length) {
    compareLength(draft, element, term);
    return;
  }
  if (draft.nextJoin === "or" && compareAgain(draft, element, term)) return;
  if (term.unit) {
    const lasts = draft.settings.wordAt(term.unit) === "years";
    const found = columnFor(draft, term.unit, (reading) =>
      // "at least 3 events" is no bound of the number of an event.
      !isNumeric(reading.column) ||
      (!reading.outright && isKeyColumn(draft, reading)) ||
      // 20 years are no year.
      (isYear(reading.column) && lasts)
        ? null
        : compareTerm(reading.column, element.op, { ...term, unit: null }, false),
    );
    // "More than five hours" of a film are none that somebody did who helped where it was shown.
    const far = (found?.reading.path?.length ?? 0) > 1;
    if (found && far) unknown(draft, element);
    else if (found) addOn(draft, found.reading, found.got.condition, element);
    else if (compareAgain(draft, element, term)) return;
    else if (!compareDimension(draft, element, term)) unknown(draft, element);
    return;
  }
  if (recent && compareRecent(draft, element, term, recent)) return;
  if (compareDimension(draft, element, term)) return;
  if (recent) {
    unknown(draft, element);
    return;
  }
  // "heavier than 5": nothing here has a weight; what is larger may be any amount.
  if (element.dimension && !element.dimension.includes("size")) {
    unknown(draft, element);
    return;
  }
  const asked = draft.asked.filter(isNumeric);
  const named = asked[asked.length - 1] ?? mentionedNumber(draft);
  // People who are over 60 are so old.
  const who = draft.settings.wordAt({ end: element.start + 1 }) === "who";
  const old = !named && (who || dateColumn(draft.source, BIRTH, true) !== null);
  const column = named ?? amountColumn(draft.source);
  if (!column || old || !fitsUnits(column, [term])) {
    unknown(draft, element);
    return;
  }
  note(draft, element, asColumn(draft.source, column), 0.87);
  addCondition(draft, {
    kind: "compare",
    operand: { kind: "column", column },
    op: element.op,
    value: exactNumber(term),
  });
}

/** "with orders above 100": the amount of the related row. */
function compareRecent(draft: Draft, element: Of<"compare">, term: NumberTerm, recent: Table): boolean {
  const column = element.dimension ? dimensionColumn(recent, element.dimension) : amountColumn(recent);
  const last = draft.conditions.at(-1);
  if (!column || !last) return false;
  const amount: Condition = {
    kind: "compare",
    operand: { kind: "column", column },
    op: element.op,
    value: exactNumber(term),
  };
  const narrowed = narrow(last.condition, recent, amount);
  if (!narrowed) return false;
  note(draft, element, asColumn(recent, column), 0.87);
  replaceLast(draft, narrowed);
  return true;
}

/** "below 36 or above 42 degrees", "of 0 or of more than 5": the column that was just compared, and a unit that names nothing. */
function compareAgain(draft: Draft, element: Of<"compare">, term: NumberTerm): boolean {
  const last = draft.conditions.at(-1)?.condition;
  const operand = last?.kind === "compare" ? last.operand : undefined;
  // "Of 0 or of more than five hours", whatever else there is whose hours are counted.
  const unit = operand?.kind === "column" && saysUnit(operand.column) && draft.nextJoin === "or";
  const named = !unit && term.unit?.atoms.some((atom) => atom.kind === "mention");
  if (operand?.kind !== "column" || !isNumeric(operand.column) || named || element.dimension) return false;
  if (!(term.unit?.atoms ?? []).every((atom) => isUnit(draft.settings.wordAt(atom)))) return false;
  const value = numberFor(operand.column, term);
  if (value === null) return false;
  for (const atom of term.unit?.atoms ?? []) note(draft, atom, UNIT, 0.97);
  addCondition(draft, { kind: "compare", operand, op: element.op, value });
  return true;
}

/** "longer than 180 minutes": the measure that is about length; a unit of measure names no column. */
function compareDimension(draft: Draft, element: Of<"compare">, term: NumberTerm): boolean {
  const column = element.dimension && dimensionColumn(draft.source, element.dimension);
  const atoms = term.unit?.atoms ?? [];
  const units = atoms.every((atom) => UNITS_OF_MEASURE.has(singular(draft.settings.wordAt(atom))));
  const value = column ? numberFor(column, term) : null;
  if (!column || value === null || !units || !fitsUnits(column, [term])) return false;
  // "Longer than two hours": a length may be in minutes.
  const sure = !isLongUnit(term.measuredIn) || value !== exactNumber(term) || saysUnit(column);
  for (const atom of atoms) note(draft, atom, UNIT, sure ? 0.95 : 0.4);
  const words = { start: element.start, end: term.start };
  note(draft, words, asColumn(draft.source, column, element.dimension?.[0]), 0.93);
  addCondition(draft, {
    kind: "compare",
    operand: { kind: "column", column },
    op: element.op,
    value,
  });
  return true;
}

const LONG = new Set(["hour", "day", "week"]);

function isLongUnit(word = ""): boolean {
  return LONG.has(singular(word));
}

function saysUnit(column: Column): boolean {
  return wordsOf(column).some(isTimeUnit);
}

type NumberTerm = Extract<Term, { kind: "number" }>;

/** "not exactly 16 characters long": the length of the column just spoken of. */
function compareLength(draft: Draft, element: Of<"compare">, term: Term): void {
  const column = draft.asked[draft.asked.length - 1] ?? mentionedColumn(draft);
  const got = column && compareTerm(column, element.op, term, true);
  if (!got) {
    unknown(draft, element);
    return;
  }
  note(draft, element, `length of ${column.name}`, 0.97);
  addCondition(draft, got.condition);
}

/** "card numbers with a length other than 16", "length of the code": the subject is the length of a column. */
export function lengthSubject(draft: Draft, element: Of<"compare">, subject: Phrase): boolean {
  const atom = subject.atoms.length === 1 ? subject.atoms[0] : undefined;
  const term = element.terms[0];
  if (
    atom?.kind !== "word" ||
    atom.word !== "length" ||
    element.terms.length !== 1 ||
    term?.kind !== "number"
  )
    return false;
  const [scope] = subject.scopes;
  const reading = scope && readColumn(draft, scope).find((candidate) => candidate.path === null);
  const column = scope ? reading?.column : (draft.asked.at(-1) ?? mentionedColumn(draft));
  const got = column && compareTerm(column, element.op, { ...term, unit: null }, true);
  if (!got) return false;
  note(draft, atom, `length of ${column.name}`, 0.97);
  if (reading) noteColumn(draft, reading);
  addCondition(draft, got.condition);
  return true;
}

/** The numeric column that the head phrase named in part ("card limits that are negative"). */
export function mentionedNumber(draft: Draft) {
  for (const { meaning } of draft.uses) {
    const column = draft.source.columns.find(
      (candidate) =>
        isNumeric(candidate) &&
        !isKeyColumn(draft, { table: draft.source, column: candidate }) &&
        namesColumn(meaning, draft.source, candidate),
    );
    if (column) return column;
  }
  return null;
}

/** The source's column that was named last; `outright` = by its own name or an alias, not by a part or a synonym. */
export function mentionedColumn(draft: Draft, outright = false) {
  for (const { meaning } of [...draft.uses].reverse()) {
    if (meaning.kind !== "column" || meaning.how === undefined) continue;
    if (meaning.table === draft.source && !(outright && !["exact", "alias"].includes(meaning.how)))
      return meaning.column;
  }
  return null;
}
