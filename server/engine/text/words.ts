import { dictionary } from "./dictionary.ts";

/**
 * Word forms. Own small rules instead of a language model: a definition has twenty words, the result must
 * never change with a library's version, and only two questions are asked of a word: its singular (to meet a
 * table's or column's name) and its stem (to meet a name of another part of speech: "ordered" and "orders").
 */

const IRREGULAR_SINGULARS = dictionary<string>({
  people: "person",
  men: "man",
  women: "woman",
  children: "child",
  statuses: "status",
  indices: "index",
  analyses: "analysis",
  criteria: "criterion",
  media: "media",
  series: "series",
  data: "data",
  feet: "foot",
  address: "address",
  business: "business",
  lens: "lens",
  branches: "branch",
  caches: "cache",
  aliases: "alias",
  taxes: "tax",
  days: "day",
  skus: "sku",
  menus: "menu",
});

/** The singular of an English noun; words that are not plurals come back unchanged. */
export function singular(word: string): string {
  const irregular = IRREGULAR_SINGULARS.get(word);
  if (irregular) return irregular;
  if (word.length < 4 || !word.endsWith("s") || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith("ies")) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(ches|shes|sses|xes|zzes|buses)$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

const IRREGULAR_VERBS = dictionary<string>({
  aged: "age",
  sold: "sell",
  sale: "sell",
  bought: "buy",
  paid: "pay",
  made: "make",
  held: "hold",
  taught: "teach",
  taken: "take",
  took: "take",
  sent: "send",
  built: "build",
  written: "write",
  given: "give",
  gave: "give",
  won: "win",
  led: "lead",
  lent: "lend",
  spent: "spend",
  shipped: "ship",
  sung: "sing",
  flown: "fly",
});

/** A crude stem: good enough to meet "ordered" with "order", "shipment" with "shipped", never shown to anyone. */
export function stem(word: string): string {
  const base = singular(word);
  const irregular = IRREGULAR_VERBS.get(base);
  if (irregular) return irregular;
  // "admission" and "admitted", "submission" and "submitted".
  if (base.length > 7 && base.endsWith("mission")) return `${base.slice(0, -"ssion".length)}t`;
  // "delivery" and "delivered"
  if (base.length > 6 && base.endsWith("very")) return base.slice(0, -1);
  for (const suffix of [
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ers",
    "er",
    "ors",
    "or",
    "ed",
    "ion",
  ]) {
    if (base.length - suffix.length < 3 || !base.endsWith(suffix)) continue;
    const cut = base.slice(0, -suffix.length);
    const undoubled = /([bdgmnprt])\1$/.test(cut) ? cut.slice(0, -1) : cut;
    return undoubled.endsWith("e") ? undoubled.slice(0, -1) : undoubled;
  }
  return base.length > 3 && base.endsWith("e") ? base.slice(0, -1) : base;
}

/** Optimal string alignment distance (a swap of neighbours is one edit), or `limit + 1` once it exceeds `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, (before[j - 2] ?? 0) + 1);
      }
      row.push(value);
      best = Math.min(best, value);
    }
    if (best > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? limit + 1;
}

/** The stems of words with spaces between them. */
export function stems(words: string): ReadonlySet<string> {
  return new Set(words.split(" ").map(stem));
}
