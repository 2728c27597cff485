import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { type ApiKey, type NewApiKeyRequest, SCOPES } from "../../server/contracts/api-keys.ts";
import { Breakable } from "../components/breakable.tsx";
import { type DataColumn, DataTable } from "../components/data-table.tsx";
import { Field } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { formatTimestamp } from "../lib/format.ts";
import { answer, attempt, type FormFailure } from "../lib/problems.server.ts";
import { typedInto } from "../lib/session.server.ts";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";

export async function loader({ context: { api } }: LoaderFunctionArgs) {
  const { keys } = await answer(api.apiKeys.list());
  return { keys };
}

/** What came of a form. */
interface Answer {
  readonly made?: { readonly name: string; readonly secret: string };
  readonly revoked?: string;
  readonly failure?: Pick<FormFailure, "message" | "fields">;
  readonly typed?: Readonly<Record<string, string>>;
}

const REVOKE = "revoke";

export async function action({ request, context: { api } }: ActionFunctionArgs) {
  const form = await request.formData();
  if (form.has(REVOKE)) {
    const revoked = await attempt(api.apiKeys.revoke({ key_id: String(form.get(REVOKE)) as never }));
    return revoked.ok ? json<Answer>({ revoked: revoked.value.key.name }) : refusal(revoked.failure);
  }
  const typed = typedInto(form, "name", "scope", "expires_in_days");
  // The schema of the procedure says what is wrong with what was typed.
  const made = await attempt(api.apiKeys.create(typed as unknown as NewApiKeyRequest));
  if (!made.ok) return refusal(made.failure, typed);
  return json<Answer>({ made: { name: made.value.key.name, secret: made.value.secret } });
}

function refusal({ status, message, fields }: FormFailure, typed?: Answer["typed"]) {
  return json<Answer>({ failure: { message, fields }, typed }, { status });
}

export default function ApiKeysPage() {
  const { keys } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  return (
    <div className="page">
      <p>
        <Link to="/people">People</Link>
      </p>
      <h1>API keys</h1>
      <p>By these programs use the API and the command line; nobody has to sign in for them.</p>
      {done?.made && (
        <Notice kind="success">
          The key “{done.made.name}” is made. Copy it now, it is not shown again:{" "}
          <code className="breaks">{done.made.secret}</code>
        </Notice>
      )}
      {done?.revoked && <Notice kind="success">The key “{done.revoked}” counts no more.</Notice>}
      {keys.length > 0 && (
        <Form method="post">
          <DataTable label="API keys" columns={COLUMNS} rows={keys} rowId={({ id }) => String(id)} stacks />
        </Form>
      )}
      <NewKeyForm key={done?.made?.secret} failure={done?.failure} typed={done?.typed} />
    </div>
  );
}

function NewKeyForm({ failure, typed }: Pick<Answer, "failure" | "typed">) {
  const formRef = useFocusFirstInvalid(failure?.fields);
  return (
    <section className="narrow-page" aria-labelledby="new-key">
      <h2 id="new-key">Make a key</h2>
      {failure && <Notice kind="error">{failure.message}</Notice>}
      <Form method="post" className="form" ref={formRef}>
        <Field name="name" label="Name" required hint="What the key is for." error={failure?.fields.name}>
          {(control) => <input {...control} autoComplete="off" defaultValue={typed?.name} required />}
        </Field>
        <Field
          name="scope"
          label="Scope"
          required
          hint="read; execute: KPIs, too; manage: define KPIs and change sources and graphs, too."
          error={failure?.fields.scope}
        >
          {(control) => (
            <select {...control} defaultValue={typed?.scope ?? "read"}>
              {SCOPES.map((scope) => (
                <option key={scope}>{scope}</option>
              ))}
            </select>
          )}
        </Field>
        <Field
          name="expires_in_days"
          label="Days until it ends"
          required
          error={failure?.fields.expires_in_days}
        >
          {(control) => (
            <input {...control} inputMode="numeric" defaultValue={typed?.expires_in_days ?? "365"} required />
          )}
        </Field>
        <div className="form-buttons">
          <button type="submit" data-kind="primary">
            Make the key
          </button>
        </div>
      </Form>
    </section>
  );
}

const COLUMNS: DataColumn<ApiKey>[] = [
  {
    id: "name",
    header: "Name",
    accessorKey: "name",
    meta: { rowHeader: true },
    cell: ({ row }) => <Breakable text={row.original.name} />,
  },
  { id: "ending", header: "Key", accessorFn: ({ ending }) => `…${ending}` },
  { id: "scope", header: "Scope", accessorKey: "scope" },
  { id: "state", header: "State", accessorKey: "state" },
  { id: "created_by", header: "Made by", accessorFn: ({ created_by }) => created_by ?? "" },
  { id: "expires_at", header: "Ends (UTC)", accessorFn: ({ expires_at }) => formatTimestamp(expires_at) },
  {
    id: "last_used_at",
    header: "Last used (UTC)",
    accessorFn: ({ last_used_at }) => (last_used_at ? formatTimestamp(last_used_at) : "never"),
  },
  {
    id: "revoke",
    header: "Actions",
    cell: ({ row: { original: key } }) =>
      key.state === "usable" ? (
        <button type="submit" name={REVOKE} value={key.id} aria-label={`Revoke ${key.name}`}>
          Revoke
        </button>
      ) : null,
  },
];

export const meta: MetaFunction = () => [{ title: "API keys – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
