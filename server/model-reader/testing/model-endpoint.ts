import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";

export interface Asked {
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  /** The body as it was sent. */
  readonly text: string;
}

/** `cut` ends the connection after that much of the body; `silence` never answers. */
export type Reply =
  | {
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body: string;
      readonly cut?: number;
    }
  | "silence";

/** A local server that speaks the chat completions protocol and answers what a test tells it to. */
export interface ModelEndpoint {
  readonly baseUrl: string;
  /** Every request so far. */
  readonly asked: readonly Asked[];
  /** The next replies, in order; the last one is repeated. Forgets the requests so far. */
  willReply(...replies: readonly Reply[]): void;
  close(): Promise<void>;
}

/** A whole answer of a model with this text as its message. */
export function says(content: string): Exclude<Reply, string> {
  const message = { role: "assistant", content };
  const choices = [{ index: 0, message, finish_reason: "stop" }];
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
  const body = { id: "1", object: "chat.completion", created: 1, model: "test-model", choices, usage };
  return { status: 200, body: JSON.stringify(body) };
}

export function reads(intent: unknown): Exclude<Reply, string> {
  return says(JSON.stringify({ intent }));
}

export function fails(status: number, message: string): Reply {
  // The wait before a second attempt is the endpoint's to say.
  return { status, headers: { "retry-after-ms": "20" }, body: JSON.stringify({ error: { message } }) };
}

export async function startModelEndpoint(): Promise<ModelEndpoint> {
  const asked: Asked[] = [];
  let replies: Reply[] = ["silence"];
  const server = http.createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request.setEncoding("utf8")) text += chunk;
    asked.push({ path: request.url ?? "", headers: request.headers, text });
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    if (!reply || reply === "silence") return;
    const headers = { "content-type": "application/json", ...reply.headers };
    response.writeHead(reply.status, { ...headers, "content-length": Buffer.byteLength(reply.body) });
    if (reply.cut === undefined) response.end(reply.body);
    else response.write(reply.body.slice(0, reply.cut), () => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    willReply(...next) {
      replies = [...next];
      asked.length = 0;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
