import type { RowRange } from "../../db/queries/drilldown.ts";

/** Bytes in a row that are looked up together: of fewer digits, all occur in nearly all blocks. */
const GRAM = 5;
/** Of a block, a power of two: four bytes for every gram that is likely to be a new one. */
const BITS = 32_768;
/** How far a 32-bit hash is shifted for the number of a bit. */
const SHIFT = 32 - Math.log2(BITS);

/**
 * Where in a run a text may occur: of each block of neighbouring rows, a Bloom filter of the grams in them. Blocks come in the
 * order of the rows and should have about `BLOCK_BYTES` of text.
 */
export class NgramIndex {
  readonly #blocks: { readonly rows: RowRange; readonly bits: Uint32Array }[] = [];

  /** Memory, in bytes. */
  get byteLength(): number {
    return (this.#blocks.length * BITS) / 8;
  }

  add(rows: RowRange, text: Uint8Array): void {
    const bits = new Uint32Array(BITS / 32);
    for (let at = 0, hash = 0; at < text.length; at++) {
      hash = next(hash, text[at] as number);
      if (at >= GRAM - 1) {
        const bit = bitOf(hash);
        bits[bit >>> 5] = (bits[bit >>> 5] as number) | (1 << (bit & 31));
      }
    }
    this.#blocks.push({ rows, bits });
  }

  /** The rows among which are all that have each of these texts; neighbouring blocks are one range. */
  rowsWith(texts: readonly string[]): RowRange[] {
    const wanted = texts.flatMap((text) => bitsOf(Buffer.from(text)));
    const ranges: RowRange[] = [];
    for (const { rows, bits } of this.#blocks) {
      if (!wanted.every((bit) => (bits[bit >>> 5] as number) & (1 << (bit & 31)))) continue;
      const last = ranges.at(-1);
      if (last?.to === rows.from - 1) ranges[ranges.length - 1] = { from: last.from, to: rows.to };
      else ranges.push(rows);
    }
    return ranges;
  }
}

/** Text of a block: shorter ones take more memory, in longer ones more grams occur by chance. */
export const BLOCK_BYTES = 32_768;

function bitsOf(text: Uint8Array): number[] {
  const bits: number[] = [];
  let hash = 0;
  for (const [at, byte] of text.entries()) {
    hash = next(hash, byte);
    if (at >= GRAM - 1) bits.push(bitOf(hash));
  }
  return bits;
}

/** Six bits a byte in thirty bits: what came before the last five bytes is shifted out. */
function next(hash: number, byte: number): number {
  return ((hash << 6) ^ byte) & 0x3fff_ffff;
}

function bitOf(hash: number): number {
  return Math.imul(hash, 0x9e37_79b1) >>> SHIFT;
}
