import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { may } from "../../server/contracts/people.ts";
import { Field } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { attempt } from "../lib/problems.server.ts";
import { localPath } from "../lib/urls.ts";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";

const RETURN_TO = "return_to";

export async function loader({ request, context: { actor, signing } }: LoaderFunctionArgs) {
  const returnTo = localPath(new URL(request.url).searchParams.get(RETURN_TO), "/sources");
  const refusal = may(actor, "manage") ? null : actor.advice;
  return { returnTo, refusal, signsIn: signing.takesToken, mayMakeFirst: !(await signing.isOn()) };
}

export async function action({ request, context: { signing } }: ActionFunctionArgs) {
  const form = await request.formData();
  const signedIn = await attempt(signing.withToken(String(form.get("token") ?? "").trim()));
  if (!signedIn.ok) return json({ error: signedIn.failure.message }, { status: signedIn.failure.status });
  const returnTo = localPath(form.get(RETURN_TO), "/sources");
  return redirect(returnTo, { status: 303, headers: { "Set-Cookie": signedIn.value } });
}

export default function AdminPage() {
  const { returnTo, refusal, signsIn, mayMakeFirst } = useLoaderData<typeof loader>();
  const error = useActionData<typeof action>()?.error;
  const formRef = useFocusFirstInvalid(error ? { token: error } : undefined);
  return (
    <div className="page narrow-page">
      <h1>Administrator</h1>
      {refusal === null ? (
        <Notice kind="success">
          {signsIn ? "You are signed in as administrator." : "You may change everything."}{" "}
          {mayMakeFirst && (
            <>
              There are no accounts, so no one signs in. <Link to="/setup">Make the first account</Link> when
              other people are to use this server.
            </>
          )}
        </Notice>
      ) : signsIn ? (
        <Form method="post" className="form" ref={formRef}>
          <p>Sources can be changed with the token that the server was started with (ADMIN_TOKEN).</p>
          <input type="hidden" name={RETURN_TO} value={returnTo} />
          <Field name="token" label="Token" required error={error}>
            {(control) => <input {...control} type="password" autoComplete="current-password" required />}
          </Field>
          <div className="form-buttons">
            <button type="submit" data-kind="primary">
              Sign in
            </button>
          </div>
        </Form>
      ) : (
        <Notice kind="error">{refusal}</Notice>
      )}
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: "Administrator – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
