import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import type { Source } from "../../server/contracts/sources.ts";
import { Breakable } from "../components/breakable.tsx";
import { FlashNotice } from "../components/flash-notice.tsx";
import { Notice } from "../components/notice.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { TestOutcome } from "../components/source-form.tsx";
import { isAdministrator } from "../lib/administrator.server.ts";
import { takeFlash } from "../lib/flash.server.ts";
import { formatTimestamp } from "../lib/format.ts";
import { graphPath } from "../lib/graph-paths.ts";
import { answer, attempt, badRequest, idInPath } from "../lib/problems.server.ts";
import { placeOf, TEST } from "../lib/source-form.ts";
import { TYPE_NAMES } from "../lib/source-type-names.ts";

export async function loader(args: LoaderFunctionArgs) {
  const source_id = idInPath(args.params.sourceId, "source");
  const [{ source }, { flash, headers }] = await Promise.all([
    answer(args.context.api.sources.get({ source_id })),
    takeFlash(args.request),
  ]);
  return json({ source, flash, mayChange: isAdministrator(args) }, { headers });
}

export async function action({ request, params, context: { api } }: ActionFunctionArgs) {
  const source_id = idInPath(params.sourceId, "source");
  const form = await request.formData();
  if (form.get("intent") !== TEST) throw badRequest("The page of a source takes no such form.");
  const tested = await attempt(api.sources.testSaved({ source_id }));
  return tested.ok
    ? json({ test: tested.value, message: null })
    : json({ test: null, message: tested.failure.message }, { status: tested.failure.status });
}

export default function SourcePage() {
  const { source, flash, mayChange } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  return (
    <div className="page">
      <header className="page-header">
        <h1>
          <Breakable text={source.name} />
        </h1>
        {mayChange && <SourceActions source={source} />}
      </header>
      {flash && <FlashNotice flash={flash} />}
      {answered?.test && <TestOutcome test={answered.test} />}
      {answered?.message && <Notice kind="error">{answered.message}</Notice>}
      <section className="panel" aria-label="What it is">
        <dl className="facts columns">
          <div>
            <dt>Type</dt>
            <dd>{TYPE_NAMES[source.db_type]}</dd>
          </div>
          <div>
            <dt>Where</dt>
            <dd>
              <Breakable text={placeOf(source)} />
            </dd>
          </div>
          <div>
            <dt>Connected</dt>
            <dd>{formatTimestamp(source.created_at)}</dd>
          </div>
          <div>
            <dt>Knowledge graphs</dt>
            <dd>
              {source.graphs.length === 0 && "None yet"}
              {source.graphs.map((name) => (
                <Link key={name} className="join-pair" to={graphPath(name)}>
                  <Breakable text={name} />
                </Link>
              ))}
            </dd>
          </div>
        </dl>
      </section>
      <p>
        <Link to="/sources">All sources</Link>
      </p>
    </div>
  );
}

function SourceActions({ source }: { source: Pick<Source, "id" | "name" | "db_type"> }) {
  const named = <span className="visually-hidden"> {source.name}</span>;
  const isFiles = source.db_type === "files";
  return (
    <Form method="post" className="actions" preventScrollReset>
      {isFiles && (
        <Link className="button" data-kind="primary" to={`/sources/${source.id}/files`}>
          Upload files
        </Link>
      )}
      <Link
        className="button"
        data-kind={isFiles ? undefined : "primary"}
        to={`/graphs/new?source=${source.id}`}
      >
        Make a knowledge graph
      </Link>
      {!isFiles && (
        <button type="submit" name="intent" value={TEST}>
          Test the connection
        </button>
      )}
      <Link className="button" to={`/sources/${source.id}/edit`}>
        Edit{named}
      </Link>
      <Link className="button" to={`/sources/${source.id}/delete`}>
        Delete{named}
      </Link>
    </Form>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.source.name ?? "Source"} – Landing KPI` },
];

export { RouteProblem as ErrorBoundary };
