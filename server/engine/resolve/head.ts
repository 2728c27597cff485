import type { Column, Table } from "../graph.ts";
import { AUXILIARIES, isFunctionWord } from "../link/function-words.ts";
import { isLightParticiple, isRowNoun } from "../link/row-nouns.ts";
import type { Atom, Phrase } from "../parse/sketch.ts";
import { findPath, isToOne } from "../plan/paths.ts";
import { isParticiple, undoneOf } from "../text/participles.ts";
import { singular, stem } from "../text/words.ts";
import { isKeyColumn, isTotalSaid } from "./columns.ts";
import { doneByWord, namesAbout } from "./done.ts";
import { addCondition, type Draft, note, pathTo, placeCondition, unknown } from "./draft.ts";
import { asColumn, asRows, asTable, asValue } from "./meanings.ts";
import {
  elsewhereCost,
  entityQuality,
  isEntityNoun,
  isGeneralNoun,
  isOutright,
  sameEntity,
  tableChoices,
  tableOf,
} from "./nouns.ts";
import { readPlaceOfRelated } from "./recent.ts";
import { namesSourceWhole } from "./sources.ts";
import { nearestValue } from "./values.ts";
import { readDone } from "./verbs.ts";

/**
 * Reads a phrase as the things that are asked for ("open savings accounts in the core ledger"): its tables
 * confirm the source or name another side of the same entity, its values filter, its columns are asked for. Words
 * that stand before the noun of their own (`which`) only say which of the things.
 */
export function readThings(draft: Draft, phrase: Phrase, head: boolean, which = false): void {
  const all = [...phrase.atoms, ...phrase.scopes.flatMap((scope) => scope.atoms)];
  const isSource = (atom: Atom) => tableChoices(draft, atom).some((hit) => hit.table === draft.source);
  const here = all.some(isSource);
  const named = (head && draft.named) || here;
  const placed = draft.placed || phrase.scopes.some((scope) => scope.atoms.some(isSource));
  const focus = [
    draft.source,
    ...all.flatMap((atom) =>
      tableChoices(draft, atom)
        .filter((hit) => hit.score >= 0.9)
        .map((hit) => hit.table),
    ),
  ];
  if (phrase.distinct) draft.distinct = true;
  const of =
    ["of", "for"].includes(phrase.scopes[0]?.preposition ?? "") || (head && namedWithOf(draft, phrase));
  if (of || (head && asksWhat(draft, phrase))) draft.askedOf = true;
  const last = phrase.atoms[phrase.atoms.length - 1];
  const headed = last !== undefined && isSource(last);
  const nouns = phrase.atoms.some((atom, i) => i < phrase.atoms.length - 1 && isEntityNoun(draft, atom));
  const word = last ? draft.settings.wordAt(last) : "";
  const noun =
    head &&
    (draft.placed || all.some((atom) => namesSourceWhole(draft, atom))) &&
    !nouns &&
    !AFTER.has(draft.settings.wordAt({ end: phrase.start })) &&
    (singular(word) !== word || isLightParticiple(word));
  phrase.atoms.forEach((atom, i) => {
    readAtom(draft, atom, {
      last: i === phrase.atoms.length - 1,
      head: head && i === phrase.atoms.length - 1 && !here,
      noun,
      scope: false,
      inside: false,
      through: false,
      when: false,
      named,
      placed,
      headed,
      which: which || (headed && i < phrase.atoms.length - 1),
      asked: of && !headed,
      focus,
    });
  });
  for (const [i, scope] of phrase.scopes.entries()) {
    const owner = placeNamed(draft, phrase.scopes[i - 1]);
    // "For customers in India": where those are.
    if (owner && readPlaceOf(draft, { ...phrase, atoms: [], scopes: [scope] }, owner)) continue;
    scope.atoms.forEach((atom, i) => {
      readAtom(draft, atom, {
        last: i === scope.atoms.length - 1,
        head: false,
        noun: false,
        scope: true,
        inside: INSIDE.has(scope.preposition ?? ""),
        through: THROUGH.has(scope.preposition ?? ""),
        when: scope.preposition === "on",
        named,
        placed,
        headed,
        which: false,
        asked: false,
        focus,
      });
    });
  }
}

/** "Records with honours": what comes after is no noun for the rows. */
const AFTER = new Set("with without during under for by through via against behind".split(" "));

/** Another table that a place is, if it is one. */
function placeNamed(draft: Draft, scope: Phrase | undefined): Table | null {
  const noun = scope?.atoms.at(-1);
  const table = noun && tableChoices(draft, noun).find(isOutright)?.table;
  return table && table !== draft.source ? table : null;
}

/** The place of another table's rows, to which the source is related by that if by nothing else. */
function readPlaceOf(draft: Draft, place: Phrase, owner: Table): boolean {
  if (readPlaceOfRelated(draft, place, owner, true)) return true;
  const found = findPath(draft.settings, draft.source, owner);
  if (found.kind !== "path") return false;
  const { nextJoin, connected } = draft;
  addCondition(draft, { kind: "related", path: found.path, where: null }, true);
  if (readPlaceOfRelated(draft, place, owner, true)) return true;
  draft.conditions.pop();
  Object.assign(draft, { nextJoin, connected });
  return false;
}

const INSIDE: ReadonlySet<string> = new Set(["in", "at", "from", "about", "concerning", "regarding"]);

const THROUGH: ReadonlySet<string> = new Set(["by", "via", "through"]);

/** "names of the clubs" is the name of a column, club_name, and asks for it no less. */
function namedWithOf(draft: Draft, { atoms }: Phrase): boolean {
  const atom = atoms.at(-1);
  const between = atom ? Array.from({ length: atom.end - atom.start - 1 }, (_, i) => atom.start + i + 1) : [];
  return between.some((at) => draft.settings.wordAt({ end: at + 1 }) === "of");
}

/** "what are the cities where ...": a question for nothing but what is named next. */
function asksWhat(draft: Draft, phrase: Phrase): boolean {
  const wordBefore = (back: number) => draft.settings.wordAt({ end: phrase.start + 1 - back });
  return ["is", "are", "was", "were"].includes(wordBefore(1)) && wordBefore(2) === "what";
}

interface Place {
  readonly last: boolean;
  /** Whether it is the noun that says what is asked for, in a phrase that does not name the source. */
  readonly head: boolean;
  /** Whether the word may stand for the things asked for although nothing knows it ("RBP GPU widgets"). */
  readonly noun: boolean;
  readonly scope: boolean;
  /** Whether it says in what the things are ("orders in customers"): a table before a column with that word in its name. */
  readonly inside: boolean;
  /** "by phone": how it was done, which is rather stored than the name of a column. */
  readonly through: boolean;
  /** "On the application date": something was so then, which the name of the column alone does not say. */
  readonly when: boolean;
  /** Whether the phrase names the source table. */
  readonly named: boolean;
  /** Whether the phrase's last word names the source: words before it only say which. */
  readonly headed: boolean;
  /** Whether it only says which of the things that the next noun names. */
  readonly which: boolean;
  /** Whether it is asked for of the things ("codes of the locations"): part of a column's name is enough. */
  readonly asked: boolean;
  /** Whether it, or a clause about where the things are, names the source as their place. */
  readonly placed: boolean;
  readonly focus: readonly Table[];
}

function readAtom(draft: Draft, atom: Atom, place: Place): void {
  if (atom.kind === "word") {
    readWord(draft, atom, place);
    return;
  }
  if (place.named && draft.focus.includes(draft.source) && isEntityNoun(draft, atom)) {
    note(draft, atom, asRows(), Math.min(0.96, entityQuality(draft.settings.wordAt(atom))));
    return;
  }
  // "Customers of store 1": a number says nothing of a column that is not named.
  if (isBareNumber(draft, atom)) {
    unknown(draft, atom);
    return;
  }
  const { tables, columns, values } = atom.mention;
  const own = tables.find((hit) => hit.table === draft.source);
  const top = Math.max(tables[0]?.score ?? 0, columns[0]?.score ?? 0, values[0]?.score ?? 0);
  if (own && own.score >= (tables[0]?.score ?? 0) - 0.03 && own.score > 0.6) {
    note(draft, atom, asTable(draft.source, own.reason), own.score);
    return;
  }
  if (place.through && (values[0]?.score ?? 0) >= 0.95) {
    readValue(draft, atom, [...draft.targets, ...place.focus]);
    return;
  }
  const mine = columns.filter((hit) => hit.table === draft.source);
  const column = mine.find((hit) => isTotalSaid(draft, hit) && hit.score === mine[0]?.score) ?? mine[0];
  const ownValue = values.find((hit) => hit.table === draft.source);
  if (ownValue && (!column || ownValue.score >= column.score)) {
    readValue(draft, atom, place.focus);
    return;
  }
  if (
    column &&
    column.score >= Math.min(top, 0.9) - 0.25 &&
    !(tables[0] && tables[0].score > column.score + 0.1 && (place.inside || !place.last)) &&
    !(place.scope && isDescribed(draft, atom))
  ) {
    if (!place.asked && readParticiple(draft, atom)) return;
    if (!place.asked && saysWhatWasDone(draft, atom, column.column)) {
      unknown(draft, atom);
      return;
    }
    // "Rowers that ..." are hardly the outings, which have a column of whose they are.
    const instead = place.last && !place.scope && !column.whole && tables[0] && isOutright(tables[0]);
    if (instead) draft.cost += 0.6;
    // "Priority orders" are not all of them, though a list shows the column; a key only says whose they are.
    note(
      draft,
      atom,
      asColumn(draft.source, column.column, column.reason),
      // "OPS Excel created by": a name that ends like the beginning of a clause, and no clause.
      isFunctionWord(draft.settings.wordAt(atom)) || (instead && place.head)
        ? 0.5
        : Math.min(0.99, column.score + (column.reason === "synonym" ? 0 : 0.1)),
      undefined,
      place.inside || place.through || place.when || (place.which && !isKeyColumn(draft, column)),
    );
    // "Customers with more than one row": where nothing else names the rows, the very name of a column asks for it.
    const general =
      atom.end === atom.start + 1 &&
      entityQuality(draft.settings.wordAt(atom)) > 0.9 &&
      (place.named || column.reason === "synonym");
    if (!place.scope && (column.whole || place.asked) && place.last && !general)
      draft.asked.push(column.column);
    return;
  }
  // "Items of shipped orders" are of orders with that status, although there are shipments too.
  const stored = values.some((hit) => hit.score >= 0.95 && place.focus.includes(hit.table));
  if (place.scope && !place.last && stored) readValue(draft, atom, place.focus);
  else if (tables.length > 0 && (tables[0]?.score ?? 0) >= 0.6) readOtherTable(draft, atom, place);
  else if (values.length > 0) readValue(draft, atom, place.focus);
  else if (place.last && place.noun && !place.scope && place.named && !columns.some(isOutright))
    note(draft, atom, asRows(), 0.8);
  else unknown(draft, atom);
}

/** "Shipped orders": what says that it was done. "Shipped quantity" is something else than what was shipped. */
function readParticiple(draft: Draft, atom: Atom): boolean {
  const said = { start: atom.start, end: atom.start + 1 };
  const word = draft.settings.wordAt(said);
  const about = namesAbout(draft.source).map(stem);
  const rows = atom.end === said.end || about.includes(stem(draft.settings.wordAt(atom)));
  const state = rows && undoneOf(word) ? doneByWord(draft, said, draft.source) : null;
  if (state) {
    note(draft, atom, asColumn(draft.source, state.column), 0.93);
    addCondition(draft, state.condition, true);
    return true;
  }
  return rows && isParticiple(word) && readDone(draft, said, word, atom);
}

/** "Discounted orders" are not all of them, although each has a discount. */
function saysWhatWasDone(draft: Draft, atom: Atom, column: Column): boolean {
  const word = draft.settings.wordAt(atom);
  return atom.end === atom.start + 1 && isParticiple(word) && !namesAbout(column).includes(word);
}

/** "Loans at branches which were closed": what follows is said of the branches, not of the code that the loan has of one. */
function isDescribed(draft: Draft, atom: Atom): boolean {
  const table = tableChoices(draft, atom).find(isOutright)?.table;
  const wordAt = (at: number) => draft.settings.wordAt({ end: at + 1 });
  if (table === undefined || table === draft.source || !RELATIVE.has(wordAt(atom.end))) return false;
  let verb = atom.end + 1;
  while (AUXILIARIES.has(wordAt(verb)) || NEGATED.has(wordAt(verb))) verb++;
  return isParticiple(wordAt(verb));
}

const RELATIVE = new Set(["that", "which", "who"]);
const NEGATED = new Set(["not", "never"]);

function isBareNumber(draft: Draft, atom: Atom): boolean {
  return atom.end === atom.start + 1 && /^\d+$/.test(draft.settings.wordAt(atom));
}

function readWord(draft: Draft, atom: Extract<Atom, { kind: "word" }>, place: Place): void {
  if (undoneOf(atom.word) && readParticiple(draft, atom)) return;
  const noun = isRowNoun(atom.word);
  const entity = entityQuality(atom.word) > 0.9;
  if (noun || (place.last && place.named && !place.scope && (entity || place.noun))) {
    note(draft, atom, asRows(), entityQuality(atom.word));
  } else unknown(draft, atom);
}

function readValue(draft: Draft, atom: Atom, focus: readonly Table[]): void {
  const reading = nearestValue(draft, atom, focus);
  const condition = reading && placeCondition(draft, reading.table, reading.condition, atom);
  if (!reading || !condition) {
    unknown(draft, atom);
    return;
  }
  // "Late deliveries" are hardly those from a depot that has a late shift.
  const named = [...focus, ...draft.targets].includes(reading.table);
  const elsewhere = condition.kind === "related" && !named;
  // Nor are "active policies" those of an active agent.
  const flag =
    atom.kind === "mention" && atom.mention.values.some((hit) => hit.flag && hit.column === reading.column);
  const spoken = namesAbout(reading.table).some((name) => draft.settings.words.has(singular(name)));
  const far = elsewhere && ((flag && !spoken) || !isToOne(condition.path));
  const quality = far ? reading.quality * 0.6 : reading.quality;
  note(draft, atom, asValue(reading.table, reading.column), quality, reading);
  addCondition(draft, condition, true);
}

/** "products in RBP GPU" with source RBP GPU: the products are its rows. Otherwise a table to be related to. */
function readOtherTable(draft: Draft, atom: Atom, place: Place): void {
  const hit = tableOf(draft, atom);
  if (!hit) return;
  const same = !place.scope && sameEntity(draft, draft.source, hit.table);
  if (
    same &&
    place.named &&
    !draft.nounOnly &&
    // "How many claims does each carrier have": the claims are no carriers, whatever joins them.
    !(isOutright(hit) && entityQuality(draft.settings.wordAt(atom)) < 0.9) &&
    atom.end === atom.start + 1 &&
    isGeneralNoun(draft.settings.wordAt(atom))
  ) {
    note(draft, atom, asRows(draft.source), place.placed ? 0.95 : 0.7);
    return;
  }
  draft.cost += place.scope ? 0.15 + elsewhereCost(draft, hit.table) : place.headed || !hit.whole ? 0.3 : 1;
  const path = pathTo(draft, hit.table, atom);
  if (!path) return;
  // "Reservations in rooms with ..." are hardly those rooms.
  const instead = place.head && isOutright(hit) && entityQuality(draft.settings.wordAt(atom)) < 0.9;
  if (instead) draft.cost += 0.5;
  note(draft, atom, asTable(hit.table, hit.reason), instead ? hit.score * 0.6 : hit.score);
  draft.targets.push(hit.table);
  if (place.scope || same) addCondition(draft, { kind: "related", path, where: null }, true);
}
