import mysql from "mysql2";
import type { Parameter } from "../../engine/result.ts";

const MOST = 2n ** 63n - 1n;
const LEAST = -(2n ** 63n);

/**
 * A value as the prepared protocol sends it. A number goes as what a literal of it would be: mysql2 would send every
 * number as a double, which LIMIT refuses and which is no exact decimal.
 */
export function boundValue(value: Parameter): unknown {
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    const text = String(value);
    return /^-?\d+(\.\d+)?$/.test(text) ? mysql.TypedParameter.NEWDECIMAL(text) : value;
  }
  if (typeof value !== "number" && typeof value !== "bigint") return value;
  const integer = BigInt(value);
  return integer >= LEAST && integer <= MOST
    ? mysql.TypedParameter.BIGINT(integer)
    : mysql.TypedParameter.NEWDECIMAL(integer.toString());
}
