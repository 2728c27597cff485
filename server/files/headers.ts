/**
 * Names for the columns of a table, from its header as written: control characters, line breaks and spaces of any
 * kind become plain spaces, characters that nobody sees go, spaces around are cut, a column without a name is `column 3`,
 * and the second `Id` is `Id (2)`. SQLite compares names without regard to case, so `ID` is the second `Id` too. A header
 * may be a whole text; its name is the beginning of it.
 */
export function columnNames(headers: readonly string[]): string[] {
  const wanted = headers.map((header, index) => cleaned(header) || `column ${index + 1}`);
  const taken = new Set<string>();
  // A name as written comes before one that only a number keeps apart.
  const written = new Set(wanted.map(key));
  return wanted.map((name) => {
    let free = name;
    for (let number = 2; taken.has(key(free)) || (free !== name && written.has(key(free))); number += 1) {
      const ending = ` (${number})`;
      free = cut(name, MOST_LETTERS - ending.length) + ending;
    }
    taken.add(key(free));
    return free;
  });
}

function cleaned(header: string): string {
  const name = header
    .normalize("NFC")
    .replace(/\p{Cc}+|\p{Z}/gu, " ")
    .replace(UNSEEN, "")
    .trim();
  return cut(name, MOST_LETTERS);
}

/** Names that people choose may not be longer, either. */
const MOST_LETTERS = 255;

/** Never between the two halves of a letter. */
function cut(name: string, most: number): string {
  return name.length <= most
    ? name
    : name
        .slice(0, most)
        .toWellFormed()
        .replace(/\uFFFD$/, "")
        .trimEnd();
}

/** Soft hyphens, zero-width spaces, marks of the direction and of the byte order; not the joiners that scripts need. */
const UNSEEN = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

const key = (name: string): string => name.toLowerCase();
