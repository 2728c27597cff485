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
  const { api } = args.context;
  const [{ source }, { sample }] = await Promise.all([
    answer(api.sources.get({ source_id })),
    answer(api.sample.get()),
  ]);
  return { source, sample: sample.source_id === source_id ? sample : null };
}

export async function action({ request, params, context: { api } }: ActionFunctionArgs) {
  const source_id = idInPath(params.sourceId, "source");
  if ((await request.formData()).get("intent") === REMOVE_SAMPLE) {
    const removed = await attempt(api.sample.remove());
    if (removed.ok) return redirectWithFlash("/sources", "sample_removed");
    return json({ message: removed.failure.message }, { status: removed.failure.status });
  }
  const deleted = await attempt(api.sources.delete({ source_id }));
  if (deleted.ok) return redirectWithFlash("/sources", "source_deleted");
  const { status, message } = deleted.failure;
  return json({ message }, { status });
}

const REMOVE_SAMPLE = "remove_sample";

export default function DeleteSourcePage() {
  const { source, sample } = useLoaderData<typeof loader>();
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
        {source.graphs.length > 0 && (
          <p>
            The knowledge graph {source.graphs.join(", ")} is about it
            {sample ? "." : ": delete that first."}
          </p>
        )}
        <FormButtons submit="Delete" busy="Deleting…" cancelTo={`/sources/${source.id}`} danger>
          {sample && (
            <button type="submit" name="intent" value={REMOVE_SAMPLE} data-kind="danger">
              Remove the whole sample
            </button>
          )}
        </FormButtons>
        {sample && (
          <p>
            This is the sample that the product came with. With it go{" "}
            {sample.kg_name ? `the knowledge graph ${sample.kg_name} and ` : ""}its KPIs
            {sample.kpis.length > 0 && ` (${sample.kpis.join(", ")})`}; those whose definition you changed
            stay. You can add it again under Sources.
          </p>
        )}
      </Form>
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: "Delete source – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
