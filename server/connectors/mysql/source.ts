import { isIP } from "node:net";
import { type Connector, SourceError, type SourceFacts } from "../connector.ts";
import type { ServerSource } from "../server-source.ts";
import type { ListedColumn, ServerDriver, ServerSession } from "../servers/driver.ts";
import { placeOf } from "../servers/network-trouble.ts";
import { openServerSource } from "../servers/source.ts";
import { listSchema } from "./catalog.ts";
import { Product } from "./product.ts";
import { quoteIdentifier } from "./quote.ts";
import { sampling } from "./sampling.ts";
import { MysqlSession } from "./session.ts";
import { troubleOf } from "./trouble.ts";

/**
 * The databases of a MySQL or MariaDB server as a source, each of them a schema. Nothing is connected to before it is
 * needed; statements run in read-only transactions and are ended on the server.
 */
export function openMysqlSource(source: ServerSource & { readonly dialect: "mysql" | "mariadb" }): Connector {
  const driver: ServerDriver = {
    dialect: source.dialect,
    connect: (signal) => connect(source, signal),
    describe,
    list: listSchema,
    sampling,
    quote: quoteIdentifier,
    asText,
    countDistinct: ({ name }) => `count(DISTINCT CAST(${quoteIdentifier(name)} AS BINARY))`,
    troubleOf: (error) => troubleOf(error, source),
  };
  return openServerSource(driver, source.maxConnections);
}

/** mysql2 compares a certificate with names only: it would take an address for `localhost`. */
async function connect(source: ServerSource, signal: AbortSignal): Promise<ServerSession> {
  if (source.tls === "verified" && isIP(source.host) !== 0)
    throw new SourceError(
      "unreachable",
      `The certificate of ${placeOf(source)} can only be compared with a name. Give the name of the host that the certificate is for, or choose TLS without verification.`,
    );
  return MysqlSession.connect(source, signal);
}

async function describe(session: ServerSession): Promise<SourceFacts> {
  const [[version] = []] = await session.ask("SELECT VERSION()");
  const schemas = await session.ask(
    `SELECT SCHEMA_NAME FROM information_schema.SCHEMATA
     WHERE SCHEMA_NAME NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
     ORDER BY BINARY SCHEMA_NAME`,
  );
  return { product: new Product(String(version)).name, schemas: schemas.map(([name]) => String(name)) };
}

function asText({ name, kind, declaredType }: ListedColumn, characters: number): string {
  const column = quoteIdentifier(name);
  if (kind === "text") return `LEFT(${column}, ${characters})`;
  // Bits are bytes until one reckons with them.
  return `CAST(${declaredType.startsWith("bit") ? `${column} + 0` : column} AS CHAR)`;
}
