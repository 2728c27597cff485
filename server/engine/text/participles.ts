/** Whether a word says, by its form, that something was done. */
export function isParticiple(word: string): boolean {
  return (/(ed|en|wn|orn)$/.test(word) && !NO_PARTICIPLES.has(word)) || IRREGULAR.has(word);
}

/** "Unpaid" is what was not "paid"; null of other words. */
export function undoneOf(word: string): string | null {
  const done = word.slice(2);
  return word.startsWith("un") && done.length > 3 && isParticiple(done) ? done : null;
}

/** Words that only end like participles. */
const NO_PARTICIPLES = new Set(
  "open green golden wooden seven ten eleven dozen children women men token kitchen garden citizen screen even often then when between speed need seed feed bed red shed hundred own down town brown crown unknown corn".split(
    " ",
  ),
);

const IRREGULAR = new Set([
  "sold",
  "bought",
  "paid",
  "made",
  "held",
  "put",
  "kept",
  "sent",
  "built",
  "lent",
  "spent",
  "won",
  "led",
  "set",
  "met",
  "read",
  "taught",
  "left",
  "lost",
  "took",
  "gave",
  "got",
  "saw",
  "wrote",
  "chose",
  "drove",
  "flew",
  "ran",
  "went",
  "came",
  "began",
  "broke",
  "spoke",
  "wore",
  "drew",
  "grew",
  "threw",
  "ate",
  "drank",
  "sang",
  "swam",
]);
