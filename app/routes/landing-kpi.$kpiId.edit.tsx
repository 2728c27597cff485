import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  Link,
  useActionData,
  useLoaderData,
  useLocation,
} from "@remix-run/react";
import type { KpiDefinition } from "../../server/contracts/kpis.ts";
import { DialogProblem } from "../components/dialog-problem.tsx";
import { KpiForm } from "../components/kpi-form.tsx";
import { RouteDialog } from "../components/route-dialog.tsx";
import { isAdministrator } from "../lib/administrator.server.ts";
import { definitionGraph, rememberGraph, statusOf } from "../lib/definition-graph.server.ts";
import { redirectWithFlash } from "../lib/flash.server.ts";
import {
  asksForPreview,
  type Conflict,
  chosenGraph,
  conflictsOf,
  DEFINITION_PARAM,
  type KpiValues,
  readConflicts,
  readOpened,
  readTyped,
  valuesOf,
  withTheirs,
} from "../lib/kpi-form.ts";
import { previewForm, type TriedDefinition, warnBeforeSaving } from "../lib/preview.server.ts";
import { answer, attempt, idInPath } from "../lib/problems.server.ts";
import { reachServer } from "../lib/reach-server.ts";
import { filledForm } from "../lib/template-form.server.ts";
import { asksToFill, readChoice, type TemplateState } from "../lib/template-form.ts";
import { withParams } from "../lib/urls.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { request, params } = args;
  const { api } = args.context;
  const kpi_id = idInPath(params.kpiId, "KPI");
  const [{ kpi }, { groups }, graph] = await Promise.all([
    answer(api.kpis.get({ kpi_id })),
    answer(api.kpis.overview({ page_size: 1 })),
    definitionGraph(request, api, kpi_id),
  ]);
  const values = valuesOf(kpi);
  const nl_definition = new URL(request.url).searchParams.get(DEFINITION_PARAM) ?? values.nl_definition;
  return json(
    {
      id: kpi.id,
      values: { ...values, nl_definition },
      opened: { values, version: kpi.version },
      groups,
      graph,
      mayApprove: isAdministrator(args),
    },
    { status: statusOf(graph) },
  );
}

/** The address of the list below the form. */
function listSearch(search: string): string {
  return withParams(search, { [DEFINITION_PARAM]: null });
}

/** What the form shows after an answer that did not save. */
interface EditAnswer {
  readonly values: KpiValues;
  readonly opened: { readonly values: KpiValues; readonly version: number };
  readonly message?: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly conflicts: Conflict[];
  readonly stale: boolean;
  readonly tried?: TriedDefinition;
  readonly template: TemplateState;
  /** The knowledge graph that the definition was tried on. */
  readonly chosen?: string;
}

/** The form as it was sent. */
function unsaved(form: FormData): EditAnswer {
  const opened = { values: readOpened(form), version: Number(form.get("expected_version")) };
  const conflicts = readConflicts(form);
  const stale = conflicts.length > 0;
  const template = { choice: readChoice(form) };
  const values = readTyped(form);
  return { values, opened, fields: {}, conflicts, stale, chosen: chosenGraph(form), template };
}

export async function action({ request, params, context: { api } }: ActionFunctionArgs) {
  const kpi_id = idInPath(params.kpiId, "KPI");
  const form = await request.formData();
  const values = withTheirs(form);
  const sent = unsaved(form);
  if (asksToFill(form)) {
    const filled = await filledForm({ request, api, form, values: sent.values, kpiId: kpi_id });
    return json<EditAnswer>({ ...sent, ...filled }, { headers: await rememberGraph(form) });
  }
  if (asksForPreview(form)) {
    const { status, ...answered } = await previewForm(api, form, values.nl_definition, kpi_id);
    return json<EditAnswer>({ ...sent, ...answered }, { status, headers: await rememberGraph(form) });
  }
  // What somebody else saved meanwhile comes first: only then is it known what would be saved.
  const { kpi } = await answer(api.kpis.get({ kpi_id }));
  const isNew = kpi.version === sent.opened.version && values.nl_definition !== kpi.nl_definition;
  const warning = isNew && (await warnBeforeSaving(api, form, values.nl_definition, kpi_id));
  if (warning) {
    const { status, ...answered } = warning;
    return json<EditAnswer>({ ...sent, ...answered }, { status });
  }
  const saved = await attempt(api.kpis.update({ kpi_id, ...values, expected_version: sent.opened.version }));
  if (saved.ok) {
    const stale = isNew && (saved.value.kpi.sql_pin?.stale.length ?? 0) > 0;
    const list = `/landing-kpi${listSearch(new URL(request.url).search)}`;
    return redirectWithFlash(list, stale ? "saved_sql_stale" : "saved", kpi_id);
  }
  const { status, reason, message, fields, current } = saved.failure;
  if (reason !== "stale_version") return json<EditAnswer>({ ...sent, message, fields }, { status });
  const now = current as KpiDefinition;
  const opened = { values: valuesOf(now), version: now.version };
  const conflicts = conflictsOf(sent.opened.values, values, opened.values);
  return json<EditAnswer>({ ...sent, values, opened, conflicts, stale: true }, { status });
}

export function clientAction(args: ClientActionFunctionArgs) {
  return reachServer(args, unsaved);
}

export { shouldRevalidate } from "../lib/reach-server.ts";

export default function EditKpiDialog() {
  const { id, values, opened, groups, graph, mayApprove } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const { pathname, search } = useLocation();
  const stale = answered?.stale && <StaleMessage reload={pathname + search} />;
  const message = answered ? (answered.message ?? stale) : graph.problem;
  const closeTo = `/landing-kpi${listSearch(search)}`;
  return (
    <RouteDialog title={`Edit KPI: ${opened.values.name}`} closeTo={closeTo} returnFocusTo={`edit-${id}`}>
      <KpiForm
        key={answered?.opened.version ?? opened.version}
        values={answered?.values ?? values}
        opened={answered?.opened ?? opened}
        groups={groups}
        graph={{ ...graph, chosen: answered?.chosen ?? graph.chosen }}
        mayApprove={mayApprove}
        errors={answered?.fields}
        message={message}
        tried={answered?.tried}
        template={answered?.template}
        conflicts={answered?.conflicts}
        cancelTo={closeTo}
        submit={answered?.stale ? "Save over the other version" : "Save changes"}
      />
    </RouteDialog>
  );
}

/** After a save that came second. */
function StaleMessage({ reload }: { reload: string }) {
  return (
    <>
      Someone else saved this KPI while you were editing it, so yours is not saved yet. Nothing is lost: your
      text is in the fields, theirs is beside it. Tick what you take from them and save, or{" "}
      <Link to={reload} reloadDocument>
        drop yours and start from what is saved now
      </Link>
      .
    </>
  );
}

export const meta: MetaFunction = () => [{ title: "Edit KPI – Landing KPI" }];

export { DialogProblem as ErrorBoundary };
