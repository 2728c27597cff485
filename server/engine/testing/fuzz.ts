import fc from "fast-check";

/** Words that steer the grammar, and what breaks careless readers. */
const CUES =
  "not in missing with without and or where whose is null = > between 10 2023 top by count how many duplicate same average per sorted descending last 30 days May 2024 contains than more once also show from percentage of highest only ; -- /* ' \" ( ) , % _ [] é 🦄".split(
    " ",
  );

/** The same strings for the same seed: noise, words of the graph among cues, and damaged definitions. */
export function fuzzStrings(
  count: number,
  seed: number,
  words: readonly string[],
  definitions: readonly string[],
): string[] {
  const word = fc.oneof(fc.constantFrom(...CUES), fc.constantFrom(...words));
  const sentence = fc.array(word, { maxLength: 20 }).map((each) => each.join(" "));
  const damaged = fc
    .tuple(fc.constantFrom(...definitions), fc.nat(), fc.nat(12), fc.string({ maxLength: 4 }))
    .map(([text, at, length, put]) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + put + text.slice(start + length);
    });
  const noise = fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: "binary", maxLength: 80 }));
  return fc.sample(fc.oneof(noise, sentence, damaged), { numRuns: count, seed });
}
