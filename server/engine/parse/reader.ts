import { isFunctionWord } from "../link/function-words.ts";
import type { Mention } from "../link/mention.ts";
import type { Token } from "../text/tokens.ts";
import type { Phrase } from "./sketch.ts";

/** A parse of something that ends before token `end`; lower cost is better. */
export interface Parsed<T> {
  readonly end: number;
  readonly node: T;
  readonly cost: number;
}

/** The definition as the grammar reads it, with what was already parsed at each position. */
export interface Reader {
  readonly definition: string;
  readonly tokens: readonly Token[];
  readonly mentions: readonly (readonly Mention[])[];
  readonly today: string;
  /** From which token on it is said what must be so; null where the definition is no rule. */
  readonly ruleAt: number | null;
  readonly phrases: Map<number, readonly Parsed<Phrase>[]>;
  readonly lists: Map<number, readonly Parsed<readonly Phrase[]>[]>;
}

export function wordAt(reader: Reader, at: number): string {
  const token = reader.tokens[at];
  return token && token.kind !== "quoted" ? token.norm : "";
}

export function isContentWord(reader: Reader, at: number): boolean {
  const token = reader.tokens[at];
  return token?.kind === "word" && !isFunctionWord(token.norm);
}

/** A table of multi-word cues; `read` finds every cue that starts at a token, longest first. */
export class Cues<T> {
  readonly #byFirst = new Map<string, { words: readonly string[]; value: T }[]>();

  constructor(entries: readonly (readonly [T, string])[]) {
    for (const [value, list] of entries) {
      for (const cue of list.split(",")) {
        const words = cue.trim().split(" ");
        const first = words[0] ?? "";
        const known = this.#byFirst.get(first) ?? [];
        known.push({ words, value });
        this.#byFirst.set(first, known);
      }
    }
    for (const cues of this.#byFirst.values()) cues.sort((a, b) => b.words.length - a.words.length);
  }

  read(reader: Reader, at: number): { end: number; value: T }[] {
    const found: { end: number; value: T }[] = [];
    for (const { words, value } of this.#byFirst.get(wordAt(reader, at)) ?? []) {
      if (words.every((word, i) => wordAt(reader, at + i) === word))
        found.push({ end: at + words.length, value });
    }
    return found;
  }

  longest(reader: Reader, at: number): { end: number; value: T } | null {
    return this.read(reader, at)[0] ?? null;
  }

  /** Every word of every cue: what typed words may be corrected to. */
  words(): string[] {
    return [...this.#byFirst.values()].flatMap((cues) => cues.flatMap((cue) => [...cue.words]));
  }
}

/** Whether the word there, by itself, is stored somewhere. */
export function namesValue(reader: Reader, at: number): boolean {
  return (reader.mentions[at] ?? []).some((mention) => mention.end === at + 1 && mention.values.length > 0);
}

/** Whether what begins there names a table. */
export function namesTableAt(reader: Reader, at: number): boolean {
  return (reader.mentions[at] ?? []).some(({ tables }) => (tables[0]?.score ?? 0) >= 0.9);
}

/** Whether nothing more of the same clause comes. */
export function endsClause(reader: Reader, at: number): boolean {
  const next = wordAt(reader, at);
  return next === "" || [",", ".", "?", "and", "but", "or", "with", ";", "-", "("].includes(next);
}
