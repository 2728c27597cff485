import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Context } from "hono";
import { isSentPacked } from "./packed-file.ts";

const pack = promisify(gzip);

const CONTENT_TYPE = "application/json";
/** Shorter ones are not worth packing. */
const PACKED_FROM = 1_024;

/** An answer in JSON that is sent more than once: its bytes are made once, packed ones too, and known by a tag. */
export class JsonAnswer {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #tag: string;
  #packed: Promise<Uint8Array<ArrayBuffer>> | null = null;

  constructor(answer: unknown) {
    this.#bytes = Buffer.from(JSON.stringify(answer));
    // By what it says, not by when: a client's copy holds although something else has changed. Weak, as it is the same packed.
    this.#tag = `W/"${createHash("sha256").update(this.#bytes).digest("base64url")}"`;
  }

  /** With room for the packed bytes. */
  get byteLength(): number {
    return 1.5 * this.#bytes.byteLength;
  }

  /** 304 without a body where the client has it. */
  async respond(c: Context): Promise<Response> {
    const headers = { ETag: this.#tag, Vary: "Accept-Encoding" };
    if (hasTag(c.req.header("if-none-match"), this.#tag)) return new Response(null, { status: 304, headers });
    const inJson = { ...headers, "Content-Type": CONTENT_TYPE };
    if (this.#bytes.byteLength < PACKED_FROM || !isSentPacked(c))
      return new Response(this.#bytes, { headers: inJson });
    this.#packed ??= pack(this.#bytes);
    return new Response(await this.#packed, { headers: { ...inJson, "Content-Encoding": "gzip" } });
  }
}

/** RFC 9110, 13.1.2: any of a list, or `*`; weak and strong tags are compared alike. */
function hasTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = (text: string) => text.trim().replace(/^W\//, "");
  return ifNoneMatch.split(",").some((one) => one.trim() === "*" || opaque(one) === opaque(tag));
}
