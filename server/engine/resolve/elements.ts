import type { Table } from "../graph.ts";
import type { Element, Phrase, Range, Sketch } from "../parse/sketch.ts";
import { readAge } from "./ages.ts";
import { BIRTH, dateColumn, dimensionColumn } from "./amounts.ts";
import { readBlank } from "./blanks.ts";
import { readOfRelated } from "./clauses-of-related.ts";
import { readAmount, readComputed } from "./computed.ts";
import { readContrast } from "./contrasts.ts";
import { readDiffer } from "./differences.ts";
import { type Draft, note, trouble, unknown } from "./draft.ts";
import { readElapsed, readLength } from "./elapsed.ts";
import { readOnly } from "./every.ts";
import { readAverage, readBetween, readCompare, readText } from "./filters.ts";
import { rankByDeeds } from "./frequency.ts";
import { readGroup, readThreshold } from "./groups.ts";
import { readInForce } from "./in-force.ts";
import { asColumn } from "./meanings.ts";
import { elsewhereCost, isEntityNoun } from "./nouns.ts";
import { readOutnumber } from "./outnumber.ts";
import { readFigure, readOrder, readProject } from "./outputs.ts";
import { readPerThing } from "./per-thing.ts";
import { readPeriod } from "./periods.ts";
import { readHave } from "./possessions.ts";
import { before, readPlacesOfRecent, recentTable } from "./recent.ts";
import { readPresent, readTable, relate } from "./relations.ts";
import { readDuplicate, readTimes } from "./repeats.ts";
import { namesSource } from "./sources.ts";
import { readIs } from "./states.ts";
import { readVerb } from "./verbs.ts";

export function readElement(
  draft: Draft,
  element: Exclude<Element, { kind: "phrase" }>,
  sketch: Sketch,
): void {
  if (readOfRelated(draft, element, sketch, (inner) => readElement(inner, element, sketch))) return;
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
      if (!readAge(draft, element, recent)) readLength(draft, element);
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
    case "perThing":
      readPerThing(draft, element);
      return;
    case "outnumber":
      readOutnumber(draft, element);
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
      readThreshold(draft, element, followsGroup(sketch, element));
      return;
    case "order":
      readOrder(draft, element);
      return;
    case "figure":
      readFigure(draft, element);
      return;
    case "limit":
      draft.limit = {
        // "The ten tests that are ordered most often"
        count: element.by && element.count === 1 ? (draft.limit?.count ?? 1) : element.count,
        descending: element.descending,
        inOrder: element.inOrder,
      };
      // "The bottom 5 products": by what, nobody can guess.
      if (!element.descending && !element.by && !sketch.elements.some(({ kind }) => RANKING.has(kind)))
        unknown(draft, element);
      if (element.of) draft.askedOf = true;
      if (element.by === "frequency") {
        if (!rankByDeeds(draft, element)) draft.frequent = element;
      } else if (element.by) readDimension(draft, element, element.by, sketch);
  }
}

/** Whether groups were said before, and since then nothing but when. */
function followsGroup(sketch: Sketch, element: Element): boolean {
  let last = before(sketch, element);
  while (last?.kind === "period") last = before(sketch, last);
  return last?.kind === "group";
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
  note(draft, range, asColumn(draft.source, column, parts[0]), 0.93);
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
