import type { Table } from "../graph.ts";
import type { ColumnHit, TableHit } from "../link/mention.ts";
import { isRowNoun } from "../link/row-nouns.ts";
import type { Atom, Phrase } from "../parse/sketch.ts";
import { directHops, findPath, isUnique } from "../plan/paths.ts";
import { singular } from "../text/words.ts";
import { type Draft, distanceTo, note, trouble } from "./draft.ts";
import type { Meaning } from "./meanings.ts";

/** Business entities that people name whatever the table is called. */
const ENTITY_NOUNS = new Set([
  "product",
  "products",
  "material",
  "materials",
  "sku",
  "skus",
  "part",
  "parts",
  "article",
  "articles",
  "good",
  "goods",
  "account",
  "accounts",
  "customer",
  "customers",
  "client",
  "clients",
  "transaction",
  "transactions",
  "paper",
  "papers",
  "publication",
  "publications",
  "posting",
  "postings",
  "booking",
  "bookings",
  "asset",
  "assets",
  "vendor",
  "vendors",
  "supplier",
  "suppliers",
  "number",
  "numbers",
  "code",
  "codes",
  "document",
  "documents",
  "person",
  "persons",
  "people",
  "user",
  "users",
  "employee",
  "employees",
  "location",
  "locations",
  "branch",
  "branches",
]);

/** All pieces of a phrase, those of its places first. */
export function atomsOf(phrase: Phrase): readonly Atom[] {
  return [...phrase.scopes.flatMap((scope) => scope.atoms), ...phrase.atoms];
}

/** The same meaning for every piece of a phrase, after all were looked at. */
export function notePhrase(draft: Draft, phrase: Phrase, meaning: Meaning | string, quality: number): void {
  for (const atom of atomsOf(phrase)) note(draft, atom, meaning, quality);
}

/** The tables an atom may name, the equally good ones only; fewer when `near` tells which are connected. */
export function tableChoices(draft: Draft, atom: Atom): readonly TableHit[] {
  if (atom.kind !== "mention") return [];
  const top = atom.mention.tables[0];
  if (!top) return [];
  const close = atom.mention.tables.filter((hit) => top.score - hit.score < 0.03);
  if (close.length < 2) return close;
  const own = close.filter((hit) => hit.table === draft.source);
  if (own.length === 1) return own;
  const joined = close.filter((hit) => distanceTo(draft, hit.table) !== null);
  return joined.length > 0 ? joined : close;
}

/** The one table an atom names; several equally good ones are noted as trouble. */
export function tableOf(draft: Draft, atom: Atom): TableHit | null {
  const choices = tableChoices(draft, atom);
  const first = choices[0];
  if (choices.length > 1 && first?.table !== draft.source) {
    trouble(draft, {
      start: atom.start,
      end: atom.end,
      code: "ambiguous_table",
      choices: choices.map((hit) => hit.table.name),
      detail: "several tables match equally",
    });
  }
  return first ?? null;
}

/** Whether two tables list the same things (a match between systems), rather than one owning the other. */
export function sameEntity(draft: Draft, a: Table, b: Table): boolean {
  const hops = directHops(draft.settings, a, b);
  if (hops.length === 0) return findPath(draft.settings, a, b).kind !== "path";
  return !hops.some(
    (hop) =>
      hop.reason.includes("declared") &&
      (isUnique(hop.to, hop.toColumns) || isUnique(hop.from, hop.fromColumns)),
  );
}

const NUMBERS = new Set(["number", "numbers"]);

/** How well a head noun that names no table or column can stand for the rows of the source. */
export function entityQuality(word: string): number {
  if (isRowNoun(word)) return 0.99;
  // Who says "lot numbers" rather means those than the lots.
  if (NUMBERS.has(word)) return 0.91;
  if (ENTITY_NOUNS.has(word)) return 0.96;
  return 0.86;
}

/**
 * Whether an atom is one general word for the things themselves ("products") and nothing in the graph has that
 * very name, except another list of the same things. Beside a table that is named outright it says "its rows",
 * whatever names it happens to be a part of.
 */
export function isEntityNoun(draft: Draft, atom: Atom): boolean {
  if (atom.end !== atom.start + 1 || entityQuality(draft.settings.wordAt(atom)) < 0.9) return false;
  if (atom.kind === "word") return true;
  const { tables, columns, values } = atom.mention;
  const own = (hit: TableHit | ColumnHit) => hit.whole && hit.reason !== "synonym";
  const outright = draft.named && !draft.nounOnly;
  return (
    values.length === 0 &&
    !columns.some(own) &&
    !tables.some((hit) => own(hit) && !(outright && sameEntity(draft, draft.source, hit.table)))
  );
}

/** Whether a word stands for things in general: a plural, or a noun for rows. */
export function isGeneralNoun(word: string): boolean {
  return singular(word) !== word || isRowNoun(word);
}

/** Whether a name was said as it stands, or as people call it. */
export function isOutright(hit: TableHit | ColumnHit): boolean {
  return hit.whole && (hit.reason === "exact" || hit.reason === "alias");
}

/** What it costs to keep a source that only a general noun names when its things are said to be in another table. */
export function elsewhereCost(draft: Draft, table: Table): number {
  return draft.nounOnly && table !== draft.source && sameEntity(draft, draft.source, table) ? 0.45 : 0;
}
