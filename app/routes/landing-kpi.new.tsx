import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { DialogProblem } from "../components/dialog-problem.tsx";
import { KpiForm } from "../components/kpi-form.tsx";
import { RouteDialog } from "../components/route-dialog.tsx";
import { isAdministrator } from "../lib/administrator.server.ts";
import { definitionGraph, rememberGraph, statusOf } from "../lib/definition-graph.server.ts";
import { redirectWithFlash } from "../lib/flash.server.ts";
import { COPY_OF } from "../lib/kpi-copy.ts";
import { asksForPreview, BLANK, chosenGraph, copyOf, type KpiValues, readTyped } from "../lib/kpi-form.ts";
import { previewForm, type TriedDefinition, warnBeforeSaving } from "../lib/preview.server.ts";
import { answer, attempt, idInPath } from "../lib/problems.server.ts";
import { reachServer } from "../lib/reach-server.ts";
import { filledForm } from "../lib/template-form.server.ts";
import { asksToFill, readChoice, type TemplateState } from "../lib/template-form.ts";
import { withParams } from "../lib/urls.ts";

/** So that the new KPI is the first of the list, however many there are. */
const NEWEST_FIRST = "&sort_by=id&sort_order=desc";

export async function loader(args: LoaderFunctionArgs) {
  const { api } = args.context;
  const copied = new URL(args.request.url).searchParams.get(COPY_OF);
  const kpi_id = copied === null ? undefined : idInPath(copied, "KPI");
  const [values, { groups }, graph] = await Promise.all([
    kpi_id === undefined ? BLANK : answer(api.kpis.get({ kpi_id })).then(({ kpi }) => copyOf(kpi)),
    answer(api.kpis.overview({ page_size: 1 })),
    definitionGraph(args.request, api, kpi_id),
  ]);
  return json({ values, groups, graph, mayApprove: isAdministrator(args) }, { status: statusOf(graph) });
}

/** What the form shows after an answer that did not save. */
interface NewAnswer {
  readonly values: KpiValues;
  readonly chosen?: string;
  readonly template: TemplateState;
  readonly message?: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly tried?: TriedDefinition;
}

/** The form as it was sent. */
function unsaved(form: FormData): NewAnswer {
  return {
    values: readTyped(form),
    chosen: chosenGraph(form),
    template: { choice: readChoice(form) },
    fields: {},
  };
}

export async function action({ request, context: { api } }: ActionFunctionArgs) {
  const form = await request.formData();
  const sent = unsaved(form);
  const { values } = sent;
  const headers = await rememberGraph(form);
  if (asksToFill(form)) {
    const filled = await filledForm({ request, api, form, values });
    return json<NewAnswer>({ ...sent, ...filled }, { headers });
  }
  if (asksForPreview(form)) {
    const { status, ...answered } = await previewForm(api, form, values.nl_definition);
    return json<NewAnswer>({ ...sent, ...answered }, { status, headers });
  }
  const warning = await warnBeforeSaving(api, form, values.nl_definition);
  if (warning) {
    const { status, ...answered } = warning;
    return json<NewAnswer>({ ...sent, ...answered }, { status, headers });
  }
  const created = await attempt(api.kpis.create(values));
  if (created.ok) {
    const { id } = created.value.kpi;
    const told = await redirectWithFlash(`/landing-kpi?kpi=${id}${NEWEST_FIRST}`, "created", id);
    for (const [name, value] of Object.entries(headers)) told.headers.append(name, value);
    return told;
  }
  const { status, message, fields } = created.failure;
  return json<NewAnswer>({ ...sent, message, fields }, { status, headers });
}

export function clientAction(args: ClientActionFunctionArgs) {
  return reachServer(args, unsaved);
}

export { shouldRevalidate } from "../lib/reach-server.ts";

export default function NewKpiDialog() {
  const { values, groups, graph, mayApprove } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const closeTo = `/landing-kpi${withParams(useLocation().search, { [COPY_OF]: null })}`;
  return (
    <RouteDialog title="New KPI" closeTo={closeTo} returnFocusTo="new-kpi">
      <KpiForm
        values={answered?.values ?? values}
        groups={groups}
        graph={{ ...graph, chosen: answered?.chosen ?? graph.chosen }}
        mayApprove={mayApprove}
        errors={answered?.fields}
        message={answered ? answered.message : graph.problem}
        tried={answered?.tried}
        template={answered?.template}
        cancelTo={closeTo}
        submit="Create KPI"
      />
    </RouteDialog>
  );
}

export const meta: MetaFunction = () => [{ title: "New KPI – Landing KPI" }];

export { DialogProblem as ErrorBoundary };
