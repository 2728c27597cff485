import type { Column, Table } from "../graph.ts";
import type { Condition, Operand } from "../intent.ts";
import { allOf, negate } from "../intent-parts.ts";
import { affirmatives } from "../link/flags.ts";
import { identifierParts } from "../link/names.ts";
import type { CompareOp, Element, Phrase, Range, Term } from "../parse/sketch.ts";
import { isToOne } from "../plan/paths.ts";
import { amountColumn } from "./amounts.ts";
import { datedBy } from "./bounds.ts";
import { type ColumnReading, isKeyColumn, noteColumn, readColumn } from "./columns.ts";
import { differ } from "./differences.ts";
import { endedSoFar } from "./done.ts";
import {
  addCondition,
  addOnTable,
  type Draft,
  narrowRanked,
  note,
  replaceLast,
  trouble,
  unknown,
  wordsIn,
} from "./draft.ts";
import { saysOfEach } from "./every.ts";
import { groupKey, isOwnGroup, ownColumns } from "./groups.ts";
import { asColumn } from "./meanings.ts";
import { narrow } from "./narrow.ts";
import { atomsOf, isEntityNoun, isOutright, tableChoices } from "./nouns.ts";
import { readPeriod } from "./periods.ts";
import { namesSource } from "./sources.ts";
import { compareState } from "./states.ts";
import { fitsUnits, readUnits } from "./units.ts";
import { compareUnsaid, lengthSubject, mentionedColumn, mentionedNumber } from "./unsaid.ts";
import { compareTerm, exactNumber, isNumeric, isTime, mayBeDate } from "./values.ts";

export type Of<K extends Element["kind"]> = Extract<Element, { kind: K }>;

/** Adds a condition on a column's table, with the filters that came with the phrase. */
export function addOn(draft: Draft, reading: ColumnReading, condition: Condition, range: Range): void {
  const whole = allOf([condition, ...reading.filters]) ?? condition;
  const before = draft.conditions[draft.conditions.length - 1]?.condition;
  const absent = before?.kind === "not" && narrow(before, reading.table, whole) !== null;
  // "with three claims reported since May": those are counted.
  const counted =
    before?.kind === "compare" && !draft.connected ? narrow(before, reading.table, whole) : null;
  const last = draft.conditions.at(-1);
  if (counted && last) {
    replaceLast(draft, counted);
    return;
  }
  // "with outings in boats bought in 2016": those boats, however else the rows lead to some. What is said of each
  // cloth is said of those that were named.
  const alternative = last?.joinedBy === "or" && !draft.connected;
  const those =
    before?.kind === "related" &&
    (alternative || saysOfEach(draft) || before.path.at(-1)?.to !== reading.table);
  const nested = those && draft.nextJoin === "and" ? narrow(before, reading.table, whole) : null;
  if (nested && last) {
    replaceLast(draft, nested);
    draft.connected = false;
    return;
  }
  if (reading.path && !absent && narrowRanked(draft, reading.table, whole)) return;
  if (reading.path && !absent) addCondition(draft, { kind: "related", path: reading.path, where: whole });
  else addOnTable(draft, reading.table, whole, range);
}

/** The best reading of a column phrase that `accept` can use; words that name no column are reported. */
export function columnFor<T>(
  draft: Draft,
  phrase: Phrase,
  accept: (reading: ColumnReading) => T | null,
): { reading: ColumnReading; got: T } | null {
  const readings = readColumn(draft, phrase, [...draft.targets, ...draft.focus]);
  for (const reading of readings) {
    const got = accept(reading);
    if (got !== null) {
      noteColumn(draft, reading);
      noteRivals(draft, phrase, reading, readings, accept);
      return { reading, got };
    }
  }
  return null;
}

/** Several columns that the words name just as well, and that would do: which is meant is asked. */
export function noteRivals<T>(
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
    choices: names,
    detail: "several columns match equally",
  });
}

export function readCompare(draft: Draft, element: Of<"compare">, recent: Table | null): void {
  if (!element.subject) {
    compareUnsaid(draft, element, recent);
    return;
  }
  if (lengthSubject(draft, element, element.subject)) return;
  const found = columnFor(draft, element.subject, (reading) => termsCondition(draft, reading, element));
  if (found) {
    if (element.orBlank) found.got.condition = orBlank(found.got.condition, found.reading.column, element.op);
    for (const term of element.terms) {
      const range = term.kind === "phrase" ? (term.phrase.atoms[0] ?? term) : term;
      note(draft, range, "value", found.got.quality);
    }
    readUnits(draft, element.terms, found.reading);
    const { condition } = found.got;
    const dated = datedBy(condition);
    if (dated) draft.dated = { ...dated, end: element.end, inside: condition };
    addOn(draft, found.reading, condition, element);
    return;
  }
  if (compareColumns(draft, element) || compareState(draft, element)) return;
  unknownTerms(draft, element);
}

/** "0 or blank"; what is "neither 0 nor blank" is filled. */
function orBlank(condition: Condition, column: Column, op: CompareOp): Condition {
  const blank: Condition = { kind: "blank", column };
  if (op === "!=") return { kind: "all", items: [condition, negate(blank)] };
  return { kind: "any", items: [condition, blank] };
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
  // "invoices over 20" is not about the number of the invoice.
  if (ordered && !reading.outright && isKeyColumn(draft, reading)) return null;
  // "Whose total amount of orders exceeds 500" is what they come to, not the total of one of them.
  const subject = element.subject;
  const totals = subject && draft.settings.wordAt({ end: subject.start + 1 }) === "total";
  const many = reading.path ? !isToOne(reading.path) : (subject?.scopes.length ?? 0) > 0;
  if (ordered && totals && many) return null;
  // "Directors younger than 35" is about no key of theirs.
  if (ordered && isNumeric(reading.column) && saysAge(draft, element) && !isOfAge(reading.column))
    return null;
  // Of yes and no there is no more than 50.
  if (ordered && affirmatives(reading.column)) return null;
  // Nor are "exams of 2 hours" about theirs.
  const measured = element.terms.some((term) => term.kind === "number" && (term.measuredIn || term.unit));
  if (measured && isKeyColumn(draft, reading)) return null;
  // "Purchased before 2010" is about no price.
  if (element.inTime && isNumeric(reading.column) && !isTime(reading.column)) return null;
  if (!fitsUnits(reading.column, element.terms)) return null;
  // Words that no index knows are only taken for a value beside a column that is surely named.
  const free = element.terms.some((term) => term.kind === "text" && !term.quoted);
  if (free && (reading.quality < 0.9 || reading.path !== null)) return null;
  const soFar = (term: Term): Term =>
    term.kind === "date" && op === "="
      ? endedSoFar(term, wordsIn(draft, element), draft.settings.today)
      : term;
  const parts = element.terms.map((term) => compareTerm(reading.column, op, soFar(term), element.length));
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

/** "Younger than 35", and no number of years beside it. */
function saysAge(draft: Draft, element: Range): boolean {
  return wordsIn(draft, element).some((word) => word === "younger" || word === "older");
}

function isOfAge({ name, aliases }: Column): boolean {
  return [name, ...aliases].flatMap(identifierParts).some((part) => part.startsWith("age") || part === "old");
}

/** "shipped after the required date", "whose amount is not the GL amount": both sides are columns. */
function compareColumns(draft: Draft, element: Of<"compare">): boolean {
  const term: Term | undefined = element.terms[0];
  if (
    !element.subject ||
    element.terms.length !== 1 ||
    term?.kind !== "phrase" ||
    element.length ||
    !element.explicit ||
    namesThings(draft, term.phrase)
  )
    return false;
  return differ(draft, [element.subject, term.phrase], element.op, [], element);
}

/** "Whose parent station is not a stop": rows of a table, not the column that begins with its name. */
function namesThings(draft: Draft, { atoms }: Phrase): boolean {
  const noun = atoms.at(-1);
  if (noun?.kind !== "mention") return false;
  const [column] = noun.mention.columns;
  return tableChoices(draft, noun).some(isOutright) && !column?.whole;
}

export function readBetween(draft: Draft, element: Of<"between">, recent: Table | null = null): void {
  const { low, high } = element;
  if (low.kind === "date" && high.kind === "date") {
    readPeriod(
      draft,
      {
        start: element.start,
        end: element.end,
        subject: element.subject,
        negated: element.negated,
        from: element.strict ? low.to : low.from,
        to: element.strict ? high.from : high.to,
      },
      recent,
    );
    return;
  }
  const bounds =
    low.kind === "number" && high.kind === "number"
      ? [exactNumber(low), exactNumber(high)]
      : low.kind === "text" && high.kind === "text"
        ? [low.text, high.text]
        : null;
  if (!bounds) {
    unknown(draft, element);
    return;
  }
  const build = (operand: Operand): Condition => {
    const [least = 0, most = 0] = bounds;
    const inside: Condition = element.strict
      ? {
          kind: "all",
          items: [
            { kind: "compare", operand, op: ">", value: least },
            { kind: "compare", operand, op: "<", value: most },
          ],
        }
      : { kind: "between", operand, low: least, high: most };
    return element.negated ? negate(inside) : inside;
  };
  if (element.subject) {
    const found = columnFor(draft, element.subject, (reading) =>
      mayBeDate(reading.column) || (low.kind === "text" && isNumeric(reading.column))
        ? null
        : build({ kind: "column", column: reading.column }),
    );
    if (found) {
      readUnits(draft, [low, high], found.reading);
      addOn(draft, found.reading, found.got, element);
    } else unknown(draft, element.subject);
    return;
  }
  readUnits(draft, [low, high], null);
  const column = draft.asked.find(isNumeric) ?? mentionedNumber(draft) ?? amountColumn(draft.source);
  if (!column || low.kind === "text") {
    unknown(draft, element);
    return;
  }
  note(draft, element, asColumn(draft.source, column), 0.87);
  addCondition(draft, build({ kind: "column", column }));
}

export function readText(draft: Draft, element: Of<"text">): void {
  const build = (column: ColumnReading["column"]): Condition => {
    const { how, texts } = element;
    const ways = how === "padded" ? (["starts", "ends"] as const) : [how];
    const items = texts.flatMap((text) =>
      ways.map((way): Condition => ({ kind: "text", column, how: way, text })),
    );
    const said: Condition = items.length === 1 && items[0] ? items[0] : { kind: "any", items };
    return element.negated ? negate(said) : said;
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

/** "Salary above the average", "... above the average of their department". */
export function readAverage(draft: Draft, element: Of<"average">): void {
  const { of, per } = element;
  const subject = element.subject ?? of;
  const found =
    subject &&
    columnFor(draft, subject, (reading) =>
      isNumeric(reading.column) && reading.path === null && !isKeyColumn(draft, reading) ? true : null,
    );
  const column = found ? found.reading.column : amountColumn(draft.source);
  if (!column) {
    unknown(draft, element);
    return;
  }
  // "The average price of all goods" is that of all.
  for (const atom of element.subject && of ? atomsOf(of) : []) {
    const same = atom.kind === "mention" && atom.mention.columns.some((hit) => hit.column === column);
    if (same) note(draft, atom, asColumn(draft.source, column), 0.95);
    else if (!namesSource(draft, atom) && !isEntityNoun(draft, atom)) unknown(draft, atom);
  }
  const key = per && groupKey(draft, per);
  if (per && !(key && isOwnGroup(key))) unknown(draft, per);
  const average: Condition = {
    kind: "overall",
    column,
    op: element.op,
    function: "avg",
    per: key ? ownColumns(key) : [],
  };
  const there: Condition[] = key?.path ? [{ kind: "related", path: key.path, where: null }] : [];
  addCondition(draft, allOf([...there, average]) ?? average);
}
