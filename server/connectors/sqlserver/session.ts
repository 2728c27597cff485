import { setTimeout as sleep } from "node:timers/promises";
import { Connection, Request } from "tedious";
import type { Parameter, Statement } from "../../engine/result.ts";
import type { Cell } from "../connector.ts";
import type { ServerSource } from "../server-source.ts";
import type { ServerCursor, ServerSession } from "../servers/driver.ts";
import { greeted } from "../servers/greeting.ts";
import { CONNECT_MS } from "../servers/network-trouble.ts";
import { SqlServerCursor } from "./cursor.ts";
import { RowRequest } from "./row-request.ts";
import { connectSocket, type Place } from "./socket.ts";
import { errorsOf, noSqlServer } from "./trouble.ts";

/** How long the server may take to say that it ended a statement, before the connection is cut. */
const CANCEL_MS = 2_000;
/** Of a value of (max) the server sends no more bytes: one character more than a cell may have. */
const MOST_BYTES = 2 * (16 * 1024 * 1024 + 1);

/** One connection to a SQL Server. Statements run in a transaction that is always rolled back. */
export class SqlServerSession implements ServerSession {
  readonly #source: ServerSource;
  readonly #connection: Connection;
  readonly #connecting = new AbortController();
  #alive = true;
  #timeLimitMs = CONNECT_MS;
  #running: RowRequest | undefined;
  #killed: Promise<void> | undefined;

  static async connect(source: ServerSource, signal: AbortSignal): Promise<SqlServerSession> {
    signal.throwIfAborted();
    const session = new SqlServerSession(source);
    try {
      await greeted(source, signal, session.#greet());
      return session;
    } catch (error) {
      session.#died();
      throw error;
    }
  }

  private constructor(source: ServerSource) {
    this.#source = source;
    const { host, port, user, password, database, tls, caCertificate } = source;
    // tedious hands over where to connect to; its types leave it out.
    const connector = (place: Place = { host, port }) =>
      connectSocket(source, place, this.#connecting.signal);
    this.#connection = new Connection({
      server: host,
      authentication: { type: "default", options: { userName: user, password } },
      options: {
        port,
        database,
        connector,
        appName: "Landing KPI",
        // A group of servers may then answer from a copy; it keeps nobody from writing.
        readOnlyIntent: true,
        encrypt: tls !== "off",
        trustServerCertificate: tls !== "verified",
        cryptoCredentialsDetails:
          tls === "verified" && caCertificate !== undefined ? { ca: caCertificate } : {},
        // Ours is kept in `connect`.
        connectTimeout: 2 * CONNECT_MS,
        cancelTimeout: CANCEL_MS,
        maxRetriesOnTransientErrors: 0,
        textsize: MOST_BYTES,
        dateFormat: "ymd",
      },
    });
    // Told again to whoever waits for an answer; heard here so that it ends no process.
    this.#connection.on("error", () => this.#died());
    this.#connection.on("end", () => this.#died());
  }

  get alive(): boolean {
    return this.#alive;
  }

  async begin(timeLimitMs: number): Promise<void> {
    this.#timeLimitMs = Math.ceil(timeLimitMs);
    await this.#batch(`SET LOCK_TIMEOUT ${this.#timeLimitMs}; BEGIN TRANSACTION`);
  }

  ask(sql: string, parameters: readonly Parameter[] = []): Promise<(readonly Cell[])[]> {
    return this.#run(sql, parameters).all();
  }

  async open(statement: Statement): Promise<ServerCursor> {
    return SqlServerCursor.open((sql, parameters) => this.#run(sql, parameters), statement);
  }

  async end(): Promise<void> {
    if (this.#running && !this.#running.isFinished) await this.#running.cancel();
    // An error, or the end of a statement, may have ended the transaction already.
    await this.#batch("IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION");
  }

  kill(): Promise<void> {
    this.#killed ??= this.#kill();
    return this.#killed;
  }

  async close(): Promise<void> {
    // The protocol knows no farewell.
    this.#died();
  }

  async #greet(): Promise<void> {
    // Of a login that fails tedious keeps the last sentence, and no number.
    const said: unknown[] = [];
    const heard = (message: { readonly number: number; readonly message: string }) =>
      said.push(Object.assign(new Error(message.message), { number: message.number }));
    this.#connection.on("errorMessage", heard);
    try {
      await new Promise<void>((resolve, reject) =>
        this.#connection.connect((error) => (error ? reject(error) : resolve())),
      );
    } catch (error) {
      if (said.length > 0) throw new AggregateError([...said, error]);
      // No code: tedious did not understand what it read.
      const [{ code, message } = {}] = errorsOf(error);
      throw code === undefined ? noSqlServer(this.#source, String(message)) : error;
    } finally {
      this.#connection.off("errorMessage", heard);
    }
  }

  /** One statement with its parameters, as the server takes it: through sp_executesql. */
  #run(sql: string, parameters: readonly Parameter[]): RowRequest {
    if (this.#running && !this.#running.isFinished)
      throw new Error("The statement before was not read to its end.");
    const rows = new RowRequest(sql, parameters, this.#timeLimitMs);
    this.#running = rows;
    this.#connection.execSql(rows.request);
    return rows;
  }

  /** Settings and transactions: what sp_executesql would set lasts no longer than its statement. */
  #batch(sql: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const request = new Request(sql, (error) => (error ? reject(error) : resolve()));
      request.setTimeout(this.#timeLimitMs);
      this.#connection.execSqlBatch(request);
    });
  }

  async #kill(): Promise<void> {
    const running = this.#alive ? this.#running : undefined;
    this.#alive = false;
    if (running && !running.isFinished)
      await Promise.race([running.cancel(), sleep(CANCEL_MS, undefined, { ref: false })]);
    this.#died();
  }

  #died(): void {
    this.#alive = false;
    this.#connecting.abort();
    this.#connection.close();
  }
}
