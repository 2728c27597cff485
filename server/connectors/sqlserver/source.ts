import type { Connector, SourceFacts } from "../connector.ts";
import type { ServerSource } from "../server-source.ts";
import type { ServerDriver, ServerSession } from "../servers/driver.ts";
import { openServerSource } from "../servers/source.ts";
import { listSchema } from "./catalog.ts";
import { SCHEMAS, VERSION } from "./catalog-queries.ts";
import { asText, countDistinct } from "./expressions.ts";
import { productName } from "./product.ts";
import { quoteIdentifier } from "./quote.ts";
import { sampling } from "./sampling.ts";
import { troubleOf } from "./trouble.ts";

/**
 * A database of a SQL Server, or of Azure SQL, as a source. Nothing is connected to before it is needed; statements run
 * in transactions that are rolled back, and are ended on the server. The driver is loaded when it is first needed: what
 * it brings for other ways to log in takes a quarter of a second and 34 MB.
 */
export function openSqlServerSource(source: ServerSource): Connector {
  const driver: ServerDriver = {
    dialect: "sqlserver",
    connect: async (signal) => (await import("./session.ts")).SqlServerSession.connect(source, signal),
    describe,
    list: listSchema,
    sampling,
    quote: quoteIdentifier,
    asText,
    countDistinct,
    troubleOf: (error) => troubleOf(error, source),
  };
  return openServerSource(driver, source.maxConnections);
}

async function describe(session: ServerSession): Promise<SourceFacts> {
  const [[version, edition] = []] = await session.ask(VERSION);
  const schemas = await session.ask(SCHEMAS);
  return {
    product: productName(String(version), String(edition)),
    schemas: schemas.map(([name]) => String(name)),
  };
}
