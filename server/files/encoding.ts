import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { FileError } from "./file-error.ts";

export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "windows-1250",
  "iso-8859-2",
  "windows-1251",
  "koi8-r",
  "windows-1253",
  "windows-1254",
  "shift_jis",
  "euc-jp",
  "gb18030",
  "big5",
  "euc-kr",
] as const;
export type Encoding = (typeof ENCODINGS)[number];

const CHUNK_BYTES = 256 * 1024;

/** The longest start of a character that a chunk of UTF-8 may end with. */
const CUT_BYTES = 3;

/** By the mark at the beginning; null where there is none. */
export function markedEncoding(start: Buffer): Encoding | null {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return "utf-8";
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  return null;
}

/** Reads the whole file: the first letter with an accent may be in its last line. */
export async function isUtf8File(path: string): Promise<boolean> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    const bytes = Buffer.concat([rest, chunk]);
    const whole = bytes.length - cutAtEnd(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return false;
    rest = bytes.subarray(whole);
  }
  return rest.length === 0;
}

/** How many bytes at the end begin a character of UTF-8 that is not complete. */
function cutAtEnd(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(CUT_BYTES, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

interface Decoder {
  /** Throws a TypeError at bytes that are nothing in this encoding. */
  decode(bytes?: Uint8Array, options?: { readonly stream: boolean }): string;
}

/** A decoder that keeps a character cut between two chunks, drops the mark, and replaces nothing silently. */
function decoderOf(encoding: Encoding): Decoder {
  return encoding === "windows-1252" ? WINDOWS_1252 : new TextDecoder(encoding, { fatal: true });
}

/** The characters from 0x80 to 0x9f; the five places that mean nothing stay the control characters they are. */
const C1 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/** Some releases of Node read windows-1252 as ISO 8859-1, which loses the euro sign; so not by TextDecoder. */
const WINDOWS_1252: Decoder = {
  decode: (bytes) =>
    Buffer.from(bytes ?? [])
      .toString("latin1")
      .replace(/[\x80-\x9f]/g, (character) => C1[character.charCodeAt(0) - 0x80] as string),
};

/** The text of the first bytes of a file; a character that they cut is left out. */
export function decodedStart(start: Buffer, encoding: Encoding): string {
  if (encoding === "windows-1252") return WINDOWS_1252.decode(start);
  return new TextDecoder(encoding).decode(start, { stream: true });
}

/**
 * The text of a file in chunks. `onBytes` sees every chunk as it is on the disk. Throws a FileError at bytes that
 * are no text in this encoding, and at NUL characters, which databases cut texts at.
 */
export async function* textOf(
  path: string,
  encoding: Encoding,
  onBytes: (chunk: Buffer) => void = () => {},
): AsyncGenerator<string> {
  const decoder = decoderOf(encoding);
  let lines = 1;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    onBytes(chunk);
    const text = decoded(decoder, chunk, encoding, lines);
    const nul = text.indexOf("\0");
    if (nul >= 0) throw nulAt(lines + lineBreaks(text.slice(0, nul)));
    lines += lineBreaks(text);
    yield text;
  }
  decoded(decoder, undefined, encoding, lines);
}

function decoded(decoder: Decoder, chunk: Buffer | undefined, encoding: Encoding, lines: number): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    const line = lines + lineBreaks(beforeNonsense(chunk, encoding));
    throw new FileError(
      "content",
      `Line ${line} has bytes that mean nothing in ${encoding.toUpperCase()}. ` +
        "Choose another encoding, or save the file as UTF-8.",
      { line },
    );
  }
}

/** The text of a chunk up to its first bytes without meaning; its first characters may belong to the chunk before. */
function beforeNonsense(chunk: Buffer | undefined, encoding: Encoding): string {
  const text = new TextDecoder(encoding).decode(chunk);
  return text.slice(0, Math.max(0, text.indexOf("\ufffd", CUT_BYTES)));
}

function nulAt(line: number): FileError {
  return new FileError(
    "content",
    `Line ${line} has a NUL character, which no text may have. Is this a text file? Save it as UTF-8 without NUL characters.`,
    { line },
  );
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
