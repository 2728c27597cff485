import type { Intent } from "../intent.ts";
import { conjuncts } from "../intent-parts.ts";
import type { Atom, Element, Phrase, Sketch } from "../parse/sketch.ts";
import type { JoinSettings } from "../plan/edges.ts";
import { isToOne } from "../plan/paths.ts";
import { isParticiple } from "../text/participles.ts";
import { readOfRelated, readPeriodOf } from "./clauses-of-related.ts";
import { isKeyColumn, noteColumn, readColumn } from "./columns.ts";
import { datesOfVerb } from "./done.ts";
import { type Draft, newDraft, noUnion, unknown } from "./draft.ts";
import { readElement } from "./elements.ts";
import { holdForEach, noteEvery, saysOfEach } from "./every.ts";
import { finish } from "./finish.ts";
import { rankByFrequency } from "./frequency.ts";
import { explainByGloss } from "./glosses.ts";
import { readThings } from "./head.ts";
import { asRows } from "./meanings.ts";
import { atomsOf, isEntityNoun, isOutright, notePhrase, sameEntity, tableChoices } from "./nouns.ts";
import { areApart } from "./one-row.ts";
import { reportUnkept, reportUnread } from "./partition.ts";
import { readPlaceOfRelated, recentTable } from "./recent.ts";
import { readTable, relate } from "./relations.ts";
import { noteRule } from "./rules.ts";
import {
  isFirstPhrase,
  namedByNoun,
  namedTables,
  namesIn,
  namesSource,
  namesSourceWhole,
  placePhrases,
  placesThings,
  sourcesOf,
} from "./sources.ts";
import { reportUnexplained } from "./unexplained.ts";
import { unusedUses } from "./unused.ts";
import { valueSet } from "./value-sets.ts";
import { isNumeric } from "./values.ts";

/** One reading of the definition: what it asks for, and how it was come by. Lower cost is better. */
export interface Candidate {
  readonly intent: Intent;
  readonly sketch: Sketch;
  readonly draft: Draft;
  readonly cost: number;
}

/** A name that is understood and then passed over is nearly as bad as one that is not understood. */
const UNUSED_COST = 0.5;

const DONE_ELSEWHERE_COST = 1.2;

/** "Fines that were not paid" have no date of that, whatever is stored as paid elsewhere. */
function doneElsewhere({ uses, source, settings }: Draft): number {
  return uses.filter(({ meaning, end }) => {
    const elsewhere = meaning.kind === "value" && meaning.table !== source;
    const word = elsewhere ? settings.wordAt({ end }) : "";
    return isParticiple(word) && datesOfVerb(source, word).length === 1;
  }).length;
}

const TWO_ROWS_COST = 0.1;

/** "Restaurant and spa charges" are rather charges of either kind than what has a charge of each. */
function asksForTwoRows({ where }: Intent): boolean {
  const all = conjuncts(where);
  return all.some((one, i) => all.slice(i + 1).some((other) => areApart(one, other)));
}

/** All readings of a sketch: one for each table whose rows it may be about. */
export function resolveSketch(sketch: Sketch, settings: JoinSettings): Candidate[] {
  const candidates: Candidate[] = [];
  const focus = namedTables(sketch);
  for (const [source, penalty] of sourcesOf(sketch)) {
    const draft = newDraft(source, settings, focus);
    draft.cost += penalty;
    draft.named = sketch.elements.some((element) =>
      placePhrases(element).some((phrase) => namesIn(draft, phrase)),
    );
    // Where tables are named outright, the things asked for are in one of them.
    draft.nounOnly = namedByNoun(draft, sketch);
    if (!(draft.named && !draft.nounOnly) && focus.length > 0 && !focus.includes(source)) draft.cost += 0.55;
    draft.placed = sketch.elements.some(
      (element) =>
        placesThings(element) &&
        placePhrases(element).some((phrase) =>
          // "In both guides": a part of what each of them is called.
          atomsOf(phrase).some((atom) => (phrase.both ? namesSource : namesSourceWhole)(draft, atom)),
        ),
    );
    walk(draft, sketch);
    holdForEach(draft);
    rankByFrequency(draft);
    noteRule(draft, sketch);
    reportUnread(draft, sketch);
    explainByGloss(draft, sketch);
    // Groups with nothing measured are counted, if nothing else makes sense of the words.
    if (draft.groups.length > 0 && draft.measures.length === 0) draft.cost += 0.5;
    if (draft.nextJoin === "or") noUnion(draft);
    const intent = finish(draft);
    if (intent) candidates.push(checked(draft, sketch, intent));
  }
  const values = valueSet(sketch, settings);
  if (values) {
    reportUnread(values.draft, sketch);
    candidates.push(checked(values.draft, sketch, values.intent));
  }
  return candidates;
}

/** A reading after it was looked through for what it passed over. */
function checked(draft: Draft, sketch: Sketch, intent: Intent): Candidate {
  reportUnkept(draft, sketch, intent);
  reportUnexplained(draft, sketch, intent);
  // What stands in the way is reported anyway.
  if (draft.troubles.length === 0) draft.unused = unusedUses(intent, draft).length;
  draft.cost += UNUSED_COST * draft.unused + DONE_ELSEWHERE_COST * doneElsewhere(draft);
  if (asksForTwoRows(intent) && !draft.settings.words.has("both")) draft.cost += TWO_ROWS_COST;
  return { intent, sketch, draft, cost: sketch.cost + draft.cost };
}

function walk(draft: Draft, sketch: Sketch): void {
  let pending = 0;
  const { ruleAt } = draft.settings;
  sketch.elements.forEach((element, i) => {
    const before = draft.conditions.length;
    if (draft.ruleFrom === null && ruleAt !== null && element.end > ruleAt) draft.ruleFrom = before;
    if (draft.measures.length > 0 && isPredicate(draft, element)) draft.predicateFrom ??= before;
    readOne(element, i);
    noteEvery(draft, element, before);
  });

  function readOne(element: Element, i: number): void {
    // Read together with the rows that it is said of.
    if (pending === 0 && element.kind === "period" && isOfNext(draft, sketch, i)) return;
    if (element.kind === "phrase") {
      const when = sketch.elements[i - 1];
      if (pending === 0 && when?.kind === "period" && isOfNext(draft, sketch, i - 1)) {
        readOthers(draft, element.phrase, sketch, when);
        return;
      }
      if (pending > 0) {
        if (ranksEach(draft, sketch, element.phrase)) draft.cost += 0.7;
        readMeasured(draft, element.phrase, pending);
      } else if (
        !readOfRelated(draft, element, sketch, (inner) => readPhrase(inner, element.phrase, sketch, i))
      )
        readPhrase(draft, element.phrase, sketch, i);
      pending = 0;
      return;
    }
    if (element.kind === "measure") {
      const next = sketch.elements.slice(i + 1).find(({ kind }) => kind !== "skip");
      if (element.measure === "share" && draft.conditions.length > 0)
        draft.share = {
          said: draft.conditions.length,
          ofRest: next?.kind === "phrase" && namesIn(draft, next.phrase),
        };
      // "count the number of" counts once; "maximum and minimum price" measures one thing twice.
      const repeated = draft.measures
        .slice(draft.measures.length - pending)
        .some((other) => other.measure === element.measure);
      if (pending === 0 || !repeated) {
        pending++;
        draft.measures.push({
          measure: element.measure,
          distinct: element.distinct,
          column: null,
          table: null,
          dimension: element.dimension,
        });
      }
    }
    if (element.kind === "amount") pending = 0;
    readElement(draft, element, sketch);
  }
}

/** "(The screenings in 2026) were cancelled", and no clause that says which they are. */
function isPredicate({ settings }: Draft, { kind, start }: Element): boolean {
  return (
    kind !== "skip" &&
    FINITE.has(settings.wordAt({ end: start + 1 })) &&
    !RELATIVE.has(settings.wordAt({ end: start }))
  );
}

const FINITE = new Set("is are was were has have had do does did".split(" "));
const RELATIVE = new Set("that which who and but or where whose".split(" "));

/** "The biggest room of each building": rooms rather than how big the biggest is. */
function ranksEach(draft: Draft, sketch: Sketch, phrase: Phrase): boolean {
  const noun = phrase.atoms.at(-1);
  const each = sketch.elements.some((element) => element.kind === "group" && element.each);
  const ranks = draft.measures.at(-1)?.dimension !== undefined;
  return each && ranks && noun !== undefined && namesSource(draft, noun);
}

/** "With a manager from Spain": where the one row is from, of which nobody has two. */
function hasOne({ conditions }: Draft): boolean {
  const last = conditions.at(-1)?.condition;
  return last?.kind === "related" && isToOne(last.path);
}

/** The first phrase says what is asked for; a later one that names another table asks for its partner. */
function readPhrase(draft: Draft, phrase: Phrase, sketch: Sketch, at: number): void {
  const group = phrase.scopes.length === 0 && phrase.atoms.length === 1 ? phrase.atoms[0] : undefined;
  const grouped = draft.groups.find(
    ({ path }) =>
      path && group?.kind === "mention" && group.mention.tables[0]?.table === path[path.length - 1]?.to,
  );
  if (grouped) {
    notePhrase(draft, phrase, "the groups", 0.97);
    return;
  }
  const first = isFirstPhrase(sketch, at);
  const element = sketch.elements[at];
  const recent = element && !first ? recentTable(draft, sketch, element) : null;
  const nested = saysOfEach(draft) || (hasOne(draft) && sketch.elements[at - 1]?.kind !== "skip");
  if (recent && readPlaceOfRelated(draft, phrase, recent, nested)) return;
  const comparing = sketch.elements.some(
    (element) => element.kind === "absent" || element.kind === "against",
  );
  // "..., products without a brand excluded": the rows once more, to say something about them.
  const subject = CLAUSES.has(sketch.elements[at + 1]?.kind ?? "");
  if (!first && (comparing || subject) && isEntity(draft, phrase)) {
    notePhrase(draft, phrase, asRows(), 0.93);
    return;
  }
  if (!first && !phrase.atoms.some((atom) => namesSource(draft, atom))) {
    if (mayNameTable(phrase) && readOthers(draft, phrase, sketch)) return;
    if (phrase.atoms.length > 0) draft.cost += 0.6;
  }
  // "inactive airlines": a word right before the noun says something about it, it does not stand for the rows.
  const next = sketch.elements[at + 1];
  const adjective = next?.kind === "phrase" && next.start === phrase.end && next.phrase.atoms.length > 0;
  readThings(draft, phrase, first && !adjective, adjective);
}

/** Whether some words of a phrase may name a table, be it by a part of its name. */
function mayNameTable({ atoms }: Phrase): boolean {
  return atoms.some((atom) => atom.kind === "mention" && (atom.mention.tables[0]?.score ?? 0) > 0.6);
}

/** "Unsold in 2025 sales": the period is said of the sales, whatever else has a date. */
function isOfNext(draft: Draft, sketch: Sketch, at: number): boolean {
  const [period, next] = sketch.elements.slice(at, at + 2);
  if (period?.kind !== "period" || period.subject || next?.kind !== "phrase") return false;
  const { phrase } = next;
  return (
    next.start === period.end &&
    !isFirstPhrase(sketch, at + 1) &&
    mayNameTable(phrase) &&
    !phrase.atoms.some((atom) => namesSource(draft, atom))
  );
}

/** Rows of another table that the rows asked for must have, or lack; false where the phrase names none. */
function readOthers(
  draft: Draft,
  phrase: Phrase,
  sketch: Sketch,
  when: Extract<Element, { kind: "period" }> | null = null,
): boolean {
  const others = readTable(draft, phrase);
  if (!others || others.table === draft.source) {
    if (when) unknown(draft, when);
    return false;
  }
  draft.cost += 0.1;
  const absent = sketch.elements.some((element) => element.kind === "absent");
  relate(draft, others.table, others.filters, absent, null, phrase);
  if (when && !readPeriodOf(draft, when, others.table)) unknown(draft, when);
  return true;
}

const CLAUSES: ReadonlySet<string> = new Set<Element["kind"]>([
  "have",
  "present",
  "is",
  "compare",
  "between",
  "blank",
  "text",
]);

/** "RBP GPU vs OPS Excel: missing products": one general noun for the rows that were spoken of. */
function isEntity(draft: Draft, phrase: Phrase): boolean {
  const atom = phrase.scopes.length === 0 && phrase.atoms.length === 1 ? phrase.atoms[0] : undefined;
  return atom !== undefined && isEntityNoun(draft, atom);
}

/** Whether a noun is the name of another table that does not list the source's things. */
function countsOthers(draft: Draft, noun: Atom): boolean {
  const [table] = tableChoices(draft, noun);
  return (
    table !== undefined &&
    isOutright(table) &&
    !namesSource(draft, noun) &&
    !(isEntityNoun(draft, noun) && sameEntity(draft, draft.source, table.table))
  );
}

const ADDING: ReadonlySet<string> = new Set(["sum", "avg", "min", "max"]);

/** What is counted or summed. */
function readMeasured(draft: Draft, phrase: Phrase, pending: number): void {
  const measures = draft.measures.slice(draft.measures.length - pending);
  const measure = measures[0];
  if (!measure) return;
  const noun = phrase.atoms.at(-1);
  // "average number of pages": the number is the column's own.
  const lastMeasure = measures.at(-1);
  if (
    measures.length > 1 &&
    lastMeasure?.measure === "count" &&
    measures.every((each) => each === lastMeasure || ADDING.has(each.measure)) &&
    readColumn(draft, phrase).some(({ path, column, quality }) => !path && quality > 0.5 && isNumeric(column))
  ) {
    draft.measures.splice(draft.measures.indexOf(lastMeasure), 1);
    readMeasured(draft, phrase, pending - 1);
    return;
  }
  // "the longest film": the table, not the column whose name has it as a part.
  const things = noun !== undefined && namesSource(draft, noun) && !phrase.distinct;
  const counts = measure.measure === "count" || measure.measure === "share";
  // The oldest employee is a row, hardly a number of years.
  if (things && measure.dimension && draft.groups.length === 0) draft.cost += 0.35;
  const named = things ? undefined : readColumn(draft, phrase)[0];
  // "the oldest employee": no key is the oldest.
  const isKey = named && isKeyColumn(draft, named) && (!named.outright || measure.dimension !== undefined);
  const column = !counts && isKey ? undefined : named;
  const distinct = measure.distinct || phrase.distinct;
  if (column && column.path === null && (!counts || distinct) && column.quality > 0.5) {
    for (const each of measures) {
      each.column = { table: column.table, column: column.column };
      each.distinct = distinct;
    }
    if (phrase.scopes.length === 0 && phrase.atoms.length === 1) {
      noteColumn(draft, column);
      return;
    }
  } else if (!counts && !phrase.atoms.some((atom) => namesSource(draft, atom))) draft.cost += 0.8;
  // "The number of loans" counts loans, whatever else is said of whose they are.
  else if (counts && noun && countsOthers(draft, noun)) draft.cost += 0.8;
  const before = draft.asked.length;
  readThings(draft, phrase, true);
  draft.asked.length = before;
}
