/** What a SQL Server sends, as MS-TDS 2.2.7 has it: for a stand-in that tedious takes for one. */

/** A column of an answer: its TYPE_INFO, and how a value of it is written. */
export interface Column {
  readonly name: string;
  readonly type: Buffer;
}

export const bytes = (...values: number[]): Buffer => Buffer.from(values);

export function u16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
}

export function u32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value >>> 0);
  return buffer;
}

/** So many bytes, the lowest first. */
export function le(value: bigint, length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, at) => Number(BigInt.asUintN(8, value >> BigInt(8 * at)))));
}

export const ucs2 = (text: string): Buffer => Buffer.from(text, "ucs2");
/** A text whose length in characters comes first, as one byte or as two. */
const shortText = (text: string) => Buffer.concat([bytes(text.length), ucs2(text)]);
const longText = (text: string) => Buffer.concat([u16(text.length), ucs2(text)]);

const token = (type: number, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([bytes(type), u16(body.length), body]);
};

/** `latin1` says what code page bytes of varchar are in: 1252. */
const COLLATION = bytes(0x09, 0x04, 0xd0, 0x00, 0x34);

export const TYPE = {
  int: bytes(0x26, 4),
  bigint: bytes(0x26, 8),
  bit: bytes(0x68, 1),
  nvarchar: Buffer.concat([bytes(0xe7), u16(8_000), COLLATION]),
  varchar: Buffer.concat([bytes(0xa7), u16(8_000), COLLATION]),
  nvarcharMax: Buffer.concat([bytes(0xe7), u16(0xffff), COLLATION]),
};

export const nvarchar = (text: string | null): Buffer =>
  text === null ? u16(0xffff) : Buffer.concat([u16(text.length * 2), ucs2(text)]);
export const int = (value: number | null): Buffer =>
  value === null ? bytes(0) : Buffer.concat([bytes(4), u32(value)]);

/** A value of (max), in pieces that each say how long they are. */
export function plp(value: Buffer): Buffer {
  return Buffer.concat([le(BigInt(value.length), 8), u32(value.length), value, u32(0)]);
}

export function columnsToken(columns: readonly Column[]): Buffer {
  const each = columns.map(({ name, type }) => Buffer.concat([u32(0), u16(9), type, shortText(name)]));
  return Buffer.concat([bytes(0x81), u16(columns.length), ...each]);
}

export const rowToken = (...values: Buffer[]): Buffer => Buffer.concat([bytes(0xd1), ...values]);

/** `attention`: acknowledges that a statement was ended. */
export function doneToken(kind: "done" | "attention" = "done"): Buffer {
  return Buffer.concat([bytes(0xfd), u16(kind === "attention" ? 0x20 : 0), u16(0), le(0n, 8)]);
}

export function errorToken(number: number, message: string): Buffer {
  return token(
    0xaa,
    u32(number),
    bytes(1, 16),
    longText(message),
    shortText("stand-in"),
    shortText(""),
    u32(1),
  );
}

export function loginToken(): Buffer {
  return token(0xad, bytes(1), bytes(0x74, 0, 0, 4), shortText("Stand-in"), bytes(16, 0, 0, 0));
}

/** Tells the client which transaction it is in. */
export const beginToken = (): Buffer => token(0xe3, bytes(8, 8), le(7n, 8), bytes(0));
export const rollbackToken = (): Buffer => token(0xe3, bytes(10, 0, 8), le(7n, 8));

/** Sends the client on to another server. */
export function routeToken(host: string, port: number): Buffer {
  const value = Buffer.concat([bytes(0), u16(port), longText(host)]);
  return token(0xe3, bytes(20), u16(value.length), value, u16(0));
}

/** The answer to a client's first words; encryption is what a client that wants none says too, or `on`. */
export function preloginAnswer(encryption: "none" | "on"): Buffer {
  return bytes(0x00, 0, 11, 0, 6, 0x01, 0, 17, 0, 1, 0xff, 16, 0, 0, 0, 0, 0, encryption === "on" ? 1 : 2);
}
