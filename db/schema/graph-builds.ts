import type { Generated, Selectable } from "kysely";

/** The work of making, or making again, one knowledge graph from its source. */
export interface GraphBuildsTable {
  id: Generated<number>;
  kg_name: string;
  source_id: number;
  /** `running`, `done`, `failed` or `cancelled`. */
  status: Generated<string>;
  /** Why it failed, or what came of it. */
  message: string | null;
  started_at: Generated<string>;
  elapsed_ms: number | null;
  /** JSON object: what is other than before in a graph that was made again; null in any other build. */
  changes: string | null;
}

export type GraphBuildRow = Selectable<GraphBuildsTable>;
