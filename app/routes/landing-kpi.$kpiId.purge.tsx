import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { DialogProblem } from "../components/dialog-problem.tsx";
import { Field } from "../components/field.tsx";
import { FormButtons, FormError } from "../components/form-parts.tsx";
import { RouteDialog } from "../components/route-dialog.tsx";
import { redirectWithFlash } from "../lib/flash.server.ts";
import { formatQuantity } from "../lib/format.ts";
import { answer, attempt, idInPath } from "../lib/problems.server.ts";
import { withParams } from "../lib/urls.ts";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";

export async function loader({ params, context: { api } }: LoaderFunctionArgs) {
  const kpi_id = idInPath(params.kpiId, "KPI");
  const [{ kpi }, { total }] = await Promise.all([
    answer(api.kpis.get({ kpi_id })),
    answer(api.executions.list({ kpi_id, limit: 1 })),
  ]);
  return { id: kpi.id, name: kpi.name, runs: total };
}

export async function action({ request, params, context: { api } }: ActionFunctionArgs) {
  const kpi_id = idInPath(params.kpiId, "KPI");
  const confirm_name = String((await request.formData()).get("confirm_name") ?? "");
  const purged = await attempt(api.kpis.purge({ kpi_id, confirm_name }));
  if (purged.ok) {
    return redirectWithFlash(
      `/landing-kpi${withParams(new URL(request.url).search, { kpi: null })}`,
      "purged",
    );
  }
  const { status, message, fields } = purged.failure;
  return json({ confirm_name, message, fields }, { status });
}

export default function PurgeKpiDialog() {
  const { id, name, runs } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const formRef = useFocusFirstInvalid(refused?.fields);
  const closeTo = `/landing-kpi${useLocation().search}`;
  return (
    <RouteDialog title="Delete this KPI permanently?" closeTo={closeTo} returnFocusTo={`purge-${id}`} alert>
      <Form method="post" className="form" ref={formRef} noValidate preventScrollReset>
        <FormError message={refused?.message} />
        <p>
          <strong>{name}</strong> and its {formatQuantity(runs, "execution")} with all stored records are
          removed. This cannot be undone.
        </p>
        <Field
          name="confirm_name"
          label="Type the name of the KPI to confirm"
          required
          error={refused?.fields.confirm_name}
        >
          {(control) => (
            <input {...control} defaultValue={refused?.confirm_name} autoComplete="off" required />
          )}
        </Field>
        <FormButtons submit="Delete permanently" busy="Deleting…" cancelTo={closeTo} danger />
      </Form>
    </RouteDialog>
  );
}

export const meta: MetaFunction = () => [{ title: "Delete KPI permanently – Landing KPI" }];

export { DialogProblem as ErrorBoundary };
