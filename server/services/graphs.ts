import type { z } from "zod";
import {
  deleteGraph,
  findGraph,
  listGraphs,
  listSchemasOfGraph,
  type SchemaOfGraph,
} from "../../db/queries/graphs.ts";
import { findRuleset, listRulesetNames } from "../../db/queries/rulesets.ts";
import { listSchemaNames } from "../../db/queries/sources.ts";
import type { Db } from "../../db/schema/store.ts";
import type { NamesQuery, NamesResponse } from "../contracts/graph-names.ts";
import type { TableQuery, TableResponse } from "../contracts/graph-tables.ts";
import type { GraphAbout, GraphDetailResponse, GraphListResponse } from "../contracts/graphs.ts";
import type { SourceType } from "../contracts/sources.ts";
import { DIALECTS, type Dialect, type Ruleset } from "../engine/graph.ts";
import { AppError, invalidField } from "../errors.ts";
import { knownGraphs, requireGraph } from "./graph-change.ts";
import { type GraphPart, partOf, wholeGraph } from "./graph-model.ts";
import type { AskGraph } from "./graph-reader.ts";
import { toRuleset } from "./ruleset-rules.ts";
import { enumerate, isoTimestamp } from "./text.ts";

/** Everything a run needs to know about where it runs. */
export interface RunTarget {
  readonly part: GraphPart;
  readonly ruleset: Ruleset | undefined;
  readonly source: { readonly id: number; readonly name: string; readonly db_type: SourceType };
  readonly dialect: Dialect;
}

export interface GraphService {
  list(): Promise<z.infer<typeof GraphListResponse>["data"]>;
  get(name: string): Promise<z.infer<typeof GraphDetailResponse>["graph"]>;
  /** What its page begins with: none of its tables is read for it. */
  about(name: string): Promise<z.infer<typeof GraphAbout>>;
  schemas(): Promise<string[]>;
  /** Does something with a whole graph in its thread: see graph-work.ts. */
  readonly ask: AskGraph;
  /** With its joins, aliases and rulesets; its source and the executions that used it stay. */
  remove(name: string): Promise<void>;
  /** What a definition may name in a graph: see graph-names.ts. */
  names(query: NamesQuery): Promise<Omit<NamesResponse, "success">>;
  /** A table with a page of its columns: see graph-tables.ts. */
  table(query: TableQuery): Promise<Omit<TableResponse, "success">>;
  /**
   * The part of a graph that lies in `select_schema` (names separated by commas), with the ruleset and the source
   * it runs on. A name that does not exist, or a db_type that is not the source's, is refused by field.
   */
  runTarget(request: {
    kg_name: string;
    select_schema: string;
    ruleset_name?: string | null | undefined;
    db_type?: string | undefined;
  }): Promise<RunTarget>;
}

export function createGraphService(db: Db, ask: AskGraph): GraphService {
  const whole = async (name: string) => wholeGraph(db, await requireGraph(db, name));

  return {
    async list() {
      return (await listGraphs(db)).map((row) => ({ ...row, created_at: isoTimestamp(row.created_at) }));
    },

    async about(name) {
      const row = await requireGraph(db, name);
      const schemas = await listSchemasOfGraph(db, row.id);
      return {
        name: row.name,
        version: row.version,
        source: { id: row.source_id, name: schemas[0]?.source_name ?? "unknown" },
        schemas: schemas.map((schema) => schema.name),
        tables_count: schemas.reduce((sum, { tables_count }) => sum + tables_count, 0),
      };
    },

    async get(name) {
      const row = await requireGraph(db, name);
      const schemas = await listSchemasOfGraph(db, row.id);
      const part = partOf(row, schemas);
      return {
        name: row.name,
        version: row.version,
        created_at: isoTimestamp(row.created_at),
        source: { id: row.source_id, name: schemas[0]?.source_name ?? "unknown" },
        schemas: [...part.schemas],
        db_type: schemas[0] ? dialectOf(schemas[0].db_type) : "unknown",
        rulesets: await listRulesetNames(db, row.id),
        ...(await ask("contents", part)),
      };
    },

    async remove(name) {
      await deleteGraph(db, (await requireGraph(db, name)).id);
    },

    schemas: () => listSchemaNames(db),

    ask,

    async names({ kg_name, ...asked }) {
      const part = await whole(kg_name);
      return { kg_name: part.name, ...(await ask("names", part, asked)) };
    },

    async table(query) {
      return ask("table", await whole(query.kg_name), query);
    },

    async runTarget(request) {
      const row = await findGraph(db, request.kg_name);
      if (!row)
        throw invalidField(
          "kg_name",
          `There is no knowledge graph "${request.kg_name}". ${await knownGraphs(db)}`,
        );
      const schemas = pickSchemas(row.name, await listSchemasOfGraph(db, row.id), request.select_schema);
      const source = oneSource(schemas, request.select_schema);
      const dialect = agreedDialect(source, request.db_type);
      return {
        part: partOf(row, schemas),
        ruleset: await pickRuleset(db, row.id, row.name, request.ruleset_name),
        source: {
          id: source.source_id,
          name: source.source_name,
          db_type: source.db_type as SourceType,
        },
        dialect,
      };
    },
  };
}

function pickSchemas(kgName: string, members: readonly SchemaOfGraph[], selected: string): SchemaOfGraph[] {
  const known = members.map((schema) => schema.name);
  const names = selectedNames(selected, known);
  const unknown = names.filter((name) => !known.includes(name));
  if (names.length === 0 || unknown.length > 0)
    throw invalidField(
      "select_schema",
      `The knowledge graph "${kgName}" has no schema ${unknown.map((name) => `"${name}"`).join(", ") || "without a name"}. It has: ${enumerate(known)}.`,
    );
  return members.filter((schema) => names.includes(schema.name));
}

/** The names between the commas; a known one may have commas itself. */
function selectedNames(selected: string, known: readonly string[]): string[] {
  const pieces = selected.split(",");
  const names: string[] = [];
  for (let at = 0; at < pieces.length; ) {
    const upTo = (end: number) => pieces.slice(at, end).join(",").trim();
    let end = pieces.length;
    while (end > at + 1 && !known.includes(upTo(end))) end -= 1;
    names.push(upTo(end));
    at = end;
  }
  return names.filter((name) => name !== "");
}

function oneSource(schemas: readonly SchemaOfGraph[], selected: string): SchemaOfGraph {
  const [first, ...others] = schemas;
  if (!first) throw invalidField("select_schema", `No schema is selected by "${selected}".`);
  const elsewhere = others.find((schema) => schema.source_id !== first.source_id);
  if (elsewhere)
    throw invalidField(
      "select_schema",
      `The schemas ${first.name} (on ${first.source_name}) and ${elsewhere.name} (on ${elsewhere.source_name}) are on different sources. One run queries one source: select schemas of the same one.`,
    );
  return first;
}

function agreedDialect(source: SchemaOfGraph, dbType: string | undefined): Dialect {
  const dialect = dialectOf(source.db_type);
  if (dbType !== undefined && dbType !== dialect)
    throw invalidField(
      "db_type",
      `The schema ${source.name} is on a source of type ${dialect}, not ${dbType}. Leave db_type out, or send ${dialect}.`,
    );
  return dialect;
}

/** What SQL a source of this type takes: uploaded files are tables of a SQLite file. */
function dialectOf(sourceType: string): Dialect {
  const dialect = DIALECTS.find((known) => known === (sourceType === "files" ? "sqlite" : sourceType));
  if (!dialect) throw new AppError("unavailable", `This version cannot write SQL for ${sourceType}.`);
  return dialect;
}

async function pickRuleset(
  db: Db,
  graphId: number,
  kgName: string,
  name: string | null | undefined,
): Promise<Ruleset | undefined> {
  if (name == null) return undefined;
  const ruleset = await findRuleset(db, graphId, name);
  if (!ruleset) {
    const known = await listRulesetNames(db, graphId);
    const list = known.length > 0 ? `It has: ${enumerate(known)}.` : "It has none.";
    throw invalidField("ruleset_name", `The knowledge graph "${kgName}" has no ruleset "${name}". ${list}`);
  }
  return toRuleset(ruleset);
}
