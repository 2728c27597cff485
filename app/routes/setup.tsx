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
import { answerWithSession, typedInto } from "../lib/session.server.ts";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";

export async function loader({ context: { signing } }: LoaderFunctionArgs) {
  if (await signing.isOn()) throw redirect("/sign-in");
  return { needsCode: signing.needsCode, takesToken: signing.takesToken };
}

export async function action({ request, context: { signing } }: ActionFunctionArgs) {
  const form = await request.formData();
  return answerWithSession(signing.setUp(form), "/people", typedInto(form, "login", "name"));
}

export default function SetUpPage() {
  const { needsCode, takesToken } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const formRef = useFocusFirstInvalid(refused?.fields);
  return (
    <div className="page narrow-page">
      <h1>Make the first account</h1>
      <p>
        It is an administrator’s. From then on everybody signs in, and administrators say who may do what.
      </p>
      {refused?.message && <Notice kind="error">{refused.message}</Notice>}
      <Form method="post" className="form" ref={formRef}>
        {needsCode && (
          <Field
            name="code"
            label="Code"
            required
            hint={
              takesToken
                ? "The server printed it when it started, or was started with it (SETUP_CODE). Whoever signs in at /admin with the ADMIN_TOKEN first needs none."
                : "The server printed it when it started, or was started with it (SETUP_CODE)."
            }
            error={refused?.fields.code}
          >
            {(control) => <input {...control} type="password" autoComplete="off" required />}
          </Field>
        )}
        <Field
          name="login"
          label="Login"
          required
          hint="An e-mail address, or a name in one word."
          error={refused?.fields.login}
        >
          {(control) => (
            <input {...control} autoComplete="username" defaultValue={refused?.typed.login} required />
          )}
        </Field>
        <Field name="name" label="Your name" required hint="Others see it." error={refused?.fields.name}>
          {(control) => (
            <input {...control} autoComplete="name" defaultValue={refused?.typed.name} required />
          )}
        </Field>
        <NewPassword error={refused?.fields.password} />
        <div className="form-buttons">
          <button type="submit" data-kind="primary">
            Make the account
          </button>
        </div>
      </Form>
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: "First account – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
