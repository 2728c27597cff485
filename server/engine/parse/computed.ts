import { dictionary } from "../text/dictionary.ts";
import { phraseLists, phrasesAt } from "./phrases.ts";
import { INVERSE, ORDER_CUES, readNumber, SIGNS } from "./quantities.ts";
import { Cues, type Parsed, type Reader, wordAt } from "./reader.ts";
import type { AmountTerm, CompareOp, Element, Phrase } from "./sketch.ts";
import { PERCENT } from "./terms.ts";
import { readVerbGroup, type VerbGroup } from "./verbs.ts";

export const ARITHMETIC_CUES = new Cues<"*" | "/" | "+" | "-">([
  ["*", "times, multiplied by, *, multiplied with"],
  ["/", "divided by, /"],
  ["+", "plus, added to, +, increased by"],
  ["-", "minus, less, -, reduced by, net of"],
]);
const EQUAL = new Cues<CompareOp>([
  [
    "=",
    "equal to, equals, equal, =, the same as, matches, match, agrees with, adds up to, add up to, sums to, sum to, sums up to, sum up to, makes, make",
  ],
  ["!=", "different from, !=, other than, not equal to, differs from, unequal to"],
]);
const LEADS = new Set(["whose", "where", "which", "that", "if", "with", "when", "for", "and", "we", "they"]);
/** Multiplying binds tighter than adding. */
const BINDING = { "*": 2, "/": 2, "+": 1, "-": 1 } as const;

/** "where quantity times unit price is not the line total": a comparison of which a side is worked out. */
export function* computedClauses(reader: Reader, start: number): Generator<Element> {
  let from = start;
  while (LEADS.has(wordAt(reader, from)) && from < start + 2) from++;
  yield* addedUp(reader, start, from);
  for (const left of amountsAt(reader, from)) {
    if (from === start && left.node.kind === "computed")
      yield { kind: "amount", start, end: left.end, cost: 0.05 + left.cost, term: left.node };
    const verbs = readVerbGroup(reader, left.end);
    const sign = SIGNS.get(wordAt(reader, verbs.end));
    if (sign && left.node.kind === "computed") {
      const op = verbs.negated ? INVERSE[sign] : sign;
      const end = verbs.end + 1;
      const right: AmountTerm = { kind: "number", start: verbs.end, end, value: 0, text: "0" };
      yield { kind: "computed", start, end, cost: 0.04 + left.cost, left: left.node, op, right };
    }
    yield* byHowMuch(reader, start, left, verbs);
    yield* exceeding(reader, start, left, verbs);
    for (const operator of operatorsAt(reader, verbs.end, verbs.be)) {
      for (const right of amountsAt(reader, operator.end)) {
        if (![left, right].some(({ node }) => node.kind === "computed" || node.kind === "total")) continue;
        yield {
          kind: "computed",
          start,
          end: right.end,
          cost: 0.04 + left.cost + right.cost,
          left: left.node,
          op: verbs.negated ? INVERSE[operator.node] : operator.node,
          right: right.node,
        };
      }
    }
  }
}

export const ADD_UP = new Cues<true>([
  [true, "add up to, adds up to, sum up to, sums up to, sum to, total up to, make up"],
]);

/** "net amount and VAT do not add up to the total amount", "the sum of net and VAT is not the total" */
function* addedUp(reader: Reader, start: number, from: number): Generator<Element> {
  const the = wordAt(reader, from) === "the" ? from + 1 : from;
  const sum = wordAt(reader, the) === "sum" && wordAt(reader, the + 1) === "of";
  for (const list of phraseLists(reader, sum ? the + 2 : from)) {
    const items = list.node.map((phrase): AmountTerm => ({ kind: "phrase", phrase }));
    const [first, ...more] = items;
    const [only, other] = list.node;
    const verbs = readVerbGroup(reader, list.end);
    // "The line totals do not add up to the order total": those of all lines.
    if (only && !other && !sum && !only.quantity)
      for (const { end } of ADD_UP.read(reader, verbs.end))
        for (const right of amountsAt(reader, end)) {
          const left: AmountTerm = { kind: "total", start: only.start, end: only.end, phrase: only };
          const cost = list.cost + right.cost;
          const op = verbs.negated ? "!=" : "=";
          yield { kind: "computed", start, end: right.end, cost, left, op, right: right.node };
        }
    if (!first || more.length === 0 || !list.node.every(isName)) continue;
    const operators = sum
      ? [...operatorsAt(reader, verbs.end, verbs.be)]
      : ADD_UP.read(reader, verbs.end).map(({ end }) => ({ end, node: "=" as const, cost: 0 }));
    const left = more.reduce(
      (l, right): AmountTerm => ({ kind: "computed", op: "+", left: l, right }),
      first,
    );
    for (const operator of operators) {
      for (const right of amountsAt(reader, operator.end)) {
        const op = verbs.negated ? INVERSE[operator.node] : operator.node;
        const cost = list.cost + right.cost;
        yield { kind: "computed", start, end: right.end, cost, left, op, right: right.node };
      }
    }
  }
}

const FURTHER = new Cues<boolean>([
  [
    true,
    "higher than, more than, greater than, above, over, larger than, bigger than, longer than, later than",
  ],
  [false, "lower than, less than, below, under, smaller than, shorter than"],
]);

/** "the replacement value is more than 20 higher than the price": how far two amounts are apart. */
function* byHowMuch(
  reader: Reader,
  start: number,
  left: Parsed<AmountTerm>,
  verbs: VerbGroup,
): Generator<Element> {
  if (verbs.negated || left.node.kind === "number") return;
  for (const bound of ORDER_CUES.read(reader, verbs.end)) {
    const by = numberAt(reader, bound.end);
    if (!by) continue;
    for (const further of FURTHER.read(reader, by.end)) {
      for (const other of amountsAt(reader, further.end)) {
        const [more, less] = further.value ? [left.node, other.node] : [other.node, left.node];
        const difference: AmountTerm = { kind: "computed", op: "-", left: more, right: less };
        const cost = 0.04 + left.cost + other.cost;
        const right = partOf(by, other.node);
        yield { kind: "computed", start, end: other.end, cost, left: difference, op: bound.value, right };
      }
    }
  }
}

interface NumberSaid {
  readonly end: number;
  readonly number: AmountTerm;
  readonly percent: boolean;
}

/** "20", "20 percent": what the latter is of is said elsewhere. */
function numberAt(reader: Reader, at: number): NumberSaid | null {
  const token = reader.tokens[at];
  if (token?.kind !== "number" || token.number === undefined) return null;
  const percent = PERCENT.has(wordAt(reader, at + 1));
  const end = percent ? at + 2 : at + 1;
  const value = percent ? token.number / 100 : token.number;
  return { end, percent, number: { kind: "number", start: at, end, value, text: token.text } };
}

/** "20 percent" of an amount; another number is how much it is. */
function partOf({ number, percent }: NumberSaid, whole: AmountTerm): AmountTerm {
  return percent ? { kind: "computed", op: "*", left: number, right: whole } : number;
}

const EXCEED = new Cues<boolean>([
  [
    true,
    "exceed, exceeds, exceeded, above, over, higher than, greater than, more than, longer than, later than",
  ],
  [false, "fall below, falls below, fell below, below, under, lower than, less than, shorter than"],
]);

/** "the lab hours exceed the lecture hours by more than 10" */
function* exceeding(
  reader: Reader,
  start: number,
  left: Parsed<AmountTerm>,
  verbs: VerbGroup,
): Generator<Element> {
  if (verbs.negated || left.node.kind === "number") return;
  for (const cue of EXCEED.read(reader, verbs.end)) {
    for (const other of amountsAt(reader, cue.end)) {
      if (wordAt(reader, other.end) !== "by") continue;
      for (const bound of ORDER_CUES.read(reader, other.end + 1)) {
        const by = numberAt(reader, bound.end);
        if (!by) continue;
        const [more, less] = cue.value ? [left.node, other.node] : [other.node, left.node];
        const difference: AmountTerm = { kind: "computed", op: "-", left: more, right: less };
        const cost = 0.04 + left.cost + other.cost;
        const right = partOf(by, other.node);
        yield { kind: "computed", start, end: by.end, cost, left: difference, op: bound.value, right };
      }
    }
  }
}

function* operatorsAt(reader: Reader, from: number, be: boolean): Generator<Parsed<CompareOp>> {
  // "a discount of more than 15 percent of the list price"
  const at = wordAt(reader, from) === "of" ? from + 1 : from;
  for (const cues of [ORDER_CUES, EQUAL])
    for (const cue of cues.read(reader, at)) yield { end: cue.end, node: cue.value, cost: 0 };
  if (be) yield { end: at, node: "=", cost: 0 };
}

/** A column, a number, or what is worked out from them, from left to right by how tight they bind. */
function amountsAt(reader: Reader, start: number): Parsed<AmountTerm>[] {
  let open: { end: number; cost: number; terms: AmountTerm[]; ops: (keyof typeof BINDING)[] }[] = leaves(
    reader,
    start,
  ).map(({ end, cost, node }) => ({ end, cost, terms: [node], ops: [] }));
  const found = [...open];
  for (let depth = 0; depth < 3 && open.length > 0; depth++) {
    open = open
      .flatMap((sum) =>
        ARITHMETIC_CUES.read(reader, sum.end).flatMap((cue) =>
          leaves(reader, cue.end).map((leaf) => ({
            end: leaf.end,
            cost: sum.cost + leaf.cost,
            terms: [...sum.terms, leaf.node],
            ops: [...sum.ops, cue.value],
          })),
        ),
      )
      .sort((a, b) => a.cost - b.cost)
      .slice(0, 8);
    found.push(...open);
  }
  return found.map(({ end, cost, terms, ops }) => ({ end, cost, node: tree(terms, ops) }));
}

const FOLDS = dictionary<number>({ twice: 2, double: 2, triple: 3, thrice: 3, half: 0.5 });

/** "three times", "twice", "half of": how often the amount that follows is taken. */
function timesOver(reader: Reader, at: number): { end: number; value: number } | null {
  const word = wordAt(reader, at);
  const fold = FOLDS.get(word);
  if (fold) return { end: wordAt(reader, at + 1) === "of" ? at + 2 : at + 1, value: fold };
  const count = readNumber(reader, at);
  return count && wordAt(reader, count.end) === "times" ? { end: count.end + 1, value: count.node } : null;
}

function leaves(reader: Reader, start: number): Parsed<AmountTerm>[] {
  const over = timesOver(reader, start);
  if (over) {
    const { value } = over;
    const number: AmountTerm = { kind: "number", start, end: over.end, value, text: String(value) };
    return leaves(reader, over.end)
      .filter(({ node }) => node.kind === "phrase")
      .map((whole) => ({ ...whole, node: { kind: "computed", op: "*", left: number, right: whole.node } }));
  }
  const at = ["the", "its", "their", "a", "an"].includes(wordAt(reader, start)) ? start + 1 : start;
  const said = numberAt(reader, at);
  if (said) {
    // "80 percent of the list price"
    if (said.percent && wordAt(reader, said.end) === "of")
      return leaves(reader, said.end + 1).map((whole) => ({ ...whole, node: partOf(said, whole.node) }));
    return [{ end: said.end, cost: 0.02, node: said.number }];
  }
  const whole = TOTAL_OF.longest(reader, at);
  if (whole)
    return phrasesAt(reader, whole.end)
      .filter(({ node }) => !node.quantity)
      .slice(0, 4)
      .map(({ end, cost, node }) => ({ end, cost, node: { kind: "total", start: at, end, phrase: node } }));
  return phrasesAt(reader, at)
    .filter(({ node }) => isName(node))
    .slice(0, 4)
    .map(({ end, cost, node }) => ({ end, cost, node: { kind: "phrase", phrase: node } }));
}

const TOTAL_OF = new Cues<true>([
  [
    true,
    "sum of, sum of the, sum of its, sum of their, sum of all, sum of all its, sum of all their, total of, total of the, total of its, total of their, total of all, total of all its, total of all their",
  ],
]);

function isName({ quantity, scopes, atoms }: Phrase): boolean {
  return !quantity && scopes.length === 0 && atoms.every(({ kind }) => kind === "mention");
}

function tree(terms: readonly AmountTerm[], ops: readonly (keyof typeof BINDING)[]): AmountTerm {
  const [only] = terms;
  if (ops.length === 0) return only as AmountTerm;
  // The last of the loosest operators is worked out last.
  const loosest = Math.min(...ops.map((op) => BINDING[op]));
  const at = ops.findLastIndex((op) => BINDING[op] === loosest);
  return {
    kind: "computed",
    op: ops[at] ?? "+",
    left: tree(terms.slice(0, at + 1), ops.slice(0, at)),
    right: tree(terms.slice(at + 1), ops.slice(at + 1)),
  };
}
