import { canonical, identifierParts, sharedPrefix, tableNames } from "../engine/link/names.ts";
import { synonymsOf } from "../engine/link/vocabulary.ts";
import { editDistance } from "../engine/text/words.ts";

/** A column's name taken apart: what it is about (`customer`), and the word that says it is a key (`id`). */
export interface KeyName {
  readonly about: readonly string[];
  /** The key word it ends with (id, code, number, key ...), null when there is none. */
  readonly key: string | null;
}

/** Words that say "this is a key" and nothing of what: in canonical form. */
const KEY_WORDS: ReadonlySet<string> = new Set([
  "id",
  "key",
  "code",
  "number",
  "reference",
  "uuid",
  "guid",
  "sk",
  "pk",
  "fk",
]);

/** Endings that are written without a separator: `custno`, `StuID`, `orderkey`. */
const GLUED_KEY = /^(\p{L}{2,})(id|key|no|nr|num|code|ref)$/u;
const NOT_GLUED: ReadonlySet<string> = new Set(
  "paid unpaid prepaid valid invalid void avoid grid bid aid said android hybrid liquid solid rapid fluid casino piano turkey monkey casino domino volcano barcode encode decode postcode zipcode".split(
    " ",
  ),
);

export interface TableWords {
  /** The table's name in canonical words, without landing prefixes: `stg_customers` -> customer. */
  readonly words: readonly string[];
  /** What nearly all of its columns begin with, if anything. */
  readonly prefix: string | null;
}

export function tableWords(name: string, columns: readonly string[]): TableWords {
  return { words: tableNames(name, [])[0]?.words ?? [], prefix: sharedPrefix(columns) };
}

export function keyName(column: string, prefix: string | null): KeyName {
  let parts = identifierParts(column).flatMap((part) => unglued(part));
  if (parts.length > 1 && parts[0] === prefix && !KEY_WORDS.has(parts[1] ?? "")) parts = parts.slice(1);
  if (parts.length > 1 && (parts[0] === "fk" || parts[0] === "pk")) parts = parts.slice(1);
  const words = canonical(parts);
  // club_id_1, station_id_from: which of several comes last, and belongs before.
  const last = words.findLastIndex((word) => !isRole(word));
  words.unshift(...words.splice(last + 1));
  let key: string | null = null;
  while (words.length > 0 && KEY_WORDS.has(words.at(-1) ?? "")) {
    const word = words.pop() as string;
    key = key === null || key === "fk" || key === "pk" ? word : key;
  }
  return { about: words, key };
}

function unglued(part: string): string[] {
  const [, front, end] = NOT_GLUED.has(part) ? [] : (GLUED_KEY.exec(part) ?? []);
  return front && end ? [front, end] : [part];
}

const likenesses = new Map<string, number>();
const MOST_LIKENESSES = 50_000;

/** How far two canonical words mean the same, 0..1; a schema has few words and asks often. */
function wordLikeness(a: string, b: string): number {
  if (a === b) return 1;
  const key = `${a} ${b}`;
  const known = likenesses.get(key);
  if (known !== undefined) return known;
  if (likenesses.size >= MOST_LIKENESSES) likenesses.clear();
  const likeness = compareWords(a, b);
  likenesses.set(key, likeness);
  return likeness;
}

function compareWords(a: string, b: string): number {
  if (abbreviates(a, b) || abbreviates(b, a)) return 0.85;
  if (synonymsOf(a).has(b)) return 0.8;
  return a.length >= 5 && b.length >= 5 && editDistance(a, b, 1) <= 1 ? 0.85 : 0;
}

/** `stu` for student, `crs` for course: the first letter and then letters of the word in their order. */
function abbreviates(short: string, long: string): boolean {
  if (short.length < 2 || short.length >= long.length || short[0] !== long[0]) return false;
  if (long.startsWith(short)) return short.length >= 3 || long.length <= 5;
  if (short.length < 3) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length && !/[aeiou]/.test(short.slice(1));
}

/** Words that tell apart several columns that point at the same table, wherever they stand. */
const ROLES: ReadonlySet<string> = new Set(
  "from to by origin destination source target start end begin first second old new current last previous next parent child root main primary secondary home away left right self related linked assigned default a b".split(
    " ",
  ),
);

interface Alignment {
  /** Mean likeness of the words that were met. */
  readonly quality: number;
  /** Words of `wanted` that are not in `given`. */
  readonly missing: number;
  /** Words of `given` left before the last one that was met: they say which (`billing` address). */
  readonly before: number;
  /** Words left after it: they make it another thing (order `item`). */
  readonly after: number;
}

function align(given: readonly string[], wanted: readonly string[]): Alignment {
  const free = new Set(given.keys());
  let quality = 0;
  let missing = 0;
  let last = -1;
  for (const word of wanted) {
    let best = 0;
    let at = -1;
    for (const index of free) {
      const likeness = wordLikeness(word, given[index] ?? "");
      if (likeness > best) [best, at] = [likeness, index];
    }
    if (at < 0) missing += 1;
    else {
      quality += best;
      free.delete(at);
      last = Math.max(last, at);
    }
  }
  const matched = wanted.length - missing;
  const left = [...free].filter((index) => !isRole(given[index] ?? ""));
  return {
    quality: matched === 0 ? 0 : quality / matched,
    missing,
    before: left.filter((index) => index < last).length,
    after: left.filter((index) => index > last).length,
  };
}

function isRole(word: string): boolean {
  return ROLES.has(word) || /^\d+$/.test(word);
}

/** 1 when the phrases are the same; words beside those asked for name a role (`home team`), missing ones cost more. */
function phraseLikeness(given: readonly string[], wanted: readonly string[]): number {
  if (wanted.length === 0 || given.length === 0) return 0;
  if (given.join("") === wanted.join("")) return 1;
  const { quality, missing, before, after } = align(given, wanted);
  if (quality === 0) return 0;
  const roles = given.some(isRole) || quality === 1 ? 0.97 : 1;
  const extra = (before === 0 ? roles : Math.max(0.75, 0.92 - 0.06 * before)) * (after === 0 ? 1 : 0.6);
  return quality * extra * (missing === 0 ? 1 : (0.75 * (wanted.length - missing)) / wanted.length);
}

function keyLikeness(a: string | null, b: string | null): number {
  if (a === b) return 1;
  return a === null || b === null ? 0.93 : 0.88;
}

/** Who leads, owns or is responsible is a person; beside it what such tables are called. */
const PERSON_ROLES: ReadonlySet<string> = new Set(
  "manager supervisor boss head leader chief owner author creator approver assignee representative advisor mentor instructor responsible reviewer agent host".split(
    " ",
  ),
);
const PERSON_TABLES: ReadonlySet<string> = new Set(
  "employee staff person worker personnel user member people faculty".split(" "),
);
/** Words of a column that points at another row of its own table. */
const SELF_ROLES: ReadonlySet<string> = new Set(
  "parent manager supervisor boss superior predecessor previous successor next original root mentor report original".split(
    " ",
  ),
);
/** One end of a pair of columns, as far as names go. */
export interface NamedColumn {
  readonly table: TableWords;
  readonly name: KeyName;
  /** How far the name says that it is its own table's key: 1 for `customer.customer_id` and `customer.id`. */
  readonly owned: number;
}

/** A column's name beside its table's, with what is asked of them for every pair found out once. */
export function named(table: TableWords, name: KeyName): NamedColumn {
  return { table, name, owned: ownership(table, name) };
}

/**
 * How well `source` is named as something that points at `target`, 0..1: 1 for `customer_id` and `customer.id`
 * or `customer.customer_id`; less with a role (`billing_customer_id`), an abbreviation, another key word.
 */
export function nameScore(source: NamedColumn, target: NamedColumn, sameTable: boolean): number {
  const roles = roleScore(source, target, sameTable);
  if (sameTable) return Math.max(roles, selfScore(source, target));
  const keys = keyLikeness(source.name.key, target.name.key);
  const bareSource = source.name.about.length === 0;
  const bareTarget = target.name.about.length === 0;
  if (bareSource && bareTarget) {
    // id and id say nothing, unless the tables have one name (order, order_archive has less).
    const tables = Math.min(
      phraseLikeness(source.table.words, target.table.words),
      phraseLikeness(target.table.words, source.table.words),
    );
    return tables >= 0.99 ? 0.85 : tables * 0.4;
  }
  const given = bareSource ? source.table.words : source.name.about;
  const byTable = phraseLikeness(given, target.table.words) * (bareTarget ? 1 : 0.82);
  const head = target.table.words.at(-1);
  const byHead = head === undefined ? 0 : phraseLikeness(given, [head]) * (bareTarget ? 0.92 : 0.75);
  const fit = Math.max(byTable, byHead);
  if (bareTarget) return Math.max(roles, fit * keys * ownKeyDiscount(source, fit));
  const byName = phraseLikeness(given, target.name.about) * (0.9 + 0.1 * target.owned);
  const best = Math.max(byName, fit);
  return Math.max(roles, best * keys * ownKeyDiscount(source, best));
}

/** `order_items.order_item_id` is about its own table, not about orders: only the same name points elsewhere. */
function ownKeyDiscount(source: NamedColumn, score: number): number {
  return score < 0.89 && source.owned > score ? 0.6 : 1;
}

/** From which ownership on a column is taken for its own table's key. */
export const OWNED = 0.8;

function ownership(table: TableWords, name: KeyName): number {
  if (name.about.length === 0) return name.key === null ? 0 : 1;
  return Math.max(
    phraseLikeness(name.about, table.words),
    0.9 * phraseLikeness(name.about, table.words.slice(-1)),
    0.8 * phraseLikeness(table.words, name.about),
  );
}

function selfScore(source: NamedColumn, target: NamedColumn): number {
  const isSelf = source.name.about.some((word) => SELF_ROLES.has(word));
  const { missing, before, after } = align(source.name.about, target.name.about);
  const same = target.name.about.length > 0 && missing === 0 && after === 0;
  if (isSelf) return same ? 0.95 : 0.75;
  const role = same && (before > 0 || source.name.about.some(isRole));
  return role && source.name.key === target.name.key ? 0.75 : 0;
}

function roleScore(source: NamedColumn, target: NamedColumn, sameTable: boolean): number {
  if (!isPersonKey(target) || !mayNamePerson(source.name)) return 0;
  return sameTable && !source.name.about.some((word) => SELF_ROLES.has(word)) ? 0.5 : 0.7;
}

/** Whether it is the key of a table of persons. */
export function isPersonKey(target: NamedColumn): boolean {
  return target.table.words.some((word) => PERSON_TABLES.has(word)) && target.owned >= 0.5;
}

/** Whether it says who did something: `manager_id`, `created_by`. */
export function mayNamePerson({ about }: KeyName): boolean {
  return about.some((word) => PERSON_ROLES.has(word)) || (about.length > 1 && about.at(-1) === "by");
}

/** Under what a phrase is looked up: two columns whose names fit at all nearly always share one of these. */
export function blocksOf(words: readonly string[]): Set<string> {
  const blocks = new Set<string>();
  for (const word of words) {
    // The word itself is shared by few, its beginning by many: whoever shares both comes first.
    blocks.add(word.length > 2 ? `${word}.` : word);
    blocks.add(word.slice(0, 2));
    for (const other of synonymsOf(word)) blocks.add(other.slice(0, 2));
  }
  return blocks;
}
