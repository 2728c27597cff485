import { TYPES } from "tedious";
import type { Parameter } from "../../engine/result.ts";
import { SourceError } from "../connector.ts";

type DataType = (typeof TYPES)["Int"];

/** A value as it is bound, and the type that the statement is told of it. */
export interface Bound {
  readonly type: DataType;
  readonly value: unknown;
  readonly options: { readonly length?: number; readonly precision?: number; readonly scale?: number };
  readonly declared: string;
}

const LEAST_INT = -(2n ** 31n);
const MOST_INT = 2n ** 31n - 1n;
const LEAST_BIGINT = -(2n ** 63n);
const MOST_BIGINT = 2n ** 63n - 1n;
const MOST_DIGITS = 38;
const MOST_CHARACTERS = 4_000;

/**
 * A number goes as what a literal of it would be: as an integer, or as a decimal with its digits; a double only when it
 * cannot be written otherwise. tedious would send decimals by way of a double.
 */
export function boundValue(value: Parameter): Bound {
  if (value === null || typeof value === "string") return text(value);
  if (typeof value === "boolean") return { type: TYPES.Bit, value, options: {}, declared: "bit" };
  if (typeof value === "bigint" || Number.isSafeInteger(value)) return integer(BigInt(value));
  const written = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value));
  if (written === null) return { type: TYPES.Float, value, options: {}, declared: "float" };
  const [, sign, whole = "", fraction = ""] = written;
  return decimal(BigInt(`${whole}${fraction}`) * (sign ? -1n : 1n), fraction.length);
}

/** Of one length for all but the longest, so that the server keeps one plan for a statement. */
function text(value: string | null): Bound {
  const fits = (value?.length ?? 0) <= MOST_CHARACTERS;
  const options = fits ? { length: MOST_CHARACTERS } : {};
  return { type: TYPES.NVarChar, value, options, declared: fits ? "nvarchar(4000)" : "nvarchar(max)" };
}

function integer(value: bigint): Bound {
  if (value >= LEAST_INT && value <= MOST_INT)
    return { type: TYPES.Int, value: Number(value), options: {}, declared: "int" };
  if (value >= LEAST_BIGINT && value <= MOST_BIGINT)
    return { type: TYPES.BigInt, value, options: {}, declared: "bigint" };
  return decimal(value, 0);
}

function decimal(unscaled: bigint, scale: number): Bound {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().length;
  const precision = Math.max(digits, scale, 1);
  if (precision > MOST_DIGITS)
    throw new SourceError(
      "query_failed",
      `A number in the definition has ${precision} digits; SQL Server knows numbers of at most ${MOST_DIGITS}.`,
    );
  return {
    type: EXACT_DECIMAL,
    value: unscaled,
    options: { precision, scale },
    declared: `decimal(${precision}, ${scale})`,
  };
}

/** tedious's decimal, but of an integer that counts units of its last decimal. */
const EXACT_DECIMAL: DataType = {
  ...TYPES.Decimal,
  validate: (value: unknown) => value,
  writeValue(buffer, { value, precision = MOST_DIGITS }) {
    const unscaled = value as bigint;
    const length = precision <= 9 ? 4 : precision <= 19 ? 8 : precision <= 28 ? 12 : 16;
    buffer.writeUInt8(length + 1);
    buffer.writeUInt8(unscaled < 0n ? 0 : 1);
    let rest = unscaled < 0n ? -unscaled : unscaled;
    for (let at = 0; at < length; at += 1) {
      buffer.writeUInt8(Number(rest & 255n));
      rest >>= 8n;
    }
  },
};
