import { setTimeout as wait } from "node:timers/promises";
import SQLite from "better-sqlite3";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  SqliteDialect,
  SqliteDriver,
} from "kysely";
import { keepingStatements } from "./kept-statements.ts";

/**
 * Kysely's SQLite, except that a transaction which SQLite has rolled back itself (on a full disk, for one) is not
 * rolled back again: that fails, and its error would hide why. Statements that were prepared are kept, and one that meets
 * another program's lock is tried again.
 */
export class StoreDialect extends SqliteDialect {
  readonly #database: SQLite.Database;

  constructor(database: SQLite.Database) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): SqliteDriver {
    return new StoreDriver(this.#database);
  }
}

class StoreDriver extends SqliteDriver {
  readonly #database: SQLite.Database;

  constructor(database: SQLite.Database) {
    super({ database: keepingStatements(database) });
    this.#database = database;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new PatientConnection(await super.acquireConnection());
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** How long a statement waits for another program's lock, and how often it looks, in milliseconds. */
const PATIENCE_MS = 1000;
const LOOK_EVERY_MS = 20;

/** Waits for a lock itself, because SQLite's own waiting (`busy_timeout`) would hold up everything else in the process. */
class PatientConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;

  constructor(connection: DatabaseConnection) {
    this.#connection = connection;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    for (let waited = 0; ; waited += LOOK_EVERY_MS) {
      try {
        return await this.#connection.executeQuery<R>(query);
      } catch (error) {
        if (!isLocked(error) || waited >= PATIENCE_MS) throw error;
        await wait(LOOK_EVERY_MS);
      }
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#connection.streamQuery<R>(query, chunkSize);
  }
}

/** A transaction that read what another program has changed meanwhile (SQLITE_BUSY_SNAPSHOT) stays refused however long it waits. */
function isLocked(error: unknown): boolean {
  return error instanceof SQLite.SqliteError && /^SQLITE_BUSY(_RECOVERY)?$/.test(error.code);
}
