import type { Verbs } from "./comparison.ts";
import { Cues, type Parsed, type Reader, wordAt } from "./reader.ts";
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
    const found = literalText(reader, cue.end);
    if (!found) continue;
    const base = { start, cost: cost + 0.03 + found.cost, subject, how: cue.value, negated: verbs.negated };
    yield { kind: "text", end: found.end, ...base, text: found.node };
  }
  // "with leading or trailing spaces"
  const lacking = wordAt(reader, verbs.end) === "without" ? 1 : 0;
  for (const { end, value: how } of PADDING.read(reader, verbs.end + lacking))
    if (SPACES.has(wordAt(reader, end))) {
      const base = { start, cost: cost + 0.03, subject, how, negated: verbs.negated !== lacking > 0 };
      yield { kind: "text", end: end + 1, ...base, text: " " };
    }
}

/** Characters that people name rather than write. */
export const CHARACTERS = new Cues<string>([
  [" ", "space, spaces, blank, blanks, whitespace"],
  [",", "comma, commas"],
  ["-", "hyphen, hyphens, dash, dashes"],
  [".", "dot, dots, full stop"],
  ["/", "slash, slashes"],
  ["\\", "backslash, backslashes"],
  ["_", "underscore, underscores"],
  [";", "semicolon, semicolons"],
  [":", "colon, colons"],
  ["&", "ampersand, ampersands"],
  ["'", "apostrophe, apostrophes"],
]);

/** The text to look for: quoted, or one word or symbol ("an @ sign"). */
function literalText(reader: Reader, start: number): Parsed<string> | null {
  let at = start;
  while (
    [
      "the",
      "a",
      "an",
      "any",
      "word",
      "letter",
      "letters",
      "string",
      "substring",
      "text",
      "character",
    ].includes(wordAt(reader, at))
  )
    at++;
  const token = reader.tokens[at];
  if (!token) return null;
  const literally = ["word", "string", "substring", "text"].includes(wordAt(reader, at - 1));
  const named = literally ? null : CHARACTERS.longest(reader, at);
  if (named) {
    const sign = ["sign", "character"].includes(wordAt(reader, named.end)) ? 1 : 0;
    return { end: named.end + sign, node: named.value, cost: 0 };
  }
  const sign = ["sign", "character", "symbol"].includes(wordAt(reader, at + 1)) ? 1 : 0;
  if (token.kind === "quoted") return { end: at + 1 + sign, node: token.norm, cost: 0 };
  if (token.kind === "symbol")
    return ["@", "-", "/", "#", "&", "%", "+", "."].includes(token.norm)
      ? { end: at + 1 + sign, node: token.norm, cost: 0 }
      : null;
  // "starting with TR-": the sign that is written to it belongs to it.
  const tail = reader.tokens[at + 1];
  if (tail?.kind === "symbol" && tail.start === token.end && GLUED.has(tail.norm))
    return { end: at + 2, node: token.text + tail.text, cost: 0.24 };
  return { end: at + 1 + sign, node: token.text, cost: 0.25 };
}

const GLUED = new Set(["-", "_", "/", "#", "+"]);
