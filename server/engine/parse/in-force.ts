import { readPeriod } from "./dates.ts";
import { Cues, type Reader, wordAt } from "./reader.ts";
import type { Element } from "./sketch.ts";
import { readVerbGroup, skipRelative } from "./verbs.ts";

export const IN_FORCE = new Cues<true>([[true, "valid, in force, in effect, effective"]]);

/** "contracts valid on 30 June 2024", "rates that were in force in May 2025": begun by then and not ended before. */
export function* inForce(reader: Reader, start: number): Generator<Element> {
  const verbs = readVerbGroup(reader, skipRelative(reader, start));
  const cue = IN_FORCE.longest(reader, verbs.end);
  if (!cue || !["on", "in", "at", "as", "during"].includes(wordAt(reader, cue.end))) return;
  const at = wordAt(reader, cue.end) === "as" ? cue.end + 2 : cue.end + 1;
  const period = readPeriod(reader, at);
  if (!period || period.node.bare) return;
  const { from, to } = period.node;
  yield { kind: "inForce", start, end: period.end, cost: 0.05, negated: verbs.negated, from, to };
}
