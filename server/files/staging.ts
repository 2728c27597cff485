import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import { quoteIdentifier } from "../connectors/sqlite/quote.ts";
import type { StoredValue } from "./cell-value.ts";
import type { ColumnType } from "./column-type.ts";
import { FileError } from "./file-error.ts";
import type { LoadedColumn } from "./file-plan.ts";

/** Declarations by which the SQLite connector knows the kind of a column, and by which SQLite keeps values as given. */
const DECLARED: Readonly<Record<ColumnType["kind"], string>> = {
  text: "TEXT",
  integer: "INTEGER",
  decimal: "REAL",
  boolean: "BOOLEAN",
  date: "DATE",
  datetime: "DATETIME",
};

/** The statement that makes a table of these columns; `table` is quoted already. */
export function createTable(table: string, columns: readonly LoadedColumn[]): string {
  const declared = columns.map(({ name, type }) => `${quoteIdentifier(name)} ${DECLARED[type.kind]}`);
  return `CREATE TABLE ${table} (${declared.join(", ")})`;
}

/** A new table in a file of its own beside the landing store, as long as it is not complete. */
export class Staging {
  readonly path: string;
  readonly #db: Database.Database;
  readonly #insert: Database.Statement<unknown[]>;

  constructor(target: string, columns: readonly LoadedColumn[]) {
    if (!existsSync(dirname(target))) {
      const message = "The folder of the landing store does not exist. Make it, or choose another.";
      throw new FileError("store", message, { detail: target });
    }
    this.path = `${target}${MARK}${process.pid}-${randomUUID().slice(0, 8)}`;
    this.#db = new Database(this.path);
    // Nobody needs this file after a failure, so nothing has to survive one.
    this.#db.pragma("journal_mode = OFF");
    this.#db.pragma("synchronous = OFF");
    this.#db.exec(createTable("rows", columns));
    this.#insert = this.#db.prepare<unknown[]>(
      `INSERT INTO rows VALUES (${columns.map(() => "?").join(", ")})`,
    );
    this.#db.exec("BEGIN");
  }

  add(values: readonly StoredValue[]): void {
    this.#insert.run(values);
  }

  /** After this, the table `rows` of the file is complete. */
  finish(): void {
    this.#db.exec("COMMIT");
    this.#db.close();
  }

  remove(): void {
    this.#db.close();
    rmSync(this.path, { force: true });
  }
}

/** Between a landing store's name and the id of the process that loads into it. */
const MARK = ".loading-";

/** Removes what loads into this landing store left behind whose process was killed. */
export function removeLeftovers(target: string): void {
  if (!existsSync(dirname(target))) return;
  const start = `${basename(target)}${MARK}`;
  for (const name of readdirSync(dirname(target))) {
    if (!name.startsWith(start)) continue;
    const pid = Number.parseInt(name.slice(start.length), 10);
    if (!isRunning(pid)) rmSync(join(dirname(target), name), { force: true });
  }
}

/** Removes what any load into a landing store of this folder left behind; for a start, when none is going on. */
export function removeAllLeftovers(folder: string): void {
  for (const name of readdirSync(folder))
    if (name.includes(MARK)) rmSync(join(folder, name), { force: true });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is such a process, and it is not ours.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
