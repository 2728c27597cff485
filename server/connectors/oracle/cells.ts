import "./dates.ts";
import oracledb from "oracledb";
import { binaryCell, decimalCell, realCell, singleCell, textCell } from "../cells.ts";
import { type Cell, SourceError } from "../connector.ts";

/** A large object is read when it is no longer than a cell may be. */
const MOST_LENGTH = 16 * 1024 * 1024;

/** How a column is fetched: numbers as the digits that Oracle sends, JSON as its text, the rest as it comes. */
export function fetchTypeHandler({ dbType }: Pick<oracledb.Metadata<unknown>, "dbType">) {
  if (dbType === oracledb.DB_TYPE_NUMBER)
    return {
      type: oracledb.DB_TYPE_VARCHAR,
      converter: (digits: unknown) => (digits === null ? null : numberCell(String(digits))),
    };
  if (dbType === oracledb.DB_TYPE_BINARY_FLOAT)
    return { converter: (value: unknown) => (typeof value === "number" ? singleCell(value) : null) };
  return dbType === oracledb.DB_TYPE_JSON ? { type: oracledb.DB_TYPE_VARCHAR } : undefined;
}

/** A NUMBER's digits as oracledb spells them: `12.5`, `0.5` or `-1e126`. */
export function numberCell(digits: string): Cell {
  return decimalCell(digits.replace(/^(-?)\./, "$10."));
}

/** Reads a large object too. */
export async function cellOf(value: unknown): Promise<Cell> {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return realCell(value);
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return textCell(value);
  if (Buffer.isBuffer(value)) return binaryCell(value);
  if (isLob(value)) return lobCell(value);
  return textCell(spelled(value));
}

function isLob(value: object): value is oracledb.Lob {
  return "getData" in value;
}

async function lobCell(lob: oracledb.Lob): Promise<Cell> {
  if (lob.length > MOST_LENGTH)
    throw new SourceError(
      "query_failed",
      `One value of the result has ${Math.round(lob.length / 1024 / 1024)} million characters or bytes; at most 16 million can be shown. Leave its column out, or cut it with dbms_lob.substr.`,
    );
  const data: unknown = await lob.getData();
  return cellOf(data);
}

/** A row's cells, one after the other: the connection does one thing at a time. */
export async function cellsOf(row: readonly unknown[]): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const value of row) cells.push(await cellOf(value));
  return cells;
}

/** Intervals, vectors and objects of people's own types. */
function spelled(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? part.toString() : part));
}
