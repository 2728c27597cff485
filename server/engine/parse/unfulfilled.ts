import { AUXILIARIES, COURTESY, DETERMINERS, isFunctionWord } from "../link/function-words.ts";
import { readCount } from "./quantities.ts";
import { Cues, namesTableAt, namesValue, type Reader, wordAt } from "./reader.ts";

/**
 * What is wanted, tried, refused or still to come is no fact that rows hold: read as one, it would answer with the
 * opposite of what was asked.
 */

/** "Awaiting a receipt", "still needs a receipt": there is none as yet. */
export const AWAITING =
  "await, awaits, awaiting, awaited, waiting for, waiting on, wait for, waits for, pending, still need, still needs, still needing, still in need of, in need of, still owed, deprived of, no sign of, nil, everything but, all but a";

/** "have yet to pay", "still to be paid" */
export const YET_TO = new Cues<true>([[true, "yet to, still to"]]);

/** Who failed to pay an invoice has not paid it, but may have paid others: no relation says that. */
export const LEFT_UNDONE = new Cues<true>([
  [
    true,
    "fail, fails, failed, failing, refuse, refuses, refused, refusing, decline, declines, declined, forgot, forgotten, forget, neglect, neglected, avoid, avoids, avoided, avoiding, stopped, ceased, missed, dodge, dodges, dodged, forgo, forgone, forwent, barred, banned, exempt, exempted, prevented, hindered, deserve, deserves, deserved, hoping, wishing",
  ],
]);

/** Words before a verb or a number of things that leave open how much of it is true, or say that hardly any is. */
const HARDLY = new Set(
  "hardly barely scarcely nearly almost seldom rarely few little instead rather everything nearly virtually practically allegedly supposedly reportedly".split(
    " ",
  ),
);

/** What is done with things that are there, and what is not done after all: it depends on the verb which. */
export const UNDOING: ReadonlySet<string> = new Set(
  "cancel cancels cancelled canceled reject rejects rejected skip skips skipped ignore ignores ignored waive waives waived postpone postponed postpones lose loses lost drop dropped drops expect expects expected expecting hate hates hated hope hopes hoped wish wishes wished".split(
    " ",
  ),
);

/** Whether a word says that what follows is hardly, or not quite, so: "few", "almost", "rather". */
export function saysHardly(reader: Reader, at: number): boolean {
  const word = wordAt(reader, at);
  // "A few" are some, and "no fewer" is said elsewhere.
  return HARDLY.has(word) && wordAt(reader, at - 1) !== "a" && !namesValue(reader, at);
}

/** After these the infinitive says what was done. */
export const FACTIVE = new Set(
  "managed manages used happened happen happens went came got began started continue continues continued proceeded helped helps yet still".split(
    " ",
  ),
);

/** "Orders that have to get a receipt", "due to get one"; "we need to see the orders" is courtesy. */
const OBLIGED = new Set("have has had needs ought supposed required due about".split(" "));

/** "Plan to place an order": a verb and its object after "to". "To see the orders" is courtesy. */
export function isInfinitive(reader: Reader, to: number): boolean {
  const verb = reader.tokens[to + 1];
  if (wordAt(reader, to) !== "to" || verb?.kind !== "word" || DETERMINERS.has(verb.norm)) return false;
  const before = wordAt(reader, to - 1);
  if (OBLIGED.has(before) && (AUXILIARIES.has(verb.norm) || COURTESY.has(verb.norm))) return true;
  if (isFunctionWord(verb.norm) || COURTESY.has(verb.norm) || FACTIVE.has(before)) return false;
  const object = to + 2;
  if (DETERMINERS.has(wordAt(reader, object)) || readCount(reader, object)) return true;
  return namesTableAt(reader, object) && (reader.mentions[to + 1] ?? []).length === 0;
}

/** "People who see Ada", "that do not know Spain": what they do is no courtesy of whoever asks. */
export function isDoing(reader: Reader, at: number): boolean {
  if (!COURTESY.has(wordAt(reader, at))) return false;
  let before = at - 1;
  while (before > 0 && (AUXILIARIES.has(wordAt(reader, before)) || wordAt(reader, before) === "not"))
    before--;
  const relative = wordAt(reader, before);
  // "I want that list"
  return (
    before > 0 &&
    (["who", "which"].includes(relative) ||
      (relative === "that" && !isFunctionWord(wordAt(reader, before - 1))))
  );
}

/** "Customers who need an invoice", "that want a refund": and not "I need the invoices". */
export function isWished(reader: Reader, at: number): boolean {
  return (
    ["need", "want", "needs", "wants"].includes(wordAt(reader, at)) &&
    ["who", "that", "which", "still", "and", "but"].includes(wordAt(reader, at - 1))
  );
}
