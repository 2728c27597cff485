import oracledb from "oracledb";
import type { Statement } from "../../engine/result.ts";
import { Batch } from "../batch.ts";
import { type Cell, type ResultColumn, SourceError } from "../connector.ts";
import type { ServerCursor } from "../servers/driver.ts";
import { cellsOf, fetchTypeHandler } from "./cells.ts";
import { boundValue } from "./parameters.ts";

/** Rows that come with one answer of the server's, at most. */
const ROWS_A_FETCH = 250;

/** A statement that was found to be one query, run when the first rows are asked for; each batch is asked for by itself. */
export class OracleCursor implements ServerCursor {
  readonly columns: readonly ResultColumn[];
  readonly #connection: oracledb.Connection;
  readonly #statement: Statement;
  #rows: oracledb.ResultSet<unknown[]> | undefined;
  #done = false;

  static async open(connection: oracledb.Connection, statement: Statement): Promise<OracleCursor> {
    await refuseAllButQueries(connection, statement.sql);
    // Parsing runs nothing, of a query; of a CREATE it would.
    const { metaData = [] } = await connection.getStatementInfo(statement.sql);
    return new OracleCursor(
      connection,
      statement,
      metaData.map(({ name }) => ({ name })),
    );
  }

  private constructor(
    connection: oracledb.Connection,
    statement: Statement,
    columns: readonly ResultColumn[],
  ) {
    this.#connection = connection;
    this.#statement = statement;
    this.columns = columns;
  }

  async next(): Promise<(readonly Cell[])[]> {
    const batch = new Batch();
    this.#rows ??= await run(this.#connection, this.#statement);
    while (!this.#done && !batch.isFull) {
      const rows = await this.#rows.getRows(ROWS_A_FETCH);
      this.#done = rows.length === 0;
      for (const row of rows) batch.add(await cellsOf(row));
    }
    if (this.#done) await this.close();
    return batch.rows;
  }

  async close(): Promise<void> {
    const rows = this.#rows;
    this.#done = true;
    this.#rows = undefined;
    await rows?.close();
  }
}

/** Runs a statement without reading its rows. */
export async function run(
  connection: oracledb.Connection,
  { sql, parameters }: Statement,
): Promise<oracledb.ResultSet<unknown[]>> {
  const { resultSet } = await connection.execute<unknown[]>(sql, parameters.map(boundValue), {
    resultSet: true,
    outFormat: oracledb.OUT_FORMAT_ARRAY,
    fetchArraySize: ROWS_A_FETCH,
    prefetchRows: 0,
    fetchTypeHandler: fetchTypeHandler,
  });
  if (!resultSet) throw noQuery("It gives no rows.");
  return resultSet;
}

/** Behind FROM the grammar takes one query in parentheses and nothing else. */
async function refuseAllButQueries(connection: oracledb.Connection, sql: string): Promise<void> {
  if (!beginsAsQuery(sql)) throw noQuery("It does not begin as one.");
  try {
    await connection.getStatementInfo(`SELECT count(*) FROM (${sql}\n)`);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw SYNTAX.test(said) && !MEANING.test(said) ? noQuery(said) : error;
  }
}

/** In parentheses a name alone is a table: `COMMIT` could be one. */
export function beginsAsQuery(sql: string): boolean {
  return /^[\s(]*(select|with)\b/i.test(sql);
}

/** What Oracle says of a text that does not belong to its grammar, and what of one that does but means nothing. */
const SYNTAX = /ORA-(009\d\d|0174\d|030[45]\d|0330\d|06550)/;
const MEANING = /ORA-009(04|18|32|37|42|79)/;

function noQuery(detail: string): SourceError {
  return new SourceError("query_failed", "Only a SELECT can be run on a source.", detail);
}
