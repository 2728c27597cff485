import pg from "pg";
import { onTestFinished } from "vitest";
import { openPostgresSource } from "../../connectors/postgresql/source.ts";
import type { ServerSource } from "../../connectors/server-source.ts";
import type { ServerLab } from "../../connectors/testing/lab.ts";
import { startPostgres } from "../database-servers.ts";

/** A password that would be noticed anywhere. */
const PASSWORD = "Pa55 wörd'\"\\%7391";

const SCHEMA = "lab";
const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** A PostgreSQL server with a schema, its owner, and logins that may only read. */
export async function startPostgresLab(): Promise<ServerLab> {
  const server = await startPostgres();
  const { host, port, user, database } = server;
  const source: ServerSource = { host, port, database, user: "reader", password: PASSWORD, tls: "off" };
  async function ask(text: string): Promise<unknown[][]> {
    const client = new pg.Client({ host, port, user, database, ssl: false });
    await client.connect();
    try {
      const result = await client.query({ text, rowMode: "array" });
      return (Array.isArray(result) ? [] : result.rows) as unknown[][];
    } finally {
      await client.end();
    }
  }
  const run = async (...statements: string[]) => void (await ask(statements.join(";\n")));
  for (const login of ["reader", "tls_only"])
    await run(
      `CREATE ROLE ${login} LOGIN PASSWORD ${pg.escapeLiteral(PASSWORD)}`,
      `CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`,
      `GRANT USAGE ON SCHEMA ${SCHEMA} TO ${login}`,
      `ALTER DEFAULT PRIVILEGES IN SCHEMA ${SCHEMA} GRANT SELECT ON TABLES TO ${login}`,
    );
  const ofReader = "FROM pg_stat_activity WHERE usename = 'reader'";
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
    textParameter: "$1::text",
    endless: { sql: "SELECT count(*) FROM generate_series(1, 100000000000) i", parameters: [] },
    series: (rows, characters) => ({
      sql: `SELECT i, lpad(i::text, ${characters}, '0') AS t FROM generate_series(1, ${rows}) i`,
      parameters: [],
    }),
    open(options = {}) {
      const connector = openPostgresSource({ ...source, ...options });
      onTestFinished(() => connector.close());
      return connector;
    },
    running: async () =>
      (await ask(`SELECT query ${ofReader} AND state = 'active'`)).map(([sql]) => String(sql)),
    connections: async () => Number((await ask(`SELECT count(*) ${ofReader}`))[0]?.[0]),
  };
}
