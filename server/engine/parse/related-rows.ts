import { namesTable } from "./alternatives.ts";
import { allAt, onlyAt } from "./every.ts";
import { phrasesAt } from "./phrases.ts";
import { readTimes } from "./quantities.ts";
import { endsClause, type Reader, wordAt } from "./reader.ts";
import type { Element, Every, Phrase } from "./sketch.ts";
import { readVerbGroup, skipRelative, type VerbGroup } from "./verbs.ts";

/** Clauses about all, only some, or how many of the related rows. */
export function* relatedRowsClauses(reader: Reader, start: number): Generator<Element> {
  yield* eachOf(reader, start);
  yield* onlySaid(reader, start);
  yield* soOften(reader, start);
}

/** "all of whose orders are late", "whose orders are all late", "for whom every order was late": what follows is said of each. */
function* eachOf(reader: Reader, start: number): Generator<Element> {
  const owned = ownersOf(reader, start);
  if (!owned) return;
  for (const { end, node, cost } of phrasesAt(reader, owned.end)) {
    if (node.quantity || !namesTable(node)) continue;
    const verbs = readVerbGroup(reader, end);
    if (verbs.negated || verbs.only) continue;
    const after = verbs.present ? allAt(reader, verbs.end) : null;
    if (!owned.each && node.every !== "all" && after === null) continue;
    const phrases = [ofThem("all", node)];
    const further = after === null ? verbs.end : readVerbGroup(reader, after).end;
    yield { kind: "have", start, end: further, cost: 0.1 + cost, negated: false, phrases, verb: null };
  }
}

/** Where "whose", "for whom", "all of whose" end, and whether they say that each of them is meant. */
function ownersOf(reader: Reader, start: number): { end: number; each: boolean } | null {
  const all = allAt(reader, start) ?? (wordAt(reader, start) === "each" ? start + 1 : null);
  const of = all !== null && wordAt(reader, all) === "of" ? all + 1 : all;
  if (of !== null && ["whose", "which", "whom"].includes(wordAt(reader, of)))
    return { end: of + 1, each: true };
  if (["whose", "where"].includes(wordAt(reader, start))) return { end: start + 1, each: false };
  const relative = skipRelative(reader, start);
  return relative === start + 2 ? { end: relative, each: false } : null;
}

/** "with exhibitions only in 2008", "with exhibitions in 2008 only" */
function* onlySaid(reader: Reader, start: number): Generator<Element> {
  const end = start > 0 ? onlyAt(reader, start) : null;
  if (end !== null) yield { kind: "only", start, end, cost: 0.05, follows: !endsClause(reader, end) };
}

/** "who complained more than once" */
function* soOften(reader: Reader, start: number): Generator<Element> {
  const times = start > 0 ? readTimes(reader, start) : null;
  if (times) yield { kind: "times", start, end: times.end, cost: 0.03 + times.cost, quantity: times.node };
}

/** "that have only late orders", "who only ordered beverages" */
export function* onlyThose(
  reader: Reader,
  start: number,
  verbs: VerbGroup,
  verbAt: number | null,
): Generator<Element> {
  if (verbs.negated) return;
  const at = onlyAt(reader, verbs.end) ?? verbs.end;
  const verb = verbAt === null ? null : wordAt(reader, verbAt);
  for (const { end, node, cost } of phrasesAt(reader, at))
    if (!node.quantity)
      yield {
        kind: "have",
        start,
        end,
        cost: 0.15 + cost,
        negated: false,
        phrases: [ofThem("only", node)],
        verb,
      };
}

function ofThem(every: Every, phrase: Phrase): Phrase {
  return { ...phrase, every };
}
