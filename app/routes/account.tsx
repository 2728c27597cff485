import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import type { OwnSession } from "../../server/contracts/accounts.ts";
import { type DataColumn, DataTable } from "../components/data-table.tsx";
import { Field } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { NewPassword } from "../components/password-fields.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { formatTimestamp } from "../lib/format.ts";
import { answer, badRequest } from "../lib/problems.server.ts";
import { answerWithSession } from "../lib/session.server.ts";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";

export async function loader({ request, context: { actor, signing } }: LoaderFunctionArgs) {
  if (!actor.account) throw redirect("/admin");
  const { login, name, role } = actor.account;
  const done = new URL(request.url).searchParams;
  const sessions = await answer(signing.sessions());
  return { login, name, role, sessions, changed: done.has("changed"), ended: done.has("ended") };
}

/** Of a button, which of the sessions it ends. */
const END = "session";

export async function action({ request, context: { signing } }: ActionFunctionArgs) {
  const form = await request.formData();
  if (form.has(END)) {
    await answer(signing.endSession(form));
    return redirect("/account?ended", 303);
  }
  switch (form.get("intent")) {
    case "sign_out":
      return answerWithSession(signing.signOut(), "/sign-in");
    case "sign_out_everywhere":
      return answerWithSession(signing.signOutEverywhere(), "/sign-in");
    case "change_password":
      return answerWithSession(signing.changePassword(form), "/account?changed");
    default:
      throw badRequest("The page of your account takes no such form.");
  }
}

export default function AccountPage() {
  const { login, name, role, sessions, changed, ended } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const formRef = useFocusFirstInvalid(refused?.fields);
  return (
    <div className="page narrow-page">
      <h1>{name}</h1>
      {ended && <Notice kind="success">That browser is signed out.</Notice>}
      <p>
        You are signed in as <strong>{login}</strong>, with the role {role}.
      </p>
      <Form method="post" className="actions" reloadDocument>
        <button type="submit" name="intent" value="sign_out" data-kind="primary">
          Sign out
        </button>
        <button type="submit" name="intent" value="sign_out_everywhere">
          Sign out everywhere
        </button>
      </Form>
      <h2>Where you are signed in</h2>
      <p>
        A browser is signed out after 14 days, and after four days in which you do not use Landing KPI there.
      </p>
      <Form method="post" reloadDocument>
        <DataTable
          label="Where you are signed in"
          columns={SESSIONS}
          rows={sessions}
          rowId={({ id }) => String(id)}
          stacks
        />
      </Form>
      <h2>Change the password</h2>
      {changed && !refused && (
        <Notice kind="success">The password is changed. Everywhere else you are signed out.</Notice>
      )}
      {refused?.message && <Notice kind="error">{refused.message}</Notice>}
      <Form method="post" className="form" ref={formRef} reloadDocument>
        <input type="hidden" name="username" autoComplete="username" value={login} />
        <Field name="current" label="Password now" required error={refused?.fields.current}>
          {(control) => <input {...control} type="password" autoComplete="current-password" required />}
        </Field>
        <NewPassword error={refused?.fields.password} />
        <div className="form-buttons">
          <button type="submit" name="intent" value="change_password">
            Change the password
          </button>
        </div>
      </Form>
    </div>
  );
}

const SESSIONS: DataColumn<OwnSession>[] = [
  {
    id: "browser",
    header: "Browser",
    meta: { rowHeader: true },
    cell: ({ row: { original } }) => (original.is_here ? `${original.browser} (this one)` : original.browser),
  },
  {
    id: "began_at",
    header: "Since (UTC)",
    cell: ({ row: { original } }) => (
      <time dateTime={original.began_at}>{formatTimestamp(original.began_at)}</time>
    ),
  },
  {
    id: "used_at",
    header: "Last used (UTC)",
    cell: ({ row: { original } }) => (
      <time dateTime={original.used_at}>{formatTimestamp(original.used_at)}</time>
    ),
  },
  {
    id: "end",
    header: "Actions",
    cell: ({ row: { original } }) => <SignOut session={original} />,
  },
];

function SignOut({ session: { id, browser, began_at, is_here } }: { session: OwnSession }) {
  const button = is_here ? { name: "intent", value: "sign_out" } : { name: END, value: id };
  const which = is_here ? "this browser" : `${browser}, since ${formatTimestamp(began_at)}`;
  return (
    <button type="submit" {...button} aria-label={`Sign out: ${which}`}>
      Sign out
    </button>
  );
}

export const meta: MetaFunction = () => [{ title: "Your account – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
