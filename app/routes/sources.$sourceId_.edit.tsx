import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import type { SourceRequest } from "../../server/contracts/sources.ts";
import { RouteProblem } from "../components/route-problem.tsx";
import { SourceForm } from "../components/source-form.tsx";
import { requireAdministrator } from "../lib/administrator.server.ts";
import { redirectWithFlash } from "../lib/flash.server.ts";
import { answer, idInPath } from "../lib/problems.server.ts";
import { reachServer } from "../lib/reach-server.ts";
import { answerSourceForm, type SourceAnswer } from "../lib/source-form.server.ts";
import { readSource, valuesOfSource } from "../lib/source-form.ts";

export async function loader(args: LoaderFunctionArgs) {
  requireAdministrator(args);
  const { api } = args.context;
  const source_id = idInPath(args.params.sourceId, "source");
  const [{ source }, choices] = await Promise.all([
    answer(api.sources.get({ source_id })),
    answer(api.sources.files()),
  ]);
  return { source, choices };
}

export async function action({ request, params, context: { api } }: ActionFunctionArgs) {
  const source_id = idInPath(params.sourceId, "source");
  const save = (source: SourceRequest) => api.sources.update({ ...source, source_id });
  const { refused } = await answerSourceForm(request, api, save, source_id);
  return refused ?? redirectWithFlash(`/sources/${source_id}`, "source_saved");
}

export function clientAction(args: ClientActionFunctionArgs) {
  return reachServer(args, (form) => ({ values: readSource(form) }));
}

export { shouldRevalidate } from "../lib/reach-server.ts";

export default function EditSourcePage() {
  const { source, choices } = useLoaderData<typeof loader>();
  const answered: SourceAnswer | undefined = useActionData<typeof action>();
  return (
    <div className="page narrow-page">
      <h1>Edit source: {source.name}</h1>
      <SourceForm
        values={answered?.values ?? valuesOfSource(source)}
        choices={choices}
        hasPassword={source.has_password}
        errors={answered?.fields}
        message={answered?.message}
        test={answered?.test}
        cancelTo={`/sources/${source.id}`}
        submit="Save changes"
      />
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: "Edit source – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
