import { phrasesAt } from "./phrases.ts";
import { Cues, namesValue, type Parsed, type Reader, wordAt } from "./reader.ts";
import type { Phrase } from "./sketch.ts";
import { looksLikeVerb, PLACE_PREPOSITIONS, readVerbGroup } from "./verbs.ts";

/** Lists of phrases of which one holds, or none: "A or B", "neither A nor B", "not in A, B or C". */

/** "a planner or a buyer": two phrases, either of them meant. */
export function alternatives(reader: Reader, start: number): Parsed<readonly Phrase[]>[] {
  const at = wordAt(reader, start) === "either" ? start + 1 : start;
  return phrasesAt(reader, at).flatMap((first) =>
    wordAt(reader, first.end) === "or"
      ? phrasesAt(reader, first.end + 1).map((second) => ({
          end: second.end,
          node: [first.node, second.node],
          cost: first.cost + second.cost,
        }))
      : [],
  );
}

/** Words that say in what something is; after "neither" and "nor" they are said again. */
export const PLACES = new Set(["in", "on", "at", "from"]);

/** "outside Germany": in another place. */
export const OUTSIDE = new Cues<true>([
  [
    true,
    "outside, outside of, anywhere but in, anywhere but, anywhere except in, everywhere but in, elsewhere than in, other than in",
  ],
]);

/** "A, B or C", after a list as far as "A, B": all of them values, or all of them tables. */
export function* orAlike(
  reader: Reader,
  list: Parsed<readonly Phrase[]>,
): Generator<Parsed<readonly Phrase[]>> {
  if (wordAt(reader, list.end) !== "or") return;
  const at = list.end + (PLACES.has(wordAt(reader, list.end + 1)) ? 2 : 1);
  for (const last of phrasesAt(reader, at)) {
    const all = [...list.node, last.node];
    if (last.node.quantity || !(all.every(hasValue) || all.every(namesTable))) continue;
    yield { end: last.end, node: all, cost: list.cost + last.cost - 0.1 };
  }
}

/** "neither a fax nor a home page", "neither in the switch nor in the ledger": the phrases of which none holds. */
export function* neitherNor(reader: Reader, at: number): Generator<Parsed<readonly Phrase[]>> {
  if (wordAt(reader, at) !== "neither") return;
  yield* norList(reader, at + 1);
}

function* norList(reader: Reader, at: number): Generator<Parsed<readonly Phrase[]>> {
  for (const first of deniedAt(reader, at)) {
    if (wordAt(reader, first.end) !== "nor") continue;
    const next = first.end + 1;
    for (const second of deniedAt(reader, next))
      yield { end: second.end, node: [first.node, second.node], cost: first.cost + second.cost };
    for (const more of norList(reader, next))
      yield { end: more.end, node: [first.node, ...more.node], cost: first.cost + more.cost };
  }
}

/** What is denied: "a fax", "in the switch", "teach a course". */
export function* deniedAt(reader: Reader, at: number): Generator<Parsed<Phrase>> {
  const named = (parsed: Parsed<Phrase>) => !parsed.node.quantity;
  yield* phrasesAt(reader, PLACES.has(wordAt(reader, at)) ? at + 1 : at).filter(named);
  const { end: verb, have } = readVerbGroup(reader, at);
  if (have) yield* phrasesAt(reader, verb).filter(named);
  if (!looksLikeVerb(reader, verb) || namesValue(reader, verb)) return;
  const object = PLACE_PREPOSITIONS.has(wordAt(reader, verb + 1)) ? verb + 2 : verb + 1;
  for (const parsed of phrasesAt(reader, object))
    if (named(parsed) && namesTable(parsed.node)) yield { ...parsed, cost: parsed.cost + 0.1 };
}

/** "Without a planner or a buyer"; in "without a fax in Brazil or Mexico" the second says where else. */
export function areAlike({ node }: Parsed<readonly Phrase[]>): boolean {
  return node.every(statesValue) || !node.some(statesValue) || node.every(namesColumn);
}

/** Whether a phrase may be a column, whatever is stored under that word: "a manager". */
function namesColumn({ atoms, scopes }: Phrase): boolean {
  return (
    scopes.length === 0 &&
    atoms.every((atom) => atom.kind === "mention" && (atom.mention.columns[0]?.score ?? 0) > 0.6)
  );
}

/** Whether a phrase says a stored value and no table. */
export function statesValue(phrase: Phrase): boolean {
  return hasValue(phrase) && !namesTable(phrase);
}

export function hasValue({ atoms }: Phrase): boolean {
  return atoms.some((atom) => atom.kind === "mention" && atom.mention.values.length > 0);
}

export function namesTable(phrase: Phrase): boolean {
  return phrase.atoms.some((atom) => atom.kind === "mention" && (atom.mention.tables[0]?.score ?? 0) > 0.6);
}
