import type { EventEmitter } from "node:events";
import type net from "node:net";
import type { Duplex } from "node:stream";
import pg from "pg";
import type { Parameter, Statement } from "../../engine/result.ts";
import { type Cell, SourceError } from "../connector.ts";
import { type ServerSource, tlsOptions } from "../server-source.ts";
import type { ServerCursor, ServerSession } from "../servers/driver.ts";
import { CONNECT_MS, unanswered } from "../servers/network-trouble.ts";
import { SourceSocket } from "../servers/source-socket.ts";
import { requestCancel } from "./cancel.ts";
import { TYPES } from "./cells.ts";
import { PostgresCursor } from "./cursor.ts";
import { guardMessages } from "./message-guard.ts";
import { noPostgres } from "./trouble.ts";

/** As the cells promise, whatever the server, the database or the login is set to. */
const SETTINGS = [
  "client_encoding = 'UTF8'",
  "standard_conforming_strings = on",
  "DateStyle = 'ISO, YMD'",
  "IntervalStyle = 'postgres'",
  "bytea_output = 'hex'",
  "extra_float_digits = 1",
  // All rows are wanted, not the first ones soon.
  "cursor_tuple_fraction = 1",
];
const SET_ALL = SETTINGS.map((setting) => `SET LOCAL ${setting};`).join(" ");

/** How long after a statement's limit a transaction that nobody continues is ended by the server. */
const ABANDONED_MS = 10_000;
const LONGEST_LIMIT_MS = 2 ** 31 - 1 - ABANDONED_MS;

/** One connection to a PostgreSQL server, on a socket of our own that can be given up at any time. */
export class PostgresSession implements ServerSession {
  readonly #client: pg.Client;
  readonly #socket: net.Socket;
  #alive = true;
  #connected = false;
  #killed: Promise<void> | undefined;

  static async connect(source: ServerSource, signal: AbortSignal): Promise<PostgresSession> {
    const session = new PostgresSession(source);
    const giveUp = (reason: unknown) => session.#socket.destroy(reason as Error);
    const aborted = () => giveUp(signal.reason);
    signal.throwIfAborted();
    signal.addEventListener("abort", aborted, { once: true });
    const timer = setTimeout(() => giveUp(unanswered(source)), CONNECT_MS);
    try {
      await session.#client.connect();
      session.#connected = true;
      return session;
    } catch (error) {
      session.#alive = false;
      session.#socket.destroy();
      throw error;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", aborted);
    }
  }

  private constructor(source: ServerSource) {
    this.#socket = new SourceSocket(source.lookup);
    this.#client = new pg.Client({
      host: source.host,
      port: source.port,
      user: source.user,
      // A function, and an explicit answer about TLS: pg takes what is missing from the environment.
      password: () => source.password,
      ssl: tlsOptions(source) ?? false,
      database: source.database ?? source.user,
      application_name: "Landing KPI",
      keepAlive: true,
      stream: () => this.#socket,
      types: TYPES as unknown as pg.CustomTypesConfig,
    });
    this.#guard(source);
    // Told again to whoever is waiting for an answer; heard here so that it ends no process.
    this.#client.on("error", () => this.#died());
    this.#client.on("end", () => this.#died());
  }

  /** Against messages that are too large for memory, and what is no PostgreSQL server and means no length at all. */
  #guard(source: ServerSource): void {
    const inner = (this.#client as unknown as { connection: EventEmitter & { stream: Duplex } }).connection;
    const start = (stream: Duplex) =>
      guardMessages(stream, (bytes) =>
        stream.destroy(this.#connected ? rowTooLarge(bytes) : noPostgres(source)),
      );
    if (source.tls === "off") start(this.#socket);
    else inner.once("sslconnect", () => start(inner.stream));
  }

  get alive(): boolean {
    return this.#alive;
  }

  async begin(timeLimitMs: number): Promise<void> {
    const limit = Math.min(Math.ceil(timeLimitMs), LONGEST_LIMIT_MS);
    await this.#client.query(
      `BEGIN READ ONLY; SET LOCAL statement_timeout = ${limit};
       SET LOCAL idle_in_transaction_session_timeout = ${limit + ABANDONED_MS}; ${SET_ALL}`,
    );
  }

  async ask(sql: string, parameters: readonly Parameter[] = []): Promise<(readonly Cell[])[]> {
    return (await this.#extended(sql, parameters)).rows;
  }

  open(statement: Statement): Promise<ServerCursor> {
    return PostgresCursor.open((sql, parameters) => this.#extended(sql, parameters), statement);
  }

  async end(): Promise<void> {
    await this.#client.query("ROLLBACK");
  }

  kill(): Promise<void> {
    this.#killed ??= this.#kill();
    return this.#killed;
  }

  async close(): Promise<void> {
    if (!this.#alive) return;
    this.#alive = false;
    const timer = setTimeout(() => this.#socket.destroy(), 2_000);
    await this.#client.end();
    clearTimeout(timer);
  }

  async #kill(): Promise<void> {
    const { remoteAddress, remotePort } = this.#socket;
    const key = this.#client as unknown as { processID: number | null; secretKey: number | null };
    const running = this.#alive && remoteAddress !== undefined && remotePort !== undefined;
    this.#died();
    if (running && key.processID !== null && key.secretKey !== null)
      await requestCancel(remoteAddress, remotePort, key.processID, key.secretKey);
  }

  #died(): void {
    this.#alive = false;
    this.#socket.destroy();
  }

  /** The extended protocol takes one statement at a time: what follows a semicolon is refused. */
  async #extended(text: string, parameters: readonly Parameter[]) {
    const result = await this.#client.query<Cell[]>({
      text,
      values: [...parameters],
      rowMode: "array",
      queryMode: "extended",
    } as pg.QueryArrayConfig);
    return { rows: result.rows, columns: result.fields.map(({ name }) => ({ name })) };
  }
}

function rowTooLarge(bytes: number): SourceError {
  const size = Math.round(bytes / 1024 / 1024);
  return new SourceError(
    "query_failed",
    `One row of the result has ${size} million bytes; at most 64 million can be shown. Leave its largest column out, or cut it with substr.`,
  );
}
