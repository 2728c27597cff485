import type SQLite from "better-sqlite3";
import type { SqliteDatabase, SqliteStatement } from "kysely";

/** More are hardly in use at a time; each takes some kB. */
const KEPT = 250;
/** Longer ones are mostly of one use: rows that are stored many at a time. In characters. */
const LONGEST = 4_000;

/**
 * A database that keeps the statements it prepared, the last used ones, by their text: SQLite takes about as long to
 * prepare a short query as to run it, and the same ones are asked all day. SQLite itself prepares a kept one again when the
 * tables have changed.
 */
export function keepingStatements(database: SQLite.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => {
      database.close();
    },
    prepare(sql) {
      if (sql.length > LONGEST) return database.prepare(sql);
      const statement = kept.get(sql) ?? database.prepare<unknown[]>(sql);
      kept.delete(sql);
      kept.set(sql, statement);
      if (kept.size > KEPT) kept.delete(kept.keys().next().value ?? sql);
      return statement;
    },
  };
}
