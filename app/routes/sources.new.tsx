import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { RouteProblem } from "../components/route-problem.tsx";
import { SourceForm } from "../components/source-form.tsx";
import { requireAdministrator } from "../lib/administrator.server.ts";
import { redirectWithFlash } from "../lib/flash.server.ts";
import { answer } from "../lib/problems.server.ts";
import { reachServer } from "../lib/reach-server.ts";
import { answerSourceForm, type SourceAnswer } from "../lib/source-form.server.ts";
import { blankSource, readSource } from "../lib/source-form.ts";

export async function loader(args: LoaderFunctionArgs) {
  requireAdministrator(args);
  return { choices: await answer(args.context.api.sources.files()) };
}

export async function action({ request, context: { api } }: ActionFunctionArgs) {
  const { saved, refused } = await answerSourceForm(request, api, (source) => api.sources.create(source));
  return refused ?? redirectWithFlash(`/sources/${saved.source.id}`, "source_connected");
}

export function clientAction(args: ClientActionFunctionArgs) {
  return reachServer(args, (form) => ({ values: readSource(form) }));
}

export { shouldRevalidate } from "../lib/reach-server.ts";

export default function NewSourcePage() {
  const { choices } = useLoaderData<typeof loader>();
  const answered: SourceAnswer | undefined = useActionData<typeof action>();
  return (
    <div className="page narrow-page">
      <h1>Connect a source</h1>
      <SourceForm
        values={answered?.values ?? blankSource("sqlite")}
        choices={choices}
        errors={answered?.fields}
        message={answered?.message}
        test={answered?.test}
        cancelTo="/sources"
        submit="Connect"
      />
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: "Connect a source – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
