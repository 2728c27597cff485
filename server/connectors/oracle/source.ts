import type { Connector, SourceFacts } from "../connector.ts";
import type { ServerSource } from "../server-source.ts";
import type { ListedColumn, ServerDriver, ServerSession } from "../servers/driver.ts";
import { openServerSource } from "../servers/source.ts";
import { listSchema } from "./catalog.ts";
import { SCHEMAS, VERSION } from "./catalog-queries.ts";
import { quoteIdentifier } from "./quote.ts";
import { sampling } from "./sampling.ts";
import { troubleOf } from "./trouble.ts";

/**
 * An Oracle database as a source; each of its users who owns tables is a schema. Nothing is connected to, and the driver
 * is not loaded, before it is needed; statements run in read-only transactions and are ended in the database.
 */
export function openOracleSource(source: ServerSource): Connector {
  const driver: ServerDriver = {
    dialect: "oracle",
    connect: async (signal) => (await import("./session.ts")).OracleSession.connect(source, signal),
    describe,
    list: listSchema,
    sampling,
    quote: quoteIdentifier,
    asText,
    countDistinct: ({ name }) => `count(DISTINCT ${quoteIdentifier(name)})`,
    troubleOf: (error) => troubleOf(error, source),
  };
  return openServerSource(driver, source.maxConnections);
}

async function describe(session: ServerSession): Promise<SourceFacts> {
  const banners = (await session.ask(VERSION)).map(([banner]) => String(banner));
  const schemas = await session.ask(SCHEMAS);
  return { product: productName(banners), schemas: schemas.map(([name]) => String(name)) };
}

/** From lines such as `Oracle Database 19c Enterprise Edition Release 19.0.0.0.0 - Production`. */
export function productName(banners: readonly string[]): string {
  const said = banners.map((banner) => /^Oracle.*Database \S+/.exec(banner)?.[0]).find(Boolean);
  return said ?? "Oracle Database";
}

/** Numbers and times are written as the session's settings say. */
export function asText({ name, kind }: ListedColumn, characters: number): string {
  const column = quoteIdentifier(name);
  return kind === "text" ? `SUBSTR(${column}, 1, ${characters})` : `TO_CHAR(${column})`;
}
