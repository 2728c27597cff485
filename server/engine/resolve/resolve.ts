import type { Table } from "../graph.ts";
import type { Intent } from "../intent.ts";
import type { Atom, Element, Phrase, Sketch } from "../parse/sketch.ts";
import type { JoinSettings } from "../plan/paths.ts";
import { noteColumn, readColumn } from "./columns.ts";
import { readDiffer } from "./differences.ts";
import { type Draft, newDraft, note, noUnion, trouble, unknown } from "./draft.ts";
import {
  readAge,
  readAverage,
  readBetween,
  readBlank,
  readCompare,
  readIs,
  readPeriod,
  readText,
} from "./filters.ts";
import { finish } from "./finish.ts";
import { readThings } from "./head.ts";
import { elsewhereCost, entityQuality, isGeneralNoun, tableChoices } from "./nouns.ts";
import { readFigure, readGroup, readOrder, readProject } from "./outputs.ts";
import { readHave, readPresent, readTable, readVerb, relate } from "./relations.ts";

/** One reading of the definition: what it asks for, and how it was come by. Lower cost is better. */
export interface Candidate {
  readonly intent: Intent;
  readonly sketch: Sketch;
  readonly draft: Draft;
  readonly cost: number;
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
    if (!draft.named && focus.length > 0 && !focus.includes(source)) draft.cost += 0.3;
    draft.nounOnly = namedByNoun(draft, sketch);
    draft.placed = sketch.elements.some(
      (element) => placesThings(element) && placePhrases(element).some((phrase) => namesIn(draft, phrase)),
    );
    walk(draft, sketch);
    reportUnread(draft, sketch);
    explainedInParentheses(draft);
    // Groups with nothing measured are counted, if nothing else makes sense of the words.
    if (draft.groups.length > 0 && draft.measures.length === 0) draft.cost += 0.5;
    if (draft.nextJoin === "or") noUnion(draft);
    const intent = finish(draft);
    if (intent) candidates.push({ intent, sketch, draft, cost: sketch.cost + draft.cost });
  }
  return candidates;
}

/** Tables that the definition may be about, each with what it costs to assume so. */
function sourcesOf(sketch: Sketch): Map<Table, number> {
  const sources = new Map<Table, number>();
  const offer = (table: Table, cost: number) => sources.set(table, Math.min(cost, sources.get(table) ?? 99));
  const offerAtom = (atom: Atom, base: number) => {
    // Among equals the first that is mentioned.
    const cost = base + 0.001 * atom.start;
    if (atom.kind !== "mention") return;
    const { tables, columns, values } = atom.mention;
    const top = Math.max(tables[0]?.score ?? 0, columns[0]?.score ?? 0, values[0]?.score ?? 0);
    for (const hit of tables.slice(0, 4))
      if (hit.score > 0.6) offer(hit.table, cost + (top - hit.score) * 1.5 + (hit.whole ? 0 : 0.25));
    for (const hit of atom.mention.columns.slice(0, 6))
      if (hit.score > 0.6) offer(hit.table, cost + 0.3 + (1 - hit.score) * 0.3);
    for (const hit of atom.mention.values.slice(0, 4)) offer(hit.table, cost + 0.4);
  };
  let first = true;
  for (const element of sketch.elements) {
    const [phrases, base] = sourcePhrases(element, first);
    for (const phrase of phrases) {
      for (const atom of phrase.atoms) offerAtom(atom, base);
      for (const scope of phrase.scopes)
        for (const atom of scope.atoms) offerAtom(atom, Math.min(base, 0.25));
    }
    if (
      element.kind === "phrase" ||
      element.kind === "duplicate" ||
      (element.kind === "project" && element.only)
    )
      first = false;
  }
  return sources;
}

/** Phrases by which an element may say that the things asked for are the source's rows. */
function placePhrases(element: Element): readonly Phrase[] {
  if (element.kind === "phrase") return [element.phrase];
  if (element.kind === "present") return element.negated ? [] : element.phrases;
  if (element.kind === "duplicate" || element.kind === "is" || element.kind === "against")
    return element.phrases;
  if (element.kind === "differ") return [...element.subjects, ...element.across];
  return element.kind === "compare" && element.subject ? [element.subject] : [];
}

function namedByNoun(draft: Draft, sketch: Sketch): boolean {
  const said = sketch.elements.filter((element) => element.kind !== "project" && element.kind !== "group");
  const atoms = said
    .flatMap(phrasesOf)
    .flatMap((phrase) => [phrase, ...phrase.scopes])
    .flatMap((phrase) => phrase.atoms);
  const naming = atoms.filter((atom) => namesSource(draft, atom));
  return naming.every((atom) => atom.end === atom.start + 1 && isGeneralNoun(draft.settings.wordAt(atom)));
}

function placesThings(element: Element): boolean {
  return element.kind === "present" || element.kind === "against" || element.kind === "is";
}

function namesIn(draft: Draft, phrase: Phrase): boolean {
  return [phrase, ...phrase.scopes].some((part) => part.atoms.some((atom) => namesSource(draft, atom)));
}

function sourcePhrases(element: Element, first: boolean): [readonly Phrase[], number] {
  switch (element.kind) {
    case "phrase":
      return [[element.phrase], first ? 0 : 0.25];
    case "duplicate":
      return [element.phrases, first ? 0 : 0.3];
    case "present":
      return [element.phrases, element.negated ? 0.6 : 0.1];
    case "against":
      return [element.phrases, 0.2];
    case "blank":
      return [element.subjects, 0.2];
    case "compare":
      return [element.subject ? [element.subject] : [], 0.3];
    case "differ":
      return [[...element.subjects, ...element.across], 0.3];
    case "project":
      return [element.phrases, element.only ? 0.05 : 0.5];
    case "is":
    case "have":
      return [element.phrases, 0.6];
    default:
      return [[], 0];
  }
}

function walk(draft: Draft, sketch: Sketch): void {
  let pending = 0;
  sketch.elements.forEach((element, i) => {
    if (element.kind === "phrase") {
      if (pending > 0) readMeasured(draft, element.phrase, pending);
      else readPhrase(draft, element.phrase, sketch, i);
      pending = 0;
      return;
    }
    if (element.kind === "measure") {
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
        });
      }
    }
    readElement(draft, element, sketch);
  });
}

function namedTables(sketch: Sketch): Table[] {
  const atoms = sketch.elements
    .flatMap(phrasesOf)
    .flatMap((phrase) => [phrase, ...phrase.scopes])
    .flatMap((phrase) => phrase.atoms);
  return [
    ...new Set(
      atoms
        .flatMap((atom) =>
          atom.kind === "mention" ? atom.mention.tables.filter((hit) => hit.score >= 0.9).slice(0, 1) : [],
        )
        .map((hit) => hit.table),
    ),
  ];
}

/** "overdrawn accounts (balance below zero)": the condition in parentheses says what the unknown word means. */
function explainedInParentheses(draft: Draft): void {
  const explained = draft.unknown.filter((range) =>
    [0, 1, 2].some((ahead) => draft.settings.wordAt({ end: range.end + ahead + 1 }) === "("),
  );
  for (const range of explained) {
    draft.unknown.splice(draft.unknown.indexOf(range), 1);
    note(draft, range, "what the parentheses say", 0.92);
  }
}

/** Nothing is dropped silently: a piece of a phrase that no rule took is reported as not understood. */
function reportUnread(draft: Draft, sketch: Sketch): void {
  const taken = [...draft.uses, ...draft.unknown, ...draft.troubles];
  for (const atom of sketch.elements
    .flatMap(phrasesOf)
    .flatMap((phrase) => [phrase, ...phrase.scopes])
    .flatMap((phrase) => phrase.atoms)) {
    if (!taken.some((range) => range.start <= atom.start && range.end >= atom.end)) unknown(draft, atom);
  }
}

function phrasesOf(element: Element): readonly Phrase[] {
  switch (element.kind) {
    case "phrase":
      return [element.phrase];
    case "present":
      return element.key ? [...element.phrases, element.key] : element.phrases;
    case "duplicate":
    case "against":
    case "have":
    case "is":
    case "project":
    case "group":
      return element.phrases;
    case "blank":
      return element.subjects;
    case "differ":
      return [...element.subjects, ...element.across];
    case "compare":
      return [
        ...(element.subject ? [element.subject] : []),
        ...element.terms.flatMap((term) => (term.kind === "phrase" ? [term.phrase] : [])),
      ];
    case "between":
    case "age":
    case "period":
    case "text":
    case "average":
      return element.subject ? [element.subject] : [];
    case "figure":
      return [element.phrase];
    case "order":
      return element.phrase ? [element.phrase] : [];
    default:
      return [];
  }
}

function isFirstPhrase(sketch: Sketch, at: number): boolean {
  return !sketch.elements
    .slice(0, at)
    .some(
      (element) =>
        element.kind === "phrase" ||
        element.kind === "duplicate" ||
        (element.kind === "project" && element.only),
    );
}

/** The first phrase says what is asked for; a later one that names another table asks for its partner. */
function readPhrase(draft: Draft, phrase: Phrase, sketch: Sketch, at: number): void {
  const group = phrase.scopes.length === 0 && phrase.atoms.length === 1 ? phrase.atoms[0] : undefined;
  const grouped = draft.groups.find(
    ({ path }) =>
      path && group?.kind === "mention" && group.mention.tables[0]?.table === path[path.length - 1]?.to,
  );
  if (grouped) {
    note(draft, phrase, "the groups", 0.97);
    return;
  }
  const first = isFirstPhrase(sketch, at);
  const comparing = sketch.elements.some(
    (element) => element.kind === "absent" || element.kind === "against",
  );
  if (!first && comparing && isEntity(draft, phrase)) {
    note(draft, phrase, "the rows", 0.93);
    return;
  }
  if (!first && !phrase.atoms.some((atom) => namesSource(draft, atom))) {
    const table = phrase.atoms.some(
      (atom) => atom.kind === "mention" && (atom.mention.tables[0]?.score ?? 0) > 0.6,
    )
      ? readTable(draft, phrase)
      : null;
    if (table && table.table !== draft.source) {
      draft.cost += 0.1;
      const absent = sketch.elements.some((element) => element.kind === "absent");
      relate(draft, table.table, table.filters, absent, null, phrase);
      return;
    }
    if (phrase.atoms.length > 0) draft.cost += 0.6;
  }
  readThings(draft, phrase, first);
}

/** "RBP GPU vs OPS Excel: missing products": one general noun for the rows that were spoken of. */
function isEntity(draft: Draft, phrase: Phrase): boolean {
  const atom = phrase.scopes.length === 0 && phrase.atoms.length === 1 ? phrase.atoms[0] : undefined;
  if (!atom || atom.end !== atom.start + 1 || entityQuality(draft.settings.wordAt(atom)) < 0.9) return false;
  return atom.kind === "word" || !atom.mention.tables.some((hit) => hit.whole && hit.reason !== "synonym");
}

function namesSource(draft: Draft, atom: Atom): boolean {
  return tableChoices(draft, atom).some((hit) => hit.table === draft.source && hit.score > 0.6);
}

/** What is counted or summed. */
function readMeasured(draft: Draft, phrase: Phrase, pending: number): void {
  const measures = draft.measures.slice(draft.measures.length - pending);
  const measure = measures[0];
  if (!measure) return;
  const column = readColumn(draft, phrase)[0];
  const counts = measure.measure === "count" || measure.measure === "share";
  const distinct = measure.distinct || phrase.distinct;
  if (column && column.path === null && (!counts || distinct) && column.quality > 0.5) {
    for (const each of measures) {
      each.column = { table: column.table, column: column.column };
      each.distinct = distinct;
    }
    if (phrase.scopes.length === 0 && phrase.atoms.length === 1) {
      noteColumn(draft, phrase, column);
      return;
    }
  } else if (!counts && !phrase.atoms.some((atom) => namesSource(draft, atom))) draft.cost += 0.8;
  const before = draft.asked.length;
  readThings(draft, phrase, true);
  draft.asked.length = before;
}

function readElement(draft: Draft, element: Exclude<Element, { kind: "phrase" }>, sketch: Sketch): void {
  const recent = recentTable(draft, sketch, element);
  switch (element.kind) {
    case "skip":
      if (element.unknown) draft.unknown.push({ start: element.start, end: element.end });
      return;
    case "connector":
      draft.nextJoin = element.word;
      draft.joinedAt = { start: element.start, end: element.end };
      return;
    case "measure":
    case "fold":
      return;
    case "duplicate":
      readDuplicate(draft, element);
      return;
    case "present":
      readPresent(draft, element);
      return;
    case "against":
      readAgainst(draft, element, sketch);
      return;
    case "absent":
      if (!sketch.elements.some((other) => other.kind === "against" || other.kind === "present"))
        draft.cost += 1;
      return;
    case "have":
      readHave(draft, element);
      return;
    case "verb":
      readVerb(draft, element, recent);
      return;
    case "is":
      readIs(draft, element);
      return;
    case "compare":
      readCompare(draft, element);
      return;
    case "between":
      readBetween(draft, element);
      return;
    case "age":
      readAge(draft, element, recent);
      return;
    case "period":
      readPeriod(draft, element, recent);
      return;
    case "text":
      readText(draft, element);
      return;
    case "blank":
      readBlank(draft, element);
      return;
    case "differ":
      readDiffer(draft, element);
      return;
    case "average":
      readAverage(draft, element);
      return;
    case "project":
      readProject(draft, element);
      return;
    case "group":
      readGroup(draft, element);
      return;
    case "order":
      readOrder(draft, element);
      return;
    case "figure":
      readFigure(draft, element);
      return;
    case "limit":
      draft.limit = { count: element.count, descending: element.descending };
  }
}

/** The table of the clause just before, when that clause was about a related table. */
function recentTable(draft: Draft, sketch: Sketch, element: Element): Table | null {
  const before = [...sketch.elements.slice(0, sketch.elements.indexOf(element))]
    .reverse()
    .find((other) => other.kind !== "skip");
  if (!before || !["have", "present", "verb"].includes(before.kind)) return null;
  return draft.targets[draft.targets.length - 1] ?? null;
}

/** "A vs B" alone does not say what to look for. */
function askWhatToCompare(draft: Draft, phrase: Phrase, table: Table): void {
  const [a, b] = [draft.source.name, table.name];
  const suggestions = [`rows of ${a} not in ${b}`, `rows of ${b} not in ${a}`, `rows of ${a} also in ${b}`];
  trouble(draft, {
    start: phrase.start,
    end: phrase.end,
    code: "ambiguous_reading",
    suggestions,
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

function readDuplicate(draft: Draft, element: Extract<Element, { kind: "duplicate" }>): void {
  const columns = draft.duplicates?.columns ?? [];
  for (const phrase of element.phrases) {
    const reading = readColumn(draft, phrase).find(
      (candidate) => candidate.path === null && candidate.quality > 0.5,
    );
    if (reading) {
      noteColumn(draft, phrase, reading);
      columns.push(reading.column);
      for (const condition of reading.filters)
        draft.conditions.push({ condition, joinedBy: "and", modifier: true });
    } else readThings(draft, phrase, true);
  }
  draft.duplicates = { columns: [...new Set(columns)], moreThan: element.moreThan };
}

/** The phrase by which two readings took different tables as their source; null when their words differ. */
export function sharedMention(a: Candidate, b: Candidate): Atom | null {
  const atoms = a.sketch.elements
    .flatMap(phrasesOf)
    .flatMap((phrase) => [phrase, ...phrase.scopes])
    .flatMap((phrase) => phrase.atoms);
  const score = (atom: Atom, table: Table) =>
    atom.kind === "mention"
      ? Math.max(
          0,
          ...[...atom.mention.tables, ...atom.mention.columns]
            .filter((hit) => hit.table === table)
            .map((hit) => hit.score),
        )
      : 0;
  if (a.sketch.elements.flatMap(phrasesOf).some((phrase) => phrase.both)) return null;
  const own = atoms.some(
    (atom) =>
      atom.kind === "mention" &&
      (atom.mention.tables[0]?.score ?? 0) > 0.6 &&
      score(atom, a.intent.source) > 0.6 &&
      score(atom, b.intent.source) === 0,
  );
  if (own) return null;
  return (
    atoms.find(
      (atom) =>
        score(atom, a.intent.source) > 0.6 &&
        Math.abs(score(atom, a.intent.source) - score(atom, b.intent.source)) < 0.03,
    ) ?? null
  );
}
