import { get, type IncomingMessage } from "node:http";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer, temporaryFolder } from "../testing/started-server.ts";

let folder: ReturnType<typeof temporaryFolder>;
let server: Awaited<ReturnType<typeof startServer>>;
let script: string;

beforeAll(async () => {
  folder = temporaryFolder();
  server = await startServer(path.join(folder.path, "landing_kpi.db"));
  const page = await (await fetch(`${server.url}/landing-kpi`)).text();
  script = /\/assets\/components-[\w-]+\.js/.exec(page)?.[0] ?? "";
});

afterAll(async () => {
  await server?.stop();
  folder?.remove();
});

/** An answer as it came over the wire: `fetch` would unpack it. */
async function sent(acceptEncoding: string): Promise<{ headers: IncomingMessage["headers"]; body: Buffer }> {
  const headers = { "Accept-Encoding": acceptEncoding };
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    get(`${server.url}${script}`, { headers }, resolve).on("error", reject),
  );
  expect(response.statusCode).toBe(200);
  return { headers: response.headers, body: await buffer(response) };
}

test("a script is sent packed in the way that the browser takes, and is the same script", async () => {
  const plain = await sent("identity");
  expect(plain.headers["content-encoding"]).toBeUndefined();
  for (const [encoding, unpack] of [
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ] as const) {
    const packed = await sent(encoding);
    expect(packed.headers).toMatchObject({
      "content-encoding": encoding,
      "content-type": expect.stringContaining("javascript"),
      "cache-control": expect.stringContaining("immutable"),
      vary: expect.stringContaining("Accept-Encoding"),
    });
    expect(packed.body.length).toBeLessThan(plain.body.length / 2);
    expect(unpack(packed.body).equals(plain.body)).toBe(true);
  }
});
