import type { z } from "zod";
import type { PreviewResponse } from "../../server/contracts/preview.ts";
import type { AppCaller } from "../../server/router.ts";
import { problemWith } from "./definition-graph.server.ts";
import { type ExecuteDefaults, executeDefaults, type Place } from "./execute-defaults.server.ts";
import { type ExecuteValues, executeRequest } from "./execute-form.ts";
import { APPROVE_JOINS, chosenGraph, isLive, JOINS_OF, SAVE_ANYWAY } from "./kpi-form.ts";
import { attempt } from "./problems.server.ts";
import { sqlToShow } from "./sql-layout.ts";
import type { SqlToken } from "./sql-tokens.ts";

/** A definition that was tried, and on what. */
export type TriedDefinition = z.infer<typeof PreviewResponse> & {
  readonly definition: string;
  readonly sql: SqlToken[] | null;
  readonly kg_name: string;
  readonly select_schema: string;
};

interface PreviewAnswer {
  readonly status: number;
  readonly message: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
  readonly tried: TriedDefinition | undefined;
}

/** On how many graphs a definition is tried, at most. */
const MAX_GRAPHS = 10;

/** A definition that is to be tried. */
interface Trial {
  readonly definition: string;
  /** The graph that was chosen for it; blank or undefined when none was. */
  readonly graph: string | undefined;
  readonly rows?: number;
}

/**
 * Tries a definition with the parameters that the KPI would be executed with; nothing is stored. It is tried on the
 * graph that was chosen. Where none was, one that never ran may be about any: the first that it is understood on is
 * taken, else the one that knows most of its words. The form has a field for the definition only, so what is wrong with
 * a parameter becomes the form's message.
 */
async function previewAnswer(
  api: AppCaller,
  { definition, graph, rows }: Trial,
  { values, places, ran }: ExecuteDefaults,
): Promise<PreviewAnswer> {
  if (graph && graph !== values.kg_name) {
    const chosen = places.find(({ kg_name }) => kg_name === graph);
    const message = problemWith(
      graph,
      places.map(({ kg_name }) => kg_name),
    );
    return chosen
      ? tryOn(api, definition, { ...values, ...chosen, ruleset_name: "", db_type: "" }, rows)
      : { status: 422, message, fields: {}, tried: undefined };
  }
  const first = await tryOn(api, definition, values, rows);
  if (first.tried?.success !== false || graph || ran) return first;
  let best = first;
  for (const place of places.slice(1, MAX_GRAPHS)) {
    const other = await tryOn(api, definition, { ...values, ...place }, rows);
    if (other.tried?.success) return other;
    if (unclearCharacters(other) < unclearCharacters(best)) best = other;
  }
  return best;
}

/** Where a KPI that never ran is rather executed: on the graph on which its definition is understood best. */
export async function placeOfDefinition(
  api: AppCaller,
  definition: string,
  defaults: ExecuteDefaults,
): Promise<Place | undefined> {
  const { tried } = await previewAnswer(api, { definition, graph: undefined, rows: 0 }, defaults);
  return tried && { kg_name: tried.kg_name, select_schema: tried.select_schema };
}

/** What a form asks for that tries its definition, the joins approved first that it asks to approve. */
export async function previewForm(
  api: AppCaller,
  form: FormData,
  definition: string,
  kpiId?: number,
): Promise<PreviewAnswer> {
  const ids = form.get(APPROVE_JOINS);
  if (typeof ids === "string") {
    const relationship_ids = ids.split(",").map(Number);
    const kg_name = String(form.get(JOINS_OF) ?? "");
    const done = await attempt(api.relationships.decide({ kg_name, relationship_ids, status: "approved" }));
    if (!done.ok) {
      const { status, message, fields } = done.failure;
      return { status, message: Object.values(fields)[0] ?? message, fields: {}, tried: undefined };
    }
  }
  // Rows are queries on the source, with a count of all: seconds of its time, too much for each pause in typing.
  const rows = isLive(form) ? 0 : undefined;
  return previewAnswer(
    api,
    { definition, graph: chosenGraph(form), rows },
    await executeDefaults(api, kpiId),
  );
}

/** How much of a definition was not understood: all where a graph knows nothing of it, nothing where a join is all that it lacks. */
function unclearCharacters({ tried }: PreviewAnswer): number {
  if (!tried) return Number.POSITIVE_INFINITY;
  if (tried.preview.diagnostics.some(({ proposed_joins }) => proposed_joins)) return 0;
  const lengths = tried.preview.diagnostics.map(({ span }) =>
    span ? span.end - span.start : tried.definition.length,
  );
  return Math.max(0, ...lengths);
}

async function tryOn(
  api: AppCaller,
  definition: string,
  values: ExecuteValues,
  rows: number | undefined,
): Promise<PreviewAnswer> {
  const parameters = { ...executeRequest(values), rows };
  const tried = await attempt(api.kpis.preview({ ...parameters, nl_definition: definition } as PreviewInput));
  if (!tried.ok) {
    const { status, message, fields } = tried.failure;
    const elsewhere = Object.keys(fields).filter((field) => field !== "nl_definition");
    const told = elsewhere.map((field) => fields[field]).join(" ");
    return { status, message: told || message, fields, tried: undefined };
  }
  const { kg_name, select_schema } = values;
  const context = { definition: definition.trim(), kg_name, select_schema };
  const sql = sqlToShow(tried.value.preview.generated_sql);
  return { status: 200, message: undefined, fields: {}, tried: { ...tried.value, sql, ...context } };
}

/**
 * The answer to a form that would save a definition which is not understood: a warning, and nothing is saved. null
 * when there is nothing to warn of; what is invalid about the definition is for saving itself to say.
 */
export async function warnBeforeSaving(
  api: AppCaller,
  form: FormData,
  definition: string,
  kpiId?: number,
): Promise<PreviewAnswer | null> {
  if (form.has(SAVE_ANYWAY)) return null;
  const trial = { definition, graph: chosenGraph(form), rows: 0 };
  const answer = await previewAnswer(api, trial, await executeDefaults(api, kpiId));
  return answer.tried?.success === false ? { ...answer, status: 422 } : null;
}

type PreviewInput = Parameters<AppCaller["kpis"]["preview"]>[0];
