import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Field } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { NewPassword } from "../components/password-fields.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { badRequest } from "../lib/problems.server.ts";
import { answerWithSession } from "../lib/session.server.ts";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";

export function loader({ request, context: { actor } }: LoaderFunctionArgs) {
  if (!actor.account) throw redirect("/admin");
  const { login, name, role } = actor.account;
  return { login, name, role, changed: new URL(request.url).searchParams.has("changed") };
}

export async function action({ request, context: { signing } }: ActionFunctionArgs) {
  const form = await request.formData();
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
  const { login, name, role, changed } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const formRef = useFocusFirstInvalid(refused?.fields);
  return (
    <div className="page narrow-page">
      <h1>{name}</h1>
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

export const meta: MetaFunction = () => [{ title: "Your account – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
