import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { type ClientActionFunctionArgs, Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { Breakable } from "../components/breakable.tsx";
import { type DataColumn, DataTable } from "../components/data-table.tsx";
import { Field } from "../components/field.tsx";
import { FlashNotice } from "../components/flash-notice.tsx";
import { FormError } from "../components/form-parts.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { isAdministrator } from "../lib/administrator.server.ts";
import { redirectWithFlash, takeFlash } from "../lib/flash.server.ts";
import { formatCount, formatTimestamp } from "../lib/format.ts";
import { graphPath } from "../lib/graph-paths.ts";
import { answer, attempt } from "../lib/problems.server.ts";
import { reachServer } from "../lib/reach-server.ts";
import { formTarget, namesInPath, rulesetPath, rulesetsPath } from "../lib/ruleset-paths.ts";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  const { kg_name } = namesInPath(request.url);
  const [{ rulesets }, { flash, headers }] = await Promise.all([
    answer(context.api.rulesets.list({ kg_name })),
    takeFlash(request),
  ]);
  const rows = rulesets.map(({ name, version, changed_at, rules }) => ({
    graph: kg_name,
    name,
    version,
    changed_at,
    rules: rules.length,
    unused: rules.filter(({ problem }) => problem !== null).length,
  }));
  return json({ graph: kg_name, rulesets: rows, flash, mayChange: isAdministrator(args) }, { headers });
}

/** What the form of a new ruleset holds: what it is called, and what it begins with. */
function readNew(form: FormData) {
  return { name: String(form.get("ruleset_name") ?? ""), begin: String(form.get("begin") ?? "") };
}

export async function action({ request, context: { api } }: ActionFunctionArgs) {
  const { kg_name } = namesInPath(request.url);
  const values = readNew(await request.formData());
  const made = await attempt(
    api.rulesets.create({ kg_name, ruleset_name: values.name, from_joins: values.begin === "joins" }),
  );
  if (made.ok) return redirectWithFlash(rulesetPath(kg_name, made.value.ruleset.name), "ruleset_created");
  const { status, message, fields } = made.failure;
  return json({ values, message, fields }, { status });
}

export function clientAction(args: ClientActionFunctionArgs) {
  return reachServer(args, (form) => ({ values: readNew(form), fields: {} }));
}

export { shouldRevalidate } from "../lib/reach-server.ts";

export default function RulesetsPage() {
  const { graph, rulesets, flash, mayChange } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <h1>
        Rulesets of <Breakable text={graph} />
      </h1>
      {flash && <FlashNotice flash={flash} />}
      <p>
        A ruleset says how pairs of tables are compared. It is chosen when a KPI is executed: its rules then
        come before the joins of the graph.
      </p>
      {rulesets.length > 0 ? (
        <DataTable label="Rulesets" columns={COLUMNS} rows={rulesets} rowId={({ name }) => name} stacks />
      ) : (
        <div className="empty">
          <p>There is none yet. Definitions use the approved joins of the graph as they are.</p>
        </div>
      )}
      {mayChange && <NewRuleset graph={graph} />}
      <p>
        <Link to={graphPath(graph)}>Back to {graph}</Link>
      </p>
    </div>
  );
}

function NewRuleset({ graph }: { graph: string }) {
  const answered = useActionData<typeof action>();
  const formRef = useFocusFirstInvalid(answered?.fields);
  const saidByField = answered?.fields.ruleset_name !== undefined;
  return (
    <section className="panel" aria-labelledby="new-ruleset">
      <h2 id="new-ruleset">New ruleset</h2>
      <Form
        method="post"
        action={formTarget(rulesetsPath(graph))}
        className="form"
        noValidate
        ref={formRef}
        preventScrollReset
      >
        <FormError message={saidByField ? null : answered?.message} />
        <div className="field-row">
          <Field name="ruleset_name" label="Name" required error={answered?.fields.ruleset_name}>
            {(control) => (
              <input
                {...control}
                defaultValue={answered?.values.name ?? ""}
                maxLength={255}
                autoComplete="off"
              />
            )}
          </Field>
          <Field name="begin" label="Begin with">
            {(control) => (
              <select {...control} defaultValue={answered?.values.begin ?? "joins"}>
                <option value="joins">A rule for each approved join</option>
                <option value="empty">No rules</option>
              </select>
            )}
          </Field>
        </div>
        <p className="actions">
          <button type="submit" data-kind="primary">
            Make the ruleset
          </button>
        </p>
      </Form>
    </section>
  );
}

interface Row {
  readonly graph: string;
  readonly name: string;
  readonly version: number;
  readonly changed_at: string;
  readonly rules: number;
  /** How many rules are about what the graph does not have any more. */
  readonly unused: number;
}

const COLUMNS: DataColumn<Row>[] = [
  {
    id: "name",
    header: "Ruleset",
    accessorKey: "name",
    meta: { rowHeader: true },
    cell: ({ row: { original: ruleset } }) => (
      <Link to={rulesetPath(ruleset.graph, ruleset.name)}>
        <Breakable text={ruleset.name} />
      </Link>
    ),
  },
  {
    id: "rules",
    header: "Rules",
    accessorFn: ({ rules, unused }) =>
      formatCount(rules) + (unused > 0 ? `, ${formatCount(unused)} not used` : ""),
    meta: { numeric: true },
  },
  {
    id: "version",
    header: "Version",
    accessorFn: ({ version }) => formatCount(version),
    meta: { numeric: true },
  },
  { id: "changed_at", header: "Changed", accessorFn: ({ changed_at }) => formatTimestamp(changed_at) },
];

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Rulesets of ${data?.graph ?? "a graph"} – Landing KPI` },
];

export { RouteProblem as ErrorBoundary };
