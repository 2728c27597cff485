import { findGraph, listGraphSchemas } from "../../db/queries/graphs.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Catalog } from "../connectors/connector.ts";
import { changesOfTables } from "./graph-differences.ts";
import { tablesOf } from "./graph-lookup.ts";
import type { SourceConnections } from "./source-connections.ts";

/** How long one schema may be read for this, in milliseconds: somebody waits for it. */
const LIMIT_MS = 60_000;

/**
 * The tables, and as `table.column` the columns, that a graph knows and its source has no longer; whole schemas as
 * their tables. A SourceError when the source cannot be read.
 */
export async function goneFromSource(
  db: Db,
  connections: SourceConnections,
  kgName: string,
): Promise<string[]> {
  const graph = await findGraph(db, kgName);
  const known = graph ? await listGraphSchemas(db, graph.id) : [];
  const [first] = known;
  if (!first) return [];
  const connector = await connections.connector(first.source_id);
  const { schemas } = await connector.describe({ timeLimitMs: LIMIT_MS });
  const now: Catalog[] = [];
  for (const { name } of known)
    if (schemas.includes(name)) now.push(await connector.introspect(name, { timeLimitMs: LIMIT_MS }));
  const { tables, columns } = changesOfTables(known.flatMap(tablesOf), now);
  return [
    ...tables.gone.map(({ table }) => table),
    ...columns.filter(({ change }) => change === "gone").map(({ table, column }) => `${table}.${column}`),
  ];
}
