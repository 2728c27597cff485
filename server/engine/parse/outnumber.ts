import { phrasesAt } from "./phrases.ts";
import { INVERSE } from "./quantities.ts";
import { Cues, type Reader, wordAt } from "./reader.ts";
import type { CompareOp, Element, Phrase } from "./sketch.ts";
import { readVerbGroup, skipRelative } from "./verbs.ts";

const MORE = new Cues<{ readonly op: CompareOp; readonly than: string }>([
  [{ op: ">", than: "than" }, "more"],
  [{ op: "<", than: "than" }, "fewer, less"],
  [{ op: ">=", than: "as" }, "at least as many"],
  [{ op: "=", than: "as" }, "as many, exactly as many, just as many, the same number of"],
]);

/** "that have more tickets than invoices", "with as many returns as orders": of what they have more. */
export function* outnumbering(reader: Reader, start: number): Generator<Element> {
  const verbs = readVerbGroup(reader, skipRelative(reader, start));
  const having = ["with", "having"].includes(wordAt(reader, start))
    ? start + 1
    : verbs.have
      ? verbs.end
      : null;
  if (having === null) return;
  for (const { end, value } of MORE.read(reader, having)) {
    for (const left of phrasesAt(reader, end)) {
      if (left.node.quantity || wordAt(reader, left.end) !== value.than) continue;
      for (const right of phrasesAt(reader, left.end + 1)) {
        if (right.node.quantity) continue;
        const ones = wordAt(reader, right.end) === "ones";
        yield {
          kind: "outnumber",
          start,
          end: ones ? right.end + 1 : right.end,
          cost: 0.08 + left.cost + right.cost,
          left: left.node,
          op: verbs.negated ? INVERSE[value.op] : value.op,
          right: ones ? others(right.node, left.node) : right.node,
        };
      }
    }
  }
}

/** "(More open invoices than) paid ones": what is said of them, of the same things. */
function others(said: Phrase, of: Phrase): Phrase {
  const noun = of.atoms.at(-1);
  return noun ? { ...said, atoms: [...said.atoms, noun] } : said;
}
