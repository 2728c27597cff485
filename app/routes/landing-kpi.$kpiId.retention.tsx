import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import {
  type ClientActionFunctionArgs,
  Form,
  useActionData,
  useLoaderData,
  useLocation,
} from "@remix-run/react";
import { DialogProblem } from "../components/dialog-problem.tsx";
import { Field } from "../components/field.tsx";
import { FormButtons, FormError } from "../components/form-parts.tsx";
import { RouteDialog } from "../components/route-dialog.tsx";
import { redirectWithFlash } from "../lib/flash.server.ts";
import { answer, attempt, idInPath } from "../lib/problems.server.ts";
import { reachServer } from "../lib/reach-server.ts";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";

export async function loader({ params, context: { api } }: LoaderFunctionArgs) {
  const kpi_id = idInPath(params.kpiId, "KPI");
  const [{ kpi }, { keep_days, keep_runs }] = await Promise.all([
    answer(api.kpis.get({ kpi_id })),
    answer(api.kpis.retention({ kpi_id })),
  ]);
  const text = (limit: number | null) => (limit === null ? "" : String(limit));
  return { id: kpi.id, name: kpi.name, values: { keep_days: text(keep_days), keep_runs: text(keep_runs) } };
}

function readForm(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  return { keep_days: text("keep_days"), keep_runs: text("keep_runs") };
}

export async function action({ request, params, context: { api } }: ActionFunctionArgs) {
  const kpi_id = idInPath(params.kpiId, "KPI");
  const values = readForm(await request.formData());
  const saved = await attempt(api.kpis.setRetention({ kpi_id, ...values }));
  if (saved.ok) {
    const told = saved.value.to_delete > 0 ? "history_limited" : "history_limits_saved";
    return redirectWithFlash(`/landing-kpi${new URL(request.url).search}`, told);
  }
  const { status, message, fields } = saved.failure;
  return json({ values, message, fields }, { status });
}

export function clientAction(args: ClientActionFunctionArgs) {
  return reachServer(args, (form) => ({ values: readForm(form), fields: {} }));
}

export { shouldRevalidate } from "../lib/reach-server.ts";

export default function RetentionDialog() {
  const { id, name, values: saved } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const formRef = useFocusFirstInvalid(refused?.fields);
  const closeTo = `/landing-kpi${useLocation().search}`;
  const values = refused?.values ?? saved;
  return (
    <RouteDialog title={`What is kept of ${name}`} closeTo={closeTo} returnFocusTo={`retention-${id}`}>
      <Form method="post" className="form" ref={formRef} noValidate preventScrollReset>
        <FormError message={refused?.message} />
        <p>
          Executions beyond these limits are deleted with their records, now and from now on. The newest
          execution always stays, and so do those that are pinned on their pages.
        </p>
        <Field
          name="keep_days"
          label="Days"
          error={refused?.fields.keep_days}
          hint="Older executions are deleted. Empty: none for its age."
        >
          {(control) => (
            <input {...control} inputMode="numeric" defaultValue={values.keep_days} autoComplete="off" />
          )}
        </Field>
        <Field
          name="keep_runs"
          label="Executions"
          error={refused?.fields.keep_runs}
          hint="Only the newest so many are kept. Empty: all."
        >
          {(control) => (
            <input {...control} inputMode="numeric" defaultValue={values.keep_runs} autoComplete="off" />
          )}
        </Field>
        <FormButtons submit="Save" busy="Saving…" cancelTo={closeTo} />
      </Form>
    </RouteDialog>
  );
}

export const meta: MetaFunction = () => [{ title: "What is kept – Landing KPI" }];

export { DialogProblem as ErrorBoundary };
