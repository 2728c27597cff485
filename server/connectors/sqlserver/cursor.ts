import type { Parameter, Statement } from "../../engine/result.ts";
import { type Cell, type ResultColumn, SourceError } from "../connector.ts";
import type { ServerCursor } from "../servers/driver.ts";
import { boundValue } from "./parameters.ts";
import type { RowRequest } from "./row-request.ts";
import { errorsOf } from "./trouble.ts";

/** Runs a statement: its rows come when they are asked for. */
type Run = (sql: string, parameters: readonly Parameter[]) => RowRequest;

/** The server compiles a text, and says what columns its first result has; it runs nothing of it. */
const INSPECT = "EXEC sys.sp_describe_first_result_set @tsql = @1, @params = @2";
const NAME_AT = 2;

const ORDER_BY_IN_SUBQUERY = 1033;

/** A statement that was found to be one query, run when the first rows are asked for. */
export class SqlServerCursor implements ServerCursor {
  readonly columns: readonly ResultColumn[];
  readonly #start: () => RowRequest;
  #rows: RowRequest | undefined;

  static async open(run: Run, { sql, parameters }: Statement): Promise<SqlServerCursor> {
    const declared = parameters
      .map((value, index) => `@${index + 1} ${boundValue(value).declared}`)
      .join(", ");
    const inspect = (text: string) => run(INSPECT, [text, declared === "" ? null : declared]).all();
    const columns = await inspect(sql);
    if (columns.length === 0) throw noQuery("It has no columns.");
    await refuseAllButQueries(inspect, sql);
    return new SqlServerCursor(
      columns.map((column) => ({ name: String(column[NAME_AT] ?? "") })),
      () => run(sql, parameters),
    );
  }

  private constructor(columns: readonly ResultColumn[], start: () => RowRequest) {
    this.columns = columns;
    this.#start = start;
  }

  next(): Promise<(readonly Cell[])[]> {
    this.#rows ??= this.#start();
    return this.#rows.next();
  }
}

/** Inside EXISTS the grammar takes one query and nothing else: no INTO, and nothing behind it. */
async function refuseAllButQueries(inspect: (text: string) => Promise<unknown>, sql: string): Promise<void> {
  const probe = (end: string) => inspect(`SELECT 1 AS x WHERE EXISTS (${sql}\n${end})`);
  try {
    await probe("").catch((error: unknown) => {
      // There a query may only be ordered when it is cut off somewhere; this cuts nothing off.
      if (errorsOf(error).some(({ number }) => number === ORDER_BY_IN_SUBQUERY))
        return probe("OFFSET 0 ROWS");
      throw error;
    });
  } catch (error) {
    const said = errorsOf(error);
    if (said.every(({ number }) => number === undefined)) throw error;
    const detail = said.map(({ message }) => message).join(" ");
    throw noQuery(detail);
  }
}

function noQuery(detail: string): SourceError {
  return new SourceError("query_failed", "Only a SELECT can be run on a source.", detail);
}
