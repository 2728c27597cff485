import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import type { Source } from "../../server/contracts/sources.ts";
import { Field } from "../components/field.tsx";
import { FormButtons, FormError } from "../components/form-parts.tsx";
import { Notice } from "../components/notice.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { requireAdministrator } from "../lib/administrator.server.ts";
import { answer, attempt, idInPath } from "../lib/problems.server.ts";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";

export async function loader(args: LoaderFunctionArgs) {
  requireAdministrator(args);
  const { api } = args.context;
  const { searchParams } = new URL(args.request.url);
  const asked = searchParams.get("source");
  if (asked === null)
    return { source: null, test: null, sources: (await answer(api.sources.list())).sources, again: null };
  const source_id = idInPath(asked, "source");
  const [{ source }, test] = await Promise.all([
    answer(api.sources.get({ source_id })),
    answer(api.sources.testSaved({ source_id })),
  ]);
  const again = await readAgain(api, searchParams.get("name"));
  return { source, test, sources: [], again };
}

/** The graph that is made again, or that was to be made before: its name, and its schemas where it is there. */
async function readAgain(api: LoaderFunctionArgs["context"]["api"], name: string | null) {
  if (name === null) return null;
  const found = await attempt(api.graphs.about({ kg_name: name }));
  return { name, schemas: found.ok ? found.value.schemas : null };
}

export async function action({ request, context: { api } }: ActionFunctionArgs) {
  const form = await request.formData();
  const kg_name = String(form.get("kg_name") ?? "");
  const schemas = form.getAll("schemas").map(String);
  const source_id = idInPath(String(form.get("source_id")), "source");
  const begun = await attempt(api.graphBuilds.start({ kg_name, source_id, schemas }));
  if (begun.ok) return redirect(`/graph-builds/${begun.value.build.id}`, 303);
  const { status, message, fields } = begun.failure;
  return json({ kg_name, schemas, message, fields }, { status });
}

export default function NewGraphPage() {
  const { source, test, sources, again } = useLoaderData<typeof loader>();
  if (source === null) return <SourceChoice sources={sources} />;
  return (
    <div className="page narrow-page">
      <h1>Make a knowledge graph of {source.name}</h1>
      {test.success ? (
        <GraphForm source={source} schemas={test.schemas} again={again} />
      ) : (
        <Notice kind="error">{test.message}</Notice>
      )}
    </div>
  );
}

interface GraphFormProps {
  readonly source: Source;
  readonly schemas: readonly string[];
  readonly again: { readonly name: string; readonly schemas: readonly string[] | null } | null;
}

function GraphForm({ source, schemas, again }: GraphFormProps) {
  const answered = useActionData<typeof action>();
  const formRef = useFocusFirstInvalid(answered?.fields);
  const chosen = new Set(answered?.schemas ?? again?.schemas ?? schemas);
  const saidByField = Object.keys(answered?.fields ?? {}).length > 0;
  return (
    <Form method="post" className="form" noValidate ref={formRef} preventScrollReset>
      <FormError message={saidByField ? null : answered?.message} />
      <p>
        Its tables are read, and their values compared to find out how they join. That may take minutes with
        many or large tables; you can leave the page meanwhile. Nothing is changed in the source.
      </p>
      <input type="hidden" name="source_id" value={source.id} />
      <Field
        name="kg_name"
        label="Name"
        required
        error={answered?.fields.kg_name}
        hint="What people choose it by; one that is there is made again, and keeps what was decided."
      >
        {(control) => (
          <input
            {...control}
            defaultValue={answered?.kg_name ?? again?.name ?? source.name}
            required
            autoComplete="off"
          />
        )}
      </Field>
      <fieldset className="field">
        <legend>Schemas</legend>
        {schemas.map((schema) => (
          <label key={schema} className="check">
            <input type="checkbox" name="schemas" value={schema} defaultChecked={chosen.has(schema)} />
            <span>{schema}</span>
          </label>
        ))}
        {answered?.fields.schemas && <p className="field-error">{answered.fields.schemas}</p>}
      </fieldset>
      <FormButtons submit="Make the graph" busy="Beginning…" cancelTo={`/sources/${source.id}`} />
    </Form>
  );
}

function SourceChoice({ sources }: { sources: readonly Source[] }) {
  return (
    <div className="page narrow-page">
      <h1>Make a knowledge graph</h1>
      <p>Of which source?</p>
      <ul className="choices">
        {sources.map(({ id, name }) => (
          <li key={id}>
            <Link className="button" to={`/graphs/new?source=${id}`}>
              {name}
            </Link>
          </li>
        ))}
        <li>
          <Link className="button" to="/sources/new">
            + Connect a source
          </Link>
        </li>
      </ul>
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: "Make a knowledge graph – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
