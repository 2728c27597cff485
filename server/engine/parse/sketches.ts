import { COURTESY, isFunctionWord } from "../link/function-words.ts";
import { COMPARISON_CUES, comparisonClauses } from "./comparison.ts";
import { OUTPUT_CUES, outputClauses } from "./output.ts";
import { phrasesAt } from "./phrases.ts";
import { POSSESSION_CUES, possessionClauses } from "./possession.ts";
import { PRESENCE_CUES, presenceClauses } from "./presence.ts";
import { QUALITY_CUES, qualityClauses } from "./quality.ts";
import { type Reader, wordAt } from "./reader.ts";
import type { Element, Sketch } from "./sketch.ts";

/** Every word of the grammar's cues: what a misspelt word may be corrected to. */
export const CUE_WORDS: ReadonlySet<string> = new Set(
  [...PRESENCE_CUES, ...POSSESSION_CUES, ...COMPARISON_CUES, ...QUALITY_CUES, ...OUTPUT_CUES].flatMap(
    (cues) => cues.words(),
  ),
);

const BEAM = 30;
const ELEMENT_COST = 0.12;

interface Partial {
  readonly previous: Partial | null;
  readonly element: Element | null;
  readonly cost: number;
}

/**
 * The best readings of the definition's structure, cheapest first: a weighted segmentation of the tokens into
 * elements. Words that no element takes are skipped at a cost, so every definition has a reading.
 */
export function readSketches(reader: Reader): Sketch[] {
  const length = reader.tokens.length;
  const chart: Partial[][] = Array.from({ length: length + 1 }, () => []);
  chart[0] = [{ previous: null, element: null, cost: 0 }];
  for (let at = 0; at < length; at++) {
    const open = best(chart[at] ?? []);
    if (open.length === 0) continue;
    for (const element of dedupe(elementsAt(reader, at))) {
      const target = chart[element.end];
      if (!target) continue;
      for (const partial of open)
        target.push({ previous: partial, element, cost: partial.cost + element.cost + ELEMENT_COST });
    }
  }
  return best(chart[length] ?? []).map((partial) => ({ elements: unroll(partial), cost: partial.cost }));
}

function best(partials: readonly Partial[]): Partial[] {
  return [...partials].sort((a, b) => a.cost - b.cost).slice(0, BEAM);
}

/** The cheapest few elements of each kind and end: the rest can only lose. */
function dedupe(elements: Iterable<Element>): Element[] {
  const groups = new Map<string, Element[]>();
  for (const element of elements) {
    const key = `${element.kind} ${element.end}`;
    const group = groups.get(key) ?? [];
    group.push(element);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((group) => group.sort((a, b) => a.cost - b.cost).slice(0, 4));
}

function unroll(partial: Partial): Element[] {
  const elements: Element[] = [];
  for (let at: Partial | null = partial; at?.element; at = at.previous) elements.unshift(at.element);
  return elements;
}

function* elementsAt(reader: Reader, at: number): Generator<Element> {
  yield* skips(reader, at);
  for (const phrase of phrasesAt(reader, at)) {
    const quantity = phrase.node.quantity ? 0.4 : 0;
    yield { kind: "phrase", start: at, end: phrase.end, cost: phrase.cost + quantity, phrase: phrase.node };
  }
  yield* presenceClauses(reader, at);
  yield* possessionClauses(reader, at);
  yield* comparisonClauses(reader, at);
  yield* qualityClauses(reader, at);
  yield* outputClauses(reader, at);
}

function* skips(reader: Reader, at: number): Generator<Element> {
  const token = reader.tokens[at];
  if (!token) return;
  const word = wordAt(reader, at);
  if (word === "and" || word === "or") yield { kind: "connector", start: at, end: at + 1, cost: 0.02, word };
  const courtesy =
    COURTESY.has(word) ||
    [
      "all",
      "the",
      "a",
      "an",
      "every",
      "any",
      "that",
      "which",
      "who",
      "what",
      "are",
      "is",
      "there",
      "be",
      "each",
      "do",
    ].includes(word);
  const symbol = token.kind === "symbol";
  const content = !symbol && !isFunctionWord(word);
  const cost = symbol ? 0 : courtesy ? 0.02 : content ? 2.2 : 0.45;
  const words = symbol ? [] : [token.text];
  yield { kind: "skip", start: at, end: at + 1, cost: cost - ELEMENT_COST, words, unknown: content };
}
