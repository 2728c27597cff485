import type { Command } from "commander";
import type { ExecutionRequest } from "../contracts/executions.ts";
import type { KpiDefinition } from "../contracts/kpis.ts";
import { collect, type Session, share } from "./command.ts";
import { thereAre } from "./lookup.ts";
import { badInput } from "./trouble.ts";

/** By what a definition becomes SQL: what previews, runs and reviews have alike. */
export interface PlaceOptions {
  readonly graph?: string;
  readonly schema?: string[];
  readonly ruleset?: string;
  readonly exclude?: string[];
  readonly minConfidence?: number;
}

export type KnownKpi = Pick<KpiDefinition, "id" | "sql_pin">;

type Place = Pick<ExecutionRequest, "kg_name" | "select_schema"> &
  Partial<Pick<ExecutionRequest, "ruleset_name" | "excluded_fields" | "min_confidence">>;

export function placeOptions(command: Command): Command {
  return command
    .option("--graph <graph>", "the knowledge graph; left out: the KPI's own, or the only one there is")
    .option("--schema <names...>", "schemas; left out: all of the graph")
    .option("--ruleset <name>", "rules of the graph that joins go by")
    .option("--exclude <column>", "a column that takes part in no join; may be repeated", collect(String))
    .option("--min-confidence <share>", "joins that are surer than this, 0 to 1", share);
}

/** Where a definition is to be read. What nobody chose is said, so that nobody wonders later where a value came from. */
export async function placeOf(session: Session, options: PlaceOptions, kpi?: KnownKpi): Promise<Place> {
  const { graph, schema, ruleset, exclude, minConfidence } = options;
  const place =
    graph === undefined ? await usualPlace(session, kpi) : await wholeGraph(session, graph, schema);
  return {
    ...place,
    ...(schema !== undefined && { select_schema: schema.join(",") }),
    ...(ruleset !== undefined && { ruleset_name: ruleset }),
    ...(exclude !== undefined && { excluded_fields: exclude }),
    ...(minConfidence !== undefined && { min_confidence: minConfidence }),
  };
}

async function wholeGraph({ api }: Session, kg_name: string, schema?: string[]): Promise<Place> {
  const schemas = schema ?? (await api.trpc.graphs.get.query({ kg_name })).graph.schemas;
  return { kg_name, select_schema: schemas.join(",") };
}

/** Where the KPI's SQL was accepted, else where it ran last, as its page offers it; else on the only graph. */
async function usualPlace({ api: { trpc }, output }: Session, kpi?: KnownKpi): Promise<Place> {
  const kpi_id = kpi?.id;
  if (kpi_id !== undefined && kpi?.sql_pin) {
    const { pin } = await trpc.sqlPins.get.query({ kpi_id });
    if (pin) {
      output.say(`On ${inWords(pin)}, for which its SQL was accepted.`);
      const { kg_name, select_schema, ruleset_name, excluded_fields } = pin;
      return { kg_name, select_schema, ruleset_name, excluded_fields };
    }
  }
  const last =
    kpi_id === undefined ? null : (await trpc.executions.lastParameters.query({ kpi_id })).parameters;
  if (last) {
    output.say(`On ${inWords(last)}, as the last time.`);
    const { kg_name, select_schema, ruleset_name, excluded_fields, min_confidence } = last;
    return { kg_name, select_schema, ruleset_name, excluded_fields, min_confidence };
  }
  const { data: graphs } = await trpc.graphs.list.query();
  const [only, other] = graphs;
  if (!only)
    throw badInput("There is no knowledge graph yet. Make one of a source: landing-kpi graphs build --help.");
  if (other)
    throw badInput(`Say on which knowledge graph, with --graph. ${thereAre(graphs.map(({ name }) => name))}`);
  output.say(`On the graph ${only.name}, the only one.`);
  return { kg_name: only.name, select_schema: only.schemas.join(",") };
}

function inWords({ kg_name, ruleset_name, excluded_fields }: Place): string {
  const more = [
    ruleset_name ? `the ruleset ${ruleset_name}` : "",
    excluded_fields?.length ? `no joins by ${excluded_fields.join(", ")}` : "",
  ].filter(Boolean);
  return `the graph ${kg_name}${more.length > 0 ? ` with ${more.join(" and ")}` : ""}`;
}
