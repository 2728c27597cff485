import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Breakable } from "../components/breakable.tsx";
import { FormButtons, FormError } from "../components/form-parts.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { requireAdministrator } from "../lib/administrator.server.ts";
import { redirectWithFlash } from "../lib/flash.server.ts";
import { formatQuantity } from "../lib/format.ts";
import { answer, attempt, idInPath, notFound } from "../lib/problems.server.ts";

export async function loader(args: LoaderFunctionArgs) {
  requireAdministrator(args);
  const source_id = idInPath(args.params.sourceId, "source");
  const { api } = args.context;
  const [{ source }, { tables }] = await Promise.all([
    answer(api.sources.get({ source_id })),
    answer(api.fileTables.list({ source_id })),
  ]);
  const named = tableIn(args.request);
  const table = tables.find(({ name }) => name === named);
  if (!table) throw notFound(`${source.name} has no table “${named}”. It may have been dropped already.`);
  return { source: { id: source.id, name: source.name }, table };
}

export async function action({ request, params, context: { api } }: ActionFunctionArgs) {
  const source_id = idInPath(params.sourceId, "source");
  const from_graphs = (await request.formData()).get("from_graphs") === "true";
  const dropped = await attempt(api.fileTables.drop({ source_id, table: tableIn(request), from_graphs }));
  if (dropped.ok) return redirectWithFlash(`/sources/${source_id}/files`, "table_dropped");
  const { status, message } = dropped.failure;
  return json({ message }, { status });
}

function tableIn(request: Request): string {
  return new URL(request.url).searchParams.get("table") ?? "";
}

export default function DropTablePage() {
  const { source, table } = useLoaderData<typeof loader>();
  const message = useActionData<typeof action>()?.message;
  const held = table.graphs.length > 0;
  return (
    <div className="page narrow-page">
      <h1>Drop this table?</h1>
      <Form method="post" className="form">
        <FormError message={message} />
        <p>
          <strong>
            <Breakable text={table.name} />
          </strong>{" "}
          of {source.name} goes at once, with{" "}
          {table.rows === null ? "its rows" : `its ${formatQuantity(table.rows, "row")}`}. Executions that
          read it are kept with what they found.
        </p>
        {held && (
          <>
            <p>
              It is in the knowledge graph {table.graphs.join(", ")}. Definitions there will no longer know
              it; joins, names and rules about it are kept and not used, and are there again when you load a
              table of this name and make the graph again.
            </p>
            <input type="hidden" name="from_graphs" value="true" />
          </>
        )}
        <FormButtons
          submit={held ? "Drop it, also from the graphs" : "Drop"}
          busy="Dropping…"
          cancelTo={`/sources/${source.id}/files`}
          danger
        />
      </Form>
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: "Drop table – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
