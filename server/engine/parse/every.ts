import { endsClause, type Reader, wordAt } from "./reader.ts";
import type { Element, Every, Phrase } from "./sketch.ts";

const ONLY = new Set(["only", "solely", "exclusively"]);

/** Where the words end that say that there are no others: "only", "exclusively", "nothing but"; null without any. */
export function onlyAt(reader: Reader, at: number): number | null {
  if (ONLY.has(wordAt(reader, at))) return at + 1;
  const nothing = ["nothing", "none"].includes(wordAt(reader, at));
  return nothing && ["but", "except"].includes(wordAt(reader, at + 1)) ? at + 2 : null;
}

/** Where the words end that say "each of them": "all", "every"; null without any. */
export function allAt(reader: Reader, at: number): number | null {
  return ["all", "every"].includes(wordAt(reader, at)) ? at + 1 : null;
}

/** "with exhibitions only in 2008", "with exhibitions in 2008 only" */
export function* everyClauses(reader: Reader, start: number): Generator<Element> {
  const end = start > 0 ? onlyAt(reader, start) : null;
  if (end !== null) yield { kind: "only", start, end, cost: 0.05, follows: !endsClause(reader, end) };
}

export function ofThem(every: Every, phrase: Phrase): Phrase {
  return { ...phrase, every };
}
