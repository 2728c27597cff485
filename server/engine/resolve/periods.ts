import type { Column, Table } from "../graph.ts";
import type { Condition } from "../intent.ts";
import { allOf, negate } from "../intent-parts.ts";
import type { Range } from "../parse/sketch.ts";
import { isToOne } from "../plan/paths.ts";
import { isParticiple } from "../text/participles.ts";
import { BIRTH, dateColumn, ORIGIN } from "./amounts.ts";
import { holdsYears, type PeriodSaid, withinAny } from "./bounds.ts";
import type { ColumnReading } from "./columns.ts";
import { dateOfWordBefore, isEdge, yearColumn, yearNamed } from "./dates.ts";
import { endedSoFar } from "./done.ts";
import { addCondition, type Draft, note, trouble, unknown, wordsIn } from "./draft.ts";
import { addOn, columnFor } from "./filters.ts";
import { asColumn, namesColumn } from "./meanings.ts";
import { areApart } from "./one-row.ts";
import {
  continueLast,
  contrastLast,
  datesDone,
  datesLast,
  eventLast,
  isOfRowsApart,
  narrowLast,
  narrowsLast,
  ofEachApart,
} from "./periods-of-last.ts";
import { isNumeric, mayBeDate } from "./values.ts";

/** A date condition; without a column, the date of the period before it, of the table last spoken of, or of the source. */
export function readPeriod(
  draft: Draft,
  element: PeriodSaid,
  recent: Table | null = null,
  aged = false,
): void {
  const { others, ...first } = element;
  const [second] = others?.periods ?? [];
  // "Who ordered in 1996 and 1997": in each of the two; a date of the things themselves is in one of them.
  if (others?.joinedBy === "and" && second && !element.negated) {
    readPeriod(draft, { ...first, end: second.start - 1 }, recent, aged);
    for (const other of others.periods)
      readPeriod(draft, { ...other, subject: null, negated: false }, recent, aged);
    return;
  }
  if (continueLast(draft, element)) return;
  const condition = (column: Column): Condition => {
    const said = wordsIn(draft, { start: element.start - 1, end: element.end });
    const bounds = element.negated ? element : endedSoFar(element, said, draft.settings.today);
    const inside = withinAny(bounds, column);
    const { end, from, to } = element;
    draft.dated = { end, from, to, column, inside };
    return element.negated ? negate(inside) : inside;
  };
  if (element.subject) {
    const subject = element.subject;
    const found = columnFor(draft, subject, (reading) =>
      (mayBeDate(reading.column) || holdsYears(reading.column, element)) &&
      (!element.edge || isEdge(reading.column, element.edge))
        ? condition(reading.column)
        : null,
    );
    if (found) {
      addPeriod(draft, found.reading, found.got, element);
      return;
    }
    unknown(draft, subject);
    return;
  }
  if (namesNumberBefore(draft, element)) {
    unknown(draft, element);
    return;
  }
  if (contrastLast(draft, element) || datesDone(draft, element, condition)) return;
  const saysWhen = (one: Draft) =>
    recent !== null &&
    (eventLast(one, recent, condition, element, true) ||
      narrowLast(one, recent, condition, element) ||
      eventLast(one, recent, condition, element, false));
  if (ofEachApart(draft, saysWhen)) return;
  const having = recent ?? possessed(draft);
  if (having && having !== draft.source && having.columns.filter(mayBeDate).length > 1) {
    askWhichDate(draft, element, having);
    return;
  }
  if (datesLast(draft, element, condition)) return;
  const done = dateOfWordBefore(draft, element);
  if (done) forgetLooseState(draft, element, done);
  // "Approved within 3 days", where that is a state without a date: when something else was is hardly meant.
  const other = !done && followsState(draft, element);
  if (other && wordsIn(draft, element)[0] === "within") {
    unknown(draft, element);
    return;
  }
  // "The most rented vehicle in 2026": rented then.
  const by = draft.order.at(-1)?.by;
  const counted = by?.kind === "related" ? by.path.at(-1)?.to : undefined;
  if (!done && counted && narrowLast(draft, counted, condition, element)) return;
  const column =
    (aged && (dateColumn(draft.source, BIRTH, true) ?? dateColumn(draft.source, ORIGIN, true))) ||
    done ||
    // "A nonsense build year: before 1950".
    yearNamed(draft, element) ||
    dateColumn(draft.source) ||
    yearColumn(draft.source, element);
  if (!column) {
    askWhichDate(draft, element);
    return;
  }
  note(draft, element, asColumn(draft.source, column), other ? 0.8 : 0.92);
  addCondition(draft, condition(column));
}

/** "Opened in 2026" is when something was done, and not as well that it is stored as "open". */
function forgetLooseState(draft: Draft, { start }: Range, date: Column): void {
  const last = draft.conditions.at(-1)?.condition;
  const use = draft.uses.findLast(({ end, value }) => end === start && value && value.condition === last);
  if (!use || last?.kind !== "oneOf" || use.end !== use.start + 1) return;
  const word = draft.settings.wordAt(use);
  if (last.values.some((value) => value.trim().toLowerCase() === word)) return;
  draft.conditions.pop();
  const { quality } = use;
  const meaning = asColumn(draft.source, date);
  draft.uses.splice(draft.uses.indexOf(use), 1, { start: use.start, end: use.end, meaning, quality });
}

/** Whether what is said right before is what was done, and stored as a state. */
function followsState(draft: Draft, { start }: Range): boolean {
  const state = draft.uses.some((use) => use.end === start && use.value);
  return state && isParticiple(draft.settings.wordAt({ end: start }));
}

/** "Rooms that were not booked in May" have no such booking, whatever others they have. */
function addPeriod(draft: Draft, reading: ColumnReading, holds: Condition, element: PeriodSaid): void {
  const { path, filters, table } = reading;
  const inside = allOf([holds, ...filters]) ?? holds;
  // "Both an early and a night shift in November", where shift is in the name of its date.
  if (isOfRowsApart(draft, table) && ofEachApart(draft, (one) => narrowsLast(one, table, inside))) return;
  const last = draft.conditions.at(-1)?.condition;
  const other = path && last && areApart(last, { kind: "related", path, where: inside });
  if (other && draft.settings.words.has("both")) narrowsLast(draft, table, holds);
  if (!element.negated || !path || isToOne(path)) addOn(draft, reading, holds, element);
  else addCondition(draft, negate({ kind: "related", path, where: allOf([negate(holds), ...filters]) }));
}

/** "Passengers with a fine": the table of which each row may have several, where the last condition is about that. */
function possessed({ conditions }: Draft): Table | null {
  const last = conditions.at(-1)?.condition;
  return last?.kind === "related" && !isToOne(last.path) ? (last.path.at(-1)?.to ?? null) : null;
}

/** Several dates, and none that the words are about; or no date at all. */
export function askWhichDate(draft: Draft, range: Range, table = draft.source): void {
  const choices = table.columns.filter(mayBeDate).map(({ name }) => name);
  if (choices.length === 0) {
    unknown(draft, range);
    return;
  }
  const { start, end } = range;
  trouble(draft, {
    start,
    end,
    code: "ambiguous_column",
    choices,
    detail: "which date is meant is not said",
  });
}

/** "requested qty before 2000": the column that stands right before a number decides what the number is. */
function namesNumberBefore(draft: Draft, element: Range): boolean {
  const before = draft.uses.find((use) => use.end === element.start)?.meaning;
  return (
    before !== undefined &&
    draft.source.columns.some((column) => isNumeric(column) && namesColumn(before, draft.source, column))
  );
}
