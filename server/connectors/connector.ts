import type { Dialect, Table } from "../engine/graph.ts";
import type { Statement } from "../engine/result.ts";

/** A declared foreign key, as found in the source. */
export interface ForeignKey {
  readonly table: string;
  readonly columns: readonly string[];
  readonly targetSchema: string;
  readonly targetTable: string;
  readonly targetColumns: readonly string[];
}

/** What introspection finds in one schema of a source: the graph's raw material (no aliases yet). */
export interface Catalog {
  readonly schema: string;
  readonly tables: readonly Table[];
  readonly foreignKeys: readonly ForeignKey[];
}

/**
 * A cell as it travels and is stored: JSON without loss. Integers beyond 2^53 are decimal strings, binary is
 * `0x` hexadecimal text, dates are the source's own text.
 */
export type Cell = string | number | boolean | null;

export interface ResultColumn {
  readonly name: string;
}

/** What running a statement yields, in order: the columns once (also with zero rows), then rows in batches. */
export type StreamEvent =
  | { readonly kind: "columns"; readonly columns: readonly ResultColumn[] }
  | { readonly kind: "rows"; readonly rows: readonly (readonly Cell[])[] };

/** What a source says of itself when it is connected to. */
export interface SourceFacts {
  /** The product and its version, e.g. `PostgreSQL 15.4`. */
  readonly product: string;
  /** The schemas that this login may see, without the product's own, in the order of their names. */
  readonly schemas: readonly string[];
}

export interface RunOptions {
  /** The statement is ended (really: in the database) after this many milliseconds. */
  readonly timeLimitMs: number;
  /** Aborting ends the statement and rejects with a `cancelled` SourceError. */
  readonly signal?: AbortSignal;
}

export interface IntrospectOptions extends RunOptions {
  readonly onTable?: (done: number, total: number) => void;
}

/** One kind of trouble with a source; `message` is a sentence for people, `detail` is for the log. */
export class SourceError extends Error {
  readonly code: "unreachable" | "time_limit" | "cancelled" | "query_failed" | "source_busy";
  readonly detail: string | undefined;
  /** The connection broke under a statement: the same may well work on another connection. */
  readonly connectionLost: boolean;
  constructor(code: SourceError["code"], message: string, detail?: string, connectionLost = false) {
    super(message);
    this.name = "SourceError";
    this.code = code;
    this.detail = detail;
    this.connectionLost = connectionLost;
  }
}

/**
 * The door to one source database. Read-only by construction and by how the source is opened.
 * Every method may reject with a SourceError.
 */
export interface Connector {
  readonly dialect: Dialect;
  /** Connects and asks the source what it is: the test of a connection. */
  describe(options: RunOptions): Promise<SourceFacts>;
  /** Reads one schema and measures its data within bounds; `onTable` is told after each table, for progress. */
  introspect(schema: string, options: IntrospectOptions): Promise<Catalog>;
  /** Rows in batches with back-pressure; ending the iteration early ends the statement. */
  stream(statement: Statement, options: RunOptions): AsyncIterable<StreamEvent>;
  /** Runs a count statement (one row, one integer). */
  count(statement: Statement, options: RunOptions): Promise<number>;
  close(): Promise<void>;
}
