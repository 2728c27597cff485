import type { Archive } from "./archive.ts";
import { readAllXml } from "./xml.ts";

/** What a cell's number means by its format. */
export interface NumberFormat {
  readonly date: boolean;
  readonly time: boolean;
}

const PLAIN: NumberFormat = { date: false, time: false };
const DATE: NumberFormat = { date: true, time: false };
const TIME: NumberFormat = { date: false, time: true };

/** The formats that have a number and no text in the file: [from, to, what]. Some are dates only in East Asia. */
const BUILT_IN: readonly (readonly [from: number, to: number, format: NumberFormat])[] = [
  [14, 17, DATE],
  [18, 21, TIME],
  [22, 22, { date: true, time: true }],
  [27, 31, DATE],
  [32, 35, TIME],
  [36, 36, DATE],
  [45, 47, TIME],
  [50, 54, DATE],
  [55, 56, TIME],
  [57, 58, DATE],
];

/** The format of each style that a cell may have, by the style's number. */
export async function readFormats(archive: Archive, part: string): Promise<NumberFormat[]> {
  const own = new Map<number, NumberFormat>();
  const styles: NumberFormat[] = [];
  let inCells = false;
  await readAllXml(archive, part, {
    open(name, attributes) {
      const id = Number(attributes.numFmtId);
      if (name === "numFmt") own.set(id, formatOf(attributes.formatCode ?? ""));
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) styles.push(own.get(id) ?? builtIn(id));
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return styles;
}

function builtIn(id: number): NumberFormat {
  return BUILT_IN.find(([from, to]) => id >= from && id <= to)?.[2] ?? PLAIN;
}

/** Reads a format such as `[$-409]d/mmm/yyyy h:mm AM/PM;@`: letters in quotes and brackets mean nothing. */
export function formatOf(code: string): NumberFormat {
  const [positive = ""] = code
    .replace(/"[^"]*"|\\.|_.|\*./g, "")
    .replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, "")
    .replace(/am\/pm|a\/p/gi, "h")
    .split(";");
  const time = /[hs]/i.test(positive) || /\[m+\]/i.test(positive);
  const date = /[dy]/i.test(positive) || (!time && /m/i.test(positive));
  return /general/i.test(positive) ? PLAIN : { date, time };
}
