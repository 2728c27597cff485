import { randomBytes } from "node:crypto";
import { Connection, Request } from "tedious";
import { onTestFinished } from "vitest";
import type { ServerSource } from "../../connectors/server-source.ts";
import { openSqlServerSource } from "../../connectors/sqlserver/source.ts";
import type { ServerLab } from "../../connectors/testing/lab.ts";

/** A password that would be noticed anywhere. */
const PASSWORD = "Pa55 wörd'\"\\%7391";

const SCHEMA = "lab";
const quote = (name: string) => `[${name.replaceAll("]", "]]")}]`;
const literal = (text: string) => `N'${text.replaceAll("'", "''")}'`;

/** Runs batches one after the other, and gives the rows of the last. */
type Ask = (...batches: string[]) => Promise<unknown[][]>;

/**
 * A database of its own, with a login that may only read, on the server that the URL names with a login that may make
 * both: `mssql://sa:password@host:1433`, with `?tls=off` when the server takes no encryption. Gone after the tests.
 */
export async function startSqlServerLab(url: string): Promise<ServerLab> {
  const { hostname: host, port, username, password, searchParams } = new URL(url);
  const mark = randomBytes(4).toString("hex");
  const [database, reader] = [`lkpi_${mark}`, `lkpi_reader_${mark}`];
  const place = {
    host,
    port: Number(port || 1433),
    tls: searchParams.get("tls") === "off" ? "off" : "required",
  } as const;
  const owner = { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  const source: ServerSource = { ...place, database, user: reader, password: PASSWORD };
  const onServer: Ask = (...batches) => askAs({ ...place, ...owner, database: "master" }, batches);
  const ask: Ask = (...batches) => askAs({ ...place, ...owner, database }, batches);

  await onServer(
    `CREATE DATABASE ${database} COLLATE Latin1_General_100_BIN2`,
    `CREATE LOGIN ${reader} WITH PASSWORD = ${literal(PASSWORD)}, CHECK_POLICY = OFF`,
  );
  await ask(
    `CREATE SCHEMA ${SCHEMA}`,
    `CREATE USER ${reader} FOR LOGIN ${reader}`,
    `ALTER ROLE db_datareader ADD MEMBER ${reader}`,
    `GRANT VIEW DEFINITION TO ${reader}`,
  );
  const sessions = `sys.dm_exec_sessions s WHERE s.login_name = ${literal(reader)}`;
  return {
    schema: SCHEMA,
    source,
    owner,
    run: async (...statements) => void (await ask(...statements)),
    quote,
    table: (name) => `${SCHEMA}.${quote(name)}`,
    textParameter: "@1",
    endless: {
      sql: "SELECT COUNT_BIG(*) AS n FROM sys.all_columns a, sys.all_columns b, sys.all_columns c WHERE a.name <> b.name",
      parameters: [],
    },
    series: (rows, characters) => ({
      sql: `SELECT TOP (${rows}) x.i, RIGHT(REPLICATE(CAST('0' AS varchar(max)), ${characters}) + CAST(x.i AS varchar(20)), ${characters}) AS t
        FROM (SELECT ROW_NUMBER() OVER (ORDER BY (SELECT NULL)) AS i FROM sys.all_columns a, sys.all_columns b) x`,
      parameters: [],
    }),
    open(options = {}) {
      const connector = openSqlServerSource({ ...source, ...options });
      onTestFinished(() => connector.close());
      return connector;
    },
    running: async () =>
      (
        await ask(`SELECT t.text FROM sys.dm_exec_requests r CROSS APPLY sys.dm_exec_sql_text(r.sql_handle) t
          WHERE r.session_id IN (SELECT s.session_id FROM ${sessions})`)
      ).map(([sql]) => String(sql)),
    connections: async () => Number((await ask(`SELECT COUNT(*) FROM ${sessions}`))[0]?.[0]),
    async stop() {
      await onServer(
        `ALTER DATABASE ${database} SET SINGLE_USER WITH ROLLBACK IMMEDIATE`,
        `DROP DATABASE ${database}`,
        `DROP LOGIN ${reader}`,
      );
    },
  };
}

async function askAs(source: ServerSource, batches: readonly string[]): Promise<unknown[][]> {
  const connection = new Connection({
    server: source.host,
    authentication: { type: "default", options: { userName: source.user, password: source.password } },
    options: {
      port: source.port,
      database: source.database,
      encrypt: source.tls !== "off",
      trustServerCertificate: true,
      requestTimeout: 120_000,
    },
  });
  await new Promise<void>((resolve, reject) =>
    connection.connect((error) => (error ? reject(error) : resolve())),
  );
  try {
    let rows: unknown[][] = [];
    for (const sql of batches) rows = await runBatch(connection, sql);
    return rows;
  } finally {
    connection.close();
  }
}

function runBatch(connection: Connection, sql: string): Promise<unknown[][]> {
  return new Promise((resolve, reject) => {
    const rows: unknown[][] = [];
    const request = new Request(sql, (error) => (error ? reject(error) : resolve(rows)));
    request.on("row", (columns: { value: unknown }[]) => rows.push(columns.map(({ value }) => value)));
    connection.execSqlBatch(request);
  });
}
