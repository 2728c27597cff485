import type { Db } from "../../db/schema/store.ts";
import type { NewAliasRequest } from "../contracts/aliases.ts";
import type { TableQuery } from "../contracts/graph-tables.ts";
import { compileRead, type NamedIntent, tablesByName } from "../engine/from-names.ts";
import type { Graph, RelationshipEnd, Table } from "../engine/graph.ts";
import { compile } from "../engine/index.ts";
import type { CompileRequest, Refused } from "../engine/result.ts";
import { questionText } from "../model-reader/question.ts";
import { tableAt } from "./graph-lookup.ts";
import { type AskedNames, namesOf } from "./graph-names.ts";
import { nameIndex } from "./graph-names-index.ts";
import { describeColumns } from "./graph-tables.ts";
import type { PhrasePair } from "./join-cuts.ts";
import { pairedEnds, understandJoin } from "./join-english.ts";
import { offerJoins } from "./join-offers.ts";
import { freeName } from "./new-alias.ts";
import { keepQuery } from "./sql-pin/kept-query.ts";

/** What the engine is asked about a definition, without the graph. */
export type EngineRequest = Omit<CompileRequest, "graph">;

interface Place {
  readonly graph: Graph;
  /** Reads the store, beside the server's own connection. */
  readonly db: Db;
}

/**
 * All that is done with a whole graph: what may take as long as the graph is large. It is done in the graph's thread
 * (graph-thread.ts) and asked for by name (graph-reader.ts); what goes in and comes out is plain data.
 */
export const GRAPH_WORK = {
  compile: ({ graph }: Place, asked: EngineRequest) => compile({ ...asked, graph }),

  /** Compiled once for all days and limits: see sql-pin/kept-query.ts. */
  keep: ({ graph }: Place, asked: EngineRequest) =>
    keepQuery((today, limit) => compile({ ...asked, graph, today, limit }), asked.today),

  /** What was read by names, as by a model, checked and compiled. */
  compileRead: ({ graph }: Place, asked: EngineRequest, intent: NamedIntent) =>
    compileRead({ ...asked, graph }, intent),

  offerJoins: ({ graph, db }: Place, asked: EngineRequest, refused: Refused) =>
    offerJoins(db, graph, asked, refused),

  /** The text that a model is asked with. */
  question: ({ graph }: Place, definition: string, today: string) =>
    questionText({ definition, today, graph }),

  names: ({ graph }: Place, asked: AskedNames) => namesOf(graph, asked),

  table: ({ graph }: Place, query: TableQuery) => describeColumns(graph, query),

  contents: ({ graph }: Place) => ({
    tables: [...tablesByName(graph)].map(describeTable),
    relationships: graph.relationships.map(describeRelationship),
  }),

  /** The keys of the table of that name; null when there is none. */
  keys: ({ graph }: Place, name: string) => {
    const table = graph.tables.find((each) => each.name === name);
    return table ? { primaryKey: table.primaryKey, uniqueKeys: table.uniqueKeys } : null;
  },

  /** What a definition calls the tables, each by its name where the graph does not have it any more. */
  sayTables: async ({ graph }: Place, ends: readonly RelationshipEnd[]) => {
    const { sayings } = await nameIndex(graph);
    return ends.map((end) => {
      const table = tableAt(end, graph.tables);
      return table ? sayings.table(table) : end.table;
    });
  },

  readJoin: ({ graph }: Place, join: string) => understandJoin(join, graph),

  pairedEnds: ({ graph }: Place, pairs: readonly PhrasePair[]) => pairedEnds(pairs, graph),

  freeName: ({ graph }: Place, request: NewAliasRequest) => freeName(request, graph.tables),
};

export type GraphWork = typeof GRAPH_WORK;

function describeTable([called_as, table]: readonly [string, Table]) {
  return {
    schema: table.schema,
    name: table.name,
    called_as,
    aliases: [...table.aliases],
    row_count: table.rowCount ?? null,
    columns: table.columns.map((column) => ({
      name: column.name,
      kind: column.kind,
      declared_type: column.declaredType,
      aliases: [...column.aliases],
    })),
  };
}

function describeRelationship(edge: Graph["relationships"][number]) {
  return {
    ...edge,
    source: { ...edge.source, columns: [...edge.source.columns] },
    target: { ...edge.target, columns: [...edge.target.columns] },
  };
}
