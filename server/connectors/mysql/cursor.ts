import type { Readable } from "node:stream";
import type mysql from "mysql2";
import type { Statement } from "../../engine/result.ts";
import { Batch } from "../batch.ts";
import { type Cell, type ResultColumn, SourceError } from "../connector.ts";
import type { ServerCursor } from "../servers/driver.ts";
import { type Reader, readerFor } from "./cells.ts";
import { boundValue } from "./parameters.ts";

/** Rows that wait here for the reader before the connection is paused. */
const ROWS_AHEAD = 256;

interface Prepared {
  readonly columns: readonly { readonly name: string }[];
  execute(parameters: unknown[]): RowCommand;
}

interface RowCommand {
  once(event: "fields", heard: (fields: readonly mysql.FieldPacket[]) => void): void;
  stream(options: { highWaterMark: number }): Readable;
}

/** A prepared statement, run when the first rows are asked for; the connection is paused while nobody reads. */
export class MysqlCursor implements ServerCursor {
  readonly columns: readonly ResultColumn[];
  readonly #start: () => Readable;
  #rows: Readable | undefined;
  #iterator: AsyncIterator<(string | number | Buffer | null)[]> | undefined;
  #readers: readonly Reader[] = [];
  #done = false;

  static async open(connection: mysql.Connection, { sql, parameters }: Statement): Promise<MysqlCursor> {
    const statement = await prepare(connection, sql);
    await refuseAllButQueries(connection, sql);
    return new MysqlCursor(statement, parameters.map(boundValue), () => connection.unprepare(sql));
  }

  private constructor(statement: Prepared, parameters: unknown[], forget: () => void) {
    this.columns = statement.columns.map(({ name }) => ({ name }));
    this.#start = () => {
      const command = statement.execute(parameters);
      command.once("fields", (fields) => {
        this.#readers = fields.map(({ columnType }) => readerFor(columnType));
      });
      const rows = command.stream({ highWaterMark: ROWS_AHEAD });
      rows.once("end", forget);
      // Heard by the iterator too, unless nobody is reading at this moment.
      rows.on("error", () => {});
      return rows;
    };
  }

  /** Whether rows may still be on their way. */
  get unfinished(): boolean {
    return this.#rows !== undefined && !this.#done;
  }

  async next(): Promise<(readonly Cell[])[]> {
    const batch = new Batch();
    while (!this.#done && !batch.isFull) {
      const { value, done } = await this.#next();
      if (done) this.#done = true;
      else
        batch.add((value as (string | null)[]).map((cell, index) => (this.#readers[index] as Reader)(cell)));
    }
    return batch.rows;
  }

  /** mysql2 leaves the rows of a connection that broke without an end. */
  fail(reason: unknown): void {
    this.#rows?.destroy(reason instanceof Error ? reason : new Error(String(reason)));
  }

  async #next() {
    this.#rows ??= this.#start();
    this.#iterator ??= this.#rows[Symbol.asyncIterator]();
    try {
      return await this.#iterator.next();
    } catch (error) {
      // Also an answer: the statement has ended.
      this.#done = true;
      throw error;
    }
  }
}

function prepare(connection: mysql.Connection, sql: string): Promise<Prepared> {
  return new Promise((resolve, reject) => {
    connection.prepare(sql, (error, statement) =>
      error ? reject(error) : resolve(statement as unknown as Prepared),
    );
  });
}

/** Inside EXISTS the grammar takes a query and nothing else; it is only looked at there, not run. */
async function refuseAllButQueries(connection: mysql.Connection, sql: string): Promise<void> {
  const probe = `SELECT EXISTS (${sql}\n)`;
  try {
    await prepare(connection, probe);
  } catch (error) {
    if ((error as { fatal?: boolean }).fatal) throw error;
    connection.unprepare(sql);
    const detail = error instanceof Error ? error.message : String(error);
    throw new SourceError("query_failed", "Only a SELECT can be run on a source.", detail);
  }
  connection.unprepare(probe);
}
