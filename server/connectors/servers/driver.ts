import type { Column, Dialect } from "../../engine/graph.ts";
import type { Parameter, Statement } from "../../engine/result.ts";
import type { Cell, ForeignKey, ResultColumn, SourceError, SourceFacts } from "../connector.ts";

/** The rows of a statement under way, read only when asked for. */
export interface ServerCursor {
  readonly columns: readonly ResultColumn[];
  /** The next rows, about a batch of them; none = there are no more. */
  next(): Promise<(readonly Cell[])[]>;
}

/** One connection. Its methods reject with whatever the driver's library throws; see ServerDriver.troubleOf. */
export interface ServerSession {
  /** False once the connection broke or was ended: it is not used again. */
  readonly alive: boolean;
  /** Starts a read-only transaction; the server ends a statement in it after so many milliseconds. */
  begin(timeLimitMs: number): Promise<void>;
  /** All rows of a question to the catalog, which the connector itself wrote. */
  ask(sql: string, parameters?: readonly Parameter[]): Promise<(readonly Cell[])[]>;
  /** Takes one SELECT and nothing else. Its rows are computed when the cursor is asked for them. */
  open(statement: Statement): Promise<ServerCursor>;
  /** Ends the transaction, and a statement that was not read to its end. */
  end(): Promise<void>;
  /** Ends the statement in the database, and the connection; settles when both are done or given up. */
  kill(): Promise<void>;
  /** Takes leave of the server. */
  close(): Promise<void>;
}

export interface ListedColumn
  extends Pick<Column, "name" | "declaredType" | "kind" | "nullable" | "comment"> {}

/** What the catalog says of a table, before its rows are looked at. */
export interface ListedTable {
  readonly schema: string;
  readonly name: string;
  readonly isView: boolean;
  readonly comment: string | undefined;
  readonly columns: readonly ListedColumn[];
  readonly primaryKey: readonly string[];
  readonly uniqueKeys: readonly (readonly string[])[];
}

export interface ListedSchema {
  readonly tables: readonly ListedTable[];
  readonly foreignKeys: readonly ForeignKey[];
}

/** How a table is read to be measured. */
export interface Sampling {
  /** What the server guesses; undefined = it does not. */
  readonly estimatedRows: number | undefined;
  /** What follows SELECT and its list, one a statement; no row comes twice. */
  readonly sources: readonly Statement[];
  /** The one source asks for one row more than is read of a whole table: with fewer, these were all. */
  readonly whole: boolean;
}

/** What differs between the servers. */
export interface ServerDriver {
  readonly dialect: Dialect;
  /** Rejects when the signal aborts, with its reason. */
  connect(signal: AbortSignal): Promise<ServerSession>;
  describe(session: ServerSession): Promise<SourceFacts>;
  /** Tables and columns that the login may read; null = there is no such schema for it. */
  list(session: ServerSession, schema: string): Promise<ListedSchema | null>;
  sampling(session: ServerSession, table: ListedTable): Promise<Sampling>;
  quote(name: string): string;
  /** A column's value as text, of texts at most so many characters. */
  asText(column: ListedColumn, characters: number): string;
  /** How many different values a column has, told apart exactly. */
  countDistinct(column: ListedColumn): string;
  /** What a person is told of an error of `connect` or of a session. */
  troubleOf(error: unknown): SourceError;
}
