import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { type ClientActionFunctionArgs, Link, useActionData, useLoaderData } from "@remix-run/react";
import { SOURCE_TYPES } from "../../server/contracts/sources.ts";
import { RouteProblem } from "../components/route-problem.tsx";
import { SourceForm } from "../components/source-form.tsx";
import { requireAdministrator } from "../lib/administrator.server.ts";
import { redirectWithFlash } from "../lib/flash.server.ts";
import { answer } from "../lib/problems.server.ts";
import { reachServer } from "../lib/reach-server.ts";
import { answerSourceForm, type SourceAnswer } from "../lib/source-form.server.ts";
import { blankSource, readSource, typeNamed } from "../lib/source-form.ts";
import { TYPE_NAMES } from "../lib/source-type-names.ts";

export async function loader(args: LoaderFunctionArgs) {
  requireAdministrator(args);
  const type = typeNamed(new URL(args.request.url).searchParams.get("type"));
  return { type, choices: await answer(args.context.api.sources.files()) };
}

export async function action({ request, context: { api } }: ActionFunctionArgs) {
  const { saved, refused } = await answerSourceForm(request, api, (source) => api.sources.create(source));
  if (refused) return refused;
  const { id, db_type } = saved.source;
  return db_type === "files"
    ? redirect(`/sources/${id}/files`, 303)
    : redirectWithFlash(`/sources/${id}`, "source_connected");
}

export function clientAction(args: ClientActionFunctionArgs) {
  return reachServer(args, (form) => ({ values: readSource(form) }));
}

export { shouldRevalidate } from "../lib/reach-server.ts";

export default function NewSourcePage() {
  const { type, choices } = useLoaderData<typeof loader>();
  const answered: SourceAnswer | undefined = useActionData<typeof action>();
  if (type === null) return <TypeChoice />;
  return (
    <div className="page narrow-page">
      <h1>Connect a source: {TYPE_NAMES[type]}</h1>
      <SourceForm
        values={answered?.values ?? blankSource(type)}
        choices={choices}
        errors={answered?.fields}
        message={answered?.message}
        test={answered?.test}
        cancelTo="/sources/new"
        submit="Connect"
      />
    </div>
  );
}

/** What a source is comes first: which fields its form has depends on it. */
function TypeChoice() {
  return (
    <div className="page narrow-page">
      <h1>Connect a source</h1>
      <p>Where is the data? A database is only read, never changed.</p>
      <ul className="choices">
        {SOURCE_TYPES.map((type) => (
          <li key={type}>
            <Link className="button" to={`/sources/new?type=${type}`}>
              {TYPE_NAMES[type]}
            </Link>
          </li>
        ))}
      </ul>
      <p>
        <Link to="/sources">All sources</Link>
      </p>
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: "Connect a source – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
