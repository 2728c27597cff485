import mysql from "mysql2";
import { binaryCell, decimalCell, integerCell, realCell, singleCell, textCell } from "../cells.ts";
import type { Cell } from "../connector.ts";

/** What mysql2 makes of a value, with the options of session.ts. */
type Value = string | number | bigint | Buffer | null;

export type Reader = (value: Value) => Cell;

/** How the values of a column of the server's answer become cells. */
export function readerFor(columnType: number | undefined): Reader {
  if (columnType === mysql.Types.NEWDECIMAL || columnType === mysql.Types.DECIMAL)
    return (value) => (typeof value === "string" ? decimalCell(value) : anyCell(value));
  if (columnType === mysql.Types.LONGLONG)
    return (value) => (typeof value === "string" ? integerCell(value) : anyCell(value));
  if (columnType === mysql.Types.FLOAT)
    return (value) => (typeof value === "number" ? singleCell(value) : anyCell(value));
  if (columnType === mysql.Types.BIT)
    return (value) => (Buffer.isBuffer(value) ? bitsCell(value) : anyCell(value));
  return anyCell;
}

function anyCell(value: Value): Cell {
  if (value === null) return null;
  if (typeof value === "number") return realCell(value);
  if (typeof value === "bigint") return integerCell(value);
  return typeof value === "string" ? textCell(value) : binaryCell(value);
}

/** Bits are a number: bit(1) is 0 or 1. */
function bitsCell(bytes: Buffer): Cell {
  return bytes.length === 0 ? 0 : integerCell(BigInt(`0x${bytes.toString("hex")}`));
}
