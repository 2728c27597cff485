import type { Parameter } from "../../engine/result.ts";
import type { Cell, ForeignKey, ResultColumn, SourceError } from "../connector.ts";
import type { ReadTable } from "./introspect.ts";

/**
 * What the server asks of a worker process, one thing at a time: each request is answered by exactly one reply.
 * The worker does nothing between replies, so rows never pile up: `next` is the back-pressure.
 */
export type Request =
  | { readonly kind: "describe" }
  /** Begins to read the tables of the file; the answer is the first of them. */
  | { readonly kind: "introspect"; readonly schema: string }
  | { readonly kind: "next-table" }
  | { readonly kind: "query"; readonly sql: string; readonly parameters: readonly Parameter[] }
  | { readonly kind: "next" }
  /** Gives up the statement under way. */
  | { readonly kind: "stop" };

export type Reply =
  /** The version of SQLite; the file could be opened and is a database. */
  | { readonly kind: "described"; readonly version: string }
  | { readonly kind: "introspected"; readonly step: IntrospectionStep }
  | { readonly kind: "columns"; readonly columns: readonly ResultColumn[] }
  /** `done`: these were the last rows, and the statement is over. */
  | { readonly kind: "rows"; readonly rows: readonly (readonly Cell[])[]; readonly done: boolean }
  | { readonly kind: "stopped" }
  /** The statement, if there was one, is over. */
  | { readonly kind: "failed"; readonly error: Failure };

/** A table of those there are or, after the last one, the foreign keys. */
export type IntrospectionStep =
  | ({ readonly over: false } & ReadTable)
  | { readonly over: true; readonly foreignKeys: readonly ForeignKey[] };

/** A SourceError as it travels between processes. */
export interface Failure {
  readonly code: SourceError["code"];
  readonly message: string;
  readonly detail: string | undefined;
}
