import { ADVERBS } from "../link/function-words.ts";
import type { Token } from "../text/tokens.ts";
import { type Reader, wordAt } from "./reader.ts";

/** What must be so of some rows ("every order must have a customer"): the KPI is the rows that break it. */
export interface Ruled {
  /** Without the words that only announce the rule; its "must" is one word. */
  readonly tokens: Token[];
  /** The token from which on it is said what must be so; null where no rule is said. */
  readonly ruleAt: number | null;
}

const OPENERS = phrases(
  "ensure that, ensure, make sure that, make sure, verify that, check that, check whether, check if, validate that, confirm that, assert that, guarantee that, test that, test whether",
);
const MUST = phrases(
  "must, should, shall, ought to, has to, have to, needs to, need to, is required to, are required to, is supposed to, are supposed to, is obliged to, are obliged to",
);
const OBLIGATION = new Set(["must", "should", "shall", "ought"]);
const RELATIVE = new Set("that which who whom whose where when if because".split(" "));
/** After these a relative clause has a subject of its own. */
const WITH_SUBJECT = new Set(["whose", "where", "when", "if", "because"]);
const FINITE = new Set("is are was were has have had do does did exist exists".split(" "));
const ASKING = new Set(
  "what which who how when where why is are do does should must can count list show find give".split(" "),
);
const PRONOUNS = new Set("we i you they he she it this that one".split(" "));
/** "The result should show the name": what the answer looks like, and no rule for the rows. */
const SHOWING = new Set(
  "show shown list listed display displayed include included exclude excluded return returned see sort sorted order ordered group grouped limit limited count counted".split(
    " ",
  ),
);

/** Words that announce a rule: they are spelt right. */
export const RULE_WORDS: readonly string[] = [...OPENERS, ...MUST].flat();

export function takeRule(all: readonly Token[]): Ruled {
  const opener = startOf(OPENERS, all, 0);
  const tokens = all.slice(opener);
  // "Every order has a customer" is claimed of all of them, "all orders with a customer" are listed.
  const claims = opener > 0 || ["every", "each"].includes(norm(tokens, 0));
  const none = withoutNone(tokens, opener > 0);
  if (none) return { tokens: none, ruleAt: null };
  for (let at = 1; at < tokens.length; at++) {
    const length = startOf(MUST, tokens, at) || (forbids(tokens, at) ? 1 : 0);
    const said = length > 0 || (claims && FINITE.has(norm(tokens, at)));
    if (!said || !isOfTheSubject(tokens, at) || (length > 0 && showsSomething(tokens, at + length))) continue;
    const from = opener === 0 && ASKING.has(norm(tokens, 0));
    if (from || (at === 1 && PRONOUNS.has(norm(tokens, 0)))) break;
    return { tokens: length > 1 ? oneMust(tokens, at, length) : tokens, ruleAt: at };
  }
  return { tokens: [...all], ruleAt: null };
}

/** "Should", "must" where no rule is said: what ought to be is no fact of the rows. */
export function isMerelyWished(reader: Reader, at: number): boolean {
  const rule = reader.ruleAt;
  return (
    OBLIGATION.has(wordAt(reader, at)) &&
    (rule === null || at < rule) &&
    !showsSomething(reader.tokens, at + 1)
  );
}

/** "No order may be without a customer", "make sure there are no orders without one": those that are, or null. */
function withoutNone(tokens: readonly Token[], opened: boolean): Token[] | null {
  const there = norm(tokens, 0) === "there" && FINITE.has(norm(tokens, 1)) ? 2 : 0;
  if (norm(tokens, there) !== "no" || (there > 0 && !opened)) return null;
  const rest = tokens.slice(there + 1);
  if (there > 0) return rest;
  const at = rest.findIndex(
    (_, at) => at > 0 && (MAY.has(norm(rest, at)) || (opened && FINITE.has(norm(rest, at)))),
  );
  if (at < 0 || !isOfTheSubject(rest, at)) return null;
  return MAY.has(norm(rest, at)) ? [...rest.slice(0, at), ...rest.slice(at + 1)] : rest;
}

const MAY = new Set("may can must should shall".split(" "));

/** "Orders may not be late", "an order cannot be late"; "products cannot be found in the ledger" says what is so. */
function forbids(tokens: readonly Token[], at: number): boolean {
  const denied = ["not", "never"].includes(norm(tokens, at + 1));
  if (norm(tokens, at) === "may") return denied;
  return (
    norm(tokens, at) === "can" && denied && ["a", "an", "every", "each", "any"].includes(norm(tokens, 0))
  );
}

/** Whether it is said there what must be so. */
export function isRuled({ ruleAt }: Reader, at: number): boolean {
  return ruleAt !== null && at >= ruleAt;
}

/** Whether a verb belongs to what the sentence is about, and not to a clause inside it ("orders that must be ..."). */
function isOfTheSubject(tokens: readonly Token[], at: number): boolean {
  const relative = tokens.slice(0, at).findLastIndex(({ norm }) => RELATIVE.has(norm));
  if (relative < 0) return true;
  const between = tokens.slice(relative + 1, at).filter(({ norm }) => !ADVERBS.has(norm));
  return WITH_SUBJECT.has(norm(tokens, relative))
    ? between.some(({ norm }) => FINITE.has(norm))
    : between.length > 0;
}

function showsSomething(tokens: readonly Token[], after: number): boolean {
  let at = after;
  while (["be", "only", "also", "not"].includes(norm(tokens, at))) at++;
  return SHOWING.has(norm(tokens, at));
}

function oneMust(tokens: readonly Token[], at: number, length: number): Token[] {
  const first = tokens[at] as Token;
  const last = tokens[at + length - 1] as Token;
  return [
    ...tokens.slice(0, at),
    { ...first, norm: "must", text: "must", end: last.end },
    ...tokens.slice(at + length),
  ];
}

function norm(tokens: readonly Token[], at: number): string {
  const token = tokens[at];
  return token?.kind === "word" ? token.norm : "";
}

/** How many tokens the longest of the phrases takes from there; 0 where none begins. */
function startOf(list: readonly (readonly string[])[], tokens: readonly Token[], at: number): number {
  return list.find((words) => words.every((word, i) => norm(tokens, at + i) === word))?.length ?? 0;
}

function phrases(list: string): string[][] {
  return list
    .split(",")
    .map((phrase) => phrase.trim().split(" "))
    .sort((a, b) => b.length - a.length);
}
