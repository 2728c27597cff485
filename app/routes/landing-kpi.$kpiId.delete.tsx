import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, useLocation } from "@remix-run/react";
import { DialogProblem } from "../components/dialog-problem.tsx";
import { FormButtons } from "../components/form-parts.tsx";
import { RouteDialog } from "../components/route-dialog.tsx";
import { redirectWithFlash } from "../lib/flash.server.ts";
import { answer, idInPath } from "../lib/problems.server.ts";
import { withParams } from "../lib/urls.ts";

export async function loader({ params, context: { api } }: LoaderFunctionArgs) {
  const { kpi } = await answer(api.kpis.get({ kpi_id: idInPath(params.kpiId, "KPI") }));
  return { id: kpi.id, name: kpi.name };
}

export async function action({ request, params, context: { api } }: ActionFunctionArgs) {
  const kpi_id = idInPath(params.kpiId, "KPI");
  await answer(api.kpis.delete({ kpi_id }));
  return redirectWithFlash(
    `/landing-kpi${withParams(new URL(request.url).search, { kpi: null })}`,
    "deleted",
    kpi_id,
  );
}

export default function DeleteKpiDialog() {
  const { id, name } = useLoaderData<typeof loader>();
  const closeTo = `/landing-kpi${useLocation().search}`;
  return (
    <RouteDialog title="Delete this KPI?" closeTo={closeTo} returnFocusTo={`delete-${id}`} alert>
      <Form method="post" className="form" preventScrollReset>
        <p>
          <strong>{name}</strong> leaves the list. Its execution history is kept, and you can restore it from
          the list of deleted KPIs.
        </p>
        <FormButtons submit="Delete" busy="Deleting…" cancelTo={closeTo} danger />
      </Form>
    </RouteDialog>
  );
}

export const meta: MetaFunction = () => [{ title: "Delete KPI – Landing KPI" }];

export { DialogProblem as ErrorBoundary };
