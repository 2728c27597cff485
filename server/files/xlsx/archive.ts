import type { Readable } from "node:stream";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { FileError, shown } from "../file-error.ts";

const MB = 1024 * 1024;

/** More than any workbook that a person made; a few kilobytes of a hostile one would grow to any size. */
const MAX_UNPACKED = 4_096 * MB;
const MAX_RATIO = 250;
/** Below this, no ratio is of any harm: rows that are all alike pack well. */
const HARMLESS = 256 * MB;
const MAX_PARTS = 10_000;

/** The parts of a zip file, within bounds. */
export class Archive {
  readonly name: string;
  readonly size: number;
  readonly #zip: ZipFile;
  readonly #parts: ReadonlyMap<string, Entry>;

  private constructor(name: string, zip: ZipFile, parts: ReadonlyMap<string, Entry>) {
    this.name = name;
    this.size = zip.fileSize;
    this.#zip = zip;
    this.#parts = parts;
  }

  /** Throws a FileError when the file is damaged or would grow beyond bounds. `name`: for messages. */
  static async open(path: string, name: string): Promise<Archive> {
    const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false }).catch((error) => {
      throw damaged(name, error);
    });
    try {
      return new Archive(name, zip, await partsOf(zip, name));
    } catch (error) {
      zip.close();
      throw error instanceof FileError ? error : damaged(name, error);
    }
  }

  has(part: string): boolean {
    return this.#parts.has(part);
  }

  /** Bytes that a part unpacks to; 0 when there is no such part. */
  unpackedSize(part: string): number {
    return this.#parts.get(part)?.uncompressedSize ?? 0;
  }

  /** The bytes of a part, unpacked; throws a FileError where it is damaged or larger than it says. */
  async *read(part: string): AsyncGenerator<Buffer> {
    const entry = this.#parts.get(part);
    if (entry === undefined) throw damaged(this.name, `${part} is missing`);
    if (entry.isEncrypted()) {
      throw new FileError(
        "unreadable",
        `${shown(this.name)} is protected by a password. Save it without and upload it again.`,
      );
    }
    let stream: Readable | undefined;
    try {
      stream = await this.#zip.openReadStreamPromise(entry);
      yield* stream as AsyncIterable<Buffer>;
    } catch (error) {
      throw damaged(this.name, error);
    } finally {
      stream?.destroy();
    }
  }

  close(): void {
    this.#zip.close();
  }
}

async function partsOf(zip: ZipFile, name: string): Promise<Map<string, Entry>> {
  const parts = new Map<string, Entry>();
  let unpacked = 0;
  if (zip.entryCount > MAX_PARTS) throw hostile(name, `it has ${zip.entryCount.toLocaleString("en")} parts`);
  for await (const entry of zip.eachEntry()) {
    parts.set(entry.fileName, entry);
    unpacked += entry.uncompressedSize;
  }
  const size = Math.ceil(unpacked / MB).toLocaleString("en");
  if (unpacked > MAX_UNPACKED) throw hostile(name, `it would unpack to ${size} MB`);
  if (unpacked > HARMLESS && unpacked > zip.fileSize * MAX_RATIO) {
    throw hostile(name, `its ${zip.fileSize.toLocaleString("en")} bytes would unpack to ${size} MB`);
  }
  return parts;
}

function hostile(name: string, why: string): FileError {
  const message = `${shown(name)} is not opened: ${why}, which no ordinary workbook does. Save the table as CSV and upload that.`;
  return new FileError("too_large", message);
}

/** `reason`: what a library said, or we. */
export function damaged(name: string, reason: unknown): FileError {
  const detail = reason instanceof Error ? reason.message : String(reason);
  return new FileError(
    "unreadable",
    `${shown(name)} is damaged and cannot be opened (${detail}). Open it in Excel, save it again, and upload that.`,
    { detail },
  );
}
