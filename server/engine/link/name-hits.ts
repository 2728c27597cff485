import type { Column } from "../graph.ts";
import type { Token } from "../text/tokens.ts";
import { singular, stem } from "../text/words.ts";
import type { Shortened } from "./abbreviations.ts";
import { affirmatives } from "./flags.ts";
import type { GraphIndex, Named } from "./graph-index.ts";
import type { ColumnHit, TableHit } from "./mention.ts";
import { canonical, identifierParts, matchName, type NameMatch } from "./names.ts";
import { COLUMN_TAILS, expand, synonymsOf } from "./vocabulary.ts";

export interface NameHits {
  readonly tables: readonly TableHit[];
  readonly columns: readonly ColumnHit[];
}

/** Inside a name these add nothing: "date of birth" names BIRTH_DATE. */
export const FILLERS = new Set(["of", "the", "all", "/", "-", "&"]);

const IN_ORDER = new Set(["first", "last", "next"]);

/** Tables and columns that a stretch of tokens may name, best first. */
export function nameHits(span: readonly Token[], index: GraphIndex): NameHits {
  const content = span.filter((token) => !FILLERS.has(token.norm));
  const parts = content.flatMap((token) =>
    identifierParts(
      token.kind === "word" && !token.repairedFrom ? token.text.replace(/['’].*$/u, "") : token.norm,
    ),
  );
  if (parts.length === 0) return { tables: [], columns: [] };
  const words = canonical(parts);
  const damp = content.some((token) => token.repairedFrom) ? 0.93 : 1;
  const tail = words[words.length - 1] ?? "";
  const { shortened } = index;
  let named = bestHits(words, parts.join(""), index.tables, damp, shortened);
  // "Staff member": one of the staff.
  if (words.length > 1 && TABLE_TAILS.has(tail) && !named.some(({ match }) => match.whole)) {
    const plain = bestHits(
      words.slice(0, -1),
      parts.slice(0, -1).join(""),
      index.tables,
      damp * 0.97,
      shortened,
    );
    if (named.length === 0 || plain.some(({ match }) => match.whole)) named = plain;
  }
  // "IBP products": a whole name and one more word of the same table's.
  if (words.length > 1 && named.some(({ match }) => !match.whole)) {
    const plain = bestHits(words.slice(0, -1), parts.slice(0, -1).join(""), index.tables, damp, shortened);
    const wholly = plain.filter(({ match }) => match.whole && match.reason !== "synonym");
    named = named.map((hit) =>
      wholly.some(({ item }) => item === hit.item) ? { ...hit, match: { ...hit.match, whole: true } } : hit,
    );
  }
  // Part of a name is nearly as good as the name when no other table has it.
  const alone = named.length === 1 ? 0.12 : 0;
  const tables = named.map(({ item, match }) => ({
    ...match,
    score: match.whole ? match.score : Math.min(0.89, match.score + alone),
    table: item,
  }));
  let columns = bestHits(words, parts.join(""), index.columns, damp, shortened);
  if (columns.length === 0 && words.length > 1 && COLUMN_TAILS.has(tail)) {
    columns = bestHits(
      words.slice(0, -1),
      parts.slice(0, -1).join(""),
      index.columns,
      damp * 0.95,
      shortened,
    );
    // "Policy type" is not the number of the policy.
    // "Emergency service No": a column of yes and no has no number.
    // "The most expensive of each category No": neither has one of words.
    if (tail === "number")
      columns = columns.filter(({ item }) => !affirmatives(item.column) && mayHaveDigits(item.column));
    if (!NUMBERING.has(tail)) columns = columns.filter(({ item, match }) => match.whole || !isNumber(item));
  }
  // "Total refund" adds up refunds, although "amount" may be another word for "total".
  if (span[0]?.norm === "total") columns = columns.filter(({ match }) => match.reason !== "synonym");
  // "the number of documents" counts them; no other word for their key is meant.
  if (COUNTING.has(span[0]?.norm ?? "") && span[1]?.norm === "of")
    columns = columns.filter(({ match }) => match.reason !== "synonym" && match.inOrder);
  // "Job card number": which one, and not how many.
  if (words.length === 1 && words[0] === "number")
    columns = columns.filter(({ match }) => match.reason !== "synonym");
  // "the last order" is no LastName of anyone: such a word is a name's only together with the rest of it.
  if (words.length === 1 && IN_ORDER.has(words[0] ?? ""))
    columns = columns.filter(({ match }) => match.whole);
  return { tables, columns: columns.map(({ item, match }) => ({ ...match, ...item })) };
}

/** Tails that a number or a key may have as well. */
const NUMBERING = new Set(["number", "code", "value", "field", "column", "entry", "attribute"]);

function isNumber({ column }: Pick<ColumnHit, "column">): boolean {
  const last = identifierParts(column.name).at(-1) ?? "";
  return expand(last).some((word) => ["number", "id", "key"].includes(word));
}

/** Whether its values are unknown or some has a digit. */
function mayHaveDigits({ values }: Column): boolean {
  return !values?.length || values.some((value) => /\d/.test(value));
}

const TABLE_TAILS = new Set(["member", "members", "person"]);

const COUNTING = new Set(["number", "count", "amount", "total"]);

function bestHits<T>(
  words: readonly string[],
  letters: string,
  byWord: ReadonlyMap<string, readonly Named<T>[]>,
  damp: number,
  shortened: Shortened,
): { item: T; match: NameMatch }[] {
  const singularLetters = singular(letters);
  const keys = new Set([
    letters,
    singularLetters,
    words[0] ?? "",
    stem(words[0] ?? ""),
    ...synonymsOf(words[0] ?? ""),
    ...shortened(words[0] ?? ""),
  ]);
  const best = new Map<T, NameMatch>();
  for (const key of keys) {
    for (const { item, name } of byWord.get(key) ?? []) {
      const match =
        matchName(words, letters, name, shortened) ??
        (name.letters === singularLetters ? matchName(words, singularLetters, name, shortened) : null);
      if (!match) continue;
      const before = best.get(item);
      if (!before || match.score * damp > before.score)
        best.set(item, { ...match, score: match.score * damp });
    }
  }
  return [...best].map(([item, match]) => ({ item, match })).sort((a, b) => b.match.score - a.match.score);
}
