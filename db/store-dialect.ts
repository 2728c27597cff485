import type SQLite from "better-sqlite3";
import { type DatabaseConnection, SqliteDialect, SqliteDriver } from "kysely";
import { keepingStatements } from "./kept-statements.ts";

/**
 * Kysely's SQLite, except that a transaction which SQLite has rolled back itself (on a full disk, for one) is not
 * rolled back again: that fails, and its error would hide why. Statements that were prepared are kept.
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

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}
