import { readingOf } from "../explain/reading.ts";
import type { Column, Table } from "../graph.ts";
import type { Atom, Range } from "../parse/sketch.ts";
import { TROUBLE_COST, type Trouble, type Use } from "./draft.ts";
import type { Candidate } from "./resolve.ts";
import { phrasesOf } from "./sources.ts";

/**
 * Two readings of a definition that are about as good and ask for different things are asked about: neither is chosen
 * for whoever wrote it.
 */

/** Readings whose costs differ by no more than this are equally good. */
const SAME_COST = 0.03;
const OF_ANY_TABLE = 0.3;
/** By how much a value may rather be another column's before that is no question. */
const OF_ANY_COLUMN = 0.05;

const EVERYTHING = new Set(["everything", "anything", "all"]);

/** The best reading, with what has to be asked where another one is as good. */
export function withRival(best: Candidate, candidates: readonly Candidate[]): Candidate {
  if (best.draft.unknown.length > 0) return best;
  const others = candidates.filter((other) => other !== best);
  const asked = isWhole(best) ? others.find((other) => asksForColumn(best, other)) : undefined;
  if (asked) return asked;
  const question = askWhichSource(best, others) ?? (isWhole(best) ? askWhichValue(best, others) : null);
  return question
    ? { ...best, draft: { ...best.draft, troubles: [...best.draft.troubles, question] } }
    : best;
}

/** "Parts with a price" have two of them, and are no rows of a price list for that. */
function asksForColumn(best: Candidate, { intent, draft, cost }: Candidate): boolean {
  const [trouble, more] = draft.troubles;
  if (!trouble || more || draft.unknown.length > 0 || intent.source === best.intent.source) return false;
  return trouble.code === "ambiguous_column" && cost - TROUBLE_COST + OF_ANY_TABLE < best.cost;
}

/** A reading just as good about another table that the very same words may name. */
function askWhichSource(best: Candidate, others: readonly Candidate[]): Trouble | null {
  const rival = rivalSource(best, others);
  if (!rival) return null;
  const choices = [best.intent.source.name, rival.table];
  return { ...rival.range, code: "ambiguous_table", choices, detail: "several tables match equally" };
}

function rivalSource(best: Candidate, others: readonly Candidate[]): { table: string; range: Range } | null {
  const { uses, settings } = best.draft;
  const unnamed = EVERYTHING.has(settings.wordAt({ end: 1 })) || uses.every(({ value }) => value);
  for (const other of others.filter(({ intent }) => intent.source !== best.intent.source)) {
    const worse = other.cost - best.cost;
    if (worse >= OF_ANY_TABLE) return null;
    const table = other.intent.source.name;
    // "Everything from Harrogate", "how many are open?": no table is named, and several have it.
    if (unnamed && isWhole(other)) return { table, range: { start: 0, end: 1 } };
    const range =
      (isWhole(other) ? sharedValue(best, other) : null) ??
      (worse <= SAME_COST ? sharedMention(best, other) : null);
    if (range) return { table, range };
  }
  return null;
}

function isWhole({ draft }: Candidate): boolean {
  return draft.unknown.length === 0 && draft.troubles.length === 0;
}

/**
 * "Bidders who bid online", where bidders prefer a channel and bids have one: the same rows, the same values and nothing
 * passed over, and whose value one of them is differs. A value that only the other reading has as one is asked about too.
 */
function askWhichValue(best: Candidate, others: readonly Candidate[]): Trouble | null {
  for (const other of others) {
    if (other.cost - best.cost >= OF_ANY_COLUMN) return null;
    if (other.intent.source !== best.intent.source || !isWhole(other)) continue;
    const use = valuesOf(other).find((value) => !holdsToo(best, value));
    if (!use || valuesOf(best).some((value) => !spans(other, value))) continue;
    const readings = [best, other].map(({ intent }) => readingOf(intent));
    if (readings[0] !== readings[1])
      return {
        start: use.start,
        end: use.end,
        code: "ambiguous_reading",
        choices: [],
        readings,
        detail: "it can be read in two ways",
      };
  }
  return null;
}

type ValueUse = Use & { meaning: { kind: "value"; column: Column } };

function valuesOf({ draft }: Candidate): ValueUse[] {
  return draft.uses.filter((use): use is ValueUse => use.meaning.kind === "value");
}

const isAt = (a: Range, b: Range) => a.start === b.start && a.end === b.end;

function spans(candidate: Candidate, value: Range): boolean {
  return valuesOf(candidate).some((use) => isAt(use, value));
}

function holdsToo(candidate: Candidate, value: ValueUse): boolean {
  return valuesOf(candidate).some(
    (use) => use.start <= value.start && use.end >= value.end && use.meaning.column === value.meaning.column,
  );
}

/** The phrase by which two readings took different tables as their source; null when their words differ. */
function sharedMention(a: Candidate, b: Candidate): Atom | null {
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

/** The value by which alone two readings took their sources, which both hold it: "active products in RBP GPU". */
function sharedValue(a: Candidate, b: Candidate): Range | null {
  if (isSourceNamed(a, b) || isSourceNamed(b, a)) return null;
  const ofSource = ({ intent, draft }: Candidate) =>
    draft.uses.filter(({ meaning }) => meaning.kind === "value" && meaning.table === intent.source);
  return (
    ofSource(a).find((use) => ofSource(b).some(({ start, end }) => use.start === start && use.end === end)) ??
    null
  );
}

/** Whether words say the source, other than by a column that the other reading takes for one of what it names. */
function isSourceNamed({ intent, draft }: Candidate, other: Candidate): boolean {
  return draft.uses.some(({ meaning, start, end }) => {
    if (meaning.kind === "table" || meaning.kind === "rows") return meaning.table === intent.source;
    const elsewhere = other.draft.uses.some(
      (use) => use.meaning.kind === "column" && use.start === start && use.end === end,
    );
    return meaning.kind === "column" && meaning.table === intent.source && !elsewhere;
  });
}
