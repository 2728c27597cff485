import type { Socket } from "node:net";
import mysql from "mysql2";
import type { Parameter, Statement } from "../../engine/result.ts";
import type { Cell } from "../connector.ts";
import { type ServerSource, tlsOptions } from "../server-source.ts";
import type { ServerCursor, ServerSession } from "../servers/driver.ts";
import { greeted } from "../servers/greeting.ts";
import { CONNECT_MS } from "../servers/network-trouble.ts";
import { SourceSocket } from "../servers/source-socket.ts";
import { readerFor } from "./cells.ts";
import { MysqlCursor } from "./cursor.ts";
import { boundValue } from "./parameters.ts";
import { Product } from "./product.ts";

/** How much longer than a statement's limit the server waits for a reader that takes no rows. */
const WRITE_GRACE_S = 10;
const GOODBYE_MS = 2_000;

/** One connection to a MySQL or MariaDB server, on a socket of our own that can be given up at any time. */
export class MysqlSession implements ServerSession {
  readonly #source: ServerSource;
  readonly #socket: Socket;
  readonly #connection: mysql.Connection;
  #product = new Product("");
  #id = "";
  #cursor: MysqlCursor | undefined;
  #alive = true;
  #killed: Promise<void> | undefined;

  static async connect(source: ServerSource, signal: AbortSignal): Promise<MysqlSession> {
    signal.throwIfAborted();
    const session = new MysqlSession(source);
    try {
      await greeted(source, signal, session.#greet());
      return session;
    } catch (error) {
      session.#died(error);
      throw error;
    }
  }

  private constructor(source: ServerSource) {
    this.#source = source;
    const tls = tlsOptions(source);
    this.#socket = new SourceSocket(source.lookup);
    this.#socket.setNoDelay(true).setKeepAlive(true).connect(source.port, source.host);
    this.#connection = mysql.createConnection({
      host: source.host,
      port: source.port,
      user: source.user,
      password: source.password,
      database: source.database,
      ...(tls && { ssl: { ...tls, verifyIdentity: tls.rejectUnauthorized } }),
      stream: () => this.#socket,
      // Ours is kept in `connect`.
      connectTimeout: 0,
      charset: "utf8mb4",
      // A server may ask for files of the machine that connects to it; it gets none.
      flags: ["-LOCAL_FILES"],
      multipleStatements: false,
      rowsAsArray: true,
      dateStrings: true,
      jsonStrings: true,
      supportBigNumbers: true,
      // The parsers that it would make as code take no column called __proto__, and are no faster.
      disableEval: true,
      typeCast: (field, next) =>
        field.type === "GEOMETRY" || String(field.type) === "VECTOR" ? field.buffer() : next(),
    });
    // Told again to whoever waits for an answer; heard here so that it ends no process, and so that rows end.
    this.#connection.on("error", (error: unknown) => this.#died(error));
    this.#connection.on("end", () => this.#died(new Error("Connection lost")));
  }

  get alive(): boolean {
    return this.#alive;
  }

  get product(): Product {
    return this.#product;
  }

  async begin(timeLimitMs: number): Promise<void> {
    const wait = Math.ceil(timeLimitMs / 1_000) + WRITE_GRACE_S;
    await this.#execute(
      `SET SESSION ${this.#product.timeLimit(timeLimitMs)}, net_write_timeout = ${wait},
        sql_mode = 'STRICT_TRANS_TABLES'`,
    );
    await this.#execute("START TRANSACTION READ ONLY");
  }

  async ask(sql: string, parameters: readonly Parameter[] = []): Promise<(readonly Cell[])[]> {
    const { rows, columnTypes } = await this.#execute(sql, parameters);
    const readers = columnTypes.map(readerFor);
    return rows.map((row) => row.map((value, index) => (readers[index] as (typeof readers)[number])(value)));
  }

  async open(statement: Statement): Promise<ServerCursor> {
    if (this.#cursor?.unfinished) throw new Error("The statement before was not read to its end.");
    this.#cursor = await MysqlCursor.open(this.#connection, statement);
    return this.#cursor;
  }

  async end(): Promise<void> {
    // There is no way to pass over rows that are on their way: whoever leaves them gives up the connection.
    if (this.#cursor?.unfinished) throw new Error("The statement was not read to its end.");
    await this.#execute("ROLLBACK");
  }

  kill(): Promise<void> {
    this.#killed ??= this.#kill();
    return this.#killed;
  }

  async close(): Promise<void> {
    if (!this.#alive) return;
    this.#alive = false;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#socket.once("close", () => resolve());
    const timer = setTimeout(() => this.#socket.destroy(), GOODBYE_MS);
    this.#connection.end(() => this.#socket.destroy());
    await promise;
    clearTimeout(timer);
  }

  async #greet(): Promise<void> {
    await new Promise<void>((resolve, reject) =>
      this.#connection.connect((error) => (error ? reject(error) : resolve())),
    );
    const { rows } = await this.#execute("SELECT CAST(CONNECTION_ID() AS CHAR), VERSION()");
    const [id, version] = rows[0] ?? [];
    this.#id = String(id);
    this.#product = new Product(String(version));
    for (const setting of this.#product.settings) await this.#execute(`SET SESSION ${setting}`);
  }

  /** On a connection of its own: there is no other way to end what a connection runs. */
  async #kill(): Promise<void> {
    const running = this.#alive && this.#id !== "";
    this.#died(new Error("Connection ended"));
    if (!running) return;
    const other = await MysqlSession.connect(this.#source, AbortSignal.timeout(CONNECT_MS));
    await other.#execute(`KILL ${this.#id}`).catch(() => {});
    await other.close();
  }

  #died(reason: unknown): void {
    this.#alive = false;
    this.#cursor?.fail(reason);
    this.#connection.destroy();
    this.#socket.destroy();
  }

  /** One statement through the prepared protocol, which takes no more than one. */
  #execute(sql: string, parameters: readonly Parameter[] = []) {
    type Answer = { rows: (string | number | Buffer | null)[][]; columnTypes: (number | undefined)[] };
    return new Promise<Answer>((resolve, reject) => {
      this.#connection.execute(sql, parameters.map(boundValue) as never, (error, rows, fields) => {
        if (error) return reject(error);
        this.#connection.unprepare(sql);
        resolve({ rows: rows as never, columnTypes: (fields ?? []).map(({ columnType }) => columnType) });
      });
    });
  }
}
