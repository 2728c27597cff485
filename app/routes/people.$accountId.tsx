import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import type { AccountChange } from "../../server/contracts/accounts.ts";
import { LinkForSomebody, RoleField } from "../components/account-fields.tsx";
import { Field } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { redirectWithFlash } from "../lib/flash.server.ts";
import {
  answer,
  attempt,
  badRequest,
  type FormFailure,
  failureOf,
  idInPath,
  notFound,
} from "../lib/problems.server.ts";
import { typedInto } from "../lib/session.server.ts";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";

export async function loader({ params, context: { api } }: LoaderFunctionArgs) {
  const id = idInPath(params.accountId, "account");
  const { accounts } = await answer(api.people.list());
  const account = accounts.find((each) => each.id === id);
  if (!account) throw notFound(`There is no account ${id}.`);
  return { account };
}

/** What each button does; the flash message says that it was done. */
const ACTS = {
  save: "account_saved",
  suspend: "account_suspended",
  let_in: "account_let_in",
  delete: "account_deleted",
} as const;

/** What came of a button. */
interface Answer {
  readonly made?: Omit<Parameters<typeof LinkForSomebody>[0], "name">;
  readonly failure?: Pick<FormFailure, "message" | "fields">;
}

function refusal({ status, message, fields }: FormFailure) {
  return json<Answer>({ failure: { message, fields } }, { status });
}

/** The schema of the procedure says what is wrong with them. */
type Changes = Pick<AccountChange, "name" | "role">;

export async function action({ request, params, context: { api } }: ActionFunctionArgs) {
  const account_id = idInPath(params.accountId, "account");
  const form = await request.formData();
  const intent = form.get("intent");
  if (intent === "link") {
    const made = await attempt(api.people.link({ account_id }));
    if (!made.ok) return refusal(made.failure);
    const { link, mail_sent, mail_problem } = made.value;
    return json<Answer>({ made: { link: new URL(link, request.url).href, mail_sent, mail_problem } });
  }
  if (typeof intent !== "string" || !Object.hasOwn(ACTS, intent))
    throw badRequest("The page of an account takes no such form.");
  const act = intent as keyof typeof ACTS;
  try {
    if (act === "delete") await api.people.delete({ account_id });
    else if (act === "save")
      await api.people.update({ account_id, ...(typedInto(form, "name", "role") as Changes) });
    else await api.people.update({ account_id, suspended: act === "suspend" });
  } catch (error) {
    return refusal(failureOf(error));
  }
  return redirectWithFlash("/people", ACTS[act]);
}

export default function AccountOfSomebodyPage() {
  const { account } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  const formRef = useFocusFirstInvalid(done?.failure?.fields);
  const isSuspended = account.state === "suspended";
  return (
    <div className="page narrow-page">
      <p>
        <Link to="/people">People</Link>
      </p>
      <h1>{account.name}</h1>
      <p>
        Login <strong>{account.login}</strong>, {account.state}.
      </p>
      {done?.made && <LinkForSomebody name={account.name} {...done.made} />}
      {done?.failure && <Notice kind="error">{done.failure.message}</Notice>}
      <Form method="post" className="form" ref={formRef}>
        <Field name="name" label="Name" required error={done?.failure?.fields.name}>
          {(control) => <input {...control} autoComplete="off" defaultValue={account.name} required />}
        </Field>
        <RoleField value={account.role} error={done?.failure?.fields.role} />
        <div className="form-buttons">
          <button type="submit" name="intent" value="save" data-kind="primary">
            Save
          </button>
        </div>
      </Form>
      <h2>More</h2>
      <Form method="post" className="actions">
        <button type="submit" name="intent" value="link">
          Make a link to choose a password
        </button>
        <button type="submit" name="intent" value={isSuspended ? "let_in" : "suspend"}>
          {isSuspended ? "Let in again" : "Suspend"}
        </button>
        <button type="submit" name="intent" value="delete" data-kind="danger">
          Delete the account
        </button>
      </Form>
      <p className="muted">
        Who is suspended or deleted is signed out everywhere at once. KPIs and executions stay.
      </p>
    </div>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.account.name ?? "Account"} – Landing KPI` },
];

export { RouteProblem as ErrorBoundary };
