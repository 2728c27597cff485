import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import { refusalTo } from "./answers.ts";
import { bareSecurityHeaders } from "./security-headers.ts";

/** Why the server cannot listen, as one sentence. */
export class ListenError extends Error {
  override readonly name = "ListenError";
  /** Whether another program has the port. */
  readonly isTaken: boolean;

  constructor(message: string, isTaken: boolean) {
    super(message);
    this.isTaken = isTaken;
  }
}

/** Serves files before the application sees a request (Vite in development). */
export type FileMiddleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export interface Listening {
  /** Where people open it. */
  readonly url: string;
  /** No new connection is taken; answers under way go on. */
  stopListening(): void;
  /** Waits for the answers under way, then cuts what is left. */
  close(): Promise<void>;
}

/** Time for the last answers to be written once nothing runs any more, in milliseconds. */
const LAST_ANSWERS_MS = 500;

/** Rejects with a ListenError when the address cannot be had. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  address: { readonly host: string; readonly port: number },
  files: FileMiddleware | undefined,
): Promise<Listening> {
  // A request without a host is answered by the application's error handler, with a sentence, and not by Node without.
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    const errorHandler = () => unreadableRequest(request.headers.accept);
    const listener = getRequestListener(fetch, { errorHandler });
    if (files) files(request, response, () => void listener(request, response));
    else void listener(request, response);
  });
  server.on("clientError", answerNoHttp);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new ListenError(sentence(error, address), error.code === "EADDRINUSE")),
    );
    server.listen(address.port, address.host, resolve);
  });
  const closed = new Promise<void>((resolve) => server.once("close", () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    url: urlAt({ ...address, port }),
    stopListening() {
      server.close();
      server.closeIdleConnections();
    },
    async close() {
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}

/** Where a browser on this machine finds what listens there. */
export function urlAt({ host, port }: { readonly host: string; readonly port: number }): string {
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

/** A request whose address or headers are not well-formed, so that the application never saw it. */
function unreadableRequest(accept: string | undefined): Response {
  const answer = refusalTo(accept, 400, "The request's address or headers are not well-formed.");
  for (const [name, value] of bareSecurityHeaders()) answer.headers.set(name, value);
  return answer;
}

/** What is said to it, by Node's code for why it could not be read. */
const NO_HTTP: Readonly<Record<string, readonly [status: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: [
    "431 Request Header Fields Too Large",
    "The address and the headers are too long. Send less of them.",
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    "408 Request Timeout",
    "The request did not come to its end in time. Send it again.",
  ],
};

/** What is not even HTTP; on a connection that answered before, where that answer ended is not known any more. */
function answerNoHttp(error: NodeJS.ErrnoException, socket: Duplex & { bytesWritten?: number }): void {
  if (!socket.writable || socket.bytesWritten) {
    socket.destroy();
    return;
  }
  const [status, message] = NO_HTTP[error.code ?? ""] ?? [
    "400 Bad Request",
    "This is not a request that HTTP knows.",
  ];
  const body = JSON.stringify({ success: false, message });
  const headers: [string, string][] = [
    ...bareSecurityHeaders(),
    ["Content-Type", "application/json"],
    ["Content-Length", String(Buffer.byteLength(body))],
    ["Connection", "close"],
  ];
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket.end(`HTTP/1.1 ${status}\r\n${lines}\r\n${body}`);
}

function sentence(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): string {
  if (error.code === "EADDRINUSE")
    return `port ${port} on ${host} is taken by another program. Stop that one, or choose another port with PORT.`;
  if (error.code === "EACCES")
    return `this user may not listen on port ${port} of ${host}. Choose a port above 1023 with PORT.`;
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return `this machine has no address "${host}". Set HOST to one it has, e.g. 127.0.0.1.`;
  return `it cannot listen on ${host}:${port} (${error.message}).`;
}
