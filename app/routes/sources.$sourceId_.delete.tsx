import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { FormButtons, FormError } from "../components/form-parts.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { requireAdministrator } from "../lib/administrator.server.ts";
import { redirectWithFlash } from "../lib/flash.server.ts";
import { answer, attempt, idInPath } from "../lib/problems.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  requireAdministrator(args);
  const source_id = idInPath(args.params.sourceId, "source");
  return answer(args.context.api.sources.get({ source_id }));
}

export async function action({ params, context: { api } }: ActionFunctionArgs) {
  const source_id = idInPath(params.sourceId, "source");
  const deleted = await attempt(api.sources.delete({ source_id }));
  if (deleted.ok) return redirectWithFlash("/sources", "source_deleted");
  const { status, message } = deleted.failure;
  return json({ message }, { status });
}

export default function DeleteSourcePage() {
  const { source } = useLoaderData<typeof loader>();
  const message = useActionData<typeof action>()?.message;
  return (
    <div className="page narrow-page">
      <h1>Delete this source?</h1>
      <Form method="post" className="form">
        <FormError message={message} />
        <p>
          <strong>{source.name}</strong> is forgotten here; the database itself is not touched. Executions
          that ran on it are kept with their rows.
        </p>
        <FormButtons submit="Delete" busy="Deleting…" cancelTo={`/sources/${source.id}`} danger />
      </Form>
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: "Delete source – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
