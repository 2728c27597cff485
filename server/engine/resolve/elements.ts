import type { Column, Table } from "../graph.ts";
import { DUPLICATE_WORDS } from "../parse/duplicates.ts";
import type { Atom, Element, Phrase, Range, Sketch } from "../parse/sketch.ts";
import { isToOne, neighbourHops } from "../plan/paths.ts";
import { BIRTH, dateColumn, dimensionColumn } from "./amounts.ts";
import { readBlank } from "./blanks.ts";
import { noteColumn, readColumn } from "./columns.ts";
import { readAmount, readComputed } from "./computed.ts";
import { readContrast } from "./contrasts.ts";
import { readDiffer } from "./differences.ts";
import { type Draft, note, trouble, unknown } from "./draft.ts";
import { readElapsed } from "./elapsed.ts";
import { readOnly } from "./every.ts";
import { readAverage, readBetween, readCompare, readText } from "./filters.ts";
import { readGroup, readThreshold } from "./groups.ts";
import { readThings } from "./head.ts";
import { readInForce } from "./in-force.ts";
import { elsewhereCost, isEntityNoun, isOutright, tableChoices } from "./nouns.ts";
import { readFigure, readOrder, readProject } from "./outputs.ts";
import { readAge, readPeriod } from "./periods.ts";
import { readHave } from "./possessions.ts";
import { before, readPlacesOfRecent, recentTable } from "./recent.ts";
import { readPresent, readTable, relate } from "./relations.ts";
import { namesSource } from "./sources.ts";
import { readIs } from "./states.ts";
import { readVerb } from "./verbs.ts";

export function readElement(
  draft: Draft,
  element: Exclude<Element, { kind: "phrase" }>,
  sketch: Sketch,
): void {
  const recent = recentTable(draft, sketch, element);
  switch (element.kind) {
    case "skip":
      if (element.unknown) draft.unknown.push({ start: element.start, end: element.end });
      return;
    case "connector":
      draft.nextJoin = element.word;
      draft.connected = true;
      draft.joinedAt = { start: element.start, end: element.end };
      return;
    case "measure":
    case "fold":
      return;
    case "among":
      draft.share = { said: draft.conditions.length, ofRest: true };
      return;
    case "duplicate":
      // "Who complained more than once" is about complaints, and no duplicate of whoever complained.
      if (element.phrases.length === 0 && aboutRelated(draft) && !saysDuplicate(draft, element))
        unknown(draft, element);
      readDuplicate(draft, element);
      return;
    case "present":
      if (recent && element.only && !element.negated) readOnly(draft, { ...element, follows: true });
      if (!readPlacesOfRecent(draft, element, recent)) readPresent(draft, element);
      return;
    case "against":
      readAgainst(draft, element, sketch);
      return;
    case "absent":
      // That something is missing is said of nothing here.
      if (!sketch.elements.some((other) => other.kind === "against" || other.kind === "present"))
        unknown(draft, element);
      return;
    case "times":
      readTimes(draft, element);
      return;
    case "only":
      readOnly(draft, element);
      return;
    case "have":
      if (!element.verb || !readPlacesOfRecent(draft, element, recent)) readHave(draft, element);
      return;
    case "verb":
      readVerb(draft, element, recent);
      return;
    case "is":
      readIs(draft, element);
      return;
    case "compare":
      readCompare(draft, element, recent);
      return;
    case "between":
      readBetween(draft, element, recent);
      return;
    case "age":
      readAge(draft, element, recent);
      return;
    case "period":
      readPeriod(draft, element, recent);
      return;
    case "inForce":
      readInForce(draft, element);
      return;
    case "text":
      readText(draft, element);
      return;
    case "computed":
      readComputed(draft, element);
      return;
    case "elapsed":
      readElapsed(draft, element);
      return;
    case "amount":
      readAmount(draft, element);
      return;
    case "blank":
      readBlank(draft, element);
      return;
    case "differ":
      readDiffer(draft, element);
      return;
    case "contrast":
      readContrast(draft, element);
      return;
    case "average":
      readAverage(draft, element);
      return;
    case "project":
      if (addsToComparison(draft, sketch, element)) unknown(draft, element);
      readProject(draft, element);
      return;
    case "group":
      // "Paid annually" is said of the rows, where nothing is measured.
      if (element.adverb && !sketch.elements.some(({ kind }) => kind === "measure")) unknown(draft, element);
      // "Complaints by customers from Kansas" are theirs: nothing is asked for each of them.
      if (saysWho(draft, element, recent, sketch)) draft.cost += recent ? 2.2 : 1.6;
      readGroupOrRank(draft, element);
      return;
    case "threshold":
      readThreshold(draft, element, before(sketch, element)?.kind === "group");
      return;
    case "order":
      readOrder(draft, element);
      return;
    case "figure":
      readFigure(draft, element);
      return;
    case "limit":
      draft.limit = { count: element.count, descending: element.descending };
      // "The bottom 5 products": by what, nobody can guess.
      if (!element.descending && !element.by && !sketch.elements.some(({ kind }) => RANKING.has(kind)))
        unknown(draft, element);
      if (element.of) draft.askedOf = true;
      if (element.by === "frequency") draft.frequent = element;
      else if (element.by) readDimension(draft, element, element.by, sketch);
  }
}

/** Whether "by" says who did it: of some only, or right after a related row, where nothing is measured. */
function saysWho(
  draft: Draft,
  { start, end, phrases }: Extract<Element, { kind: "group" }>,
  recent: Table | null,
  { elements }: Sketch,
): boolean {
  if (draft.settings.wordAt({ end: start + 1 }) !== "by" || draft.measures.length > 0) return false;
  const next = elements.find((element) => element.start === end);
  const place = next?.kind === "phrase" && next.phrase.atoms.length === 0;
  return recent !== null || place || phrases.some(({ scopes }) => scopes.length > 0);
}

/** What says by what the first or last are the first or last. */
const RANKING = new Set<Element["kind"]>(["order", "group", "measure", "figure"]);

/** "The top 5 products by price" ranks by what would otherwise be grouped by. */
function readGroupOrRank(draft: Draft, element: Extract<Element, { kind: "group" }>): void {
  const ranked = element.each || draft.order.length > 0;
  const ranks = draft.limit !== null && draft.measures.length === 0 && !element.unit && !ranked;
  if (!ranks) readGroup(draft, element);
  else
    for (const phrase of element.phrases)
      readOrder(draft, { ...element, kind: "order", measure: null, phrase, descending: null, limit: null });
}

/** "most expensive": the column is said later ("by unit price"), or there is one that is about that. */
function readDimension(draft: Draft, range: Range, parts: readonly string[], sketch: Sketch): void {
  // "the longest film per rating" asks for the highest of each group, "of each rating" for the films.
  if (sketch.elements.some((element) => element.kind === "group" && !element.each)) draft.cost += 1.5;
  if (sketch.elements.some((element) => element.kind === "order" && element.phrase)) return;
  const { source } = draft;
  const measured = dimensionColumn(source, parts);
  const column =
    measured ??
    (parts.some((part) => TIMES.has(part)) ? dateColumn(source, parts.includes("age") ? BIRTH : []) : null);
  const next = sketch.elements.find((element) => element.start === range.end);
  const noun = next?.kind === "phrase" ? next.phrase.atoms.at(-1) : undefined;
  // "the oldest client" with a key `client` in orders is no order.
  const kind = noun?.kind === "mention" && noun.mention.values.some((hit) => hit.table === source);
  const things = !noun || namesSource(draft, noun) || isEntityNoun(draft, noun) || kind;
  if (!column || !things) {
    unknown(draft, range);
    return;
  }
  const descending = draft.limit?.descending ?? true;
  note(draft, range, `column ${draft.source.name}.${column.name} (${parts[0]})`, 0.93);
  draft.order.push({
    by: { kind: "column", column },
    // Who is oldest has the earliest date of birth.
    descending: measured || !parts.includes("age") ? descending : !descending,
  });
}

/** Dimensions that a date tells when no number does. */
const TIMES = new Set(["date", "age"]);

/** "the amount is not the net amount plus the tax": a sum to compare with, which no rule computes, not a column to show. */
function addsToComparison(draft: Draft, sketch: Sketch, element: Element): boolean {
  const last = sketch.elements[sketch.elements.indexOf(element) - 1];
  const term = last?.kind === "compare" ? last.terms.at(-1) : undefined;
  return term?.kind === "phrase" && draft.settings.wordAt({ end: element.start + 1 }) === "plus";
}

/** "A vs B" alone does not say what to look for. */
function askWhatToCompare(draft: Draft, phrase: Phrase, table: Table): void {
  const [a, b] = [draft.source.name, table.name];
  const readings = [`rows of ${a} not in ${b}`, `rows of ${b} not in ${a}`, `rows of ${a} also in ${b}`];
  trouble(draft, {
    start: phrase.start,
    end: phrase.end,
    code: "ambiguous_reading",
    choices: [],
    readings,
    detail: "what to look for in the comparison is not said",
  });
}

function readAgainst(draft: Draft, element: Extract<Element, { kind: "against" }>, sketch: Sketch): void {
  const absent = sketch.elements.find((other) => other.kind === "absent");
  for (const phrase of element.phrases) {
    const reading = readTable(draft, phrase);
    if (!reading) {
      unknown(draft, phrase);
      continue;
    }
    if (reading.table === draft.source) continue;
    draft.cost += elsewhereCost(draft, reading.table);
    draft.targets.push(reading.table);
    if (absent?.kind === "absent")
      relate(draft, reading.table, reading.filters, !absent.negated, null, phrase);
    else if (!sketch.elements.some((other) => ["differ", "present"].includes(other.kind)))
      askWhatToCompare(draft, phrase, reading.table);
  }
}

/** "Customers who share an address": the one column that says which row of another table it is. */
function keyOf(draft: Draft, noun: Atom | undefined): Column | null {
  const table = noun && tableChoices(draft, noun).find(isOutright)?.table;
  const [hop, more] = neighbourHops(draft.settings, draft.source).filter(({ to }) => to === table);
  const [name, other] = hop?.fromColumns ?? [];
  if (more || other || !hop || !isToOne([hop])) return null;
  return draft.source.columns.find((column) => column.name === name) ?? null;
}

function aboutRelated({ conditions }: Draft): boolean {
  const last = conditions.at(-1)?.condition;
  return last?.kind === "related" && !isToOne(last.path);
}

function saysDuplicate({ settings }: Draft, { start, end }: Range): boolean {
  const words = Array.from({ length: end - start }, (_, i) => settings.wordAt({ end: start + i + 1 }));
  return words.some((word) => DUPLICATE_WORDS.has(word));
}

/** "who complained more than once": the related rows that were just spoken of are counted. */
function readTimes(draft: Draft, element: Extract<Element, { kind: "times" }>): void {
  const last = draft.conditions.at(-1);
  if (last?.condition.kind !== "related" || !aboutRelated(draft)) {
    unknown(draft, element);
    return;
  }
  const operand = { ...last.condition, function: "count" as const, column: null };
  const { op, count } = element.quantity;
  draft.conditions[draft.conditions.length - 1] = {
    ...last,
    condition: { kind: "compare", operand, op, value: count },
  };
}

function readDuplicate(draft: Draft, element: Extract<Element, { kind: "duplicate" }>): void {
  const columns = draft.duplicates?.columns ?? [];
  for (const phrase of element.phrases) {
    // "shared by several actors": the table itself, not the column whose name has it as a part.
    const noun = phrase.atoms.at(-1);
    const column = readColumn(draft, phrase).find(({ path, quality }) => path === null && quality > 0.5);
    const enough = column?.outright ? 0.9 : Math.min(0.9, column?.quality ?? 0.9);
    const things =
      noun !== undefined &&
      tableChoices(draft, noun).some((hit) => hit.table === draft.source && hit.score >= enough);
    const owner = column?.outright || things ? null : keyOf(draft, noun);
    if (owner && noun) {
      note(draft, noun, `column ${draft.source.name}.${owner.name} (key)`, 0.93);
      columns.push(owner);
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
  draft.duplicates = { columns: [...new Set(columns)], moreThan: element.moreThan };
}
