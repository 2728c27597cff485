import { phrasesAt } from "./phrases.ts";
import { INVERSE, ORDER_CUES, readNumber, readQuantity, TRAILING } from "./quantities.ts";
import { Cues, type Reader, wordAt } from "./reader.ts";
import type { Element, Phrase, Quantity } from "./sketch.ts";
import { readVerbGroup, skipRelative } from "./verbs.ts";

/** What something is worth or called, said without its column or the word for "equals". */
export function* valuedClauses(reader: Reader, start: number): Generator<Element> {
  yield* possessed(reader, start);
  yield* numbered(reader, start);
  yield* named(reader, start);
}

/** "courses with 1 credit", "loans with more than 3 renewals": the column is the noun after the number. */
function* possessed(reader: Reader, start: number): Generator<Element> {
  const verbs = readVerbGroup(reader, skipRelative(reader, start));
  const having = ["with", "having"].includes(wordAt(reader, start));
  if (!having && (!verbs.have || verbs.negated)) return;
  const at = having ? start + 1 : verbs.end;
  const exact = readNumber(reader, at);
  const count = exact
    ? { end: exact.end, node: { op: "=" as const, count: exact.node } }
    : readQuantity(reader, at);
  if (!count || isNone(count.node)) return;
  const text = reader.tokens[count.end - 1]?.text ?? "";
  const range = { start: at, end: count.end };
  const number = { kind: "number" as const, ...range, value: count.node.count, text, unit: null };
  for (const noun of phrasesAt(reader, count.end)) {
    if (noun.node.quantity || noun.node.atoms.length > 1 || !namesColumn(noun.node)) continue;
    yield {
      kind: "compare",
      start,
      end: noun.end,
      cost: 0.1 + noun.cost,
      subject: noun.node,
      op: count.node.op,
      terms: [number],
      length: false,
      explicit: true,
    };
  }
}

const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(
  " ",
);

/** "on the fourth floor or higher", "in their 2nd year": the column is the noun after its number. */
function* numbered(reader: Reader, start: number): Generator<Element> {
  const verbs = readVerbGroup(reader, skipRelative(reader, start));
  const { negated } = verbs;
  // "Above the second floor"
  const beyond = ORDER_CUES.longest(reader, verbs.end);
  const end = beyond?.end ?? verbs.end;
  const on = ["on", "in", "from", "of", "at"].includes(wordAt(reader, end)) ? end + 1 : end;
  const at = ["the", "their", "its"].includes(wordAt(reader, on)) ? on + 1 : on;
  const word = wordAt(reader, at);
  const value = ORDINALS.indexOf(word) + 1 || Number(/^(\d+)(st|nd|rd|th)$/.exec(word)?.[1] ?? 0);
  if (value === 0) return;
  const number = { kind: "number" as const, start: at, end: at + 1, value, text: String(value), unit: null };
  for (const noun of phrasesAt(reader, at + 1)) {
    if (noun.node.quantity || noun.node.atoms.length > 1 || !namesColumn(noun.node)) continue;
    const bound = beyond ? null : TRAILING.longest(reader, noun.end);
    const op = beyond?.value ?? bound?.value ?? "=";
    yield {
      kind: "compare",
      start,
      end: bound?.end ?? noun.end,
      cost: 0.1 + noun.cost,
      subject: noun.node,
      op: negated ? INVERSE[op] : op,
      terms: [number],
      length: false,
      explicit: true,
    };
  }
}

/** "with no renewals" may have none written down. */
function isNone({ op, count }: Quantity): boolean {
  return op === "=" && count === 0;
}

/** Whether the noun is rather a column than a table, of which there would be so many. */
function namesColumn({ atoms: [atom] }: Phrase): boolean {
  if (atom?.kind !== "mention") return false;
  const { columns, tables } = atom.mention;
  return (columns[0]?.score ?? 0) > Math.max(0.6, tables[0]?.score ?? 0);
}

export const NAMED_CUES = new Cues<true>([
  [
    true,
    "named, called, titled, entitled, known as, by the name of, by the name, that goes by, with name, with the name",
  ],
]);

/** "the customer called Jon", "employees named Ann Lee": a value that is stored says by itself where. */
function* named(reader: Reader, start: number): Generator<Element> {
  const verbs = readVerbGroup(reader, skipRelative(reader, start));
  for (const cue of NAMED_CUES.read(reader, verbs.end)) {
    for (const value of phrasesAt(reader, cue.end)) {
      const { atoms, quantity } = value.node;
      const stored = atoms.length === 1 && atoms[0]?.kind === "mention" && atoms[0].mention.values.length > 0;
      if (!stored || quantity) continue;
      yield {
        kind: "is",
        start,
        end: value.end,
        cost: 0.05 + value.cost,
        negated: verbs.negated,
        phrases: [value.node],
        there: false,
      };
    }
  }
}
