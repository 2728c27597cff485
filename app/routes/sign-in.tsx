import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Field } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { answerWithSession, pathAfter, typedInto } from "../lib/session.server.ts";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";

const RETURN_TO = "return_to";

export async function loader({ request, context: { actor, signing } }: LoaderFunctionArgs) {
  const returnTo = pathAfter(new URL(request.url).searchParams.get(RETURN_TO));
  if (!(await signing.isOn())) throw redirect("/setup");
  if (actor.account) throw redirect(returnTo);
  return { returnTo };
}

export async function action({ request, context: { signing } }: ActionFunctionArgs) {
  const form = await request.formData();
  return answerWithSession(signing.signIn(form), pathAfter(form.get(RETURN_TO)), typedInto(form, "login"));
}

export default function SignInPage() {
  const { returnTo } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const formRef = useFocusFirstInvalid(refused?.fields);
  return (
    <div className="page narrow-page">
      <h1>Sign in</h1>
      {refused?.message && <Notice kind="error">{refused.message}</Notice>}
      <Form method="post" className="form" ref={formRef} reloadDocument>
        <input type="hidden" name={RETURN_TO} value={returnTo} />
        <Field name="login" label="Login" required error={refused?.fields.login}>
          {(control) => (
            <input {...control} autoComplete="username" defaultValue={refused?.typed.login} required />
          )}
        </Field>
        <Field name="password" label="Password" required error={refused?.fields.password}>
          {(control) => <input {...control} type="password" autoComplete="current-password" required />}
        </Field>
        <div className="form-buttons">
          <button type="submit" data-kind="primary">
            Sign in
          </button>
        </div>
      </Form>
      <p className="muted">
        Forgot the password? An administrator can make you a link to choose another one.
      </p>
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: "Sign in – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
