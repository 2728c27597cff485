import type { Delimiter } from "./file-shape.ts";

/** In the order in which they are believed where several fit equally: a comma is also a decimal sign. */
const CANDIDATES: readonly Delimiter[] = ["\t", ";", "|", ","];

const MAX_RECORDS = 1_000;

/**
 * The delimiter that cuts the beginning of a file into the same number of cells in most rows, not counting those
 * inside quotes; a comma where none does, as in a file of one column. `whole`: the text is the whole file, else
 * its last row may be cut.
 */
export function sniffDelimiter(text: string, whole: boolean): Delimiter {
  let best: Delimiter = ",";
  let bestShare = 0;
  for (const delimiter of CANDIDATES) {
    const widths = recordWidths(text, delimiter);
    if (!whole && widths.length > 1) widths.pop();
    const share = agreement(widths);
    if (share > bestShare) {
      best = delimiter;
      bestShare = share;
    }
  }
  return best;
}

/** Which share of the rows has the usual number of cells; 0 where that is one. */
function agreement(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [usual] = [...counts].sort(([a, n], [b, m]) => m - n || b - a);
  if (usual === undefined || usual[0] === 1) return 0;
  return usual[1] / widths.length;
}

/** The number of cells of each row that is not empty. */
function recordWidths(text: string, delimiter: Delimiter): number[] {
  const widths: number[] = [];
  let width = 1;
  let begun = false;
  let quoted = false;
  let cellStart = true;
  for (const character of text) {
    if (quoted) {
      // Where the next character is a quote too, the cell goes on.
      if (character === '"') {
        quoted = false;
        cellStart = true;
        continue;
      }
    } else if (character === '"' && cellStart) {
      quoted = true;
      begun = true;
    } else if (character === "\n" || character === "\r") {
      if (begun) widths.push(width);
      if (widths.length === MAX_RECORDS) return widths;
      width = 1;
      begun = false;
      cellStart = true;
      continue;
    } else if (character === delimiter) {
      width += 1;
      begun = true;
      cellStart = true;
      continue;
    } else begun = true;
    cellStart = false;
  }
  if (begun) widths.push(width);
  return widths;
}
