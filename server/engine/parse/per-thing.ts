import { namesTable } from "./alternatives.ts";
import { phrasesAt } from "./phrases.ts";
import { Cues, type Parsed, type Reader, wordAt } from "./reader.ts";
import type { Element, Measure, Phrase } from "./sketch.ts";

const NUMBER_OF = new Cues<Measure>([
  ["avg", "average number of, mean number of, avg number of, average count of"],
  ["max", "maximum number of, max number of, highest number of, largest number of, greatest number of"],
  ["min", "minimum number of, min number of, lowest number of, smallest number of"],
]);
const PER = new Cues<true>([
  [
    true,
    "per, for each, for every, of each, of every, in each, in every, of a, of an, for a, for an, in a, in an",
  ],
]);
const ON_AVERAGE = new Cues<true>([[true, "on average, on the average"]]);
const HAVE = new Set(["have", "has", "get", "gets", "place", "places"]);

/** "The average number of lines per order", "how many lines does an order have on average": counted for each, then measured. */
export function* perThing(reader: Reader, start: number): Generator<Element> {
  const at = wordAt(reader, start) === "the" ? start + 1 : start;
  for (const cue of NUMBER_OF.read(reader, at))
    for (const counted of things(reader, cue.end)) {
      const per = PER.longest(reader, counted.end);
      for (const thing of per ? things(reader, per.end) : [])
        yield element(start, thing.end, cue.value, counted, thing);
    }
  const average = ON_AVERAGE.longest(reader, start);
  const from = average ? average.end + (wordAt(reader, average.end) === "," ? 1 : 0) : start;
  if (wordAt(reader, from) !== "how" || wordAt(reader, from + 1) !== "many") return;
  for (const counted of things(reader, from + 2)) {
    if (!["do", "does", "did"].includes(wordAt(reader, counted.end))) continue;
    const each = ["each", "every"].includes(wordAt(reader, counted.end + 1)) ? 2 : 1;
    for (const thing of things(reader, counted.end + each)) {
      if (!HAVE.has(wordAt(reader, thing.end))) continue;
      const end = average ? thing.end + 1 : ON_AVERAGE.longest(reader, thing.end + 1)?.end;
      if (end !== undefined) yield element(start, end, "avg", counted, thing);
    }
  }
}

/** Phrases that name a table, without places of their own: those may say per what. */
function things(reader: Reader, at: number): readonly Parsed<Phrase>[] {
  return phrasesAt(reader, at).filter(
    ({ node }) => namesTable(node) && node.scopes.length === 0 && !node.quantity,
  );
}

function element(
  start: number,
  end: number,
  measure: Measure,
  counted: Parsed<Phrase>,
  thing: Parsed<Phrase>,
): Element {
  const cost = counted.cost + thing.cost - 0.1;
  return { kind: "perThing", start, end, cost, measure, counted: counted.node, thing: thing.node };
}
