import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { FormButtons, FormError } from "../components/form-parts.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { requireAdministrator } from "../lib/administrator.server.ts";
import { redirectWithFlash } from "../lib/flash.server.ts";
import { formatQuantity } from "../lib/format.ts";
import { answer, attempt } from "../lib/problems.server.ts";
import { namesInPath, rulesetPath, rulesetsPath } from "../lib/ruleset-paths.ts";

export async function loader(args: LoaderFunctionArgs) {
  requireAdministrator(args);
  const { kg_name, ruleset_name } = namesInPath(args.request.url);
  const { ruleset } = await answer(args.context.api.rulesets.get({ kg_name, ruleset_name }));
  return { graph: kg_name, name: ruleset.name, rules: ruleset.rules.length };
}

export async function action({ request, context: { api } }: ActionFunctionArgs) {
  const { kg_name, ruleset_name } = namesInPath(request.url);
  const deleted = await attempt(api.rulesets.delete({ kg_name, ruleset_name }));
  if (deleted.ok) return redirectWithFlash(rulesetsPath(kg_name), "ruleset_deleted");
  const { status, message } = deleted.failure;
  return json({ message }, { status });
}

export default function DeleteRulesetPage() {
  const { graph, name, rules } = useLoaderData<typeof loader>();
  const message = useActionData<typeof action>()?.message;
  return (
    <div className="page narrow-page">
      <h1>Delete this ruleset?</h1>
      <Form method="post" action={rulesetPath(graph, name, "/delete")} className="form">
        <FormError message={message} />
        <p>
          <strong>{name}</strong> of {graph} is deleted with its {formatQuantity(rules, "rule")}. The joins of
          the graph, the KPIs that were made of its rules, and the executions that used it stay. KPIs that
          were last executed with it need another ruleset, or none, the next time. This cannot be undone.
        </p>
        <FormButtons submit="Delete" busy="Deleting…" cancelTo={rulesetPath(graph, name)} danger />
      </Form>
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: "Delete ruleset – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
