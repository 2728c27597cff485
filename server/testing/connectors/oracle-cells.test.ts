/// <reference path="../../connectors/oracle/oracledb-parts.d.ts" />
/** Values from Oracle, read by the driver's own decoding of what the server sends; no server is at hand. */
import oracledb from "oracledb";
import { BaseBuffer } from "oracledb/lib/impl/datahandlers/buffer.js";
import { describe, expect, it } from "vitest";
import { cellOf, fetchTypeHandler, numberCell } from "../../connectors/oracle/cells.ts";
import { boundValue } from "../../connectors/oracle/parameters.ts";

/** A buffer of the driver's, in a session whose database lives two hours east of Greenwich. */
const buffer = Object.assign(Object.create(BaseBuffer.prototype) as BaseBuffer, {
  caps: { dbTzOffset: 120 },
});

/** Century and year are 100 more than they are, the time one. */
const AT = [120, 125, 1, 31, 11, 31, 1];
const nanoseconds = (count: number) => [count >>> 24, (count >>> 16) & 255, (count >>> 8) & 255, count & 255];

describe("a cell of Oracle", () => {
  it.each([
    ["12.5", [0xc1, 13, 51], 12.5],
    ["-12.5", [0x3e, 89, 51, 102], -12.5],
    ["0", [0x80], 0],
    ["0.5", [0xc0, 51], 0.5],
    ["100", [0xc2, 2], 100],
    ["1234567890123456.7891", [0xc8, 13, 35, 57, 79, 91, 13, 35, 57, 79, 92], "1234567890123456.7891"],
    ["9007199254740993", [0xc8, 91, 8, 20, 93, 55, 75, 10, 94], "9007199254740993"],
  ])("that is the number %s travels as it is", (_, bytes, cell) => {
    expect(numberCell(buffer.parseOracleNumber(Buffer.from(bytes)))).toBe(cell);
  });

  it.each([
    ["DATE", AT, "2025-01-31 10:30:00"],
    ["TIMESTAMP with a fraction", [...AT, ...nanoseconds(123_456_789)], "2025-01-31 10:30:00.123456789"],
    ["TIMESTAMP with a short fraction", [...AT, ...nanoseconds(120_000_000)], "2025-01-31 10:30:00.12"],
    ["DATE of long ago", [100, 101, 1, 1, 1, 1, 1], "0001-01-01 00:00:00"],
    ["TIMESTAMP WITH TIME ZONE +02:00", [...AT, ...nanoseconds(0), 22, 60], "2025-01-31 12:30:00 +02:00"],
    ["TIMESTAMP WITH TIME ZONE -05:30", [...AT, ...nanoseconds(0), 15, 30], "2025-01-31 05:00:00 -05:30"],
    [
      "TIMESTAMP WITH TIME ZONE of a region",
      [...AT, ...nanoseconds(0), 0x9d, 0x6c],
      "2025-01-31 10:30:00 +00:00",
    ],
  ])("of type %s is the text of what is stored, wherever this machine is", (_, bytes, text) => {
    expect(buffer.parseOracleDate(Buffer.from(bytes), true)).toBe(text);
  });

  it("that is meant as an instant is told in UTC", () => {
    expect(buffer.parseOracleDate(Buffer.from(AT), false, true)).toBe("2025-01-31 08:30:00 +00:00");
  });

  it("is fetched as its digits when it is a number", () => {
    const number = fetchTypeHandler({ dbType: oracledb.DB_TYPE_NUMBER });
    expect(number?.type).toBe(oracledb.DB_TYPE_VARCHAR);
    expect(number?.converter?.(".5")).toBe(0.5);
    const single = fetchTypeHandler({ dbType: oracledb.DB_TYPE_BINARY_FLOAT });
    expect(single?.converter?.(Math.fround(0.1))).toBe(0.1);
  });

  it.each([
    [null, null],
    ["text ", "text "],
    [Buffer.from([0, 255]), "0x00ff"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    [true, true],
    [{ days: 1, hours: 2 }, '{"days":1,"hours":2}'],
  ])("given as %j travels as %j", async (value, cell) => {
    expect(await cellOf(value)).toBe(cell);
  });
});

it.each([
  [5, oracledb.DB_TYPE_NUMBER, 5],
  [9007199254740993n, oracledb.DB_TYPE_NUMBER, 9007199254740993n],
  [true, oracledb.DB_TYPE_NUMBER, 1],
  ["O'Brien", oracledb.DB_TYPE_VARCHAR, "O'Brien"],
  [null, oracledb.DB_TYPE_VARCHAR, null],
] as const)("the parameter %s is bound as its type", (value, type, val) => {
  expect(boundValue(value)).toEqual({ type, val });
});
