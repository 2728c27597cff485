import "./wire-values.ts";
import { binaryCell, textCell } from "../cells.ts";
import type { Cell } from "../connector.ts";

/** A value as it comes from tedious, whose reader of numbers and times is ours and gives cells already. */
export function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "boolean") return value;
  return Buffer.isBuffer(value) ? binaryCell(value) : textCell(String(value));
}
