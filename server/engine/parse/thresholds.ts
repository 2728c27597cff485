import { phrasesAt } from "./phrases.ts";
import { readQuantity } from "./quantities.ts";
import { type Reader, wordAt } from "./reader.ts";
import type { Element } from "./sketch.ts";

const LEADS = new Set(["with", "having", "have", "has", "of", "where", "are"]);
const THOSE = new Set(["those", "ones"]);

/** "(number of meters per town,) only towns with more than 60": what the result must be for a group to be shown. */
export function* thresholds(reader: Reader, start: number): Generator<Element> {
  const at = wordAt(reader, start) === "," ? start + 1 : start;
  const only = wordAt(reader, at) === "only" ? at + 1 : at;
  const those = wordAt(reader, only) === "the" ? only + 1 : only;
  if (THOSE.has(wordAt(reader, those))) yield* quantityOf(reader, start, those + 1, null);
  else if (only > at) {
    for (const things of phrasesAt(reader, only))
      if (!things.node.quantity) yield* quantityOf(reader, start, things.end, things);
  }
  yield* quantityOf(reader, start, at, null);
}

function* quantityOf(
  reader: Reader,
  start: number,
  from: number,
  things: ReturnType<typeof phrasesAt>[number] | null,
): Generator<Element> {
  let at = from;
  while (["that", "which", "who", "there"].includes(wordAt(reader, at)) || LEADS.has(wordAt(reader, at)))
    at++;
  const quantity = readQuantity(reader, at);
  if (!quantity) return;
  // "Only towns above 60", but no "only 60 towns".
  const led = at > from || THOSE.has(wordAt(reader, from - 1)) || (things && quantity.node.op !== "=");
  if (!led) return;
  const next = reader.tokens[quantity.end];
  if (next && next.kind !== "symbol" && !["and", "but", "only"].includes(next.norm)) return;
  const cost = 0.1 + (things?.cost ?? 0);
  yield {
    kind: "threshold",
    start,
    end: quantity.end,
    cost,
    of: things?.node ?? null,
    quantity: quantity.node,
  };
}
