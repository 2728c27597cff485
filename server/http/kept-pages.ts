import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Context } from "hono";
import { WhileUnchanged } from "../services/while-unchanged.ts";
import { isSentPacked } from "./packed-file.ts";
import type { HttpVariables } from "./security-headers.ts";

const pack = promisify(gzip);

/** Memory for pages that are kept, in bytes. */
const KEPT_BYTES = 4_000_000;

type PageContext = Context<{ Variables: HttpVariables }>;

/** Makes a page; `keep` says that it follows from the store, its address, its cookies and who asks, and from nothing else. */
export type MakePage = (keep: () => void) => Promise<Response>;

/** Pages that say that they may be kept are made once, for each who asks, until something in the store changes. */
export class KeptPages {
  readonly #pages: WhileUnchanged<KeptPage>;

  constructor(revision: () => Promise<string>) {
    this.#pages = new WhileUnchanged(revision, KEPT_BYTES);
  }

  async answer(c: PageContext, make: MakePage): Promise<Response> {
    if (c.req.method !== "GET") return make(() => {});
    let made: Response | null = null;
    const key = JSON.stringify([c.req.url, c.req.header("cookie") ?? "", c.get("actor")]);
    const page = await this.#pages.get(key, async () => {
      let mayBeKept = false;
      made = await make(() => {
        mayBeKept = true;
      });
      // A cookie is for one answer only.
      if (!mayBeKept || made.status !== 200 || made.headers.has("Set-Cookie")) return null;
      return new KeptPage([...made.headers], await made.text(), c.get("nonce"));
    });
    return page ? page.respond(c) : (made ?? make(() => {}));
  }
}

/** A page without the nonce of its scripts, which each answer has one of its own of. */
class KeptPage {
  readonly #headers: readonly [string, string][];
  readonly #parts: readonly string[];
  readonly byteLength: number;

  constructor(headers: readonly [string, string][], text: string, nonce: string) {
    this.#headers = headers;
    this.#parts = text.split(nonce);
    this.byteLength = 2 * text.length;
  }

  async respond(c: PageContext): Promise<Response> {
    const text = this.#parts.join(c.get("nonce"));
    const headers = new Headers([...this.#headers, ["Vary", "Accept-Encoding"]]);
    if (!isSentPacked(c)) return new Response(text, { headers });
    headers.set("Content-Encoding", "gzip");
    return new Response(await pack(text), { headers });
  }
}
