/**
 * Names for the columns of a table, from its header as written: control characters, line breaks and spaces of any
 * kind become plain spaces, characters that nobody sees go, spaces around are cut, a column without a name is `column 3`, and the second `Id` is `Id (2)`. SQLite compares
 * names without regard to case, so `ID` is the second `Id` too.
 */
export function columnNames(headers: readonly string[]): string[] {
  const wanted = headers.map((header, index) => cleaned(header) || `column ${index + 1}`);
  const taken = new Set<string>();
  // A name as written comes before one that only a number keeps apart.
  const written = new Set(wanted.map(key));
  return wanted.map((name) => {
    let free = name;
    for (let number = 2; taken.has(key(free)) || (free !== name && written.has(key(free))); number += 1) {
      free = `${name} (${number})`;
    }
    taken.add(key(free));
    return free;
  });
}

function cleaned(header: string): string {
  return header
    .normalize("NFC")
    .replace(/\p{Cc}+|\p{Z}/gu, " ")
    .replace(UNSEEN, "")
    .trim();
}

/** Soft hyphens, zero-width spaces, marks of the direction and of the byte order; not the joiners that scripts need. */
const UNSEEN = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

const key = (name: string): string => name.toLowerCase();
