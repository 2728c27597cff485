import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { FormButtons, FormError } from "../components/form-parts.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { requireAdministrator } from "../lib/administrator.server.ts";
import { redirectWithFlash } from "../lib/flash.server.ts";
import { graphPath } from "../lib/graph-paths.ts";
import { answer, attempt } from "../lib/problems.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  requireAdministrator(args);
  const graph = await answer(args.context.api.graphs.about({ kg_name: args.params.name ?? "" }));
  return { name: graph.name };
}

export async function action({ params, context: { api } }: ActionFunctionArgs) {
  const deleted = await attempt(api.graphs.delete({ kg_name: params.name ?? "" }));
  if (deleted.ok) return redirectWithFlash("/graphs", "graph_deleted");
  const { status, message } = deleted.failure;
  return json({ message }, { status });
}

export default function DeleteGraphPage() {
  const { name } = useLoaderData<typeof loader>();
  const message = useActionData<typeof action>()?.message;
  return (
    <div className="page narrow-page">
      <h1>Delete this knowledge graph?</h1>
      <Form method="post" action={graphPath(name, {}, "/delete")} className="form">
        <FormError message={message} />
        <p>
          <strong>{name}</strong> is deleted with its joins, other names and rulesets. Its source, and the
          executions that used it, stay. This cannot be undone.
        </p>
        <FormButtons submit="Delete" busy="Deleting…" cancelTo={graphPath(name)} danger />
      </Form>
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: "Delete knowledge graph – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
