import type { Command } from "commander";
import type { ExecutionRequest } from "../contracts/executions.ts";
import { collect, type Session, share } from "./command.ts";

/** By what a definition becomes SQL: what previews, runs and reviews have alike. */
export interface PlaceOptions {
  readonly graph: string;
  readonly schema?: string[];
  readonly ruleset?: string;
  readonly exclude?: string[];
  readonly minConfidence?: number;
}

export function placeOptions(command: Command): Command {
  return command
    .requiredOption("--graph <graph>", "the knowledge graph")
    .option("--schema <names...>", "schemas; left out: all of the graph")
    .option("--ruleset <name>", "rules of the graph that joins go by")
    .option("--exclude <column>", "a column that takes part in no join; may be repeated", collect(String))
    .option("--min-confidence <share>", "joins that are surer than this, 0 to 1", share);
}

export async function placeOf({ trpc }: Session["api"], options: PlaceOptions) {
  const { graph, schema, ruleset, exclude, minConfidence } = options;
  const schemas = schema ?? (await trpc.graphs.get.query({ kg_name: graph })).graph.schemas;
  return {
    kg_name: graph,
    select_schema: schemas.join(","),
    ...(ruleset !== undefined && { ruleset_name: ruleset }),
    ...(exclude !== undefined && { excluded_fields: exclude }),
    ...(minConfidence !== undefined && { min_confidence: minConfidence }),
  } satisfies Partial<ExecutionRequest>;
}
