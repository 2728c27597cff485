import type { Table } from "../graph.ts";
import type { AmountTerm, Atom, ElapsedTerm, Element, Phrase, Sketch, Term } from "../parse/sketch.ts";
import type { Draft } from "./draft.ts";
import { isGeneralNoun, tableChoices } from "./nouns.ts";

/** Tables that the definition may be about, each with what it costs to assume so. */
export function sourcesOf(sketch: Sketch): Map<Table, number> {
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
  let headed = false;
  for (const element of sketch.elements) {
    const [phrases, base] = sourcePhrases(element, first, headed);
    if (first || element.kind === "phrase") headed ||= headsWithTable(element);
    for (const phrase of phrases) {
      for (const atom of phrase.atoms) offerAtom(atom, base);
      // "Complaints received in 2024 about batches": a place of its own is of what was said before.
      const later = first && phrase.atoms.length === 0 && element !== sketch.elements[0];
      for (const scope of phrase.scopes) {
        // "Customers on a prepaid plan" are no plans, as "products in the ledger" may be rows of the ledger.
        const beside = phrase.atoms.length > 0 && BESIDE.has(scope.preposition ?? "") ? 0.8 : 0;
        for (const atom of scope.atoms) offerAtom(atom, beside + (later ? 0.4 : Math.min(base, 0.25)));
      }
    }
    if (
      element.kind === "phrase" ||
      element.kind === "duplicate" ||
      element.kind === "perThing" ||
      (element.kind === "contrast" && element.left.owner) ||
      (element.kind === "project" && element.only)
    )
      first = false;
  }
  return sources;
}

const BESIDE = new Set(["on", "to", "via", "about", "concerning", "regarding"]);

/** Phrases by which an element may say that the things asked for are the source's rows. */
export function placePhrases(element: Element): readonly Phrase[] {
  if (element.kind === "phrase") return [element.phrase];
  if (element.kind === "perThing") return [element.thing];
  if (element.kind === "present") return element.negated ? [] : element.phrases;
  if (element.kind === "duplicate" || element.kind === "is" || element.kind === "against")
    return element.phrases;
  if (element.kind === "differ") return [...element.subjects, ...element.across];
  return element.kind === "compare" && element.subject ? [element.subject] : [];
}

export function namedByNoun(draft: Draft, sketch: Sketch): boolean {
  const said = sketch.elements.filter((element) => element.kind !== "project" && element.kind !== "group");
  const atoms = said
    .flatMap(phrasesOf)
    .flatMap((phrase) => [phrase, ...phrase.scopes])
    .flatMap((phrase) => phrase.atoms);
  const naming = atoms.filter((atom) => namesSource(draft, atom));
  return naming.every((atom) => atom.end === atom.start + 1 && isGeneralNoun(draft.settings.wordAt(atom)));
}

export function placesThings(element: Element): boolean {
  return (
    element.kind === "present" || element.kind === "against" || (element.kind === "is" && !element.negated)
  );
}

export function namesIn(draft: Draft, phrase: Phrase): boolean {
  return [phrase, ...phrase.scopes].some((part) => part.atoms.some((atom) => namesSource(draft, atom)));
}

/** "Running campaigns": a part of the name of print runs says nothing of what campaigns are. */
export function namesSourceWhole(draft: Draft, atom: Atom): boolean {
  return tableChoices(draft, atom).some((hit) => hit.table === draft.source && hit.whole);
}

/** Whether the tables that the definition is about are said by this element: later ones are rather compared with. */
function headsWithTable(element: Element): boolean {
  switch (element.kind) {
    case "phrase":
      return element.phrase.scopes.some(namesTable);
    case "blank":
      return element.subjects.some((phrase) => [phrase, ...phrase.scopes].some(namesTable));
    case "have":
      return element.phrases.some((phrase) => phrase.scopes.some(namesTable));
    case "differ":
      return element.subjects.some((phrase) => phrase.scopes.some(namesTable));
    default:
      return false;
  }
}

function namesTable(phrase: Phrase): boolean {
  return phrase.atoms.some((atom) => atom.kind === "mention" && (atom.mention.tables[0]?.score ?? 0) >= 0.9);
}

/** Phrases that may name the source and what it costs; after "products in A", A is hardly not the source (`headed`). */
function sourcePhrases(element: Element, first: boolean, headed: boolean): [readonly Phrase[], number] {
  switch (element.kind) {
    case "phrase":
      return [[element.phrase], headed ? 0.5 : first ? 0 : 0.25];
    case "duplicate":
      return [element.phrases, first ? 0 : 0.3];
    case "present":
      return [element.phrases, element.negated ? 0.6 : headed ? 0.5 : 0.1];
    case "against":
      return [element.phrases, 0.2];
    case "blank":
      return [element.subjects, 0.2];
    case "compare":
    case "period":
      return [element.subject ? [element.subject] : [], 0.3];
    case "differ":
      return [[...element.subjects, ...element.across], 0.3];
    case "project":
      return [element.phrases, element.only ? 0.05 : 0.5];
    case "amount":
      return [amountPhrases(element.term), 0.2];
    case "perThing":
      return [[element.thing], 0];
    // "Reviews filed under another hotel than ..."
    case "contrast":
      return [first && element.left.owner ? [element.left.owner] : [], 0];
    case "have":
      return [element.phrases, first ? 0.2 : 0.6];
    case "is":
      return [element.phrases, 0.6];
    default:
      return [[], 0];
  }
}

export function namedTables(sketch: Sketch): Table[] {
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

function amountPhrases(term: AmountTerm): readonly Phrase[] {
  if (term.kind === "number") return [];
  if (term.kind === "elapsed") return elapsedPhrases(term.elapsed);
  if (term.kind === "phrase" || term.kind === "total") return [term.phrase];
  return [...amountPhrases(term.left), ...amountPhrases(term.right)];
}

function elapsedPhrases({ from, to }: ElapsedTerm): readonly Phrase[] {
  return [from?.phrase, to?.phrase].filter((phrase) => phrase != null);
}

export function phrasesOf(element: Element): readonly Phrase[] {
  switch (element.kind) {
    case "phrase":
      return [element.phrase];
    case "present":
      return element.key ? [...element.phrases, element.key] : element.phrases;
    case "duplicate":
      return [...element.phrases, ...(element.differing ?? [])];
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
    case "outnumber":
      return [element.left, element.right];
    case "perThing":
      return [element.counted, element.thing];
    case "contrast":
      return [element.left.what, element.left.owner, element.right.what, element.right.owner].filter(
        (phrase) => phrase !== null,
      );
    case "compare":
      return [...(element.subject ? [element.subject] : []), ...element.terms.flatMap(termPhrases)];
    case "computed":
      return [...amountPhrases(element.left), ...amountPhrases(element.right)];
    case "elapsed":
      return elapsedPhrases(element.elapsed);
    case "amount":
      return amountPhrases(element.term);
    case "verb":
      return element.amount ? termPhrases(element.amount.term) : [];
    case "average":
      return [element.subject, element.of, element.per].filter((phrase) => phrase !== null);
    case "between":
      return [
        ...(element.subject ? [element.subject] : []),
        ...termPhrases(element.low),
        ...termPhrases(element.high),
      ];
    case "age":
    case "period":
    case "text":
      return element.subject ? [element.subject] : [];
    case "figure":
      return [element.phrase];
    case "threshold":
      return element.of ? [element.of] : [];
    case "order":
      return element.phrase ? [element.phrase] : [];
    default:
      return [];
  }
}

/** What a term says in words: a name, or the unit of a number. */
function termPhrases(term: Term): readonly Phrase[] {
  if (term.kind === "phrase") return [term.phrase];
  return term.kind === "number" && term.unit ? [term.unit] : [];
}

export function isFirstPhrase(sketch: Sketch, at: number): boolean {
  return !sketch.elements.slice(0, at).some(
    (element) =>
      element.kind === "phrase" ||
      element.kind === "duplicate" ||
      // "Are there any orders ..."
      (element.kind === "is" && element.phrases.some(namesTable)) ||
      (element.kind === "project" && element.only),
  );
}

export function namesSource(draft: Draft, atom: Atom): boolean {
  return tableChoices(draft, atom).some((hit) => hit.table === draft.source && hit.score > 0.6);
}
