import type { Column, Table } from "../graph.ts";
import type { Condition, Operand } from "../intent.ts";
import { identifierParts } from "../link/names.ts";
import type { Atom, Element, Phrase, Range, Term } from "../parse/sketch.ts";
import { amountColumn, dateColumn } from "./amounts.ts";
import { type ColumnReading, noteColumn, readColumn } from "./columns.ts";
import { differ } from "./differences.ts";
import {
  addCondition,
  addOnTable,
  allOf,
  type Draft,
  negate,
  note,
  placeCondition,
  trouble,
  unknown,
} from "./draft.ts";
import { readThings } from "./head.ts";
import { narrow } from "./narrow.ts";
import { atomsOf, tableChoices } from "./nouns.ts";
import { relate, roleOf } from "./relations.ts";
import { compareTerm, isNumeric, mayBeDate, nearestValue, valueCondition } from "./values.ts";

type Of<K extends Element["kind"]> = Extract<Element, { kind: K }>;

/** Adds a condition on a column's table, with the filters that came with the phrase. */
function addOn(draft: Draft, reading: ColumnReading, condition: Condition, range: Range): void {
  const whole = allOf([condition, ...reading.filters]) ?? condition;
  const before = draft.conditions[draft.conditions.length - 1]?.condition;
  const absent = before?.kind === "not" && narrow(before, reading.table, whole) !== null;
  if (reading.path && !absent) addCondition(draft, { kind: "related", path: reading.path, where: whole });
  else addOnTable(draft, reading.table, whole, range);
}

/** The best reading of a column phrase that `accept` can use; words that name no column are reported. */
function columnFor<T>(
  draft: Draft,
  phrase: Phrase,
  accept: (reading: ColumnReading) => T | null,
): { reading: ColumnReading; got: T } | null {
  const readings = readColumn(draft, phrase, [...draft.targets, ...draft.focus]);
  for (const reading of readings) {
    const got = accept(reading);
    if (got !== null) {
      noteColumn(draft, phrase, reading);
      noteRivals(draft, phrase, reading, readings, accept);
      return { reading, got };
    }
  }
  return null;
}

function noteRivals<T>(
  draft: Draft,
  phrase: Phrase,
  chosen: ColumnReading,
  all: readonly ColumnReading[],
  accept: (reading: ColumnReading) => T | null,
): void {
  const rivals = all.filter(
    (other) =>
      other !== chosen &&
      (other.path === null) === (chosen.path === null) &&
      chosen.quality - other.quality < 0.02 &&
      other.column !== chosen.column &&
      accept(other) !== null,
  );
  if (rivals.length === 0) return;
  const names = [chosen, ...rivals].map((reading) => `${reading.table.name}.${reading.column.name}`);
  trouble(draft, {
    start: phrase.start,
    end: phrase.end,
    code: "ambiguous_column",
    suggestions: names,
    detail: "several columns match equally",
  });
}

export function readCompare(draft: Draft, element: Of<"compare">): void {
  if (!element.subject) {
    compareUnsaid(draft, element);
    return;
  }
  if (lengthSubject(draft, element, element.subject)) return;
  const found = columnFor(draft, element.subject, (reading) => termsCondition(draft, reading, element));
  if (found) {
    for (const term of element.terms) note(draft, term, "value", found.got.quality);
    addOn(draft, found.reading, found.got.condition, element);
    return;
  }
  if (compareColumns(draft, element) || compareState(draft, element)) return;
  unknownTerms(draft, element);
}

const STATE_WORDS = new Set(["status", "state", "flag", "indicator", "condition"]);

/** "whose status in OPS Excel is inactive": a table without a column of that name may still have the value. */
function compareState(draft: Draft, element: Of<"compare">): boolean {
  const { subject, terms } = element;
  const last = subject?.atoms[subject.atoms.length - 1];
  const term = terms[0];
  if (
    !subject ||
    !last ||
    terms.length !== 1 ||
    term?.kind !== "phrase" ||
    (element.op !== "=" && element.op !== "!=")
  )
    return false;
  const said = last.kind === "word" ? last.word : draft.settings.wordAt(last);
  const place = atomsOf(subject).flatMap((atom) => tableChoices(draft, atom))[0]?.table ?? draft.source;
  const value =
    term.phrase.atoms.length === 1
      ? valueCondition(draft, term.phrase.atoms[0] as (typeof term.phrase.atoms)[0], place)
      : null;
  if (!STATE_WORDS.has(said) || !value) return false;
  note(draft, element, `value of ${place.name}.${value.column.name}`, value.quality * 0.9);
  const placed = placeCondition(
    draft,
    place,
    element.op === "!=" ? negate(value.condition) : value.condition,
    element,
  );
  if (placed) addCondition(draft, placed);
  return placed !== null;
}

/** Which part of a comparison is not understood: the column, or the value. */
function unknownTerms(draft: Draft, element: Of<"compare">): void {
  const known = element.subject ? readColumn(draft, element.subject)[0] : undefined;
  if (!known) unknown(draft, element.subject ?? element);
  else for (const term of element.terms) unknown(draft, term);
}

function termsCondition(
  draft: Draft,
  reading: ColumnReading,
  element: Of<"compare">,
): { condition: Condition; quality: number } | null {
  const op = element.op;
  const ordered = op !== "=" && op !== "!=" && !element.length;
  if (ordered && reading.table.primaryKey.includes(reading.column.name) && namesTable(element.subject))
    return null;
  // Words that no index knows are only taken for a value beside a column that is surely named.
  const free = element.terms.some((term) => term.kind === "text" && !term.quoted);
  if (free && (reading.quality < 0.9 || reading.path !== null)) return null;
  const parts = element.terms.map((term) => compareTerm(reading.column, op, term, element.length));
  if (parts.some((part) => part === null) || parts.length === 0) return null;
  if (
    !element.length &&
    !isNumeric(reading.column) &&
    (op === "<" || op === ">" || op === "<=" || op === ">=") &&
    element.terms.some((term) => term.kind === "number") &&
    mayBeDate(reading.column)
  )
    return null;
  const conditions = parts.map((part) => part?.condition as Condition);
  const quality = Math.min(...parts.map((part) => part?.quality ?? 1));
  const condition: Condition =
    conditions.length === 1
      ? (conditions[0] as Condition)
      : { kind: op === "!=" ? "all" : "any", items: conditions };
  return { condition, quality };
}

/** "invoices over 20" is not about the number of the invoice. */
function namesTable(phrase: Phrase | null): boolean {
  return (
    phrase?.atoms.some((atom) => atom.kind === "mention" && (atom.mention.tables[0]?.score ?? 0) >= 0.9) ??
    false
  );
}

/** "shipped after the required date", "whose amount is not the GL amount": both sides are columns. */
function compareColumns(draft: Draft, element: Of<"compare">): boolean {
  const term: Term | undefined = element.terms[0];
  if (
    !element.subject ||
    element.terms.length !== 1 ||
    term?.kind !== "phrase" ||
    element.length ||
    !element.explicit
  )
    return false;
  return differ(draft, [element.subject, term.phrase], element.op, [], element);
}

/** "over 20", "longer than 2,700,000 milliseconds": the unit, or what the table measures, is the column. */
function compareUnsaid(draft: Draft, element: Of<"compare">): void {
  const term = element.terms[0];
  if (element.terms.length !== 1 || term?.kind !== "number") {
    unknown(draft, element);
    return;
  }
  if (element.length) {
    compareLength(draft, element, term);
    return;
  }
  if (term.unit) {
    const found = columnFor(draft, term.unit, (reading) =>
      !isNumeric(reading.column)
        ? null
        : compareTerm(reading.column, element.op, { ...term, unit: null }, false),
    );
    if (found) addOn(draft, found.reading, found.got.condition, element);
    else unknown(draft, element);
    return;
  }
  const asked = draft.asked.filter(isNumeric);
  const column = asked[asked.length - 1] ?? mentionedNumber(draft) ?? amountColumn(draft.source);
  if (!column) {
    unknown(draft, element);
    return;
  }
  note(draft, element, `column ${draft.source.name}.${column.name}`, 0.87);
  addCondition(draft, {
    kind: "compare",
    operand: { kind: "column", column },
    op: element.op,
    value: term.value,
  });
}

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
function lengthSubject(draft: Draft, element: Of<"compare">, subject: Phrase): boolean {
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
  const column = scope
    ? readColumn(draft, scope).find((reading) => reading.path === null)?.column
    : (draft.asked.at(-1) ?? mentionedColumn(draft));
  const got = column && compareTerm(column, element.op, { ...term, unit: null }, true);
  if (!got) return false;
  note(draft, element, `length of ${column.name}`, 0.97);
  addCondition(draft, got.condition);
  return true;
}

/** The numeric column that the head phrase named in part ("card limits that are negative"). */
function mentionedNumber(draft: Draft) {
  for (const { meaning } of draft.uses) {
    const column = draft.source.columns.find(
      (candidate) =>
        isNumeric(candidate) && meaning.startsWith(`column ${draft.source.name}.${candidate.name} (`),
    );
    if (column) return column;
  }
  return null;
}

export function readBetween(draft: Draft, element: Of<"between">): void {
  const { low, high } = element;
  if (low.kind === "date" && high.kind === "date") {
    readPeriod(draft, {
      start: element.start,
      end: element.end,
      subject: element.subject,
      negated: element.negated,
      from: low.from,
      to: high.to,
    });
    return;
  }
  const bounds =
    low.kind === "number" && high.kind === "number"
      ? [low.value, high.value]
      : low.kind === "text" && high.kind === "text"
        ? [low.text, high.text]
        : null;
  if (!bounds) {
    unknown(draft, element);
    return;
  }
  const build = (operand: Operand): Condition => {
    const inside: Condition = { kind: "between", operand, low: bounds[0] ?? 0, high: bounds[1] ?? 0 };
    return element.negated ? negate(inside) : inside;
  };
  if (element.subject) {
    const found = columnFor(draft, element.subject, (reading) =>
      mayBeDate(reading.column) ? null : build({ kind: "column", column: reading.column }),
    );
    if (found) addOn(draft, found.reading, found.got, element);
    else unknown(draft, element.subject);
    return;
  }
  const column = draft.asked.find(isNumeric) ?? mentionedNumber(draft) ?? amountColumn(draft.source);
  if (!column) {
    unknown(draft, element);
    return;
  }
  note(draft, element, `column ${draft.source.name}.${column.name}`, 0.87);
  addCondition(draft, build({ kind: "column", column }));
}

/** A date condition; without a column, the date of the table last spoken of, or of the source. */
export function readPeriod(
  draft: Draft,
  element: Pick<Of<"period">, "start" | "end" | "subject" | "from" | "to" | "negated">,
  recent: Table | null = null,
): void {
  const condition = (column: Parameters<typeof mayBeDate>[0]): Condition => {
    const inside: Condition = { kind: "period", column, from: element.from, to: element.to };
    return element.negated ? negate(inside) : inside;
  };
  if (element.subject) {
    const subject = element.subject;
    const found = columnFor(draft, subject, (reading) =>
      mayBeDate(reading.column) ? condition(reading.column) : null,
    );
    if (found) {
      addOn(draft, found.reading, found.got, element);
      return;
    }
    unknown(draft, subject);
    return;
  }
  if (recent && narrowLast(draft, recent, condition, element)) return;
  if (datesLast(draft, element, condition)) return;
  const column = dateColumn(draft.source);
  if (!column && readYears(draft, element)) return;
  if (!column) {
    const dates = draft.source.columns.filter(mayBeDate).map((candidate) => candidate.name);
    if (dates.length > 0)
      trouble(draft, {
        start: element.start,
        end: element.end,
        code: "ambiguous_column",
        suggestions: dates,
        detail: "which date is meant is not said",
      });
    else unknown(draft, element);
    return;
  }
  note(draft, element, `column ${draft.source.name}.${column.name}`, 0.92);
  addCondition(draft, condition(column));
}

/** "before 2000" with a table that holds years, not dates. */
function readYears(
  draft: Draft,
  element: Pick<Of<"period">, "start" | "end" | "from" | "to" | "negated">,
): boolean {
  const whole = [element.from, element.to].every((date) => date === null || date.endsWith("-01-01"));
  const years = draft.source.columns.filter(
    (column) => isNumeric(column) && identifierParts(column.name).includes("year"),
  );
  const column = years[0];
  if (!whole || years.length !== 1 || !column) return false;
  const bound = (op: ">=" | "<", date: string): Condition => ({
    kind: "compare",
    operand: { kind: "column", column },
    op,
    value: Number(date.slice(0, 4)),
  });
  const parts = [
    ...(element.from ? [bound(">=", element.from)] : []),
    ...(element.to ? [bound("<", element.to)] : []),
  ];
  const inside = allOf(parts);
  if (!inside) return false;
  note(draft, element, `column ${draft.source.name}.${column.name}`, 0.93);
  addCondition(draft, element.negated ? negate(inside) : inside);
  return true;
}

/** "with no transaction in the last 90 days": the period is about the date that was just said to be filled or blank. */
function datesLast(draft: Draft, range: Range, condition: (column: Column) => Condition): boolean {
  const last = draft.conditions.at(-1);
  const absent = last?.condition.kind === "blank";
  const blank = last?.condition.kind === "not" ? last.condition.item : last?.condition;
  if (!last || blank?.kind !== "blank" || !mayBeDate(blank.column)) return false;
  const inside = condition(blank.column);
  note(draft, range, `column ${draft.source.name}.${blank.column.name}`, 0.93);
  const outside: Condition = { kind: "any", items: [blank, negate(inside)] };
  draft.conditions[draft.conditions.length - 1] = { ...last, condition: absent ? outside : inside };
  return true;
}

/** "with no invoice in 2024": the period belongs inside the relation that was just read. */
function narrowLast(
  draft: Draft,
  table: Table,
  condition: (column: NonNullable<ReturnType<typeof dateColumn>>) => Condition,
  range: Range,
): boolean {
  const column = dateColumn(table);
  const last = draft.conditions[draft.conditions.length - 1];
  if (!column || !last) return false;
  const narrowed = narrow(last.condition, table, condition(column));
  if (!narrowed) return false;
  note(draft, range, `column ${table.name}.${column.name}`, 0.95);
  draft.conditions[draft.conditions.length - 1] = { ...last, condition: narrowed };
  return true;
}

export function readAge(draft: Draft, element: Of<"age">, recent: Table | null): void {
  const after = element.op === ">" || element.op === ">=";
  readPeriod(
    draft,
    { ...element, from: after ? element.date : null, to: after ? null : element.date, negated: false },
    recent,
  );
}

export function readText(draft: Draft, element: Of<"text">): void {
  const build = (column: ColumnReading["column"]): Condition => {
    const like: Condition = { kind: "text", column, how: element.how, text: element.text };
    return element.negated ? negate(like) : like;
  };
  if (element.subject) {
    const found = columnFor(draft, element.subject, (reading) =>
      reading.quality > 0.5 ? build(reading.column) : null,
    );
    if (found) addOn(draft, found.reading, found.got, element);
    else unknown(draft, element.subject);
    return;
  }
  const column = draft.asked[draft.asked.length - 1] ?? mentionedColumn(draft);
  if (!column) unknown(draft, element);
  else addCondition(draft, build(column));
}

export function mentionedColumn(draft: Draft) {
  for (const { meaning } of [...draft.uses].reverse()) {
    const column = draft.source.columns.find((candidate) =>
      meaning.startsWith(`column ${draft.source.name}.${candidate.name} (`),
    );
    if (column) return column;
  }
  return null;
}

export function readBlank(draft: Draft, element: Of<"blank">): void {
  const before = draft.conditions.length;
  for (const subject of element.subjects) {
    const found = blankColumn(draft, subject);
    if (found) {
      const blank: Condition = { kind: "blank", column: found.column };
      addOn(draft, found, element.negated ? negate(blank) : blank, element);
    } else if (
      draft.conditions.length > before &&
      atomsOf(subject).some((atom) => tableChoices(draft, atom).length > 0)
    ) {
      readThings(draft, { ...subject, atoms: [], scopes: [subject, ...subject.scopes] }, false);
    } else unknown(draft, subject);
  }
}

/** The column; when the phrase places it in tables that have none of that name, those only take part ("from A and B"). */
function blankColumn(draft: Draft, subject: Phrase): ColumnReading | null {
  const accept = (reading: ColumnReading) => (reading.quality > 0.5 ? true : null);
  const whole = columnFor(draft, subject, accept);
  if (whole || subject.scopes.length === 0) return whole?.reading ?? null;
  const bare = columnFor(draft, { ...subject, scopes: [] }, accept);
  if (bare) readThings(draft, { ...subject, atoms: [] }, false);
  return bare?.reading ?? null;
}

/** "are closed in the core ledger": values, on the table that is named or on the nearest that has them. */
export function readIs(draft: Draft, element: Of<"is">): void {
  for (const phrase of element.phrases) {
    const atoms = [...phrase.atoms, ...phrase.scopes.flatMap((scope) => scope.atoms)];
    const named = atoms.filter((atom) => !isValue(atom) && tableChoices(draft, atom).length > 0);
    const places = named.flatMap((atom) => tableChoices(draft, atom)[0] ?? []);
    const filtered = new Set<Table>();
    for (const atom of atoms.filter((other) => !named.includes(other))) {
      const reading = isValue(atom) ? valueAt(draft, atom, places[0]?.table ?? null) : null;
      if (!reading) {
        unknown(draft, atom);
        continue;
      }
      note(draft, atom, `value of ${reading.table.name}.${reading.column.name}`, reading.quality);
      filtered.add(reading.table);
      addOnTable(draft, reading.table, element.negated ? negate(reading.condition) : reading.condition, atom);
    }
    named.forEach((atom, i) => {
      const place = places[i];
      if (!place) return;
      note(draft, atom, `table ${place.table.name} (${place.reason})`, place.score);
      if (place.table === draft.source || filtered.has(place.table)) return;
      relate(draft, place.table, [], element.negated, null, atom, roleOf(draft, phrase, place.table));
    });
  }
}

function isValue(atom: Atom): boolean {
  return atom.kind === "mention" && atom.mention.values.length > 0;
}

function valueAt(draft: Draft, atom: Atom, place: Table | null) {
  const onPlace = place && valueCondition(draft, atom, place);
  return onPlace ?? nearestValue(draft, atom, [...(place ? [place] : []), draft.source, ...draft.focus]);
}

/** "salary above the average". */
export function readAverage(draft: Draft, element: Of<"average">): void {
  const subject = element.subject ?? element.of;
  const found =
    subject &&
    columnFor(draft, subject, (reading) =>
      isNumeric(reading.column) && reading.path === null ? true : null,
    );
  const column = found ? found.reading.column : amountColumn(draft.source);
  if (!column) {
    unknown(draft, element);
    return;
  }
  addCondition(draft, { kind: "overall", column, op: element.op, function: "avg" });
}
