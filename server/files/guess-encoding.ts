import { isAscii } from "node:buffer";
import { createReadStream } from "node:fs";
import { analyse } from "chardet";
import { ENCODINGS, type Encoding, textOf } from "./encoding.ts";
import { FileError } from "./file-error.ts";

/** What languages are told by: so much of a file from its first byte beyond ASCII on. */
const SAMPLE_BYTES = 64 * 1024;

/** Out of 100: below it a few letters in common say nothing. */
const LEAST_CONFIDENCE = 30;

/** Of sets that share their letters the one that Windows programs write. */
const WRITTEN_AS: Readonly<Record<string, Encoding>> = {
  "iso-8859-1": "windows-1252",
  "iso-8859-7": "windows-1253",
  "iso-8859-9": "windows-1254",
};

/** Bytes that are no character of windows-1252. */
const NOT_WESTERN = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/**
 * What a text that is no UTF-8 and has no mark is most likely written in. Nothing in such a file says it: whoever uses
 * the answer tells that it is a guess.
 */
export async function guessEncoding(path: string): Promise<Encoding> {
  const sample = await sampleOf(path);
  const ranked = analyse(sample).flatMap(({ name, confidence }) => {
    const encoding = encodingNamed(name.toLowerCase());
    return encoding === undefined ? [] : [{ encoding, confidence }];
  });
  const western = ranked.find(({ encoding }) => encoding === "windows-1252")?.confidence ?? 0;
  const isWestern = !NOT_WESTERN.some((byte) => sample.includes(byte));
  for (const { encoding, confidence } of ranked) {
    if (encoding === "windows-1252") continue;
    if (isWestern && (confidence < LEAST_CONFIDENCE || confidence <= western)) continue;
    if (await isTextIn(path, encoding)) return encoding;
  }
  return "windows-1252";
}

/** UTF-16 without a mark: delimiters and line ends have a zero, always on the same side. null where it is not that. */
export function guessUtf16(start: Buffer): Encoding | null {
  const zeros = [0, 0];
  for (const [at, byte] of start.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [first = 0, second = 0] = zeros;
  if (Math.max(first, second) < 2 || Math.min(first, second) > 0) return null;
  return first > 0 ? "utf-16be" : "utf-16le";
}

function encodingNamed(name: string): Encoding | undefined {
  return WRITTEN_AS[name] ?? ENCODINGS.find((encoding) => encoding === name);
}

/** Not from the beginning: the first letter of a language may be far down. */
async function sampleOf(path: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (bytes === 0 && isAscii(chunk)) continue;
    const part = bytes === 0 ? chunk.subarray(chunk.findIndex((byte) => byte > 0x7f)) : chunk;
    parts.push(part);
    bytes += part.length;
    if (bytes >= SAMPLE_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, SAMPLE_BYTES);
}

async function isTextIn(path: string, encoding: Encoding): Promise<boolean> {
  try {
    for await (const _ of textOf(path, encoding));
    return true;
  } catch (error) {
    if (error instanceof FileError) return false;
    throw error;
  }
}
