import type { Duplex } from "node:stream";

/** A row of the result, at most; a message of the protocol holds one row. */
const MOST_BYTES = 64 * 1024 * 1024;
/** A letter and a length, which counts itself but not the letter. */
const HEADER_BYTES = 5;
const LENGTH_BYTES = 4;

/**
 * Watches what a server sends, from its first byte, and tells of a message that is too large to be taken into memory
 * as soon as its length is known. pg would collect it whole, up to 1 GB, and fails on texts of half of that where
 * nobody can catch it.
 */
export function guardMessages(stream: Duplex, tooLarge: (bytes: number) => void): void {
  const header = Buffer.alloc(HEADER_BYTES);
  let filled = 0;
  let toCome = 0;
  stream.on("data", (chunk: Buffer) => {
    let at = 0;
    while (at < chunk.length) {
      if (toCome > 0) {
        const passed = Math.min(toCome, chunk.length - at);
        toCome -= passed;
        at += passed;
        continue;
      }
      header[filled] = chunk[at] as number;
      filled += 1;
      at += 1;
      if (filled < HEADER_BYTES) continue;
      filled = 0;
      const length = header.readUInt32BE(1);
      toCome = length - LENGTH_BYTES;
      if (length > MOST_BYTES) return tooLarge(length);
    }
  });
}
