import type { Column } from "../graph.ts";
import type { Amount, Condition, Constant, Hop, Intent } from "../intent.ts";
import { conditionsOf, conjuncts, constantsOf, pathKey } from "../intent-parts.ts";
import { inAllUnits } from "../link/units.ts";
import type { Atom, Element, Lasting, Phrase, Range, Sketch, Term } from "../parse/sketch.ts";
import { PERCENT } from "../parse/terms.ts";
import { WEEKDAYS } from "../text/calendar.ts";
import { isParticiple } from "../text/participles.ts";
import { singular } from "../text/words.ts";
import { covers, type Draft, trouble, type Use, unknown, wordsIn } from "./draft.ts";
import { leadOf, reportEvery } from "./every.ts";
import { atomsOf } from "./nouns.ts";
import { excludes } from "./shared-values.ts";
import { phrasesOf } from "./sources.ts";
import { keepsNumber } from "./values.ts";

/**
 * A reading is a partition of the definition's words: each is a name, a value, a number or a cue of exactly one node
 * of the intent, or is passed over and listed, or is reported as not understood. Checked for every reading after it is
 * made, whatever made it.
 */

/** A piece of a phrase that no rule took, as that very piece and nothing wider, is reported as not understood. */
export function reportUnread(draft: Draft, sketch: Sketch): void {
  const reported = [...draft.unknown, ...draft.troubles];
  for (const phrase of sketch.elements.flatMap(phrasesOf)) {
    for (const atom of atomsOf(phrase)) {
      const taken = draft.uses.some(
        (use) =>
          use.start === atom.start &&
          use.end === atom.end &&
          !(isOnlyValue(atom) && (standsForRows(use) || holdsIt(use, atom) || isElsewhere(draft, use, atom))),
      );
      if (!taken && !reported.some((range) => covers(range, atom))) unknown(draft, atom);
    }
    const ofOne = phrase.both && !speaksOfTwo(draft, phrase);
    if (ofOne || (phrase.quantity && !draft.heeded.has(phrase.start))) unknown(draft, leadOf(phrase));
  }
  reportEvery(draft, sketch);
}

/** "Both sheets", "both A and B"; "both file" says nothing. */
function speaksOfTwo({ settings }: Draft, { end }: Phrase): boolean {
  const last = settings.wordAt({ end });
  return singular(last) !== last || ["and", "&", ","].includes(settings.wordAt({ end: end + 1 }));
}

/** "Renewal" is stored somewhere and is no whole name of a table or column: it never merely stands for rows. */
function isOnlyValue(atom: Atom): boolean {
  if (atom.kind === "word") return atom.stored === true;
  const { tables, columns, values } = atom.mention;
  return values.some(({ score }) => score >= 0.95) && ![...tables, ...columns].some(({ whole }) => whole);
}

function standsForRows({ meaning }: Use): boolean {
  return meaning.kind === "rows" || meaning.kind === "unit";
}

/** "Inactive" is what a column `Active_Inactive` holds and not that column. */
function holdsIt({ meaning }: Use, atom: Atom): boolean {
  if (meaning.kind !== "column" || atom.kind !== "mention") return false;
  return atom.mention.values.some(({ column, score }) => column === meaning.column && score >= 0.95);
}

/** "Lots sold in 2025 sales": a lot is stored as sold, and the date of a sale says nothing of that. */
function isElsewhere({ source }: Draft, { meaning }: Use, atom: Atom): boolean {
  if (meaning.kind !== "column" || meaning.table === source || atom.kind !== "mention") return false;
  return atom.mention.values.some(({ table, score }) => table === source && score >= 0.95);
}

/** What was understood and is not in the finished intent: a filter, a number, "distinct", an order, a negation. */
export function reportUnkept(draft: Draft, sketch: Sketch, intent: Intent): void {
  const conditions = conditionsOf(intent);
  for (const use of draft.uses) if (use.value && !holds(conditions, use.value)) unknown(draft, use);
  for (const [a, b] of contradictions(conditions)) {
    const use = draft.uses.find(({ value }) => value && holds([b], value)) ?? { start: 0, end: 1 };
    trouble(draft, {
      start: use.start,
      end: use.end,
      code: "ambiguous_value",
      choices: [a, b].map(valueSaid).map(({ column, value }) => `${column} = ${value}`),
      detail: `${valueSaid(b).column} cannot be both in one row, and it is not clear which table the other belongs to`,
    });
  }
  const ofBoth = stateOfBoth(draft);
  if (ofBoth) unknown(draft, ofBoth);
  // "Inactive in the shop and inactive in the ledger" is not twice said of the shop.
  for (const condition of saidTwice(conditions)) {
    const [first, ...again] = draft.uses.filter(({ value }) => value && holds([condition], value));
    for (const use of again) if (first && !isExplained(draft, first, use)) unknown(draft, use);
  }
  const { shape } = intent;
  const measures = shape.kind === "measures";
  // "The first of each site" is not the first of all.
  const first = intent.limit !== null && !measures && eachAfter(draft, sketch, GROUPING);
  if (first) unknown(draft, first);
  // "The open orders for each buyer" are not all of them in one list.
  const grouped = shape.kind === "rows" && !isForemost(intent) && eachAfter(draft, sketch, FOR);
  if (grouped) unknown(draft, grouped);
  // "How many has each carrier" asks for one answer each, not for one in all.
  const forEach = measures && shape.measures.some(({ amount }) => amount?.kind === "related");
  const alone =
    (measures || shape.kind === "share") &&
    shape.groups.length === 0 &&
    !forEach &&
    eachAfter(draft, sketch, null);
  if (alone) unknown(draft, alone);
  // "Accessible no each building"
  const ofNone = eachAfter(draft, sketch, NO);
  if (ofNone) unknown(draft, ofNone);
  const ofOthers = measures && limitOfOthers(draft, sketch);
  if (ofOthers) unknown(draft, ofOthers);
  if (denied(conditions) || conditions.some(isOfItself)) unknown(draft, wholeOf(sketch));
  // "Booked more than once: same fine, same day": what is a duplicate says how often it is there, and nobody else does.
  const times = sketch.elements.find(({ kind }) => kind === "times");
  if (times && sketch.elements.some(({ kind }) => kind === "duplicate")) unknown(draft, times);
  for (const left of leftOfRepetition(draft, intent)) unknown(draft, left);
  // "The number and percentage of cancelled screenings"
  const number = draft.uses.find((use) => standsForRows(use) && draft.settings.wordAt(use) === "number");
  if (shape.kind === "share" && number) unknown(draft, number);
  const constants = constantsOf(intent);
  const denies = deniesSomething(conditions);
  for (const element of sketch.elements) {
    const absent = element.kind === "absent" || (element.kind === "present" && element.negated);
    // What is not known or cannot be joined is not in the intent either, and reported as that.
    const told = [...draft.troubles, ...draft.unknown].some((range) => covers(element, range));
    const lost = absent && !denies && !told ? [element] : lostParts(element, intent, constants);
    for (const range of [...lost, ...percentsCut(draft, element)]) {
      if (![...draft.unknown, ...draft.troubles].some((other) => covers(other, range))) unknown(draft, range);
    }
  }
}

/** What of a repetition is not compared, though it is said to be the same or to be repeated. */
function leftOfRepetition(draft: Draft, { shape }: Intent): Use[] {
  if (shape.kind !== "duplicates") return [];
  return draft.uses.filter((use) => isSameOther(draft, use, shape.columns) || isDoneOften(draft, use));
}

/** "The same owner on the same day" is a repetition of both. */
function isSameOther({ settings }: Draft, { start, meaning }: Use, compared: readonly Column[]): boolean {
  if (settings.wordAt({ end: start }) !== "same") return false;
  return meaning.kind === "table" || (meaning.kind === "column" && !compared.includes(meaning.column));
}

/** "Booked more than once" is what was done, or those that are stored as booked. */
function isDoneOften({ settings }: Draft, { end, value }: Use): boolean {
  return (
    value !== undefined &&
    OFTEN.has(settings.wordAt({ end: end + 1 })) &&
    isParticiple(settings.wordAt({ end }))
  );
}

const OFTEN = new Set(["more", "twice", "repeatedly", "several"]);

/** "More than 10" of "more than 10 percent above the cost" is another number. */
function percentsCut({ settings }: Draft, { end }: Element): Range[] {
  const cut = /^\d/.test(settings.wordAt({ end })) && PERCENT.has(settings.wordAt({ end: end + 1 }));
  return cut ? [{ start: end - 1, end: end + 1 }] : [];
}

/** Where "each" or "every" stands after one of the words, or anywhere. */
function eachAfter(draft: Draft, sketch: Sketch, words: ReadonlySet<string> | null): Range | null {
  const { start, end } = wholeOf(sketch);
  const wordAt = (at: number) => draft.settings.wordAt({ end: at + 1 });
  for (let at = start; at < end; at++)
    if (["each", "every"].includes(wordAt(at)) && (!words || words.has(wordAt(at - 1))))
      return { start: at, end: at + 1 };
  return null;
}

/** "The 3 orders with the highest total of each customer" are no 3 customers, whatever of each. */
function limitOfOthers(draft: Draft, sketch: Sketch): Range | null {
  const limit = sketch.elements.find((element) => element.kind === "limit" && element.count > 1);
  if (!limit) return null;
  const after = wordsIn(draft, { start: limit.end, end: wholeOf(sketch).end });
  // "The 5 highest average salaries per department" are as many departments.
  const ofFigures = sketch.elements.some(({ kind, start }) => kind === "measure" && start === limit.end);
  if (!after.some((word) => EACH.has(word)) || ofFigures) return null;
  const limited = draft.uses.find(({ start }) => start === limit.end)?.meaning;
  const grouped = draft.groups.some(
    ({ path, columns }) =>
      (limited?.kind === "table" && path?.at(-1)?.to === limited.table) ||
      (limited?.kind === "column" && columns.includes(limited.column)),
  );
  return grouped ? null : limit;
}

const EACH: ReadonlySet<string> = new Set(["each", "every", "per"]);
const FOR: ReadonlySet<string> = new Set(["for"]);
const NO: ReadonlySet<string> = new Set(["no"]);
const GROUPING: ReadonlySet<string> = new Set(["of", "in", "for", "at", "on"]);

function saysDiffers(intent: Intent): boolean {
  return conditionsOf(intent).some(({ kind }) => kind === "differs");
}

function isForemost(intent: Intent, count?: number): boolean {
  return conditionsOf(intent).some(
    (node) => node.kind === "foremost" && (count === undefined || node.count === count),
  );
}

function wholeOf({ elements }: Sketch): Range {
  return { start: elements[0]?.start ?? 0, end: elements.at(-1)?.end ?? 1 };
}

function holds(conditions: readonly Condition[], { condition }: NonNullable<Use["value"]>): boolean {
  if (condition.kind === "all")
    return condition.items.every((item) => holds(conditions, { condition: item }));
  return conditions.some(
    (other) =>
      other === condition ||
      (other.kind === "compare" &&
        condition.kind === "compare" &&
        other.value === condition.value &&
        other.operand.kind === "column" &&
        condition.operand.kind === "column" &&
        other.operand.column === condition.operand.column) ||
      (other.kind === "oneOf" &&
        condition.kind === "oneOf" &&
        other.column === condition.column &&
        condition.values.every((value) => other.values.includes(value))),
  );
}

/** "Closed in both A and B" where it was not said of each, as it is where both have such a state. */
function stateOfBoth(draft: Draft): Range | null {
  const { uses, settings } = draft;
  const isTable = (at: number) => uses.some(({ meaning, start }) => meaning.kind === "table" && start === at);
  for (const { value, end } of uses) {
    const [preposition, both] = [1, 2].map((ahead) => settings.wordAt({ end: end + ahead }));
    if (value && preposition === "in" && both === "both" && [end + 2, end + 3].some(isTable))
      return { start: end + 1, end: end + 2 };
  }
  return null;
}

/** Two values that one column would have to hold at once: no row can be meant. */
function contradictions(conditions: readonly Condition[]): [Condition, Condition][] {
  const found: [Condition, Condition][] = [];
  for (const node of conditions) {
    const values = conjuncts(node).filter(isOneValue);
    for (const [i, a] of values.entries())
      for (const b of values.slice(i + 1)) if (excludes(a, b)) found.push([a, b]);
  }
  return found;
}

/** A value that one column has to hold by two conditions of the same rows. */
function saidTwice(conditions: readonly Condition[]): Condition[] {
  return conditions.flatMap((node) => {
    const values = conjuncts(node).filter(isOneValue);
    return values.filter((one, i) => values.slice(0, i).some((other) => isSameValue(one, other)));
  });
}

/** "Active carriers (active flag Y)" says what the one word means by the others. */
function isExplained(draft: Draft, first: Range, again: Range): boolean {
  return wordsIn(draft, { start: first.end, end: again.start }).some((word) => word === "(" || word === ":");
}

function isSameValue(a: Condition, b: Condition): boolean {
  const column = columnOf(a);
  return column !== null && column === columnOf(b) && valueSaid(a).value === valueSaid(b).value;
}

function columnOf(node: Condition): Column | null {
  if (node.kind === "oneOf") return node.column;
  return node.kind === "compare" && node.operand.kind === "column" ? node.operand.column : null;
}

/** "floor 2": that a column holds this; bounds may leave nothing between them. */
function isOneValue(node: Condition): boolean {
  return node.kind === "oneOf" || (node.kind === "compare" && node.op === "=");
}

function valueSaid(node: Condition): { column: string; value: string } {
  if (node.kind === "oneOf") return { column: node.column.name, value: node.values.join(" or ") };
  if (node.kind !== "compare" || node.operand.kind !== "column") return { column: "it", value: "" };
  return { column: node.operand.column.name, value: String(node.value) };
}

/** "The carrier is not the carrier of the shipment" read as having a carrier and having none: no row can be meant. */
function denied(conditions: readonly Condition[]): boolean {
  const asks = conditions.flatMap((node) => (node.kind === "all" ? conjuncts(node) : []));
  const said = (node: Condition) => node.kind === "related" && pathKey(node.path);
  const none = (node: Condition) =>
    node.kind === "not" && node.item.kind === "related" && node.item.where === null && said(node.item);
  const both = asks.some((node) => none(node) && asks.some((other) => said(other) === none(node)));
  // Whose dealer code is empty has no dealer.
  const unjoined = asks.some(
    (node) =>
      node.kind === "blank" &&
      asks.some((other) => other.kind === "related" && joinsBy(other.path[0], node.column)),
  );
  return both || unjoined;
}

function joinsBy({ from, fromColumns }: Hop, column: Column): boolean {
  return from.columns.includes(column) && fromColumns.includes(column.name);
}

/** Whether nothing but one column is compared, with itself: "priced 20 percent above the list price". */
function isOfItself(node: Condition): boolean {
  if (node.kind === "columns") return node.left === node.right;
  // The key by which a row has another is never the other's name.
  if (node.kind === "differs" && node.path.length === 1) {
    const [{ fromColumns, toColumns }] = node.path;
    return fromColumns.includes(node.mine.name) && !toColumns.includes(node.theirs.name);
  }
  if (node.kind !== "computed") return false;
  const [left, right] = [node.left, node.right].map(columnsOf);
  return (
    left !== undefined &&
    right !== undefined &&
    [left, right].every(({ size }) => size > 0) &&
    new Set([...left, ...right]).size === 1
  );
}

/** What an amount is worked out from: its columns, and what is no column as it stands. */
function columnsOf(amount: Amount): ReadonlySet<Column | Amount> {
  if (amount.kind === "computed") return new Set([...columnsOf(amount.left), ...columnsOf(amount.right)]);
  if (amount.kind === "number") return new Set();
  return new Set([amount.kind === "column" ? amount.column : amount]);
}

/** The ranges of an element that ask for something which the intent does not say. */
function lostParts(element: Element, intent: Intent, constants: ReadonlySet<Constant>): Range[] {
  const { shape } = intent;
  const lost: Range[] = [];
  const unless = (kept: boolean, range: Range) => {
    if (!kept) lost.push(range);
  };
  for (const phrase of phrasesOf(element)) {
    if (phrase.distinct) unless(isDistinct(intent), leadOf(phrase));
    // "more than one" may be said as a duplicate, and "no" as an absence.
    const { quantity } = phrase;
    if (quantity?.upTo !== undefined) unless(constants.has(quantity.upTo), leadOf(phrase));
    if (quantity && quantity.count > 1) unless(constants.has(quantity.count), leadOf(phrase));
  }
  switch (element.kind) {
    case "measure":
      unless(shape.kind !== "rows", element);
      if (element.distinct) unless(isDistinct(intent), element);
      break;
    case "limit":
      // How many may have been said before by what they are the first: "ten tests that are ordered most often".
      unless(
        intent.limit === element.count ||
          isForemost(intent, element.count) ||
          (element.by !== undefined && element.count === 1 && intent.limit !== null),
        element,
      );
      break;
    case "order":
      unless(intent.order.length > 0 || isForemost(intent), element);
      break;
    case "duplicate":
      unless(element.differing ? saysDiffers(intent) : shape.kind === "duplicates", element);
      break;
    case "threshold":
      unless(constants.has(element.quantity.count), element);
      break;
    case "figure":
      unless(constants.has(element.value), element);
      break;
    case "group":
      unless(shape.kind !== "rows" || isForemost(intent), element);
      break;
    case "times":
      unless(constants.has(element.quantity.count), element);
      break;
    case "fold":
      unless(foldsSomething(intent), element);
      break;
    case "verb":
      if (element.amount) unless(keepsTerm(constants, element.amount.term), element);
      break;
    case "compare":
      for (const term of element.terms) unless(keepsTerm(constants, term), term);
      break;
    case "between":
      unless(keepsTerm(constants, element.low), element.low);
      unless(keepsTerm(constants, element.high), element.high);
      break;
    case "period": {
      const dates = [element, ...(element.others?.periods ?? [])].map(({ from, to }) => [from, to]);
      const days = element.weekdays?.map((day) => WEEKDAYS[day - 1] ?? day);
      unless(
        days
          ? days.every((day) => constants.has(day))
          : dates.every((bounds) => bounds.some((date) => date !== null && keepsDate(constants, date))),
        element,
      );
      break;
    }
    case "inForce":
      unless(constants.has(element.from) && constants.has(element.to), element);
      break;
    case "age":
      unless(constants.has(element.date) || keepsLasting(constants, element.lasting), element);
      break;
    case "text":
      unless(
        element.texts.every((text) => constants.has(text)),
        element,
      );
      break;
  }
  return lost;
}

function keepsTerm(constants: ReadonlySet<Constant>, term: Term): boolean {
  if (term.kind === "number") return keepsNumber(constants, term) || constants.has(term.text);
  return term.kind !== "date" || constants.has(term.from) || constants.has(term.to);
}

function keepsLasting(constants: ReadonlySet<Constant>, lasting: Lasting | undefined): boolean {
  return (
    lasting !== undefined && inAllUnits(lasting.count, lasting.unit).some((value) => constants.has(value))
  );
}

/** A date as it stands, or the year of its first day in a column of years. */
function keepsDate(constants: ReadonlySet<Constant>, date: string): boolean {
  return constants.has(date) || constants.has(Number(date.slice(0, 4)));
}

function isDistinct(intent: Intent): boolean {
  const { shape } = intent;
  // "By five different members": rows of members are counted once each.
  const counts = conditionsOf(intent).some(
    (node) => (node.kind === "compare" || node.kind === "between") && node.operand.kind === "related",
  );
  if (shape.kind === "rows") return shape.distinct || counts;
  if (shape.kind === "duplicates") return true;
  return (
    shape.kind === "measures" &&
    (shape.groups.length > 0 || shape.measures.some((measure) => measure.function === "count_distinct"))
  );
}

/** Whether some row must be missing or some value empty. */
function deniesSomething(conditions: readonly Condition[]): boolean {
  return conditions.some(
    (node) =>
      node.kind === "not" ||
      node.kind === "blank" ||
      (node.kind === "compare" && node.operand.kind === "related"),
  );
}

/** Whether anything is compared in which case could be ignored. */
function foldsSomething(intent: Intent): boolean {
  const { shape } = intent;
  if (shape.kind === "duplicates" && shape.fold) return true;
  return conditionsOf(intent).some(
    (node) => node.kind === "related" || node.kind === "differs" || (node.kind === "oneOf" && node.fold),
  );
}
