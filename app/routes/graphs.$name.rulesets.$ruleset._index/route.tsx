import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { type ClientActionFunctionArgs, Link, useActionData, useLoaderData } from "@remix-run/react";
import type { MadeKpi } from "../../../server/contracts/rulesets.ts";
import { Breakable } from "../../components/breakable.tsx";
import { Notice } from "../../components/notice.tsx";
import { RouteProblem } from "../../components/route-problem.tsx";
import { isAdministrator } from "../../lib/administrator.server.ts";
import { type FlashKey, redirectWithFlash, takeFlash } from "../../lib/flash.server.ts";
import { keyOfForm, newFormKey } from "../../lib/form-key.server.ts";
import { formatCount, formatTimestamp } from "../../lib/format.ts";
import { answer, attempt, badRequest } from "../../lib/problems.server.ts";
import { reachServer } from "../../lib/reach-server.ts";
import { formTarget, namesInPath, rulesetPath, rulesetsPath } from "../../lib/ruleset-paths.ts";
import { usePolling } from "../../lib/use-polling.ts";
import { AddRule, readNewRule } from "./add-rule.tsx";
import { Results } from "./results.tsx";
import { RuleList } from "./rule-list.tsx";
import { ToldNotice } from "./told-notice.tsx";

const POLL_MS = 1500;

export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  const { kg_name, ruleset_name } = namesInPath(request.url);
  const [{ ruleset }, { rules: results }, { flash, headers }] = await Promise.all([
    answer(context.api.rulesets.get({ kg_name, ruleset_name })),
    answer(context.api.rulesets.kpis({ kg_name, ruleset_name })),
    takeFlash(request),
  ]);
  const mayChange = isAdministrator(args);
  const formKey = newFormKey();
  return json({ graph: kg_name, ruleset, results, flash, mayChange, formKey }, { headers });
}

export async function action({ request, context: { api } }: ActionFunctionArgs) {
  const { kg_name, ruleset_name } = namesInPath(request.url);
  const here = rulesetPath(kg_name, ruleset_name);
  const form = await request.formData();
  if (form.get("intent") === "delete_rule") {
    const rule_name = String(form.get("rule_name") ?? "");
    await answer(api.rulesets.deleteRule({ kg_name, ruleset_name, rule_name }));
    return redirectWithFlash(here, "rule_deleted");
  }
  if (form.get("intent") === "make_kpis") {
    const rule = form.get("rule_name");
    const rule_name = rule === null ? undefined : String(rule);
    const idempotency_key = keyOfForm(form);
    const made = await attempt(api.rulesets.makeKpis({ kg_name, ruleset_name, rule_name, idempotency_key }));
    if (made.ok && made.value.trouble === null) return redirectWithFlash(here, toldOf(made.value.kpis));
    const [status, message] = made.ok
      ? [200, `The KPIs are there, but not all of them are executed. ${made.value.trouble}`]
      : [made.failure.status, made.failure.message];
    return json({ values: null, message, fields: {} }, { status });
  }
  if (form.get("intent") !== "add") throw badRequest("The page of a ruleset takes no such form.");
  const values = readNewRule(form);
  const added = await attempt(api.rulesets.addRule({ kg_name, ruleset_name, ...values } as NewRule));
  if (added.ok) return redirectWithFlash(here, "rule_added");
  const { status, message, fields } = added.failure;
  return json({ values, message, fields }, { status });
}

/** What there is to tell of KPIs that were asked for. */
function toldOf(kpis: readonly MadeKpi[]): FlashKey {
  if (kpis.every(({ made }) => made)) return "kpis_made";
  return kpis.some(({ made }) => made) ? "kpis_made_some" : "kpis_there";
}

type NewRule = Parameters<ActionFunctionArgs["context"]["api"]["rulesets"]["addRule"]>[0];

export function clientAction(args: ClientActionFunctionArgs) {
  return reachServer(args, (form) => ({ values: readNewRule(form), fields: {} }));
}

export { shouldRevalidate } from "../../lib/reach-server.ts";

export default function RulesetPage() {
  const { graph, ruleset, results, flash, mayChange, formKey } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const target = formTarget(rulesetPath(graph, ruleset.name));
  const running = results.some(({ kpis }) => kpis.some(({ last_run: run }) => run && isRunning(run)));
  usePolling(running, POLL_MS);
  return (
    <div className="page">
      <header className="page-header">
        <h1>
          <Breakable text={ruleset.name} />
        </h1>
        {mayChange && (
          <p className="actions">
            <Link className="button" to={rulesetPath(graph, ruleset.name, "/delete")}>
              Delete<span className="visually-hidden"> {ruleset.name}</span>
            </Link>
          </p>
        )}
      </header>
      {answered ? (
        !answered.values && <Notice kind="error">{answered.message}</Notice>
      ) : (
        <ToldNotice flash={flash} />
      )}
      <p>
        A ruleset of <Link to={rulesetsPath(graph)}>{graph}</Link>, version {formatCount(ruleset.version)},
        changed {formatTimestamp(ruleset.changed_at)}. Choose it when you execute a KPI: its rules then come
        before the joins of the graph.
      </p>
      {ruleset.rules.length > 0 && (
        <Results
          rules={results}
          version={ruleset.version}
          running={running}
          action={target}
          formKey={formKey}
        />
      )}
      <h2>Rules</h2>
      <RuleList graph={graph} ruleset={ruleset} results={results} mayChange={mayChange} formKey={formKey} />
      {mayChange && (
        <AddRule
          // A rule that was taken makes a new version, and room for the next one.
          key={ruleset.version}
          action={target}
          entered={answered?.values ? answered : undefined}
        />
      )}
    </div>
  );
}

function isRunning({ execution_status: status }: { execution_status: string }): boolean {
  return status === "pending" || status === "running";
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `${data.ruleset.name}, ruleset of ${data.graph}` : "Ruleset"} – Landing KPI` },
];

export { RouteProblem as ErrorBoundary };
