import { isFunctionWord } from "../link/function-words.ts";
import type { Verbs } from "./comparison.ts";
import { phrasesAt } from "./phrases.ts";
import { Cues, endsClause, namesValue, type Parsed, type Reader, wordAt } from "./reader.ts";
import type { Element, Phrase } from "./sketch.ts";

export const TEXT_CUES = new Cues<"contains" | "starts" | "ends">([
  [
    "contains",
    "contain, contains, containing, include, includes, including, like, with the word, contains the word, containing the word, contains the substring, has the substring, with the substring, contain the word, has the word, having",
  ],
  [
    "starts",
    "start with, starts with, starting with, begin with, begins with, beginning with, with prefix, with the prefix, starts by, prefixed with",
  ],
  ["ends", "end with, ends with, ending with, end in, ends in, ending in, with suffix"],
]);

export const PADDING = new Cues<"starts" | "ends" | "padded">([
  ["padded", "leading or trailing, trailing or leading, leading and trailing, leading/trailing, surrounding"],
  ["starts", "leading"],
  ["ends", "trailing"],
]);
const SPACES = new Set(["space", "spaces", "blank", "blanks", "whitespace", "whitespaces"]);

export function* spelled(
  reader: Reader,
  start: number,
  subject: Phrase | null,
  verbs: Verbs,
  cost: number,
): Generator<Element> {
  for (const cue of TEXT_CUES.read(reader, verbs.end)) {
    // "ends in neither .pdf nor .jpg", "contains no @"
    const none = NONE.has(wordAt(reader, cue.end)) ? 1 : 0;
    const base = { start, subject, how: cue.value, negated: verbs.negated !== none > 0 };
    for (const { end, node: texts, cost: said } of literalTexts(reader, cue.end + none))
      yield { kind: "text", end, cost: cost + 0.03 + said, ...base, texts };
  }
  for (const sign of signs(reader, verbs)) {
    const base = { start, subject, how: "contains" as const, negated: verbs.negated !== sign.node.denied };
    const { end, node } = sign;
    // "Is blank or has no @"
    if (subject || wordAt(reader, start - 1) === "or")
      yield { kind: "text", end: afterPronoun(reader, end), cost: cost + 0.03, ...base, texts: node.texts };
    // "With a # in the email"
    for (const place of wordAt(reader, end) === "in" ? phrasesAt(reader, end + 1) : [])
      yield {
        kind: "text",
        end: place.end,
        cost: place.cost,
        ...base,
        subject: place.node,
        texts: node.texts,
      };
  }
  // "with leading or trailing spaces"
  const lacking = wordAt(reader, verbs.end) === "without" ? 1 : 0;
  for (const { end, value: how } of PADDING.read(reader, verbs.end + lacking))
    if (SPACES.has(wordAt(reader, end))) {
      const base = { start, cost: cost + 0.03, subject, how, negated: verbs.negated !== lacking > 0 };
      yield { kind: "text", end: end + 1, ...base, texts: [" "] };
    }
}

const NONE = new Set(["neither", "no", "not", "none"]);

/** Characters that people name rather than write; one of them is looked for. */
export const CHARACTERS = new Cues<readonly string[]>([
  [[" "], "space, spaces, blank, blanks, whitespace"],
  [[","], "comma, commas"],
  [["-"], "hyphen, hyphens, dash, dashes"],
  [["."], "dot, dots, full stop"],
  [["/"], "slash, slashes"],
  [["\\"], "backslash, backslashes"],
  [["_"], "underscore, underscores"],
  [[";"], "semicolon, semicolons"],
  [[":"], "colon, colons"],
  [["&"], "ampersand, ampersands"],
  [["'"], "apostrophe, apostrophes"],
  [["@"], "at sign"],
  [[..."0123456789"], "digit, digits"],
]);

const WITH_SIGN = new Cues<boolean>([
  [false, "with, having"],
  [true, "without, lacking, lack, lacks, missing, with no, having no, has no, have no"],
]);
const BARE_SIGNS = new Set(["@", "#", "_", "+"]);

/** "has no @", "is missing an @", "without a hyphen": whether a character is in it. */
function* signs(
  reader: Reader,
  verbs: Verbs,
): Generator<Parsed<{ texts: readonly string[]; denied: boolean }>> {
  const leads = WITH_SIGN.read(reader, verbs.end);
  if (verbs.have) {
    const none = wordAt(reader, verbs.end) === "no";
    leads.push({ end: none ? verbs.end + 1 : verbs.end, value: none });
  }
  for (const { end, value: denied } of leads) {
    const at = ["a", "an", "the", "any"].includes(wordAt(reader, end)) ? end + 1 : end;
    const named = CHARACTERS.longest(reader, at);
    const bare = BARE_SIGNS.has(wordAt(reader, at)) ? { end: at + 1, value: [wordAt(reader, at)] } : null;
    const sign = bare ?? named;
    if (sign) yield { end: afterSign(reader, sign.end), node: { texts: sign.value, denied }, cost: 0 };
  }
}

/** "(Whose email has no @) in it" */
function afterPronoun(reader: Reader, at: number): number {
  return wordAt(reader, at) === "in" && ["it", "them"].includes(wordAt(reader, at + 1)) ? at + 2 : at;
}

/** "TR-", "neither .pdf nor .jpg", "an @ sign": texts of which one is looked for. */
function* literalTexts(reader: Reader, start: number): Generator<Parsed<readonly string[]>> {
  const first = literalText(reader, start);
  if (!first) return;
  yield first;
  yield* title(reader, start);
  if (!["or", "nor"].includes(wordAt(reader, first.end))) return;
  for (const rest of isWritten(reader, first.end + 1) ? literalTexts(reader, first.end + 1) : [])
    yield { ...rest, node: [...first.node, ...rest.node], cost: first.cost + rest.cost - 0.15 };
}

/** "Letters from": more than one word where the first is written with a capital, as far as the clause goes. */
function* title(reader: Reader, start: number): Generator<Parsed<readonly string[]>> {
  const first = reader.tokens[start];
  // What the graph knows says something of its own.
  if (first?.kind !== "word" || !/^\p{Lu}/u.test(first.text) || namesValue(reader, start)) return;
  for (let end = start + 2; end <= start + 6 && reader.tokens[end - 1]?.kind === "word"; end++) {
    if (namesValue(reader, end - 1)) return;
    if (!endsClause(reader, end)) continue;
    const text = reader.definition.slice(first.start, reader.tokens[end - 1]?.end);
    // Words that say something of their own are rather no part of it: "starts with Beyond in English".
    yield { end, node: [text], cost: 0.25 + 0.22 * (end - start - 1) };
    return;
  }
}

/** Whether what stands there may be a text; "starts with A or is blank" goes on with a clause of its own. */
function isWritten(reader: Reader, at: number): boolean {
  const token = reader.tokens[at];
  if (!token || token.kind === "quoted") return token !== undefined;
  if (token.kind === "symbol") return INNER.has(token.norm);
  // "a hyphen or an apostrophe"
  if (ARTICLES.has(token.norm)) return CHARACTERS.longest(reader, at + 1) !== null;
  return !isFunctionWord(token.norm) && (/^(\p{Lu}|\p{N})/u.test(token.text) || endsClause(reader, at + 1));
}

/** The text to look for: quoted, or one word or symbol ("an @ sign"), with all that is written to it. */
function literalText(reader: Reader, start: number): Parsed<readonly string[]> | null {
  let at = start;
  while (leadsText(reader, at)) at++;
  const token = reader.tokens[at];
  // "Including those never counted" contains no such text.
  if (!token || (token.kind === "word" && PRONOUNS.has(token.norm))) return null;
  const literally = ["word", "string", "substring", "text"].includes(wordAt(reader, at - 1));
  const named = literally ? null : CHARACTERS.longest(reader, at);
  if (named) return { end: afterSign(reader, named.end), node: named.value, cost: 0 };
  if (token.kind === "quoted") return { end: afterSign(reader, at + 1), node: [token.norm], cost: 0 };
  const end = writtenEnd(reader, at);
  const text = reader.definition.slice(token.start, reader.tokens[end - 1]?.end);
  if (token.kind === "symbol" && !INNER.has(token.norm)) return null;
  return {
    end: afterSign(reader, end),
    node: [text],
    cost: token.kind === "symbol" ? 0 : end > at + 1 ? 0.2 : 0.25,
  };
}

const PRONOUNS = new Set("it its one ones them their these this those what which who".split(" "));

/** "The letters TR"; what is called "Letters from Home" begins with a word of its own. */
function leadsText(reader: Reader, at: number): boolean {
  const written = at > 0 && /^\p{Lu}/u.test(reader.tokens[at]?.text ?? "");
  return ARTICLES.has(wordAt(reader, at)) && !written;
}

const ARTICLES = new Set("the a an any word letter letters string substring text character".split(" "));
/** Signs that texts have within, and those that they also end with: "TR-", but no full stop. */
const INNER = new Set(["@", "-", "_", "/", "#", "&", "%", "+", "."]);
const LAST = new Set(["-", "_", "/", "#", "+"]);

/** Where the text ends that begins at a token: "@uni.example", "TR-". */
function writtenEnd(reader: Reader, at: number): number {
  // A full stop within is no token of its own.
  const glued = (i: number) =>
    !/\s/u.test(reader.definition.slice(reader.tokens[i - 1]?.end, reader.tokens[i]?.start));
  let end = at + 1;
  for (let i = end; i < reader.tokens.length && glued(i); i++) {
    const token = reader.tokens[i];
    if (token?.kind === "symbol") {
      if (!INNER.has(token.norm)) break;
      if (LAST.has(token.norm)) end = i + 1;
    } else if (token?.kind === "quoted") break;
    else end = i + 1;
  }
  return end;
}

/** "an @ sign" */
function afterSign(reader: Reader, at: number): number {
  return ["sign", "character", "symbol"].includes(wordAt(reader, at)) ? at + 1 : at;
}
