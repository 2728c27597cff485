import { once } from "node:events";
import net from "node:net";
import type { Duplex } from "node:stream";
import { duplexPair } from "node:stream";
import tls from "node:tls";
import { readBatch, readCall, readLogin, type SentStatement } from "./requests.ts";
import {
  beginToken,
  doneToken,
  errorToken,
  loginToken,
  preloginAnswer,
  rollbackToken,
  routeToken,
} from "./tokens.ts";

/** What the stand-in answers to a statement: tokens, until `ended` says that the client wants no more. */
export type Answer = (
  statement: SentStatement,
  ended: AbortSignal,
) => AsyncIterable<Buffer> | Iterable<Buffer>;

interface Options {
  readonly answer: Answer;
  readonly password: string;
  /** Given: it talks TLS only. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Where it sends who logged in. */
  readonly route?: { readonly host: string; readonly port: number };
  /** What it says to every login. */
  readonly refusal?: readonly [number: number, message: string];
  /** Does as if it had not heard that a statement shall end. */
  readonly deaf?: boolean;
}

export interface TdsServer {
  readonly port: number;
  /** All that clients ran, batches and statements, in their order. */
  readonly heard: SentStatement[];
  /** How many times a client asked to end what runs. */
  attentions(): number;
  connections(): Promise<number>;
  /** As a machine that fails. */
  cutOff(): void;
  stop(): Promise<void>;
}

const PRELOGIN = 0x12;
const LOGIN = 0x10;
const BATCH = 0x01;
const CALL = 0x03;
const ATTENTION = 0x06;
const REPLY = 0x04;
const PACKET = 4_096;

/**
 * Speaks TDS 7.4 as a SQL Server does, as far as clients that only read go: what runs on it is up to the test. It stands
 * in for the server, where none can be installed, never for what is tested.
 */
export async function startTdsServer(options: Options): Promise<TdsServer> {
  const heard: SentStatement[] = [];
  const sockets = new Set<net.Socket>();
  let attentions = 0;
  const server = net.createServer((socket) => {
    sockets.add(socket.on("close", () => sockets.delete(socket)).on("error", () => {}));
    new Client(socket, options, heard, () => (attentions += 1)).talk().catch(() => socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const cutOff = () => sockets.forEach((socket) => void socket.destroy());
  return {
    port: (server.address() as net.AddressInfo).port,
    heard,
    attentions: () => attentions,
    connections: () => new Promise((resolve) => server.getConnections((_, count) => resolve(count))),
    cutOff,
    async stop() {
      cutOff();
      server.close();
      await once(server, "close");
    },
  };
}

interface Message {
  readonly type: number;
  readonly body: Buffer;
}

class Client {
  #stream: Duplex;
  readonly #options: Options;
  readonly #heard: SentStatement[];
  readonly #attention: () => void;
  /** Aborts when what runs shall end. */
  #ended = new AbortController();
  #work: Promise<void> = Promise.resolve();

  constructor(socket: net.Socket, options: Options, heard: SentStatement[], attention: () => void) {
    this.#stream = socket;
    this.#options = options;
    this.#heard = heard;
    this.#attention = attention;
  }

  async talk(): Promise<void> {
    for await (const { type } of this.#messages(this.#stream)) {
      if (type === PRELOGIN) return this.#greet();
    }
  }

  async #greet(): Promise<void> {
    const secure = this.#options.tls;
    await this.#send(preloginAnswer(secure ? "on" : "none"));
    if (secure) this.#stream = await this.#encrypted(this.#stream, secure);
    for await (const message of this.#messages(this.#stream)) {
      if (message.type === LOGIN) await this.#logIn(message.body);
      else if (message.type === ATTENTION) this.#end();
      else this.#begin(message);
    }
  }

  async #logIn(body: Buffer): Promise<void> {
    const { password, route, refusal } = this.#options;
    const refused = (number: number, message: string) => this.#send(errorToken(number, message), doneToken());
    if (refusal) return refused(...refusal);
    if (readLogin(body).password !== password) return refused(18456, "Login failed for user 'reader'.");
    const onwards = route ? [routeToken(route.host, route.port)] : [];
    return this.#send(loginToken(), ...onwards, doneToken());
  }

  #begin({ type, body }: Message): void {
    const statement = type === CALL ? readCall(body) : readBatch(body);
    this.#heard.push(statement);
    this.#work = this.#work.then(() => (type === BATCH ? this.#obey(statement) : this.#answer(statement)));
    this.#work.catch(() => this.#stream.destroy());
  }

  #obey({ sql }: SentStatement): Promise<void> {
    const change = /BEGIN TRAN/.test(sql) ? [beginToken()] : /ROLLBACK/.test(sql) ? [rollbackToken()] : [];
    return this.#send(...change, doneToken());
  }

  /** As fast as the client reads. */
  async #answer(statement: SentStatement): Promise<void> {
    this.#ended = new AbortController();
    const { signal } = this.#ended;
    let pending = Buffer.alloc(0);
    for await (const token of this.#options.answer(statement, signal)) {
      if (signal.aborted) break;
      pending = Buffer.concat([pending, token]);
      for (; pending.length >= PACKET - 8; pending = pending.subarray(PACKET - 8))
        await this.#packet(pending.subarray(0, PACKET - 8), false);
    }
    await this.#packet(Buffer.concat([pending, doneToken()]), true);
    if (signal.aborted) await this.#send(doneToken("attention"));
  }

  #end(): void {
    this.#attention();
    if (!this.#options.deaf) this.#ended.abort();
  }

  #send(...tokens: Buffer[]): Promise<void> {
    return this.#packet(Buffer.concat(tokens), true);
  }

  async #packet(body: Buffer, last: boolean): Promise<void> {
    const packet = framed(REPLY, body, last);
    if (!this.#stream.write(packet)) await once(this.#stream, "drain");
  }

  async *#messages(stream: Duplex): AsyncGenerator<Message> {
    let data = Buffer.alloc(0);
    let body = Buffer.alloc(0);
    const chunks = stream.iterator({ destroyOnReturn: false });
    for await (const chunk of chunks) {
      data = Buffer.concat([data, chunk as Buffer]);
      while (data.length >= 8 && data.length >= data.readUInt16BE(2)) {
        const length = data.readUInt16BE(2);
        body = Buffer.concat([body, data.subarray(8, length)]);
        const [type = 0, status = 0] = data;
        data = data.subarray(length);
        if ((status & 1) === 0) continue;
        yield { type, body };
        body = Buffer.alloc(0);
      }
    }
  }

  /** Until both sides know the keys, TLS travels in packets of its own; afterwards packets travel in TLS. */
  async #encrypted(stream: Duplex, { key, cert }: { key: string; cert: string }): Promise<Duplex> {
    const [inside, outside] = duplexPair();
    const secure = new tls.TLSSocket(inside as unknown as net.Socket, { isServer: true, key, cert });
    let packed = true;
    secure.once("secure", () => setImmediate(() => (packed = false)));
    outside.on("data", (data: Buffer) => stream.write(packed ? framed(PRELOGIN, data, true) : data));
    let rest = Buffer.alloc(0);
    stream.on("data", (data: Buffer) => {
      rest = Buffer.concat([rest, data]);
      while (rest.length >= 8 && rest[0] === PRELOGIN && rest.length >= rest.readUInt16BE(2)) {
        const length = rest.readUInt16BE(2);
        outside.write(rest.subarray(8, length));
        rest = rest.subarray(length);
      }
      if (rest.length > 0 && rest[0] !== PRELOGIN) {
        outside.write(rest);
        rest = Buffer.alloc(0);
      }
    });
    await once(secure, "secure");
    return secure;
  }
}

function framed(type: number, body: Buffer, last: boolean): Buffer {
  const header = Buffer.from([type, last ? 1 : 0, 0, 0, 0, 0, 1, 0]);
  header.writeUInt16BE(body.length + 8, 2);
  return Buffer.concat([header, body]);
}
