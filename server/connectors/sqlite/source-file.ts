import { type BigIntStats, statSync } from "node:fs";
import { basename } from "node:path";
import Database from "better-sqlite3";
import type { Parameter } from "../../engine/result.ts";
import { SourceError } from "../connector.ts";
import { knowAllLetters } from "./letters.ts";

/** How long a statement waits for another program's lock before the source counts as busy. */
const LOCK_WAIT_MS = 2_000;

interface Opened {
  readonly db: Database.Database;
  readonly identity: string;
  /** Counts the changes of the schema. */
  readonly schemaVersion: number;
}

/**
 * One SQLite file, opened for reading only. The file is looked at before each statement: when it was replaced
 * the new one is opened, and when it is gone that is said, instead of answering from a file nobody sees. It is opened
 * anew when its schema changed, too: which functions it may have depends on what its views call (letters.ts).
 */
export class SourceFile {
  readonly path: string;
  #opened: Opened | null = null;

  constructor(path: string) {
    this.path = path;
  }

  /** The open database; throws a SourceError or SQLite's own error when it cannot be opened. */
  database(): Database.Database {
    const identity = identityOf(this.path);
    const opened = this.#opened;
    if (opened?.identity === identity && schemaVersionOf(opened.db) === opened.schemaVersion)
      return opened.db;
    opened?.db.close();
    this.#opened = null;
    this.#opened = { ...openReadOnly(this.path), identity };
    return this.#opened.db;
  }

  /** The version of SQLite that reads the file. */
  version(): string {
    return this.database().prepare<[], string>("SELECT sqlite_version()").pluck().get() as string;
  }

  /**
   * Compiles a statement and binds its parameters. Anything but one single SELECT (WITH, VALUES) is refused by
   * SQLite's own grammar: only those may stand inside EXISTS(...), and ATTACH, PRAGMA or INSERT may not.
   */
  select(sql: string, parameters: readonly Parameter[]): Database.Statement<unknown[], unknown[]> {
    const db = this.database();
    const text = sql.replace(/[\s;]+$/, "");
    const statement = db.prepare<unknown[], unknown[]>(text);
    if (!statement.reader || !statement.readonly || !isQuery(db, text)) {
      throw new SourceError(
        "query_failed",
        `Only a SELECT can be run on ${basename(this.path)}: the source is read-only.`,
        text,
      );
    }
    return statement
      .bind(...parameters.map(bound))
      .raw()
      .safeIntegers();
  }
}

function identityOf(path: string): string {
  let stats: BigIntStats | undefined;
  try {
    stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    throw new SourceError(
      "unreachable",
      `The database file ${basename(path)} cannot be reached.`,
      String(error),
    );
  }
  if (stats === undefined) {
    const advice = "Put it back, or correct the source's path.";
    throw new SourceError(
      "unreachable",
      `The database file ${basename(path)} does not exist. ${advice}`,
      path,
    );
  }
  if (!stats.isFile()) {
    throw new SourceError(
      "unreachable",
      `${basename(path)} is not a file. Give the path of a database file.`,
      path,
    );
  }
  return `${stats.dev}:${stats.ino}`;
}

function openReadOnly(path: string): Omit<Opened, "identity"> {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: LOCK_WAIT_MS });
  try {
    // Opening reads nothing yet: the first look at the schema tells whether this is a database at all.
    const schemaVersion = schemaVersionOf(db);
    db.pragma("query_only = ON");
    // Functions with side effects stay unusable inside the source's own views.
    db.pragma("trusted_schema = OFF");
    knowAllLetters(db);
    return { db, schemaVersion };
  } catch (error) {
    db.close();
    throw error;
  }
}

function schemaVersionOf(db: Database.Database): number {
  return db.pragma("schema_version", { simple: true }) as number;
}

function isQuery(db: Database.Database, sql: string): boolean {
  try {
    db.prepare(`SELECT EXISTS (\n${sql}\n)`);
    return true;
  } catch {
    return false;
  }
}

/** SQLite knows no booleans, and would take a JavaScript number for a real even where it is whole. */
function bound(parameter: Parameter): string | number | bigint | null {
  if (typeof parameter === "boolean") return parameter ? 1n : 0n;
  return Number.isSafeInteger(parameter) ? BigInt(parameter as number) : parameter;
}
