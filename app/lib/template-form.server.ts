import { templateText } from "../../server/contracts/definition-templates.ts";
import type { AppCaller } from "../../server/router.ts";
import { definitionGraph } from "./definition-graph.server.ts";
import { chosenGraph, type KpiValues } from "./kpi-form.ts";
import { namesInput } from "./names-query.ts";
import { attempt } from "./problems.server.ts";
import { readChoice, type TemplateState, tableMeant } from "./template-form.ts";

interface Sent {
  readonly request: Request;
  readonly api: AppCaller;
  readonly form: FormData;
  readonly values: KpiValues;
  readonly kpiId?: number;
}

/**
 * A form whose definition is filled from its template, or that says what is to be chosen yet; with the tables and columns
 * to choose from. They come with this answer only: a page must not wait for the names of a big graph which few ask for.
 */
export async function filledForm({
  request,
  api,
  form,
  values,
  kpiId,
}: Sent): Promise<{ values: KpiValues; template: TemplateState }> {
  const choice = readChoice(form);
  const made = templateText(choice);
  const { chosen, usual } = await definitionGraph(request, api, kpiId);
  const offered = await namesToOffer(api, (chosenGraph(form) ?? chosen) || usual, choice.table);
  return made.ok
    ? {
        values: { ...values, nl_definition: made.text },
        template: { choice, ...offered, replaced: values.nl_definition },
      }
    : { values, template: { choice, ...offered, errors: made.errors } };
}

/** None of a graph that cannot be read: names may be typed all the same. */
async function namesToOffer(api: AppCaller, graph: string, table: string) {
  const found = async (query: { kind: "tables" | "columns"; q?: string; table?: string }) => {
    const input = { ...namesInput(graph, { ...query, page: "1" }), columns_per_table: 0 };
    const names = await attempt(api.graphs.names(input));
    return names.ok ? names.value : null;
  };
  const tables = (await found({ kind: "tables" }))?.tables.hits ?? [];
  const alike = table.trim() ? ((await found({ kind: "tables", q: table.trim() }))?.tables.hits ?? []) : [];
  const name = tableMeant(alike, table);
  const columns = name ? ((await found({ kind: "columns", table: name }))?.columns.hits ?? []) : [];
  return { tables: tables.map(({ say }) => say), columns: columns.map(({ say }) => say) };
}
