import type { Connector, SourceFacts } from "../connector.ts";
import type { ServerSource } from "../server-source.ts";
import type { ServerDriver, ServerSession } from "../servers/driver.ts";
import { openServerSource } from "../servers/source.ts";
import { listSchema } from "./catalog.ts";
import { quoteIdentifier } from "./quote.ts";
import { sampling } from "./sampling.ts";
import { PostgresSession } from "./session.ts";
import { troubleOf } from "./trouble.ts";

/**
 * A PostgreSQL database as a source. Nothing is connected to before it is needed; statements run in read-only
 * transactions, through cursors, and are ended in the database.
 */
export function openPostgresSource(source: ServerSource): Connector {
  const driver: ServerDriver = {
    dialect: "postgresql",
    connect: (signal) => PostgresSession.connect(source, signal),
    describe,
    list: listSchema,
    sampling,
    quote: quoteIdentifier,
    asText: ({ name, kind }, characters) => {
      const text = `${quoteIdentifier(name)}::text`;
      return kind === "text" ? `left(${text}, ${characters})` : text;
    },
    countDistinct: ({ name }) => `count(DISTINCT ${quoteIdentifier(name)})`,
    troubleOf: (error) => troubleOf(error, source),
  };
  return openServerSource(driver, source.maxConnections);
}

async function describe(session: ServerSession): Promise<SourceFacts> {
  const [[version] = []] = await session.ask("SELECT current_setting('server_version')");
  const schemas = await session.ask(
    `SELECT nspname FROM pg_catalog.pg_namespace
     WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND has_schema_privilege(oid, 'USAGE')
     ORDER BY nspname COLLATE "C"`,
  );
  // Debian adds its own version: 15.4 (Debian 15.4-1).
  return {
    product: `PostgreSQL ${String(version).split(" ")[0]}`,
    schemas: schemas.map(([name]) => String(name)),
  };
}
