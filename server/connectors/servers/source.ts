import type { Statement } from "../../engine/result.ts";
import { Batch } from "../batch.ts";
import type {
  Catalog,
  Connector,
  IntrospectOptions,
  RunOptions,
  SourceFacts,
  StreamEvent,
} from "../connector.ts";
import { countBy } from "../count.ts";
import type { ServerDriver, ServerSession } from "./driver.ts";
import { introspectServer } from "./introspect.ts";
import { Lease } from "./lease.ts";
import { SessionPool } from "./session-pool.ts";

const MAX_CONNECTIONS = 4;

/** A database server as a source; nothing is connected to before it is needed. */
export function openServerSource(driver: ServerDriver, maxConnections = MAX_CONNECTIONS): Connector {
  const pool = new SessionPool(maxConnections, (signal) => driver.connect(signal));
  const take = (options: RunOptions) => Lease.take(pool, options, (error) => driver.troubleOf(error));

  async function using<T>(options: RunOptions, work: (session: ServerSession) => Promise<T>): Promise<T> {
    const lease = await take(options);
    try {
      return await lease.run(work(lease.session));
    } finally {
      await lease.giveBack();
    }
  }

  async function* stream(statement: Statement, options: RunOptions): AsyncGenerator<StreamEvent> {
    const lease = await take(options);
    try {
      const cursor = await lease.run(lease.session.open(statement));
      yield { kind: "columns", columns: cursor.columns };
      for (;;) {
        const rows = await lease.run(cursor.next());
        if (rows.length === 0) return;
        for (const batch of Batch.of(rows)) yield { kind: "rows", rows: batch };
      }
    } finally {
      await lease.giveBack();
    }
  }

  const describe = (options: RunOptions): Promise<SourceFacts> =>
    using(options, (session) => driver.describe(session));
  const introspect = (schema: string, options: IntrospectOptions): Promise<Catalog> =>
    introspectServer(driver, schema, options, using);

  return {
    dialect: driver.dialect,
    describe,
    introspect,
    stream,
    count: (statement, options) => countBy(stream, statement, options),
    close: () => pool.close(),
  };
}
