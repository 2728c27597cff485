import oracledb from "oracledb";
import type { Parameter } from "../../engine/result.ts";

/** A number goes by its digits: oracledb would send it as what a double makes of it. */
export function boundValue(value: Parameter): oracledb.BindParameter {
  if (typeof value === "bigint") return { type: oracledb.DB_TYPE_NUMBER, val: value };
  if (typeof value === "number") return { type: oracledb.DB_TYPE_NUMBER, val: value };
  // Before 23ai SQL has no booleans.
  if (typeof value === "boolean") return { type: oracledb.DB_TYPE_NUMBER, val: Number(value) };
  return { type: oracledb.DB_TYPE_VARCHAR, val: value };
}
