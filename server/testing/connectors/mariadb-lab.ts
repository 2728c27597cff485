import mysql from "mysql2/promise";
import { onTestFinished } from "vitest";
import { openMysqlSource } from "../../connectors/mysql/source.ts";
import type { ServerSource } from "../../connectors/server-source.ts";
import type { ServerLab } from "../../connectors/testing/lab.ts";
import { startMariaDb } from "../database-servers.ts";

/** A password that would be noticed anywhere. */
const PASSWORD = "Pa55 wörd'\"\\%7391";

const SCHEMA = "lab";
const quote = (name: string) => `\`${name.replaceAll("`", "``")}\``;

/** A MariaDB server with a database, its owner, and logins that may only read. */
export async function startMariaDbLab(): Promise<ServerLab> {
  const server = await startMariaDb();
  const { host, port, user } = server;
  const source: ServerSource = {
    host,
    port,
    database: SCHEMA,
    user: "reader",
    password: PASSWORD,
    tls: "off",
  };
  async function ask(...statements: string[]): Promise<unknown[][]> {
    const connection = await mysql.createConnection({ host, port, user, rowsAsArray: true });
    try {
      let rows: unknown = [];
      for (const sql of statements) [rows] = await connection.query(sql);
      return rows as unknown[][];
    } finally {
      await connection.end();
    }
  }
  const run = async (...statements: string[]) => void (await ask(...statements));
  await run(`CREATE DATABASE ${SCHEMA} CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin`);
  for (const [login, demand] of [
    ["reader", "NONE"],
    ["tls_only", "SSL"],
  ])
    await run(
      `CREATE USER ${login} IDENTIFIED BY ${mysql.escape(PASSWORD)} REQUIRE ${demand}`,
      `GRANT SELECT ON ${SCHEMA}.* TO ${login}`,
    );
  const ofReader = "FROM information_schema.PROCESSLIST WHERE USER = 'reader'";
  return {
    machine: server,
    certificate: server.certificate,
    stop: () => server.stop(),
    schema: SCHEMA,
    source,
    owner: { user, password: "" },
    tlsOnly: { user: "tls_only" },
    run,
    quote,
    table: (name) => `${SCHEMA}.${quote(name)}`,
    textParameter: "?",
    endless: {
      sql: `SELECT count(*) FROM ${SCHEMA}.seq_1_to_1000000 a, ${SCHEMA}.seq_1_to_1000000 b WHERE a.seq <> b.seq`,
      parameters: [],
    },
    series: (rows, characters) => ({
      sql: `SELECT seq AS i, LPAD(seq, ${characters}, '0') AS t FROM ${SCHEMA}.seq_1_to_${rows}`,
      parameters: [],
    }),
    open(options = {}) {
      const connector = openMysqlSource({ ...source, dialect: "mariadb", ...options });
      onTestFinished(() => connector.close());
      return connector;
    },
    running: async () =>
      (await ask(`SELECT INFO ${ofReader} AND COMMAND <> 'Sleep'`)).map(([sql]) => String(sql)),
    connections: async () => Number((await ask(`SELECT count(*) ${ofReader}`))[0]?.[0]),
  };
}
