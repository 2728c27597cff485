import type { Parameter, Statement } from "../../engine/result.ts";
import type { Cell, ResultColumn } from "../connector.ts";
import type { ServerCursor } from "../servers/driver.ts";

/** Runs one statement with its parameters and takes all rows of its answer. */
type Run = (
  sql: string,
  parameters: readonly Parameter[],
) => Promise<{ rows: Cell[][]; columns: readonly ResultColumn[] }>;

const MOST_ROWS = 1_000;
/** What a fetch aims at, in characters. */
const FETCH_CHARACTERS = 256 * 1024;
/** Until it is known how large rows are, few are asked for, then at most so many times more. */
const FIRST_ROWS = 16;
const GROWTH = 8;

/**
 * A cursor of the server's. Declaring one is also what keeps out everything that is no query: PostgreSQL's grammar
 * takes nothing else behind `FOR`, and no WITH that changes data.
 */
export class PostgresCursor implements ServerCursor {
  readonly #run: Run;
  readonly columns: readonly ResultColumn[];
  #ask = FIRST_ROWS;
  #done = false;

  static async open(run: Run, { sql, parameters }: Statement): Promise<PostgresCursor> {
    // A transaction may read several statements, one after the other.
    await run("CLOSE ALL", []);
    await run(`DECLARE rows NO SCROLL CURSOR FOR ${sql}`, parameters);
    // Asking for no row gives the columns and computes nothing.
    const { columns } = await run("FETCH 0 FROM rows", []);
    return new PostgresCursor(run, columns);
  }

  private constructor(run: Run, columns: readonly ResultColumn[]) {
    this.#run = run;
    this.columns = columns;
  }

  async next(): Promise<(readonly Cell[])[]> {
    if (this.#done) return [];
    const asked = this.#ask;
    const { rows } = await this.#run(`FETCH ${asked} FROM rows`, []);
    this.#done = rows.length < asked;
    this.#ask = Math.max(
      1,
      Math.min(MOST_ROWS, asked * GROWTH, Math.floor(FETCH_CHARACTERS / averageSize(rows))),
    );
    return rows;
  }
}

function averageSize(rows: readonly (readonly Cell[])[]): number {
  let characters = 0;
  for (const row of rows) for (const cell of row) characters += typeof cell === "string" ? cell.length : 8;
  return Math.max(1, characters / Math.max(1, rows.length));
}
