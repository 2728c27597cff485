import { setTimeout as sleep } from "node:timers/promises";
import oracledb from "oracledb";
import type { Parameter, Statement } from "../../engine/result.ts";
import type { Cell } from "../connector.ts";
import type { ServerSource } from "../server-source.ts";
import type { ServerCursor, ServerSession } from "../servers/driver.ts";
import { greeted } from "../servers/greeting.ts";
import { CONNECT_MS } from "../servers/network-trouble.ts";
import { cellsOf } from "./cells.ts";
import { OracleCursor, run } from "./cursor.ts";
import { connecting, type Link } from "./transport.ts";
import { noEncryption } from "./trouble.ts";

/** How long the server may take to say that it ended a statement, or to take leave, before the connection is cut. */
const END_MS = 2_000;

/** Whatever the server or this machine is set to. */
const SETTINGS = `ALTER SESSION SET NLS_NUMERIC_CHARACTERS = '.,' NLS_DATE_FORMAT = 'YYYY-MM-DD HH24:MI:SS'
  NLS_TIMESTAMP_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF' NLS_TIMESTAMP_TZ_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF TZH:TZM'
  NLS_SORT = 'BINARY' NLS_COMP = 'BINARY' TIME_ZONE = '+00:00'`;

/** One connection to an Oracle database, through the part of oracledb that is JavaScript alone ("thin mode"). */
export class OracleSession implements ServerSession {
  readonly #link: Link;
  readonly #connection: oracledb.Connection;
  #alive = true;
  #cursor: OracleCursor | undefined;
  #killed: Promise<void> | undefined;

  static async connect(source: ServerSource, signal: AbortSignal): Promise<OracleSession> {
    signal.throwIfAborted();
    if (source.tls === "required") throw noEncryption(source);
    const link: Link = { source, socket: null, refusal: undefined };
    const work = connecting(link, () => open(source));
    try {
      const connection = await greeted(source, signal, work);
      return new OracleSession(link, connection);
    } catch (error) {
      work.catch(() => {});
      link.socket?.destroy();
      throw link.refusal ?? error;
    }
  }

  private constructor(link: Link, connection: oracledb.Connection) {
    this.#link = link;
    this.#connection = connection;
  }

  get alive(): boolean {
    return this.#alive && this.#connection.isHealthy() && this.#link.socket?.destroyed === false;
  }

  async begin(timeLimitMs: number): Promise<void> {
    this.#connection.callTimeout = Math.ceil(timeLimitMs);
    await this.#connection.execute("SET TRANSACTION READ ONLY");
  }

  async ask(sql: string, parameters: readonly Parameter[] = []): Promise<(readonly Cell[])[]> {
    const rows = await run(this.#connection, { sql, parameters });
    const all: (readonly Cell[])[] = [];
    for (const row of await rows.getRows(0)) all.push(await cellsOf(row));
    await rows.close();
    return all;
  }

  async open(statement: Statement): Promise<ServerCursor> {
    await this.#cursor?.close();
    this.#cursor = await OracleCursor.open(this.#connection, statement);
    return this.#cursor;
  }

  async end(): Promise<void> {
    await this.#cursor?.close();
    await this.#connection.rollback();
  }

  kill(): Promise<void> {
    this.#killed ??= this.#kill();
    return this.#killed;
  }

  async close(): Promise<void> {
    if (!this.#alive) return;
    this.#alive = false;
    await this.#leave();
  }

  /** A break ends what runs in the database; taking leave waits until the server has said so. */
  async #kill(): Promise<void> {
    const running = this.alive;
    this.#alive = false;
    if (running) {
      await this.#connection.break().catch(() => {});
      await this.#leave();
    }
    this.#link.socket?.destroy();
  }

  async #leave(): Promise<void> {
    const left = this.#connection.close().catch(() => {});
    await Promise.race([left, sleep(END_MS, undefined, { ref: false })]);
    this.#link.socket?.destroy();
  }
}

async function open(source: ServerSource): Promise<oracledb.Connection> {
  const connection = await oracledb.getConnection({
    user: source.user,
    password: source.password,
    connectString: descriptor(source),
    stmtCacheSize: 0,
  });
  await connection.execute(SETTINGS);
  return connection;
}

/** Where to connect to; the names in it were checked to hold none of its own marks. */
function descriptor({ host, port, database, tls }: ServerSource): string {
  const seconds = Math.ceil(CONNECT_MS / 1_000);
  return `(DESCRIPTION=(CONNECT_TIMEOUT=${seconds})(TRANSPORT_CONNECT_TIMEOUT=${seconds})(RETRY_COUNT=0)
    (ADDRESS=(PROTOCOL=${tls === "off" ? "tcp" : "tcps"})(HOST=${host})(PORT=${port}))
    (CONNECT_DATA=(SERVICE_NAME=${database})))`.replace(/\s+/g, "");
}
