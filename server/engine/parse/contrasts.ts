import { DIFFER_LEADS } from "./differences.ts";
import { phrasesAt } from "./phrases.ts";
import { Cues, type Parsed, type Reader, wordAt } from "./reader.ts";
import type { CompareOp, ContrastSide, Element } from "./sketch.ts";
import { looksLikeVerb, PLACE_PREPOSITIONS, readVerbGroup } from "./verbs.ts";

/** Between a value and the one it is contrasted with. */
export const CONTRASTS = new Cues<CompareOp>([
  [
    "!=",
    "is not, are not, was not, were not, differs from, differ from, differing from, is different from, are different from, is different to, is different than, is other than, does not match, do not match, did not match, not matching, does not equal, do not equal, is not equal to, disagrees with, disagree with, does not agree with, do not agree with, deviates from, deviate from, is not the same as, are not the same as, does not correspond to, do not correspond to, conflicts with, conflict with, contradicts, contradict",
  ],
  [
    "=",
    "is the same as, are the same as, matches, match, equals, equal, agrees with, agree with, is equal to, corresponds to, correspond to",
  ],
]);

/** "The same country as", "a higher salary than" */
const LIKENESS = new Cues<CompareOp>([
  ["=", "same"],
  [">", "higher, larger, greater, bigger, later, longer, heavier"],
  ["<", "lower, smaller, lesser, earlier, shorter, lighter"],
]);

const MORE_THAN: ReadonlySet<string> = new Set(["than"]);

/** Between what is contrasted and what it is contrasted with: "another day than", "not the same as". */
const LINKS: Readonly<Record<CompareOp, ReadonlySet<string>>> = {
  "=": new Set(["as"]),
  "!=": new Set(["than", "from", "to", "as"]),
  ">": MORE_THAN,
  ">=": MORE_THAN,
  "<": MORE_THAN,
  "<=": MORE_THAN,
};
const LEADING = new Set([
  "whose",
  "where",
  "with",
  "that",
  "which",
  "who",
  "if",
  "for",
  "because",
  "and",
  "but",
]);
const POINTING = new Set(["the", "that", "those", "its", "their", "his", "her", "a", "an"]);
const PRONOUNS = new Set(["it", "they", "he", "she", "we"]);
const ONE = new Set(["one", "ones", "that", "those"]);

/** What is contrasted belongs to something else: "the carrier is not that of the shipment", "in another country than its depot". */
export function* contrasts(reader: Reader, start: number): Generator<Element> {
  for (const at of afterLead(reader, start)) {
    yield* toldApart(reader, start, at);
    yield* unlike(reader, start, at);
  }
}

/** Where a clause goes on after "whose", "that are", "going to": at most a relative word, a verb and a preposition. */
function* afterLead(reader: Reader, start: number): Generator<number> {
  yield start;
  const relative = LEADING.has(wordAt(reader, start)) ? start + 1 : start;
  if (relative > start) yield relative;
  const group = readVerbGroup(reader, relative);
  if (group.negated) return;
  if (group.end > relative) yield group.end;
  if (looksLikeVerb(reader, group.end) && PLACE_PREPOSITIONS.has(wordAt(reader, group.end + 1)))
    yield group.end + 2;
  if (PLACE_PREPOSITIONS.has(wordAt(reader, group.end))) yield group.end + 1;
}

/** "[a consignee in] another country than the depot they started from". */
function* toldApart(reader: Reader, start: number, at: number): Generator<Element> {
  yield* another(reader, start, at, null, 0);
  for (const owner of phrasesAt(reader, at)) {
    if (owner.node.quantity) continue;
    const group = readVerbGroup(reader, owner.end);
    if (group.negated) continue;
    // "the guide speaks", "the technician is from": the verb only leads to what is different.
    const verb = looksLikeVerb(reader, group.end) && (reader.mentions[group.end] ?? []).length === 0;
    for (const end of verb ? [group.end, group.end + 1] : [group.end]) {
      const next = PLACE_PREPOSITIONS.has(wordAt(reader, end)) ? end + 1 : end;
      if (next > owner.end) yield* another(reader, start, next, owner.node, owner.cost);
    }
  }
}

function* another(
  reader: Reader,
  start: number,
  at: number,
  owner: ContrastSide["owner"],
  cost: number,
): Generator<Element> {
  const from = ["a", "an", "the"].includes(wordAt(reader, at)) ? at + 1 : at;
  for (const lead of [...DIFFER_LEADS.read(reader, from), ...LIKENESS.read(reader, from)]) {
    const link = LINKS[lead.value];
    for (const what of phrasesAt(reader, lead.end)) {
      if (!link.has(wordAt(reader, what.end)) || saysOther(reader, what.end + 1)) continue;
      for (const side of sides(reader, what.end + 1)) {
        // "than the depot" says whose: it is rather no other value.
        const other = side.node.what && !side.node.owner ? 0.05 : 0;
        const left = { what: what.node, owner };
        yield contrast(start, side.end, cost + what.cost + side.cost + other, left, lead.value, side.node);
      }
    }
  }
}

/** "The same name as another customer" repeats, and is not contrasted with what belongs to something else. */
export function saysOther(reader: Reader, at: number): boolean {
  const article = ["a", "an", "the", "any", "some"].includes(wordAt(reader, at)) ? 1 : 0;
  return OTHERS.has(wordAt(reader, at + article));
}

const OTHERS = new Set(["another", "other", "others", "each", "someone", "somebody", "different"]);

/** "the carrier is not the carrier of the shipment", "the start date differs from that on the opportunity". */
function* unlike(reader: Reader, start: number, at: number): Generator<Element> {
  for (const what of phrasesAt(reader, at)) {
    if (what.node.quantity) continue;
    for (const cue of [...CONTRASTS.read(reader, what.end), ...isThe(reader, what.end)]) {
      for (const side of sides(reader, cue.end)) {
        // "The status is not the plan" is about columns of one row, which comparisons read.
        if (!side.node.owner && !side.node.what?.scopes.length) continue;
        const whose = side.node.what ? 0 : 0.05;
        const left = { what: what.node, owner: null };
        yield contrast(start, side.end, what.cost + side.cost + whose, left, cue.value, side.node);
      }
    }
  }
}

/** "(The guarantor) is the borrower of the loan" */
function isThe(reader: Reader, at: number): { end: number; value: CompareOp }[] {
  const is = ["is", "are", "was", "were"].includes(wordAt(reader, at));
  const also = wordAt(reader, at + 1) === "also" ? 1 : 0;
  return is && wordAt(reader, at + also + 1) === "the" ? [{ end: at + also + 1, value: "=" }] : [];
}

function contrast(
  start: number,
  end: number,
  cost: number,
  left: ContrastSide,
  op: CompareOp,
  right: ContrastSide,
): Element {
  return { kind: "contrast", start, end, cost: cost + 0.1, left, op, right };
}

/** What something is contrasted with: a value, a value and whose it is, or only whose. */
function* sides(reader: Reader, start: number): Generator<Parsed<ContrastSide>> {
  let at = start;
  while (POINTING.has(wordAt(reader, at)) && !ONE.has(wordAt(reader, at + 1))) at++;
  for (const one of [at, at + 1, at - 1]) {
    if (one < start || !ONE.has(wordAt(reader, one)) || !PLACE_PREPOSITIONS.has(wordAt(reader, one + 1)))
      continue;
    for (const owner of phrasesAt(reader, one + 2))
      yield* closed(reader, owner, { what: null, owner: owner.node });
  }
  for (const first of phrasesAt(reader, at)) {
    if (first.node.quantity) continue;
    yield { end: first.end, cost: first.cost, node: { what: first.node, owner: null } };
    yield* closed(reader, first, { what: null, owner: first.node });
    const next = ["that", "which", "where"].includes(wordAt(reader, first.end)) ? first.end + 1 : first.end;
    for (const owner of phrasesAt(reader, next)) {
      if (owner.node.quantity || first.node.scopes.length > 0) continue;
      const both = { ...owner, cost: first.cost + owner.cost };
      for (const side of closed(reader, both, { what: first.node, owner: owner.node }))
        if (side.end > owner.end) yield side;
    }
  }
}

/** "the depot they started from", "the contract has": a verb may close the side. */
function* closed(
  reader: Reader,
  { end, cost }: { end: number; cost: number },
  node: ContrastSide,
): Generator<Parsed<ContrastSide>> {
  yield { end, cost, node };
  const subject = PRONOUNS.has(wordAt(reader, end)) ? end + 1 : end;
  const group = readVerbGroup(reader, subject);
  if (group.negated) return;
  let close = group.end;
  if (looksLikeVerb(reader, close)) close++;
  if (close > subject && PLACE_PREPOSITIONS.has(wordAt(reader, close))) close++;
  if (close > subject && endsClause(reader, close)) yield { end: close, cost: cost + 0.1, node };
}

function endsClause(reader: Reader, at: number): boolean {
  const token = reader.tokens[at];
  return !token || token.kind === "symbol" || ["and", "but", "or"].includes(token.norm);
}
