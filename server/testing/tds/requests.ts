/** What a client sends, read as MS-TDS 2.2.6 has it. */

export interface SentParameter {
  readonly name: string;
  /** The number of its type, and what that says more: lengths, precision and scale. */
  readonly type: readonly number[];
  /** Texts as texts, everything else as it travels. */
  readonly value: string | Buffer | null;
}

export interface SentStatement {
  readonly sql: string;
  /** Those of sp_executesql: the first is the list of the others' types. */
  readonly parameters: readonly SentParameter[];
}

const NVARCHAR = 0xe7;

export function readBatch(body: Buffer): SentStatement {
  return { sql: body.subarray(body.readUInt32LE()).toString("ucs2"), parameters: [] };
}

/** A call of sp_executesql. */
export function readCall(body: Buffer): SentStatement {
  // Behind the headers: a mark, the procedure's number, options.
  let at = body.readUInt32LE() + 6;
  const parameters: SentParameter[] = [];
  while (at < body.length) {
    const { parameter, end } = readParameter(body, at);
    parameters.push(parameter);
    at = end;
  }
  const [statement, ...rest] = parameters;
  return { sql: String(statement?.value), parameters: rest };
}

function readParameter(body: Buffer, start: number): { parameter: SentParameter; end: number } {
  const nameLength = body.readUInt8(start) * 2;
  const name = body.subarray(start + 1, start + 1 + nameLength).toString("ucs2");
  const at = start + 1 + nameLength + 1;
  const type = body.readUInt8(at);
  if (type === NVARCHAR) {
    const { value, end } = readText(body, at + 8, body.readUInt16LE(at + 1) === 0xffff);
    return { parameter: { name, type: [type], value }, end };
  }
  // Decimals say their precision and scale too.
  const facts = type === 0x6a || type === 0x6c ? 3 : 1;
  const valueAt = at + 1 + facts;
  const length = body.readUInt8(valueAt);
  const end = valueAt + 1 + length;
  const value = length === 0 ? null : Buffer.from(body.subarray(valueAt + 1, end));
  return { parameter: { name, type: [...body.subarray(at, valueAt)], value }, end };
}

function readText(body: Buffer, at: number, inPieces: boolean): { value: string | null; end: number } {
  if (!inPieces) {
    const length = body.readUInt16LE(at);
    if (length === 0xffff) return { value: null, end: at + 2 };
    return { value: body.subarray(at + 2, at + 2 + length).toString("ucs2"), end: at + 2 + length };
  }
  const pieces: Buffer[] = [];
  let next = at + 8;
  for (let length = body.readUInt32LE(next); length > 0; length = body.readUInt32LE(next)) {
    pieces.push(body.subarray(next + 4, next + 4 + length));
    next += 4 + length;
  }
  return { value: Buffer.concat(pieces).toString("ucs2"), end: next + 4 };
}

/** User and password of a login; the password travels with its bits swapped. */
export function readLogin(body: Buffer): { user: string; password: string; database: string } {
  const at = (place: number) => {
    const from = body.readUInt16LE(place);
    return body.subarray(from, from + body.readUInt16LE(place + 2) * 2);
  };
  const swapped = Buffer.from(at(44)).map((byte) => {
    const mixed = byte ^ 0xa5;
    return ((mixed << 4) | (mixed >> 4)) & 0xff;
  });
  return {
    user: at(40).toString("ucs2"),
    password: Buffer.from(swapped).toString("ucs2"),
    database: at(68).toString("ucs2"),
  };
}
