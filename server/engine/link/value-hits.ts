import type { Token } from "../text/tokens.ts";
import { singular, stem } from "../text/words.ts";
import { CODES, COURTESY, isFunctionWord } from "./function-words.ts";
import { foldValue, type GraphIndex } from "./graph-index.ts";
import type { Mention, ValueHit } from "./mention.ts";

/** Stored values that a stretch of tokens may be. */
export function valueHits(
  span: readonly Token[],
  definition: string,
  index: GraphIndex,
  allCaps: boolean,
): ValueHit[] {
  const first = span[0] as Token;
  const last = span[span.length - 1] as Token;
  if (span.length === 1 && first.kind === "quoted") return lookUp(first.norm, index, 1);
  // The question mark at the end is not the "?" that some column holds.
  if (span.some((token) => token.kind === "quoted") || span.every((token) => token.kind === "symbol"))
    return [];
  // "Both GPU and NBU sheets": a name that was completed was not typed as a whole.
  if (span.length > 1 && first.start === last.start) return [];
  const typed = definition.slice(first.start, last.end);
  if (span.length === 1 && first.kind === "word" && isFunctionWord(first.norm)) {
    // "certificate level A or B", "an A in maths": a capital within a sentence is no article.
    if (/^\p{Lu}$/u.test(typed) && first.start > 0 && !allCaps) return lookUp(typed, index, 0.95);
    // "Units that are let": a verb of asking that is stored. "Let me see" begins with it.
    if (COURTESY.has(first.norm) && first.norm.length > 2 && first.start > 0) {
      const stored = lookUp(typed, index, 0.95);
      if (stored.length > 0) return stored;
    }
    const shouted = typed.length > 1 && typed === typed.toUpperCase() && !allCaps;
    if (shouted) return lookUp(typed, index, 0.8);
    const inside = /[\p{L}\p{N}]\s+$/u.test(definition.slice(0, first.start));
    return inside && isCapitalized(typed)
      ? lookUp(typed, index, 0.95).filter(({ stored }) => stored.includes(typed))
      : [];
  }
  const exact = lookUp(
    span.length === 1 && first.repairedFrom ? first.norm : typed,
    index,
    first.repairedFrom ? 0.93 : 1,
  );
  if (exact.length === 0 && span.length > 1 && last.kind === "word" && singular(last.norm) !== last.norm) {
    return lookUp(typed.slice(0, typed.length - last.text.length) + singular(last.norm), index, 0.95);
  }
  if (exact.length > 0 || span.length > 1 || first.kind !== "word") return exact;
  const base = lookUp(singular(first.norm), index, 0.95);
  return base.length > 0 ? base : lookUpStem(first.norm, index);
}

/** Values by their text, whatever its case and spaces. */
export function lookUp(text: string, index: GraphIndex, score: number): ValueHit[] {
  return (index.values.get(foldValue(text)) ?? []).map((value) => ({ ...value, score }));
}

/** "refunds" and "refunded" meet REFUNDED: one-word values are found by their stem. */
function lookUpStem(word: string, index: GraphIndex): ValueHit[] {
  const base = stem(word);
  if (base.length < 4) return [];
  return ["ed", "d", "", "e", "ing"].flatMap((ending) => {
    const form = base + ending;
    return form === word ? [] : lookUp(form, index, 0.85);
  });
}

/** "In a SHOP": written in capitals among other words it is a stored value rather than what people call a table. */
export function isShouted(
  span: readonly Token[],
  definition: string,
  allCaps: boolean,
  index: GraphIndex,
): boolean {
  const typed = definition.slice(span[0]?.start, span.at(-1)?.end);
  const shouted = typed.length > 1 && typed === typed.toUpperCase() && typed !== typed.toLowerCase();
  return shouted && !allCaps && !index.identifiers.has(typed.toLowerCase());
}

/**
 * Tokens in which a word of the grammar that is stored as it is typed, in capitals ("shipments with BE consignees"), is
 * nothing but that value.
 */
export function capitalsAsValues(
  tokens: readonly Token[],
  mentions: readonly (readonly Mention[])[],
): readonly Token[] {
  const lower = tokens.some(({ text }) => text !== text.toUpperCase());
  const titled = !tokens.some(({ norm, text }, at) => at > 0 && text === norm && isFunctionWord(norm));
  return tokens.map((token, at) => {
    // "A grade other than A, B or C"
    const letter = lower && at > 0 && token.text.length === 1;
    // "Prices by unit Each", where nobody writes all words so.
    const capitalized = !titled && isCapitalized(token.text);
    const typedSo = capitalized || token.text === token.text.toUpperCase();
    const isCode =
      token.kind === "word" &&
      (CODES.has(token.norm) || ((letter || capitalized) && isFunctionWord(token.norm))) &&
      (mentions[at] ?? []).some(
        ({ end, values, due }) =>
          end === at + 1 && (due || (typedSo && values.some(({ stored }) => stored.includes(token.text)))),
      );
    return isCode ? { ...token, kind: "quoted" } : token;
  });
}

/** "Each"; two letters with a capital are rather stressed. */
function isCapitalized(typed: string): boolean {
  return /^\p{Lu}\p{Ll}{2,}$/u.test(typed);
}

/**
 * Where words are typed just as a column stores them, with a capital within the sentence or a digit beside something
 * else ("team BILLING", "2026/1"), and are no name of a table or a column: they hardly are anything else.
 */
export function typedAsStored(
  tokens: readonly Token[],
  mentions: readonly (readonly Mention[])[],
  definition: string,
): Mention[] {
  const capitals = definition === definition.toUpperCase();
  return mentions.flat().filter(({ start, end, tables, columns, values }) => {
    const span = tokens.slice(start, end);
    const typed = definition.slice(span[0]?.start, span.at(-1)?.end);
    const named = [...tables, ...columns].some(({ whole }) => whole);
    const shown = start === 0 ? /\p{L}.*\p{Lu}|\d/u.test(typed) : /\p{Lu}|\d/u.test(typed);
    const number = end === start + 1 && span[0]?.kind === "number";
    return !capitals && !named && shown && !number && values.some(({ stored }) => stored.includes(typed));
  });
}
