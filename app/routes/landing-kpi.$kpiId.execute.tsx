import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { DB_TYPES } from "../../server/contracts/executions.ts";
import type { AppCaller } from "../../server/router.ts";
import { DialogProblem } from "../components/dialog-problem.tsx";
import { ExecuteForm } from "../components/execute-form.tsx";
import { RouteDialog } from "../components/route-dialog.tsx";
import { executeDefaults } from "../lib/execute-defaults.server.ts";
import { askForSql, type ExecuteValues, executeRequest, readExecuteForm } from "../lib/execute-form.ts";
import { redirectWithFlash } from "../lib/flash.server.ts";
import { keyOfForm, newFormKey } from "../lib/form-key.server.ts";
import { placeOfDefinition } from "../lib/preview.server.ts";
import { answer, attempt, idInPath } from "../lib/problems.server.ts";
import { reachServer } from "../lib/reach-server.ts";

export async function loader({ params, context: { api } }: LoaderFunctionArgs) {
  const kpi_id = idInPath(params.kpiId, "KPI");
  const [{ kpi }, defaults] = await Promise.all([
    answer(api.kpis.get({ kpi_id })),
    executeDefaults(api, kpi_id),
  ]);
  const { values, graphs, schemas, rulesets, ran } = defaults;
  const choices = { graphs, schemas, rulesets, dbTypes: [...DB_TYPES] };
  const anywhere = !ran && graphs.length > 1;
  const accepted = kpi.sql_pin && !ran ? await placeOfAcceptedSql(api, kpi_id) : null;
  const place = accepted ?? (anywhere && (await placeOfDefinition(api, kpi.nl_definition, defaults)));
  return { kpi, values: { ...values, ...(place || {}) }, choices, formKey: newFormKey() };
}

/** What the SQL was accepted for, as the form has it: with other parameters the execution would be refused. */
async function placeOfAcceptedSql(api: AppCaller, kpi_id: number): Promise<Partial<ExecuteValues> | null> {
  const { pin } = await answer(api.sqlPins.get({ kpi_id }));
  if (!pin) return null;
  const { kg_name, select_schema, ruleset_name, excluded_fields } = pin;
  return {
    ...{ kg_name, select_schema, ruleset_name: ruleset_name ?? "" },
    excluded_fields: excluded_fields.join(", "),
  };
}

export async function action({ request, params, context: { api } }: ActionFunctionArgs) {
  const kpi_id = idInPath(params.kpiId, "KPI");
  const form = await request.formData();
  const values = readExecuteForm(form);
  const sql = String(form.get("sql") ?? "");
  const wanted = { kpi_id, ...executeRequest(values), sql, idempotency_key: keyOfForm(form) };
  const started = await attempt(api.executions.start(wanted));
  if (started.ok) {
    const { execution_result: run, repeated } = started.value;
    const told = repeated && run.execution_time_ms !== null ? "executed_before" : "started";
    return redirectWithFlash(`/landing-kpi/drilldown/${run.id}`, told);
  }
  const { status, message, fields } = started.failure;
  // Which SQL to run is asked once, beside the choice.
  const said = fields.sql
    ? { message: "", fields: { ...fields, sql: askForSql(fields.sql) } }
    : { message, fields };
  return json({ values, sql, ...said }, { status });
}

export function clientAction(args: ClientActionFunctionArgs) {
  return reachServer(args, (form) => ({
    ...{ values: readExecuteForm(form), sql: String(form.get("sql") ?? "") },
    fields: {},
  }));
}

export { shouldRevalidate } from "../lib/reach-server.ts";

export default function ExecuteKpiDialog() {
  const { kpi, values, choices, formKey } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const closeTo = `/landing-kpi${useLocation().search}`;
  return (
    <RouteDialog title={`Execute KPI: ${kpi.name}`} closeTo={closeTo} returnFocusTo={`execute-${kpi.id}`}>
      <p className="definition">{kpi.nl_definition}</p>
      <ExecuteForm
        values={refused?.values ?? values}
        choices={choices}
        formKey={formKey}
        sqlChoice={{ pin: kpi.sql_pin, kpiId: kpi.id, chosen: refused?.sql ?? "" }}
        errors={refused?.fields}
        message={refused?.message}
        cancelTo={closeTo}
      />
    </RouteDialog>
  );
}

export const meta: MetaFunction = () => [{ title: "Execute KPI – Landing KPI" }];

export { DialogProblem as ErrorBoundary };
