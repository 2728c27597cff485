import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { packed } from "./packed-file.ts";

test("bytes that last only until the next are asked for are packed as they were", async () => {
  const CHUNKS = 20;
  const fill = (bytes: Buffer, n: number) => {
    // Hardly anything to pack, so that what is made has to wait for who reads it.
    for (let at = 0, last = n; at < bytes.length; at++) {
      last = (Math.imul(last, 1_103_515_245) + 12_345) >>> 0;
      bytes[at] = last >>> 16;
    }
    return bytes;
  };
  async function* chunks() {
    const bytes = Buffer.alloc(100_000);
    yield "a header\r\n";
    for (let n = 0; n < CHUNKS; n++) yield fill(bytes, n);
  }
  const expected = Array.from({ length: CHUNKS }, (_, n) => fill(Buffer.alloc(100_000), n));
  const unpacked = gunzipSync(await new Response(packed(chunks())).arrayBuffer());
  expect(unpacked.equals(Buffer.concat([Buffer.from("a header\r\n"), ...expected]))).toBe(true);
});
