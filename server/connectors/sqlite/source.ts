import { resolve } from "node:path";
import type { Table } from "../../engine/graph.ts";
import type { Statement } from "../../engine/result.ts";
import {
  type Catalog,
  type Connector,
  type IntrospectOptions,
  type RunOptions,
  SourceError,
  type SourceFacts,
  type StreamEvent,
} from "../connector.ts";
import { countBy } from "../count.ts";
import { withPackedValues } from "../measuring/packed-values.ts";
import { Lease } from "./lease.ts";
import { WorkerPool } from "./worker-pool.ts";

const POOL_SIZE = 2;

export interface SqliteSource {
  /** The database file; it need not exist yet. */
  readonly path: string;
  /** The name under which the file's tables appear in the graph. */
  readonly schema: string;
}

/**
 * A SQLite file as a source. Statements run in worker processes that open nothing but this file, read-only;
 * ending one ends its process, and the next statement gets a fresh one. Nothing is opened before it is needed.
 */
export function openSqliteSource({ path, schema }: SqliteSource): Connector {
  const pool = new WorkerPool(resolve(path), POOL_SIZE);

  async function asking<T>(options: RunOptions, ask: (lease: Lease) => Promise<T>): Promise<T> {
    const lease = await Lease.take(pool, options);
    try {
      return await ask(lease);
    } finally {
      lease.giveBack();
    }
  }

  async function describe(options: RunOptions): Promise<SourceFacts> {
    const { version } = await asking(options, (lease) => lease.ask({ kind: "describe" }, "described"));
    return { product: `SQLite ${version}`, schemas: [schema] };
  }

  async function introspect(asked: string, options: IntrospectOptions): Promise<Catalog> {
    if (asked !== schema) throw new SourceError("query_failed", `This file has one schema, ${schema}.`);
    return asking(options, async (lease) => {
      const tables: Table[] = [];
      let { step } = await lease.ask({ kind: "introspect", schema }, "introspected");
      while (!step.over) {
        if (step.table !== null) tables.push(withPackedValues(step.table));
        options.onTable?.(step.done, step.total);
        ({ step } = await lease.ask({ kind: "next-table" }, "introspected"));
      }
      return { schema, tables, foreignKeys: step.foreignKeys };
    });
  }

  async function* stream(statement: Statement, options: RunOptions): AsyncGenerator<StreamEvent> {
    const lease = await Lease.take(pool, options);
    let done = false;
    try {
      const { sql, parameters } = statement;
      const { columns } = await lease.ask({ kind: "query", sql, parameters }, "columns");
      yield { kind: "columns", columns };
      while (!done) {
        const batch = await lease.ask({ kind: "next" }, "rows");
        done = batch.done;
        if (batch.rows.length > 0) yield { kind: "rows", rows: batch.rows };
      }
    } catch (error) {
      done = true;
      throw error;
    } finally {
      // Left early: the worker is idle between two replies, so giving up the statement is a matter of asking.
      if (!done) await lease.ask({ kind: "stop" }, "stopped").catch(() => {});
      lease.giveBack();
    }
  }

  return {
    dialect: "sqlite",
    describe,
    introspect,
    stream,
    count: (statement, options) => countBy(stream, statement, options),
    close: () => pool.close(),
  };
}
