import { singular, stem } from "../text/words.ts";
import type { Shortened } from "./abbreviations.ts";
import { expand, LANDING_PREFIXES, LIGHT_PARTS, synonymsOf } from "./vocabulary.ts";

/** One way to call a table or column, as canonical words: singular, lower case, abbreviations written out. */
export interface Name {
  readonly words: readonly string[];
  /** The same letters without separators, to meet "skulifnr" with SKU_LIFNR. */
  readonly letters: string;
  /** "lent": the alias of a column that this one is joined to and named like. */
  readonly kind: "alias" | "lent" | "name" | "parts";
}

const BOUNDARIES = /([\p{Ll}\p{N}])(\p{Lu})|(\p{Lu}+)(\p{Lu}(?!s\b)\p{Ll})|(\p{L})(\p{N}+)$/gu;

/** The parts of an identifier, lower case: `billingCountry`, `PLANNING_SKU`, `Risk Rating`, `KYCReviewDate`. */
export function identifierParts(identifier: string): string[] {
  const spaced = identifier.replace(BOUNDARIES, (_, a, b, c, d, e, f) => `${a ?? c ?? e} ${b ?? d ?? f}`);
  return spaced
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}@]+/u)
    .filter((part) => part !== "");
}

/** Canonical words of an identifier or of words that people typed. */
export function canonical(parts: readonly string[]): string[] {
  return parts.flatMap((part) => expand(expand(part).length > 1 ? part : singular(part)));
}

function name(parts: readonly string[], kind: Name["kind"]): Name {
  return { words: canonical(parts), letters: parts.join(""), kind };
}

/** What a column is called; `prefix` is what all columns of its table begin with ("c" in c_name, c_mktsegment). */
export function columnNames(
  identifier: string,
  aliases: readonly string[],
  prefix: string | null = null,
  lent: readonly string[] = [],
): Name[] {
  const parts = identifierParts(identifier);
  const glued = /^(\p{L}{4,})(no|nr|num|id|date|name|code|qty|amt)$/u.exec(parts.at(-1) ?? "");
  return [
    ...aliases.map((alias) => name(identifierParts(alias), "alias")),
    ...lent.map((alias) => name(identifierParts(alias), "lent")),
    name(parts, "name"),
    ...(parts.length > 1 && parts[0] === prefix ? [name(parts.slice(1), "name")] : []),
    // "modelno" is said "model number".
    ...(glued ? [name([...parts.slice(0, -1), glued[1] ?? "", glued[2] ?? ""], "name")] : []),
  ];
}

/** The first part that nearly all columns of a table share, as in c_name, c_phone, c_mktsegment; null when there is none. */
export function sharedPrefix(columns: readonly string[]): string | null {
  const firsts = columns
    .map((column) => identifierParts(column))
    .flatMap((parts) => parts.slice(0, parts.length > 1 ? 1 : 0));
  const first = firsts[0];
  const sharing = firsts.filter((other) => other === first).length;
  return first !== undefined && sharing >= 3 && sharing >= columns.length * 0.8 ? first : null;
}

/** A table's names: its aliases, its full name, and its name without landing prefixes. */
export function tableNames(identifier: string, aliases: readonly string[]): Name[] {
  const parts = identifierParts(identifier);
  let cut = 0;
  while (cut < parts.length - 1 && LANDING_PREFIXES.has(parts[cut] ?? "")) cut++;
  const names = aliases.map((alias) => name(identifierParts(alias), "alias"));
  names.push(name(parts.slice(cut), "name"));
  if (cut > 0) names.push(name(parts, "name"));
  return names;
}

export interface NameMatch {
  /** 0..1 */
  readonly score: number;
  readonly reason: "exact" | "alias" | "parts" | "synonym" | "abbreviation";
  /** Whether every word of the name was said. */
  readonly whole: boolean;
  /** Whether the words were said in the order of the name: "document number", not "number of the document". */
  readonly inOrder: boolean;
}

const AGENT = /(er|or)$/;

/** "ended" and CONTRACT_END, "registered" and registration_date: forms of one word. */
function isFormOf(word: string, other: string): boolean {
  // Who plans is not what is planned.
  const agents = AGENT.test(word) !== AGENT.test(other);
  return word.length > 3 && other.length > 2 && word !== other && !agents && stem(word) === stem(other);
}

/** How good it is to say the whole of an alias. */
const OUTRIGHT: Partial<Record<Name["kind"], number>> = { alias: 1, lent: 0.95 };

/** Letters of which a single abbreviation says enough; beside other words of the name two do. */
const SHORT = 3;

/**
 * Whether words name something that shortens some of them. What is left unsaid says nothing by itself, "branch" for
 * BRN_CD; and "date of birth" turns BRTH_DT around, as "expired insurance" does not INS_EXP.
 */
function isShortName(
  typed: readonly string[],
  unsaid: readonly string[],
  { shortest, inOrder }: { shortest: number; inOrder: boolean },
): boolean {
  const rest = unsaid.filter((word) => word !== "");
  return (
    rest.every((word) => LIGHT_PARTS.has(word)) &&
    (shortest >= SHORT || (rest.length === 0 && typed.length > 1)) &&
    (inOrder || typed.some((word) => LIGHT_PARTS.has(word)))
  );
}

function weight(word: string, at: number, { length }: readonly string[]): number {
  // A list price is no other than a cost price; a customer list is of customers.
  if (word === "list" && at < length - 1) return 1;
  return LIGHT_PARTS.has(word) ? 0.4 : 1;
}

/**
 * How well canonical words that were typed name something: every typed word must be a word of the name (whole
 * words only); words of the name that were not typed cost, the light ones less. Null when it is not named.
 */
export function matchName(
  typed: readonly string[],
  letters: string,
  target: Name,
  shortened: Shortened,
): NameMatch | null {
  if (letters === target.letters) {
    return {
      score: OUTRIGHT[target.kind] ?? 0.99,
      reason: OUTRIGHT[target.kind] ? "alias" : "exact",
      whole: true,
      inOrder: true,
    };
  }
  const left = [...target.words];
  let quality = 0;
  let synonym = false;
  let shortest = Number.POSITIVE_INFINITY;
  let inOrder = true;
  let last = -1;
  for (const word of typed) {
    let at = left.indexOf(word);
    if (at < 0) {
      const others = synonymsOf(word);
      at = left.findIndex((candidate) => others.has(candidate));
      if (at >= 0) {
        synonym = true;
        quality += 0.86;
      } else {
        at = left.findIndex((candidate) => isFormOf(word, candidate));
        if (at >= 0) quality += 0.92;
        else {
          const parts = target.kind === "name" ? shortened(word) : [];
          at = left.findIndex((candidate) => parts.includes(candidate));
          if (at < 0) return null;
          quality += 0.9;
          shortest = Math.min(shortest, left[at]?.length ?? 0);
        }
      }
    } else quality += 1;
    if (at < last) inOrder = false;
    last = at;
    left[at] = "";
  }
  const total = target.words.reduce((sum, word, i, all) => sum + weight(word, i, all), 0);
  const missing = left.reduce((sum, word, i, all) => (word === "" ? sum : sum + weight(word, i, all)), 0);
  const coverage = total === 0 ? 0 : (total - missing) / total;
  const whole = missing === 0;
  const short = shortest < Number.POSITIVE_INFINITY;
  if (short && !isShortName(typed, left, { shortest, inOrder })) return null;
  const base = whole ? (OUTRIGHT[target.kind] ?? 0.98) : 0.5 + 0.42 * coverage;
  const score = base * (quality / typed.length) - (inOrder ? 0 : 0.04);
  const reason =
    shortest < Number.POSITIVE_INFINITY
      ? "abbreviation"
      : synonym
        ? "synonym"
        : whole
          ? OUTRIGHT[target.kind]
            ? "alias"
            : "exact"
          : "parts";
  return { score, reason, whole, inOrder };
}
