import type { Column } from "../graph.ts";
import { DUPLICATE_WORDS } from "../parse/duplicates.ts";
import type { Atom, Element, Phrase, Range } from "../parse/sketch.ts";
import { isToOne, neighbourHops } from "../plan/paths.ts";
import { isParticiple } from "../text/participles.ts";
import { dateColumn } from "./amounts.ts";
import { type ColumnReading, noteColumn, readColumn } from "./columns.ts";
import { addCondition, type Draft, note, replaceLast, unknown, wordsIn } from "./draft.ts";
import { readThings } from "./head.ts";
import { asColumn } from "./meanings.ts";
import { isOutright, tableChoices } from "./nouns.ts";
import { tableOfVerb } from "./verbs.ts";

type Of<K extends Element["kind"]> = Extract<Element, { kind: K }>;

/** "Customers who share an address": the one column that says which row of another table it is. */
function keyOf(draft: Draft, noun: Atom | undefined): Column | null {
  const table = noun && tableChoices(draft, noun).find(isOutright)?.table;
  const [hop, more] = neighbourHops(draft.settings, draft.source).filter(({ to }) => to === table);
  const [name, other] = hop?.fromColumns ?? [];
  if (more || other || !hop || !isToOne([hop])) return null;
  return draft.source.columns.find((column) => column.name === name) ?? null;
}

/** "On the same day": the date that the rows have. */
function dateMeant({ source, settings }: Draft, phrase: Phrase): Column | null {
  const [noun, other] = phrase.atoms;
  const said = noun && !other && ["day", "date"].includes(settings.wordAt(noun));
  return said ? dateColumn(source) : null;
}

function ownColumn(draft: Draft, phrase: Phrase): ColumnReading | undefined {
  return readColumn(draft, phrase).find(({ path, quality }) => path === null && quality > 0.5);
}

function aboutRelated({ conditions }: Draft): boolean {
  const last = conditions.at(-1)?.condition;
  return last?.kind === "related" && !isToOne(last.path);
}

function saysDuplicate(draft: Draft, range: Range): boolean {
  return wordsIn(draft, range).some((word) => DUPLICATE_WORDS.has(word));
}

/** "The same name but different owners": there is another row of the same table that has so, and the other is not the same. */
function differ(draft: Draft, same: readonly Column[], phrase: Phrase): void {
  const { source } = draft;
  const noun = phrase.atoms.at(-1);
  const key = keyOf(draft, noun);
  const reading = key ? undefined : ownColumn(draft, phrase);
  const column = key ?? reading?.column;
  if (!column || !noun || same.length === 0 || (reading && reading.filters.length > 0)) {
    unknown(draft, phrase);
    return;
  }
  if (reading) noteColumn(draft, reading);
  else note(draft, noun, asColumn(source, column), 0.93);
  const names = same.map(({ name }) => name);
  const hop = {
    ...{ from: source, to: source, fromColumns: names, toColumns: names },
    comparisons: names.map(() => ({ how: "exact" as const })),
    ...{ reason: "the same in both rows", confidence: 1 },
  };
  addCondition(draft, { kind: "differs", path: [hop], mine: column, op: "!=", theirs: column });
}

/** "who complained more than once": the related rows that were just spoken of are counted. */
export function readTimes(draft: Draft, element: Of<"times">): void {
  const last = draft.conditions.at(-1);
  if (last?.condition.kind !== "related" || !aboutRelated(draft)) {
    unknown(draft, element);
    return;
  }
  const operand = { ...last.condition, function: "count" as const, column: null };
  const { op, count } = element.quantity;
  replaceLast(draft, { kind: "compare", operand, op, value: count });
}

/** "duplicate names", "names that occur more than once", "customers who share an address". */
export function readDuplicate(draft: Draft, element: Of<"duplicate">): void {
  // "Who complained more than once" is about complaints, and no duplicate of whoever complained; what was "rented more
  // than 10 times" has so many rentals, whatever is stored as rented.
  const verb = draft.settings.wordAt({ end: element.start });
  const done = isParticiple(verb) && tableOfVerb(draft, verb) !== null;
  if (element.phrases.length === 0 && (aboutRelated(draft) || done) && !saysDuplicate(draft, element))
    unknown(draft, element);
  const before = draft.duplicates;
  const columns = [...(before?.columns ?? [])];
  for (const phrase of element.phrases) {
    // "shared by several actors": the table itself, not the column whose name has it as a part.
    const noun = phrase.atoms.at(-1);
    const column = ownColumn(draft, phrase);
    const enough = column?.outright ? 0.9 : Math.min(0.9, column?.quality ?? 0.9);
    const things =
      noun !== undefined &&
      tableChoices(draft, noun).some((hit) => hit.table === draft.source && hit.score >= enough);
    const owner = column?.outright || things ? null : keyOf(draft, noun);
    if (owner && noun) {
      note(draft, noun, asColumn(draft.source, owner, "key"), 0.93);
      columns.push(owner);
      continue;
    }
    const date = column || things ? null : dateMeant(draft, phrase);
    if (date) {
      note(draft, phrase, asColumn(draft.source, date), 0.93);
      columns.push(date);
      continue;
    }
    const reading = things ? undefined : column;
    if (reading) {
      noteColumn(draft, reading);
      columns.push(reading.column);
      for (const condition of reading.filters)
        draft.conditions.push({ condition, joinedBy: "and", listed: false, modifier: true });
    } else readThings(draft, phrase, true);
  }
  if (element.differing) {
    for (const phrase of element.differing) differ(draft, [...new Set(columns)], phrase);
    return;
  }
  draft.duplicates = {
    columns: [...new Set(columns)],
    moreThan: Math.max(element.moreThan, before?.moreThan ?? 1),
    ofThings: before?.ofThings === true || element.phrases.length === 0,
  };
}
