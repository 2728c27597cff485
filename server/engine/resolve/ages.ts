import type { Column, Table } from "../graph.ts";
import { inUnitOf, isTimeUnit } from "../link/units.ts";
import { isParticiple } from "../text/participles.ts";
import { stem, stems } from "../text/words.ts";
import { BIRTH, dateColumn } from "./amounts.ts";
import { boundsOfYear, within } from "./bounds.ts";
import { yearColumn } from "./dates.ts";
import { namesAbout } from "./done.ts";
import { addCondition, type Draft, note, trouble, unknown, wordsIn } from "./draft.ts";
import type { Of } from "./filters.ts";
import { asColumn } from "./meanings.ts";
import { readPeriod } from "./periods.ts";
import { isNumeric, mayBeDate, wordsOf } from "./values.ts";

/** How old something is, or how long: told by a date, by a year, or by a number of days or hours. */

/** False where it is no age but a length that no column says, "longer than 10 nights": nothing was read. */
export function readAge(draft: Draft, element: Of<"age">, recent: Table | null): boolean {
  if (readLasting(draft, element) || readAgeByYear(draft, element)) return true;
  if (element.lasting?.long && !element.subject) return false;
  if (isOfSomething(draft, element)) {
    const detail = "of what date it has to be within that time is not said";
    const choices = ["in the last ...", ...dates(draft.source).map(({ name }) => `of ${name}`)];
    trouble(draft, { start: element.start, end: element.end, code: "ambiguous_reading", choices, detail });
    return true;
  }
  const after = element.op === ">" || element.op === ">=";
  if (element.born && !dateColumn(draft.source, BIRTH, true)) {
    unknown(draft, element);
    return true;
  }
  readPeriod(
    draft,
    { ...element, from: after ? element.date : null, to: after ? null : element.date, negated: false },
    recent,
    // Who "has been with us for more than 5 years" may be of any age, and nobody is aged "within 30 days".
    element.lasting === undefined && !wordsIn(draft, element).includes("within"),
  );
  return true;
}

/** "Reported within 3 days", where there is a date of what is reported: hardly the last 3 days. */
function isOfSomething(draft: Draft, element: Of<"age">): boolean {
  const verb = element.subject?.atoms[0] ?? { end: element.start };
  const said = isParticiple(draft.settings.wordAt(verb)) && wordsIn(draft, element).includes("within");
  const occurred = (column: Column) => namesAbout(column).some((word) => OCCURRED.has(stem(word)));
  return said && dates(draft.source).some(occurred);
}

const OCCURRED = stems("loss incident accident event occurrence damage death injury");

function dates({ columns }: Table): Column[] {
  return columns.filter(mayBeDate);
}

/** "Choirs older than 20 years", where only the year of the beginning is known: by the difference of the years. */
function readAgeByYear(
  draft: Draft,
  { op, date, unit, subject, born, lasting, ...range }: Of<"age">,
): boolean {
  const bounds = boundsOfYear(op, Number(date.slice(0, 4)));
  if (subject || born || unit !== "year" || draft.source.columns.some(mayBeDate)) return false;
  const column = yearColumn(draft.source, bounds);
  if (!column) return false;
  note(draft, range, asColumn(draft.source, column), 0.93);
  addCondition(draft, within(bounds, column));
  return true;
}

/** "Leave longer than 10 days", where the rows say how many days, or hours, they are. */
function readLasting(draft: Draft, { lasting, subject, ...range }: Of<"age">): boolean {
  if (!lasting || subject) return false;
  const { op, count, unit } = lasting;
  const columns = draft.source.columns.filter(
    (column) => isNumeric(column) && wordsOf(column).some((word) => isTimeUnit(word) && word !== "day"),
  );
  const [column, more] = columns;
  const value = column && !more ? inUnitOf(count, unit, wordsOf(column)) : null;
  if (!column || value === null) return false;
  note(draft, range, asColumn(draft.source, column), 0.93);
  addCondition(draft, { kind: "compare", operand: { kind: "column", column }, op, value });
  return true;
}
