import fs from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { invalidField } from "../errors.ts";

/**
 * Writes the pieces of a file to a new one at `path`, readable by the product only; how many bytes there were. Refuses,
 * on the field `file`, what has more than `maxBytes`.
 */
export async function keep(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  maxBytes: number,
): Promise<number> {
  let size = 0;
  async function* counted() {
    for await (const chunk of chunks) {
      size += chunk.byteLength;
      if (size > maxBytes)
        throw invalidField(
          "file",
          `The file is larger than ${Math.round(maxBytes / 1e6).toLocaleString("en")} MB. Divide it, or set MAX_UPLOAD_MB higher and start the server again.`,
        );
      yield chunk;
    }
  }
  await pipeline(
    Readable.from(counted(), { objectMode: false }),
    fs.createWriteStream(path, { mode: 0o600 }),
  );
  return size;
}
