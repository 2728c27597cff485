import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { DialogProblem } from "../components/dialog-problem.tsx";
import { KpiForm } from "../components/kpi-form.tsx";
import { RouteDialog } from "../components/route-dialog.tsx";
import { redirectWithFlash } from "../lib/flash.server.ts";
import { type KpiValues, readTyped } from "../lib/kpi-form.ts";
import { answer, attempt } from "../lib/problems.server.ts";

const BLANK: KpiValues = { name: "", alias_name: "", group_name: "", description: "", nl_definition: "" };

export async function loader({ context: { api } }: LoaderFunctionArgs) {
  const { groups } = await answer(api.kpis.overview({ page_size: 1 }));
  return { groups };
}

export async function action({ request, context: { api } }: ActionFunctionArgs) {
  const values = readTyped(await request.formData());
  const created = await attempt(api.kpis.create(values));
  if (created.ok) return redirectWithFlash(`/landing-kpi?kpi=${created.value.kpi.id}`, "created");
  const { status, message, fields } = created.failure;
  return json({ values, message, fields }, { status });
}

export default function NewKpiDialog() {
  const { groups } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const closeTo = `/landing-kpi${useLocation().search}`;
  return (
    <RouteDialog title="New KPI" closeTo={closeTo} returnFocusTo="new-kpi">
      <KpiForm
        values={refused?.values ?? BLANK}
        groups={groups}
        errors={refused?.fields}
        message={refused?.message}
        cancelTo={closeTo}
        submit="Create KPI"
      />
    </RouteDialog>
  );
}

export const meta: MetaFunction = () => [{ title: "New KPI – Landing KPI" }];

export { DialogProblem as ErrorBoundary };
