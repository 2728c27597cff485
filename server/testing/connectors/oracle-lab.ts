import { randomBytes } from "node:crypto";
import oracledb from "oracledb";
import { onTestFinished } from "vitest";
import { openOracleSource } from "../../connectors/oracle/source.ts";
import type { ServerSource } from "../../connectors/server-source.ts";
import type { ServerLab } from "../../connectors/testing/lab.ts";

/** A password that would be noticed anywhere; Oracle's hold no double quotes. */
const PASSWORD = "Pa55 wörd'\\%7391";

const quote = (name: string) => `"${name}"`;

/**
 * A schema of its own, with a login that may only read it, in the pluggable database that the URL names with a login that
 * may make both: `oracle://system:password@host:1521/FREEPDB1`, Oracle 23ai or newer (older ones want FROM dual
 * everywhere). Gone after the tests.
 */
export async function startOracleLab(url: string): Promise<ServerLab> {
  const { hostname: host, port, username, password, pathname } = new URL(url);
  const mark = randomBytes(4).toString("hex").toUpperCase();
  const [schema, reader] = [`LKPI_${mark}`, `LKPI_READER_${mark}`];
  const place = { host, port: Number(port || 1521), database: pathname.slice(1), tls: "off" } as const;
  const owner = { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  const source: ServerSource = { ...place, user: reader, password: PASSWORD };

  async function ask(...statements: string[]): Promise<unknown[][]> {
    const connectString = `${host}:${place.port}/${place.database}`;
    const connection = await oracledb.getConnection({ ...owner, connectString });
    try {
      let rows: unknown[][] = [];
      for (const sql of statements)
        rows = (await connection.execute<unknown[]>(sql, [], { autoCommit: true })).rows ?? [];
      return rows;
    } finally {
      await connection.close();
    }
  }
  await ask(
    `CREATE USER ${schema} NO AUTHENTICATION QUOTA UNLIMITED ON users`,
    `CREATE USER ${reader} IDENTIFIED BY ${quote(PASSWORD)}`,
    `GRANT CREATE SESSION TO ${reader}`,
    `GRANT SELECT ANY TABLE ON SCHEMA ${schema} TO ${reader}`,
  );
  const sessions = `v$session s WHERE s.username = '${reader}'`;
  return {
    schema,
    source,
    owner,
    run: async (...statements) => void (await ask(...statements)),
    quote,
    table: (name) => `${schema}.${quote(name)}`,
    textParameter: ":1",
    endless: {
      sql: "SELECT count(*) FROM all_objects a, all_objects b, all_objects c WHERE a.object_name <> b.object_name",
      parameters: [],
    },
    series: (rows, characters) => ({
      sql: `SELECT x.i, lpad(to_char(x.i), ${characters}, '0') AS t FROM
        (SELECT rownum AS i FROM (SELECT 1 FROM dual CONNECT BY level <= 10000), (SELECT 1 FROM dual CONNECT BY level <= 10000)) x
        WHERE rownum <= ${rows}`,
      parameters: [],
    }),
    open(options = {}) {
      const connector = openOracleSource({ ...source, ...options });
      onTestFinished(() => connector.close());
      return connector;
    },
    running: async () =>
      (await ask(`SELECT s.sql_id FROM ${sessions} AND s.status = 'ACTIVE'`)).map(([sql]) => String(sql)),
    connections: async () => Number((await ask(`SELECT count(*) FROM ${sessions}`))[0]?.[0]),
    stop: async () => void (await ask(`DROP USER ${reader} CASCADE`, `DROP USER ${schema} CASCADE`)),
  };
}
