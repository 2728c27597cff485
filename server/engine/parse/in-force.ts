import { isFunctionWord } from "../link/function-words.ts";
import { shift } from "../text/calendar.ts";
import { readPeriod } from "./dates.ts";
import { Cues, type Reader, wordAt } from "./reader.ts";
import type { Element } from "./sketch.ts";
import { readVerbGroup, skipRelative } from "./verbs.ts";

export const IN_FORCE = new Cues<true>([[true, "valid, in force, in effect, effective"]]);
/** Names of states too, which only say when together with a day. */
const GOING_ON = new Cues<true>([[true, "open, running"]]);
const NOW = new Cues<true>([[true, "today, now, right now, at present, at the moment"]]);

/** Of who began and has not left. */
export const STILL_THERE = new Cues<true>([
  [true, "still with us, still here, still employed, still working here, still under contract"],
]);

/** "contracts valid on 30 June 2024", "rates that were in force in May 2025": begun by then and not ended before. */
export function* inForce(reader: Reader, start: number): Generator<Element> {
  const verbs = readVerbGroup(reader, skipRelative(reader, start));
  const relative = skipRelative(reader, start);
  for (const still of [...STILL_THERE.read(reader, start), ...stillAfterVerb(reader, relative)]) {
    const { today } = reader;
    const about = { negated: verbs.negated, from: today, to: shift(today, 1, "day") };
    yield { kind: "inForce", start, end: still.end, cost: 0.05, ...about };
  }
  const cue = IN_FORCE.longest(reader, verbs.end) ?? GOING_ON.longest(reader, verbs.end);
  const now = cue && NOW.longest(reader, cue.end);
  if (now) {
    const about = { negated: verbs.negated, from: reader.today, to: shift(reader.today, 1, "day") };
    yield { kind: "inForce", start, end: now.end, cost: 0.05, ...about };
  }
  if (!cue || !["on", "in", "at", "as", "during"].includes(wordAt(reader, cue.end))) return;
  const at = wordAt(reader, cue.end) === "as" ? cue.end + 2 : cue.end + 1;
  const period = readPeriod(reader, at);
  if (!period || period.node.bare) return;
  const { from, to } = period.node;
  yield { kind: "inForce", start, end: period.end, cost: 0.05, negated: verbs.negated, from, to };
}

/** "who are still with us": the adverb belongs to the verb. */
function stillAfterVerb(reader: Reader, at: number): { end: number }[] {
  const said = (verbs: number) =>
    reader.tokens.slice(at, at + verbs).every(({ norm }) => isFunctionWord(norm));
  return [1, 2].filter(said).flatMap((verbs) => STILL_THERE.read(reader, at + verbs));
}
