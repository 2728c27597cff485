import { setImmediate } from "node:timers/promises";
import type { Catalog } from "../connectors/connector.ts";

/** How many tables are written before others have their turn. */
const TABLES_AT_A_TIME = 10;

/** A catalog as JSON: what JSON.stringify would make of it, a few tables at a time, because it may have thousands. */
export async function catalogText({ schema, tables, foreignKeys }: Catalog): Promise<string> {
  let text = `{"schema":${JSON.stringify(schema)},"tables":[`;
  for (const [at, table] of tables.entries()) {
    if (at % TABLES_AT_A_TIME === 0) await setImmediate();
    text += at === 0 ? JSON.stringify(table) : `,${JSON.stringify(table)}`;
  }
  return `${text}],"foreignKeys":${JSON.stringify(foreignKeys)}}`;
}
