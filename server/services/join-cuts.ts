/** Two phrases that are to be the same: of columns when the tables are known, else each of a table and a column. */
export type PhrasePair = readonly [left: string, right: string];

/** One way to take a sentence about a join apart; the words are not looked up yet. */
export interface JoinCut {
  /** The phrases of the two tables where those are said apart from the columns. */
  readonly tables: PhrasePair | null;
  readonly pairs: readonly PhrasePair[];
}

const IMPERATIVE = /^(?:please\s+)?(?:link|join|connect|match|relate|combine|map|pair)\s+(?:up\s+)?/i;

/** Words between the two ends of a pair. */
const IS =
  /\s*(?:<?->|→|==?)\s*|\s+(?:is|are)\s+(?:the\s+)?same\s+as\s+|\s+(?:corresponds?|refers?|points?|belongs?|maps?)\s+to\s+|\s+(?:references|reference|matches|match|equals|equal|joins|goes\s+with|go\s+with|is|are|to|with)\s+/gi;

/** Words between two tables. */
const TABLES =
  /\s*,\s*|\s+(?:belongs?|refers?|points?)\s+to\s+|\s+(?:have|has)\s+(?:many\s+)?|\s+(?:references|reference|matches|match|joins|join|and|to|with)\s+/gi;

/** Words before the columns, when the tables come first. */
const BY = /\s+(?:on|by|via|using|through|over|where)\s+(?:the\s+)?(?:same\s+)?(?:columns?\s+)?/gi;

const AND = /\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*/gi;

/** More ways than these are not tried: nobody writes such a sentence. */
const MOST_CUTS = 60;

/**
 * The ways to take a sentence about a join apart, the likeliest first: "orders customer no matches customers id",
 * "orders belong to customers by customer_no", "link A.x with B.y and A.z with B.w", "connect a and b on x = y".
 */
export function cutsOf(sentence: string): JoinCut[] {
  const text = sentence
    .trim()
    .replace(/[\s.!?;]+$/, "")
    .replace(IMPERATIVE, "");
  return [...byColumns(text), ...byEnds(text)].slice(0, MOST_CUTS);
}

/** "a and b on x = y and z". */
function byColumns(text: string): JoinCut[] {
  return halves(text, BY).flatMap(([head, columns]) =>
    halves(head, TABLES).flatMap((tables) => pairsOfColumns(columns).map((pairs) => ({ tables, pairs }))),
  );
}

function pairsOfColumns(text: string): PhrasePair[][] {
  const clauses = pieces(text, AND);
  const pairs = clauses.map((clause): PhrasePair => halves(clause, IS)[0] ?? [clause, clause]);
  // "by x and y" is two columns of both tables, or one of each.
  const [left, right] = clauses;
  const crossed = left && right && clauses.length === 2 && pairs.every(([a, b]) => a === b);
  return crossed ? [pairs, [[left, right]]] : [pairs];
}

/** "a.x is b.y and a.z is b.w"; after "link", "a.x and b.y". */
function byEnds(text: string): JoinCut[] {
  const clauses = pieces(text, AND);
  const ways = clauses.map((clause) => halves(clause, IS));
  const [left, right] = clauses;
  if (left && right && clauses.length === 2 && ways.every((way) => way.length === 0))
    return [{ tables: null, pairs: [[left, right]] }];
  // A column's own name may have an "and" in it.
  const whole = clauses.length > 1 ? halves(text, IS).map((pair) => [pair]) : [];
  return [...product(ways), ...whole].map((pairs) => ({ tables: null, pairs }));
}

function product(ways: readonly (readonly PhrasePair[])[]): PhrasePair[][] {
  return ways.reduce<PhrasePair[][]>(
    (all, way) => all.flatMap((pairs) => way.map((pair) => [...pairs, pair])).slice(0, MOST_CUTS),
    [[]],
  );
}

/** What stands before and after each place where the pattern is found, outside of quotes. */
function halves(text: string, pattern: RegExp): PhrasePair[] {
  return [...unquoted(text).matchAll(pattern)]
    .map(
      ({ index, 0: found }): PhrasePair => [
        text.slice(0, index).trim(),
        text.slice(index + found.length).trim(),
      ],
    )
    .filter(([before, after]) => before !== "" && after !== "");
}

function pieces(text: string, pattern: RegExp): string[] {
  const found: string[] = [];
  let at = 0;
  for (const match of unquoted(text).matchAll(pattern)) {
    found.push(text.slice(at, match.index));
    at = match.index + match[0].length;
  }
  return [...found, text.slice(at)].map((piece) => piece.trim()).filter((piece) => piece !== "");
}

/** The text with something else in the place of what is quoted or in brackets, as long as it was. */
export function unquoted(text: string): string {
  return text.replace(/"[^"]*"|`[^`]*`|“[^”]*”|\[[^\]]*\]|\([^)]*\)/g, (quoted) =>
    "\0".repeat(quoted.length),
  );
}
