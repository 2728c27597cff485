import { findSource } from "../../db/queries/sources.ts";
import type { SourceRow } from "../../db/schema/sources.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Connector } from "../connectors/connector.ts";
import { AppError } from "../errors.ts";

/** The open doors to the source databases, one connector a source, opened when first needed. */
export interface SourceConnections {
  connector(sourceId: number): Promise<Connector>;
  /** Closes the door to a source that changed or went; what runs on it ends. The next one to come opens a new one. */
  evict(sourceId: number): Promise<void>;
  close(): Promise<void>;
}

export function createSourceConnections(
  db: Db,
  openSource: (source: SourceRow) => Connector,
): SourceConnections {
  const open = new Map<number, Connector>();
  return {
    async connector(sourceId) {
      const known = open.get(sourceId);
      if (known) return known;
      const source = await findSource(db, sourceId);
      if (!source) throw new AppError("not_found", `There is no source with id ${sourceId}.`);
      const connector = open.get(sourceId) ?? openSource(source);
      open.set(sourceId, connector);
      return connector;
    },
    async evict(sourceId) {
      const connector = open.get(sourceId);
      open.delete(sourceId);
      await connector?.close();
    },
    async close() {
      await Promise.all([...open.values()].map((connector) => connector.close()));
      open.clear();
    },
  };
}
