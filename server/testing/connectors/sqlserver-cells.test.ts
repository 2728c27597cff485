/** Values on their way from and to SQL Server, as its protocol has them; see sqlserver-wire.test.ts. */
import { describe, expect, it } from "vitest";
import type { Cell } from "../../connectors/connector.ts";
import { rowsOf, troubleOf } from "../../connectors/testing/asking.ts";
import {
  bytes,
  columnsToken,
  int,
  le,
  nvarchar,
  plp,
  rowToken,
  TYPE,
  u16,
  u32,
  ucs2,
} from "../tds/tokens.ts";
import { answering, sourceAt, standIn } from "./sqlserver-stand-in.ts";

/** Eight bytes, and their number before them. */
const double = (value: number) => {
  const buffer = Buffer.alloc(9, 8);
  buffer.writeDoubleLE(value, 1);
  return buffer;
};

describe("a cell of SQL Server", () => {
  const d20 = bytes(0x6a, 13, 20, 4);
  const decimal = (sign: number, unscaled: bigint, length: number) =>
    Buffer.concat([bytes(length + 1, sign), le(unscaled, length)]);
  const money = (unscaled: bigint) => Buffer.concat([bytes(8), le(unscaled >> 32n, 4), le(unscaled, 4)]);
  const real = (value: number) => {
    const buffer = Buffer.alloc(5, 4);
    buffer.writeFloatLE(value, 1);
    return buffer;
  };
  /** 2025-01-31, counted from the first day of the year 1 and from that of 1900. */
  const DAY = 739_281;
  const DAY_1900 = 45_686;
  const when = (units: bigint, length: number, days: number, offset?: number) => {
    const parts = [le(units, length), le(BigInt(days), 3)];
    if (offset !== undefined) parts.push(le(BigInt(offset), 2));
    const value = Buffer.concat(parts);
    return Buffer.concat([bytes(value.length), value]);
  };
  const variant = (type: number, properties: Buffer, value: Buffer) =>
    Buffer.concat([
      u32(2 + properties.length + value.length),
      bytes(type, properties.length),
      properties,
      value,
    ]);
  const anyType = Buffer.concat([bytes(0x62), u32(8_009)]);
  const xml = bytes(0xf1, 0);

  it.each([
    ["int", TYPE.int, int(-5), -5],
    ["int, missing", TYPE.int, int(null), null],
    [
      "bigint within 2^53",
      TYPE.bigint,
      Buffer.concat([bytes(8), le(9007199254740991n, 8)]),
      9007199254740991,
    ],
    ["bigint", TYPE.bigint, Buffer.concat([bytes(8), le(-9007199254740993n, 8)]), "-9007199254740993"],
    ["bigint that is never missing", bytes(0x7f), le(9223372036854775807n, 8), "9223372036854775807"],
    ["tinyint", bytes(0x26, 1), bytes(1, 255), 255],
    ["smallint", bytes(0x26, 2), bytes(2, 0xff, 0xff), -1],
    ["bit", TYPE.bit, bytes(1, 1), true],
    ["decimal(20,4)", d20, decimal(1, 12345678901234567891n, 12), "1234567890123456.7891"],
    ["decimal(20,4), few digits", d20, decimal(0, 125000n, 12), -12.5],
    ["decimal(20,4), less than one", d20, decimal(0, 1n, 12), -0.0001],
    ["decimal, missing", d20, bytes(0), null],
    ["decimal(38,0)", bytes(0x6a, 17, 38, 0), decimal(1, 10n ** 38n - 1n, 16), "9".repeat(38)],
    ["numeric(9,2)", bytes(0x6c, 5, 9, 2), decimal(1, 1999n, 4), 19.99],
    ["money", bytes(0x6e, 8), money(9223372036854775807n), "922337203685477.5807"],
    ["money below zero", bytes(0x6e, 8), money(-12345n), -1.2345],
    ["smallmoney", bytes(0x6e, 4), Buffer.concat([bytes(4), le(-100n, 4)]), -0.01],
    ["real", bytes(0x6d, 4), real(0.1), 0.1],
    ["float", bytes(0x6d, 8), double(0.1 + 0.2), 0.30000000000000004],
    ["date", bytes(0x28), Buffer.concat([bytes(3), le(BigInt(DAY), 3)]), "2025-01-31"],
    ["the first date", bytes(0x28), bytes(3, 0, 0, 0), "0001-01-01"],
    ["time(7)", bytes(0x29, 7), Buffer.concat([bytes(5), le(863999999999n, 5)]), "23:59:59.9999999"],
    ["time(0)", bytes(0x29, 0), Buffer.concat([bytes(3), le(36_000n, 3)]), "10:00:00"],
    ["datetime2(7)", bytes(0x2a, 7), when(360001234567n, 5, DAY), "2025-01-31 10:00:00.1234567"],
    ["datetime2(3)", bytes(0x2a, 3), when(36000120n, 4, DAY), "2025-01-31 10:00:00.120"],
    ["datetime2, missing", bytes(0x2a, 3), bytes(0), null],
    [
      "datetimeoffset(7)",
      bytes(0x2b, 7),
      when(810000000000n, 5, DAY - 1, 120),
      "2025-01-31 00:30:00.0000000 +02:00",
    ],
    ["datetimeoffset(0)", bytes(0x2b, 0), when(0n, 3, DAY + 1, -330), "2025-01-31 18:30:00 -05:30"],
    [
      "datetime",
      bytes(0x6f, 8),
      Buffer.concat([bytes(8), u32(DAY_1900), u32(36_000 * 300 + 1)]),
      "2025-01-31 10:00:00.003",
    ],
    [
      "datetime, the last",
      bytes(0x6f, 8),
      Buffer.concat([bytes(8), u32(DAY_1900), u32(25_919_999)]),
      "2025-01-31 23:59:59.997",
    ],
    [
      "smalldatetime",
      bytes(0x6f, 4),
      Buffer.concat([bytes(4), u16(DAY_1900), u16(600)]),
      "2025-01-31 10:00:00",
    ],
    [
      "uniqueidentifier",
      bytes(0x24, 16),
      bytes(16, ...Array(16).keys()),
      "03020100-0504-0706-0809-0A0B0C0D0E0F",
    ],
    ["nvarchar", TYPE.nvarchar, nvarchar("Zoë 東京 👩‍🚀 "), "Zoë 東京 👩‍🚀 "],
    ["varchar", TYPE.varchar, Buffer.concat([u16(3), bytes(0x5a, 0x6f, 0xeb)]), "Zoë"],
    ["nvarchar(max)", TYPE.nvarcharMax, plp(ucs2("x".repeat(9_000))), "x".repeat(9_000)],
    ["xml", xml, plp(ucs2("<a>1</a>")), "<a>1</a>"],
    ["varbinary", Buffer.concat([bytes(0xa5), u16(8_000)]), Buffer.concat([u16(2), bytes(0, 255)]), "0x00ff"],
    [
      "sql_variant of decimal",
      anyType,
      variant(0x6c, bytes(20, 4), Buffer.concat([bytes(1), le(12345678901234567891n, 12)])),
      "1234567890123456.7891",
    ],
    ["sql_variant of int", anyType, variant(0x38, bytes(), u32(7)), 7],
    [
      "sql_variant of datetime2",
      anyType,
      variant(0x2a, bytes(3), when(36000120n, 4, DAY).subarray(1)),
      "2025-01-31 10:00:00.120",
    ],
    ["sql_variant, missing", anyType, u32(0), null],
  ] satisfies [string, Buffer, Buffer, Cell][])(
    "of type %s travels as it is",
    async (_, type, value, cell) => {
      const columns = [
        { name: "a", type },
        { name: "b", type: TYPE.int },
      ];
      const answer = answering(columns, function* () {
        yield columnsToken(columns);
        yield rowToken(value, int(42));
      });
      const { rows } = await rowsOf(sourceAt(await standIn({ answer })), "SELECT a, b FROM t");
      expect(rows).toEqual([[cell, 42]]);
    },
  );

  it("that comes in pieces, or is too large to travel, ends nothing else", async () => {
    const columns = [{ name: "a", type: TYPE.nvarcharMax }];
    const answer = answering(columns, function* ({ sql }) {
      yield columnsToken(columns);
      yield rowToken(plp(ucs2("x".repeat(sql.includes("large") ? 17 * 1024 * 1024 : 1_000_000))));
    });
    const source = sourceAt(await standIn({ answer }));
    const trouble = await troubleOf(rowsOf(source, "SELECT large"));
    expect(trouble).toMatchObject({ code: "query_failed", message: expect.stringMatching(/17 million/) });
    expect((await rowsOf(source, "SELECT small")).rows[0]?.[0]).toHaveLength(1_000_000);
  });
});

describe("a parameter for SQL Server", () => {
  it.each([
    ["a text", "O'Brien ?", "nvarchar(4000)", [0xe7], "O'Brien ?"],
    ["a long text", "x".repeat(5_000), "nvarchar(max)", [0xe7], "x".repeat(5_000)],
    ["nothing", null, "nvarchar(4000)", [0xe7], null],
    ["an integer", 5, "int", [0x26, 4], le(5n, 4)],
    ["a large integer", 9007199254740993n, "bigint", [0x26, 8], le(9007199254740993n, 8)],
    ["a truth", true, "bit", [0x68, 1], bytes(1)],
    ["a decimal", -12.5, "decimal(3, 1)", [0x6a, 5, 3, 1], Buffer.concat([bytes(0), le(125n, 4)])],
    ["less than one", 0.001, "decimal(3, 3)", [0x6a, 5, 3, 3], Buffer.concat([bytes(1), le(1n, 4)])],
    [
      "a number beyond bigint",
      -(10n ** 37n),
      "decimal(38, 0)",
      [0x6a, 17, 38, 0],
      Buffer.concat([bytes(0), le(10n ** 37n, 16)]),
    ],
    ["a number in powers of ten", 1e-9, "float", [0x6d, 8], double(1e-9).subarray(1)],
  ] as const)("that is %s goes as a literal of it would", async (_, value, declared, type, sent) => {
    const server = await standIn();
    await rowsOf(sourceAt(server), "SELECT n FROM t WHERE n = @1", [value]);
    const [inspecting] = server.heard.filter(({ sql }) => sql.includes("sp_describe"));
    expect(inspecting?.parameters.at(-1)?.value).toBe(`@1 ${declared}`);
    const statement = server.heard.find(({ sql }) => sql.startsWith("SELECT n"));
    expect(statement?.parameters).toMatchObject([
      { value: `@1 ${declared}` },
      { name: "@1", type: [...type], value: sent },
    ]);
  });

  it("that has more digits than SQL Server knows is refused", async () => {
    const work = rowsOf(sourceAt(await standIn()), "SELECT n FROM t WHERE n = @1", [10n ** 38n]);
    expect(await troubleOf(work)).toMatchObject({
      code: "query_failed",
      message: expect.stringMatching(/39 digits/),
    });
  });
});
