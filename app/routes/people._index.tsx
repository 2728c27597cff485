import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import type { Account } from "../../server/contracts/accounts.ts";
import { LinkForSomebody, RoleField } from "../components/account-fields.tsx";
import { Breakable } from "../components/breakable.tsx";
import { type DataColumn, DataTable } from "../components/data-table.tsx";
import { Field } from "../components/field.tsx";
import { FlashNotice } from "../components/flash-notice.tsx";
import { Notice } from "../components/notice.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { takeFlash } from "../lib/flash.server.ts";
import { formatTimestamp } from "../lib/format.ts";
import { answer, attempt } from "../lib/problems.server.ts";
import { typedInto } from "../lib/session.server.ts";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";

export async function loader({ request, context: { api, signing } }: LoaderFunctionArgs) {
  const [{ accounts }, { flash, headers }, isOn] = await Promise.all([
    answer(api.people.list()),
    takeFlash(request),
    signing.isOn(),
  ]);
  if (!isOn) throw redirect("/setup");
  return json({ accounts, flash }, { headers });
}

/** What came of an invitation. */
interface Answer {
  readonly invitation?: Parameters<typeof LinkForSomebody>[0];
  readonly refused?: {
    readonly message: string;
    readonly fields: Readonly<Record<string, string>>;
    readonly typed: Readonly<Record<string, string>>;
  };
}

export async function action({ request, context: { api } }: ActionFunctionArgs) {
  const typed = typedInto(await request.formData(), "login", "name", "role");
  const invited = await attempt(api.people.invite(typed as never));
  if (invited.ok) {
    const { account, link, mail_sent, mail_problem } = invited.value;
    const { href } = new URL(link, request.url);
    return json<Answer>({ invitation: { name: account.name, link: href, mail_sent, mail_problem } });
  }
  const { status, message, fields } = invited.failure;
  return json<Answer>({ refused: { typed, message, fields } }, { status });
}

export default function PeoplePage() {
  const { accounts, flash } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  return (
    <div className="page">
      <header className="page-header">
        <h1>People</h1>
        <div className="actions">
          <Link className="button" to="/people/keys">
            API keys
          </Link>
          <Link className="button" to="/people/groups">
            Groups of KPIs
          </Link>
          <Link className="button" to="/people/audit">
            Audit
          </Link>
        </div>
      </header>
      {flash && <FlashNotice flash={flash} />}
      {done?.invitation && <LinkForSomebody {...done.invitation} />}
      <DataTable label="Accounts" columns={COLUMNS} rows={accounts} rowId={({ id }) => String(id)} stacks />
      <InvitationForm key={done?.invitation?.link} refused={done?.refused} />
    </div>
  );
}

function InvitationForm({ refused }: { refused: Answer["refused"] }) {
  const formRef = useFocusFirstInvalid(refused?.fields);
  const text = (name: string, label: string, hint: string) => (
    <Field name={name} label={label} required hint={hint} error={refused?.fields[name]}>
      {(control) => <input {...control} autoComplete="off" defaultValue={refused?.typed[name]} required />}
    </Field>
  );
  return (
    <section className="narrow-page" aria-labelledby="invite">
      <h2 id="invite">Invite somebody</h2>
      {refused?.message && <Notice kind="error">{refused.message}</Notice>}
      <Form method="post" className="form" ref={formRef}>
        {text("login", "Login", "An e-mail address, or a name in one word.")}
        {text("name", "Name", "Others see it.")}
        <RoleField value={refused?.typed.role ?? "viewer"} error={refused?.fields.role} />
        <div className="form-buttons">
          <button type="submit" data-kind="primary">
            Invite
          </button>
        </div>
      </Form>
    </section>
  );
}

const COLUMNS: DataColumn<Account>[] = [
  {
    id: "name",
    header: "Name",
    accessorKey: "name",
    meta: { rowHeader: true },
    cell: ({ row: { original: account } }) => (
      <Link to={`/people/${account.id}`}>
        <Breakable text={account.name} />
      </Link>
    ),
  },
  {
    id: "login",
    header: "Login",
    accessorKey: "login",
    cell: ({ row }) => <Breakable text={row.original.login} />,
  },
  { id: "role", header: "Role", accessorKey: "role" },
  { id: "state", header: "State", accessorKey: "state" },
  {
    id: "last_sign_in_at",
    header: "Last signed in (UTC)",
    accessorFn: ({ last_sign_in_at }) => (last_sign_in_at ? formatTimestamp(last_sign_in_at) : "never"),
  },
];

export const meta: MetaFunction = () => [{ title: "People – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
