import { decimalCell, integerCell, realCell, textCell } from "../cells.ts";
import type { Cell } from "../connector.ts";

/** Types whose text is more than text, by the number that PostgreSQL gives them everywhere. */
const READERS: ReadonlyMap<number, (text: string) => Cell> = new Map([
  [16, (text: string) => text === "t"], // boolean
  [17, (text: string) => textCell(`0x${text.slice(2)}`)], // bytea, as \x00ff
  [20, integerCell], // bigint
  [21, integerCell], // smallint
  [23, integerCell], // integer
  [26, integerCell], // oid
  [700, (text: string) => realCell(Number(text))], // real
  [701, (text: string) => realCell(Number(text))], // double precision
  [1700, decimalCell], // numeric
]);

/** What pg asks how to read a type's text; everything else (dates, JSON, arrays, ranges ...) stays its text. */
export const TYPES = {
  getTypeParser: (type: number) => READERS.get(type) ?? textCell,
};
