import { listSources } from "../../db/queries/graphs.ts";
import type { SourceRow } from "../../db/schema/knowledge-graphs.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Connector } from "../connectors/connector.ts";
import { openSqliteSource } from "../connectors/sqlite/source.ts";
import { AppError } from "../errors.ts";

/** The open doors to the source databases, one connector a source, opened when first needed. */
export interface SourceRegistry {
  connector(sourceId: number): Promise<Connector>;
  close(): Promise<void>;
}

export function createSourceRegistry(db: Db): SourceRegistry {
  const open = new Map<number, Connector>();
  return {
    async connector(sourceId) {
      const known = open.get(sourceId);
      if (known) return known;
      const source = (await listSources(db)).find((row) => row.id === sourceId);
      if (!source) throw new AppError("not_found", `There is no source with id ${sourceId}.`);
      const connector = open.get(sourceId) ?? openSource(source);
      open.set(sourceId, connector);
      return connector;
    },
    async close() {
      await Promise.all([...open.values()].map((connector) => connector.close()));
      open.clear();
    },
  };
}

function openSource(source: SourceRow): Connector {
  if (source.db_type === "sqlite") return openSqliteSource({ path: source.location, schema: source.name });
  throw new AppError(
    "unavailable",
    `The source "${source.name}" is of type ${source.db_type}, which this version cannot connect to.`,
  );
}
