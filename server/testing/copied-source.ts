import type SQLite from "better-sqlite3";
import mysql from "mysql2/promise";
import pg from "pg";
import { MARIADB_JOINS } from "../connectors/mysql/product.ts";
import type { ColumnKind, Table } from "../engine/graph.ts";
import type { Statement } from "../engine/result.ts";
import { type DatabaseServer, startMariaDb, startPostgres } from "./database-servers.ts";

/** A copy of SQLite tables on another server, and a way to run statements on it. */
export interface CopiedSource {
  /** Rows as lists of cells; dates as their text. */
  run(statement: Statement): Promise<readonly (readonly unknown[])[]>;
  close(): Promise<void>;
}

const ROWS_A_STATEMENT = 200;

/** What one server calls things; `runner` opens the connection. */
interface Server {
  readonly types: Readonly<Record<ColumnKind, string>>;
  quote(name: string): string;
  placeholder(index: number): string;
  createSchema(name: string): string;
}

const POSTGRES: Server = {
  types: {
    text: "text",
    integer: "bigint",
    decimal: "numeric",
    boolean: "boolean",
    date: "date",
    timestamp: "timestamp",
    binary: "bytea",
    unknown: "text",
  },
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  placeholder: (index) => `$${index}`,
  createSchema: (name) => `CREATE SCHEMA ${name}`,
};

const MARIADB: Server = {
  types: {
    text: "varchar(255)",
    integer: "bigint",
    decimal: "decimal(20, 4)",
    boolean: "tinyint(1)",
    date: "date",
    timestamp: "datetime",
    binary: "longblob",
    unknown: "varchar(255)",
  },
  quote: (name) => `\`${name.replaceAll("`", "``")}\``,
  placeholder: () => "?",
  // Compares text exactly, spaces at the end included, as the other databases do by default.
  createSchema: (name) => `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin`,
};

type Execute = (sql: string, values?: readonly unknown[]) => Promise<readonly (readonly unknown[])[]>;

export async function copyToPostgres(db: SQLite.Database, tables: readonly Table[]): Promise<CopiedSource> {
  const server = await startPostgres();
  const text = (value: string) => value;
  const types = { getTypeParser: () => text } as unknown as pg.CustomTypesConfig;
  const client = new pg.Client({ ...addressOf(server), types });
  await client.connect();
  const execute: Execute = async (sql, values = []) => {
    const { rows } = await client.query({ text: sql, values: [...values], rowMode: "array" });
    return rows as unknown[][];
  };
  return copied(db, tables, POSTGRES, execute, () => client.end(), server);
}

export async function copyToMariaDb(db: SQLite.Database, tables: readonly Table[]): Promise<CopiedSource> {
  const server = await startMariaDb();
  const connection = await mysql.createConnection({ ...addressOf(server), dateStrings: true });
  await connection.query(`SET SESSION ${MARIADB_JOINS.join(", ")}`);
  const execute: Execute = async (sql, values = []) => {
    const [rows] = await connection.query({ sql, values: [...values], rowsAsArray: true });
    return rows as unknown[][];
  };
  return copied(db, tables, MARIADB, execute, () => connection.end(), server);
}

function addressOf({ host, port, user, database }: DatabaseServer) {
  return { host, port, user, database };
}

async function copied(
  db: SQLite.Database,
  tables: readonly Table[],
  server: Server,
  execute: Execute,
  disconnect: () => Promise<void>,
  process: DatabaseServer,
): Promise<CopiedSource> {
  for (const schema of new Set(tables.map((table) => table.schema)))
    await execute(server.createSchema(schema));
  for (const table of tables) await copyTable(db, table, server, execute);
  return {
    run: ({ sql, parameters }) => execute(sql, parameters),
    async close() {
      await disconnect();
      await process.stop();
    },
  };
}

async function copyTable(db: SQLite.Database, table: Table, server: Server, execute: Execute): Promise<void> {
  const name = `${server.quote(table.schema)}.${server.quote(table.name)}`;
  const columns = table.columns.map((column) => `${server.quote(column.name)} ${server.types[column.kind]}`);
  await execute(`CREATE TABLE ${name} (${columns.join(", ")})`);
  const rows = db
    .prepare(`SELECT * FROM ${POSTGRES.quote(table.name)}`)
    .raw()
    .all() as unknown[][];
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
    const some = rows
      .slice(at, at + ROWS_A_STATEMENT)
      .map((row) => row.map((cell, i) => typed(cell, table, i)));
    let index = 0;
    const values = some.map((row) => `(${row.map(() => server.placeholder(++index)).join(", ")})`).join(", ");
    await execute(`INSERT INTO ${name} VALUES ${values}`, some.flat());
  }
}

/** Typed columns of a server cannot hold the blank texts that SQLite lets them have: those become NULL. */
function typed(cell: unknown, table: Table, index: number): unknown {
  const kind = table.columns[index]?.kind;
  const blank = typeof cell === "string" && cell.trim() === "";
  return blank && kind !== "text" && kind !== "unknown" ? null : cell;
}
