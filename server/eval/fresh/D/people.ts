import type { Random } from "../random.ts";

const FIRST_NAMES = [
  "Amelia",
  "Ayodele",
  "Beatriz",
  "Callum",
  "Chiara",
  "Deepa",
  "Edwin",
  "Fatima",
  "Gareth",
  "Hannah",
  "Ibrahim",
  "Joanna",
  "Kenji",
  "Lucia",
  "Marek",
  "Nadia",
  "Oliver",
  "Priya",
  "Rafael",
  "Sinead",
  "Thandi",
  "Viktor",
  "Wendy",
  "Zainab",
];

const LAST_NAMES = [
  "Abbott",
  "Adeyemi",
  "Baxter",
  "Brennan",
  "Castellano",
  "Chowdhury",
  "Dunmore",
  "Eriksen",
  "Fairley",
  "Gupta",
  "Haddad",
  "Ingram",
  "Jankowski",
  "Kavanagh",
  "Lindqvist",
  "Mbeki",
  "Nakamura",
  "O'Rourke",
  "Pemberton",
  "Quigley",
  "Rossi",
  "Sutherland",
  "Tanaka",
  "Underhill",
  "Vasquez",
  "Whitlock",
  "Yilmaz",
];

export interface Person {
  first: string;
  last: string;
  /** In lower case, with the number in it: no two people have the same. */
  mail: string;
}

/** A made-up person; `number` tells namesakes apart in the mail address. */
export function makePerson(random: Random, number: number, domain: string): Person {
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  const box = `${first}.${last}${number}`.toLowerCase().replace("'", "");
  return { first, last, mail: `${box}@${domain}` };
}

/** The value, or in this share of the calls one of the things that people leave where a value should be. */
export function sometimesMissing(random: Random, share: number, value: string): string | null {
  return random.chance(share) ? random.pick([null, "", "  "]) : value;
}
