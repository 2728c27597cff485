import { deleteAlias, insertAlias, listAliases } from "../../db/queries/aliases.ts";
import type { AliasRow, GraphRow } from "../../db/schema/knowledge-graphs.ts";
import type { Db } from "../../db/schema/store.ts";
import type { AliasEntry, AliasListQuery, NewAliasRequest } from "../contracts/aliases.ts";
import { AppError } from "../errors.ts";
import { changeGraph, requireGraph } from "./graph-change.ts";
import { wholeGraph } from "./graph-model.ts";
import type { AskGraph } from "./graph-reader.ts";

/** The names that people give tables and columns, so that definitions may use them. Changes raise the graph's version. */
export interface AliasService {
  /** In the order in which they were given. */
  list(query: AliasListQuery): Promise<AliasEntry[]>;
  /** A name that something else goes by, so that a definition could mean either, is refused on `alias`. */
  add(request: NewAliasRequest): Promise<AliasEntry>;
  remove(kgName: string, id: number): Promise<void>;
}

export function createAliasService(db: Db, ask: AskGraph): AliasService {
  return {
    async list({ kg_name, schema, table }) {
      const rows = await listAliases(db, (await requireGraph(db, kg_name)).id);
      return rows
        .filter((row) => (!schema || row.schema_name === schema) && (!table || row.table_name === table))
        .map(shown);
    },

    async add(request) {
      for (;;) {
        const asked = await requireGraph(db, request.kg_name);
        const named = await ask("freeName", await wholeGraph(db, asked), request);
        const added = await addUnlessChanged(db, asked, { ...named, alias: request.alias });
        if (added) return added;
      }
    },

    remove: (kgName, id) =>
      changeGraph(db, kgName, async (trx, graph) => {
        if (!(await deleteAlias(trx, graph.id, id)))
          throw new AppError("not_found", `The knowledge graph "${kgName}" has no alias with id ${id}.`);
      }),
  };
}

/** null, and nothing is done, when the graph is not any more what the name was found to be free in. */
async function addUnlessChanged(
  db: Db,
  { id, name, version }: GraphRow,
  alias: Omit<AliasRow, "id" | "graph_id">,
) {
  try {
    return await changeGraph(db, name, async (trx, graph) => {
      if (graph.id !== id || graph.version !== version) throw new GraphChanged();
      const row = { graph_id: id, ...alias };
      return shown({ id: await insertAlias(trx, row), ...row });
    });
  } catch (error) {
    if (error instanceof GraphChanged) return null;
    throw error;
  }
}

class GraphChanged extends Error {}

function shown(row: AliasRow): AliasEntry {
  const { id, schema_name: schema, table_name: table, column_name: column, alias } = row;
  return { id, schema, table, column, alias };
}
