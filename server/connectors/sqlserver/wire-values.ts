import { NotEnoughDataError, Result } from "tedious/lib/token/helpers.js";
import valueParser from "tedious/lib/value-parser.js";
import { decimalCell, integerCell, realCell, singleCell } from "../cells.ts";
import type { Cell } from "../connector.ts";
import {
  dateText,
  dateTimeOffsetText,
  dateTimeText,
  oldDateTimeText,
  smallDateTimeText,
  timeText,
} from "./times.ts";

/**
 * tedious makes JavaScript numbers of decimals and of money, and dates of every time: digits, the decimals of a second
 * and offsets get lost. What the server sends is exact, so these types are read here, in the place of tedious's own
 * reader; the values arrive as cells. Formats: MS-TDS 2.2.5.4 and 2.2.5.5.
 */
type Read = (bytes: Buffer, scale: number) => Cell;

const MONEY_SCALE = 4;

const exactDecimal: Read = (bytes, scale) =>
  decimalCell(decimalText(bytes[0] === 1 ? magnitude(bytes, 1) : -magnitude(bytes, 1), scale));

/** Eight bytes of money are two numbers, the higher one first. */
const money: Read = (bytes) => {
  const amount =
    bytes.length === 4
      ? BigInt(bytes.readInt32LE())
      : (BigInt(bytes.readInt32LE()) << 32n) + BigInt(bytes.readUInt32LE(4));
  return decimalCell(decimalText(amount, MONEY_SCALE));
};

const integer: Read = (bytes) => {
  if (bytes.length === 8) return integerCell(bytes.readBigInt64LE());
  return bytes.length === 1 ? bytes.readUInt8() : bytes.readIntLE(0, bytes.length);
};

const real: Read = (bytes) =>
  bytes.length === 4 ? singleCell(bytes.readFloatLE()) : realCell(bytes.readDoubleLE());

const oldDateTime: Read = (bytes) =>
  bytes.length === 4
    ? smallDateTimeText(bytes.readUInt16LE(), bytes.readUInt16LE(2))
    : oldDateTimeText(bytes.readInt32LE(), bytes.readInt32LE(4));

const time: Read = (bytes, scale) => timeText(magnitude(bytes), scale);
const date: Read = (bytes) => dateText(bytes.readUIntLE(0, 3));

const dateTime2: Read = (bytes, scale) => {
  const at = bytes.length - 3;
  return dateTimeText(bytes.readUIntLE(at, 3), magnitude(bytes, 0, at), scale);
};

const dateTimeOffset: Read = (bytes, scale) => {
  const at = bytes.length - 5;
  const days = bytes.readUIntLE(at, 3);
  return dateTimeOffsetText(days, magnitude(bytes, 0, at), scale, bytes.readInt16LE(at + 3));
};

/** Types whose length comes with each value; none = NULL. */
const VARYING: Readonly<Record<string, Read>> = {
  DecimalN: exactDecimal,
  NumericN: exactDecimal,
  MoneyN: money,
  IntN: integer,
  FloatN: real,
  DateTimeN: oldDateTime,
  Time: time,
  Date: date,
  DateTime2: dateTime2,
  DateTimeOffset: dateTimeOffset,
};

/** Types of one length, of columns that cannot be NULL. */
const FIXED: Readonly<Record<string, readonly [length: number, read: Read]>> = {
  BigInt: [8, integer],
  Money: [8, money],
  SmallMoney: [4, money],
  Real: [4, real],
  Float: [8, real],
  DateTime: [8, oldDateTime],
  SmallDateTime: [4, oldDateTime],
};

/** By the number of the type in a `sql_variant`, where properties come before the value; the scale is the last of them. */
const IN_VARIANT: ReadonlyMap<number, Read> = new Map([
  [0x28, date],
  [0x29, time],
  [0x2a, dateTime2],
  [0x2b, dateTimeOffset],
  [0x3a, oldDateTime],
  [0x3b, real],
  [0x3c, money],
  [0x3d, oldDateTime],
  [0x3e, real],
  [0x6a, exactDecimal],
  [0x6c, exactDecimal],
  [0x7a, money],
  [0x7f, integer],
]);

const ofTedious = valueParser.readValue;

const readValue: typeof ofTedious = (buffer, offset, metadata, options) => {
  const { name } = metadata.type;
  const fixed = FIXED[name];
  if (fixed) {
    const [length, read] = fixed;
    return new Result(read(slice(buffer, offset, length), 0), offset + length);
  }
  const varying = VARYING[name];
  if (varying) {
    const length = slice(buffer, offset, 1).readUInt8();
    const end = offset + 1 + length;
    if (length === 0) return new Result(null, end);
    return new Result(varying(slice(buffer, offset + 1, length), metadata.scale ?? 0), end);
  }
  return (name === "Variant" && variant(buffer, offset)) || ofTedious(buffer, offset, metadata, options);
};
valueParser.readValue = readValue;

/** Null when nothing is lost by reading it as tedious does. */
function variant(buffer: Buffer, offset: number): Result<Cell> | null {
  const length = slice(buffer, offset, 4).readUInt32LE();
  if (length === 0) return null;
  const bytes = slice(buffer, offset + 4, length);
  const read = IN_VARIANT.get(bytes.readUInt8());
  if (read === undefined) return null;
  const value = 2 + bytes.readUInt8(1);
  const scale = value > 2 ? bytes.readUInt8(value - 1) : 0;
  return new Result(read(bytes.subarray(value), scale), offset + 4 + length);
}

/** Throws, as tedious expects it, when the rest of the value is still on its way. */
function slice(buffer: Buffer, offset: number, length: number): Buffer {
  const end = offset + length;
  if (buffer.length < end) throw new NotEnoughDataError(end);
  return buffer.subarray(offset, end);
}

/** The number in the bytes, the lowest first. */
function magnitude(bytes: Buffer, from = 0, to = bytes.length): bigint {
  let value = 0n;
  for (let at = to - 1; at >= from; at -= 1) value = (value << 8n) | BigInt(bytes[at] ?? 0);
  return value;
}

function decimalText(unscaled: bigint, scale: number): string {
  const sign = unscaled < 0n ? "-" : "";
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
  const point = digits.length - scale;
  return scale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
