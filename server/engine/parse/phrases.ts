import { COURTESY, DETERMINERS } from "../link/function-words.ts";
import type { Mention, ValueHit } from "../link/mention.ts";
import { isRowNoun } from "../link/row-nouns.ts";
import { saysThis } from "./dates.ts";
import { allAt, onlyAt } from "./every.ts";
import { readQuantity } from "./quantities.ts";
import { isContentWord, namesValue, type Parsed, type Reader, wordAt } from "./reader.ts";
import type { Atom, Phrase } from "./sketch.ts";

const KEEP = 14;
const SCOPE_PREPOSITIONS = new Set([
  "in",
  "of",
  "from",
  "at",
  "on",
  "for",
  "within",
  "inside",
  "via",
  "to",
  "about",
  "concerning",
  "regarding",
  "among",
  "amongst",
]);
export const DISTINCT: ReadonlySet<string> = new Set(["different", "distinct", "unique", "various"]);
/** Filler between a determiner and its noun that says nothing of its own. */
const HOLLOW = new Set([
  "corresponding",
  "matching",
  "respective",
  "associated",
  "related",
  "given",
  "following",
  "own",
  "single",
  "existing",
  "individual",
  "relevant",
  "actual",
]);

/** Noun phrases that start at a token, best first; several ends, several segmentations. */
export function phrasesAt(reader: Reader, start: number): readonly Parsed<Phrase>[] {
  const known = reader.phrases.get(start);
  if (known) return known;
  reader.phrases.set(start, []);
  const found = [...readPhrases(reader, start)].sort((a, b) => a.cost - b.cost);
  const perEnd = new Map<number, number>();
  const kept = found.filter((parsed) => {
    const count = (perEnd.get(parsed.end) ?? 0) + 1;
    perEnd.set(parsed.end, count);
    return count <= 4;
  });
  const result = kept.slice(0, KEEP * 3);
  reader.phrases.set(start, result);
  return result;
}

function* readPhrases(reader: Reader, start: number): Generator<Parsed<Phrase>> {
  const lead = readLead(reader, start);
  for (const core of atomRuns(reader, lead.end)) {
    const phrase: Phrase = {
      start,
      end: core.end,
      atoms: core.node,
      quantity: lead.quantity,
      distinct: lead.distinct,
      both: lead.both,
      every: lead.every,
      preposition: null,
      scopes: [],
    };
    yield { end: core.end, node: phrase, cost: core.cost };
    for (const scope of scopesAt(reader, core.end)) {
      const scopes = [scope.node, ...scope.node.scopes];
      yield { end: scope.end, node: { ...phrase, end: scope.end, scopes }, cost: core.cost + scope.cost };
    }
  }
}

interface Lead {
  end: number;
  quantity: Phrase["quantity"];
  distinct: boolean;
  both: boolean;
  every: Phrase["every"];
}

function readLead(reader: Reader, start: number): Lead {
  const lead: Lead = { end: start, quantity: null, distinct: false, both: false, every: null };
  for (;;) {
    const word = wordAt(reader, lead.end);
    const only = onlyAt(reader, lead.end);
    const all = allAt(reader, lead.end);
    const quantity = lead.quantity ? null : readQuantity(reader, lead.end);
    if (quantity) {
      lead.quantity = quantity.node;
      lead.end = quantity.end;
    } else if (word === "both" && wordAt(reader, lead.end - 1) !== "not") {
      lead.both = true;
      lead.end++;
    } else if (only !== null) {
      if (!restrictsAll(reader, lead.end)) lead.every = "only";
      lead.end = only;
    } else if (all !== null) {
      lead.every ??= "all";
      lead.end = all;
    } else if (DISTINCT.has(word)) {
      lead.distinct = true;
      lead.end++;
    } else if (
      DETERMINERS.has(word) &&
      !saysThis(reader, lead.end) &&
      !namesValue(reader, lead.end) &&
      word !== "no" &&
      word !== "both" &&
      word !== "neither" &&
      word !== "either" &&
      word !== "same"
    )
      lead.end++;
    else if (lead.end > start && HOLLOW.has(word) && namesNothing(reader, lead.end)) lead.end++;
    else if (deniesTheFirst(reader, lead.end)) lead.end++;
    else return lead;
  }
}

/** "Only novices ...", "list only novices"; what "have only novices" have no others, which is something else. */
function restrictsAll(reader: Reader, at: number): boolean {
  const before = reader.tokens[at - 1];
  return !before || before.kind === "symbol" || COURTESY.has(before.norm) || OPENING.has(before.norm);
}

/** "Have yet to receive their first bill", "never placed their first order": none at all. */
function deniesTheFirst(reader: Reader, at: number): boolean {
  return (
    wordAt(reader, at) === "first" &&
    ["their", "its", "his", "her", "a"].includes(wordAt(reader, at - 1)) &&
    reader.tokens.slice(0, at).some(({ norm }) => ["yet", "never", "not"].includes(norm))
  );
}

const OPENING = new Set(["and", "but", "of", "for", "count", "number", "in", "are", "is"]);

function namesNothing(reader: Reader, at: number): boolean {
  return (reader.mentions[at] ?? []).length === 0;
}

/** "in the core ledger", "of the office of their sales rep"; a chain is flattened by the caller. */
function* scopesAt(reader: Reader, at: number): Generator<Parsed<Phrase>> {
  if (!SCOPE_PREPOSITIONS.has(wordAt(reader, at))) return;
  for (const parsed of phrasesAt(reader, at + 1)) {
    if (parsed.node.quantity) continue;
    yield { ...parsed, node: { ...parsed.node, preposition: wordAt(reader, at) }, cost: parsed.cost + 0.05 };
  }
}

/** Runs of atoms from a token on: the two best segmentations for each end. */
function atomRuns(reader: Reader, start: number): Parsed<readonly Atom[]>[] {
  const ends = new Map<number, Parsed<readonly Atom[]>[]>([[start, [{ end: start, node: [], cost: 0 }]]]);
  const limit = Math.min(reader.tokens.length, start + 10);
  for (let at = start; at < limit; at++) {
    for (const run of (ends.get(at) ?? []).slice(0, 3)) {
      for (const next of atomsAt(reader, at)) {
        const list = ends.get(next.end) ?? [];
        list.push({ end: next.end, node: [...run.node, next.node], cost: run.cost + next.cost });
        list.sort((a, b) => a.cost - b.cost);
        ends.set(next.end, list.slice(0, 3));
      }
    }
  }
  ends.delete(start);
  return [...ends.values()].flat().map(pairValues);
}

/** "GPU product type", "product type GPU": a value beside a column that holds it is a value of that column. */
function pairValues(run: Parsed<readonly Atom[]>): Parsed<readonly Atom[]> {
  for (let i = 0; i + 1 < run.node.length; i++) {
    const [first, second] = [run.node[i] as Atom, run.node[i + 1] as Atom];
    const values = valuesOf(first, second) ?? valuesOf(second, first);
    if (!values) continue;
    const range = { start: first.start, end: second.end };
    const merged: Atom = {
      kind: "mention",
      ...range,
      mention: { ...range, tables: [], columns: [], values },
    };
    return pairValues({ end: run.end, node: run.node.toSpliced(i, 2, merged), cost: run.cost - 0.1 });
  }
  return run;
}

function valuesOf(value: Atom, column: Atom): ValueHit[] | null {
  if (value.kind !== "mention" || column.kind !== "mention" || column.mention.columns.length === 0)
    return null;
  const best = column.mention.columns[0]?.score ?? 0;
  const columns = column.mention.columns.filter((hit) => hit.whole && hit.score > Math.max(0.7, best - 0.15));
  const values = value.mention.values.filter((hit) => columns.some((other) => other.column === hit.column));
  return values.length > 0 ? values : null;
}

function* atomsAt(reader: Reader, at: number): Generator<Parsed<Atom>> {
  let single = false;
  // "the number of distinct customers": the word asks to count, it stands for no rows.
  const counting = ["number", "count"].includes(wordAt(reader, at)) && wordAt(reader, at + 1) === "of";
  const mentions = reader.mentions[at] ?? [];
  // "invoice number" is that column rather than the invoices and some number.
  const outright = Math.max(0, ...mentions.filter(namesWholly).map(({ end }) => end));
  for (const mention of mentions) {
    if (counting && mention.end === at + 1) continue;
    if (mention.end === at + 1) single = true;
    const node: Atom = { kind: "mention", start: at, end: mention.end, mention };
    const cut = mention.end < outright ? 0.25 : 0;
    yield { end: mention.end, node, cost: 0.12 + cut + (1 - strength(mention)) };
  }
  // The very name of a column or table is never just some word.
  const named = (reader.mentions[at] ?? []).some(
    (mention) => mention.end === at + 1 && namesOutright(mention),
  );
  if (isContentWord(reader, at) && !counting && !(named && !isRowNoun(wordAt(reader, at)))) {
    const word = wordAt(reader, at);
    const stored =
      !isRowNoun(word) &&
      mentions.some(({ end, values }) => end === at + 1 && values.some(({ score }) => score === 1));
    yield {
      end: at + 1,
      node: { kind: "word", start: at, end: at + 1, word, ...(stored && { stored }) },
      cost: single ? 1.2 : isRowNoun(word) ? 0.15 : 0.9,
    };
  }
}

function namesOutright({ tables, columns }: Mention): boolean {
  return [...tables, ...columns].some(
    (hit) => hit.whole && (hit.reason === "exact" || hit.reason === "alias"),
  );
}

/** Every one of its words belongs to the name. */
function namesWholly(mention: Mention): boolean {
  return namesOutright(mention) && strength(mention) > 0.96;
}

function strength(mention: Mention): number {
  const best = Math.max(
    mention.tables[0]?.score ?? 0,
    mention.columns[0]?.score ?? 0,
    mention.values[0]?.score ?? 0,
  );
  return Math.min(1, best);
}

/** "ops status and ops planner", "A, B and C": the best lists of phrases, of every length. */
export function phraseLists(reader: Reader, at: number, limit = 8): readonly Parsed<readonly Phrase[]>[] {
  const memo = limit === 8 ? reader.lists.get(at) : undefined;
  if (memo) return memo;
  const found: Parsed<readonly Phrase[]>[] = [];
  for (const first of phrasesAt(reader, at)) {
    found.push({ end: first.end, node: [first.node], cost: first.cost });
    const next = limit > 1 ? separatorEnd(reader, first.end) : null;
    // "per gate, only sites with more than 2": what is restricted is no further item.
    if (next === null || onlyAt(reader, next) !== null) continue;
    for (const rest of phraseLists(reader, next, limit - 1).slice(0, 10)) {
      found.push({ end: rest.end, node: [first.node, ...rest.node], cost: first.cost + rest.cost });
    }
  }
  const perEnd = new Map<number, number>();
  const kept = found
    .sort((a, b) => a.cost - b.cost)
    .filter((parsed) => {
      const count = (perEnd.get(parsed.end) ?? 0) + 1;
      perEnd.set(parsed.end, count);
      return count <= 4;
    });
  if (limit === 8) reader.lists.set(at, kept);
  return kept;
}

/** Where the next item of a list starts, or null. */
export function separatorEnd(reader: Reader, at: number): number | null {
  let end = at;
  if (["as", "well", "as"].every((word, i) => wordAt(reader, at + i) === word))
    return at + (["by", "in", "from", "for"].includes(wordAt(reader, at + 3)) ? 4 : 3);
  if (wordAt(reader, end) === ",") end++;
  if (["and", "&"].includes(wordAt(reader, end))) end++;
  return end === at ? null : end;
}
