import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData } from "@remix-run/react";
import type { Signing } from "../../server/http/signing.ts";
import { Field } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { attempt, type FormFailure, notFound } from "../lib/problems.server.ts";
import { typedInto } from "../lib/session.server.ts";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";

export async function loader({ context: { actor, signing } }: LoaderFunctionArgs) {
  requireMail(signing);
  if (!(await signing.isOn())) throw redirect("/setup");
  if (actor.account) throw redirect("/account");
  return null;
}

/** What came of the form. */
interface Answer {
  readonly login: string;
  readonly refused?: Pick<FormFailure, "message" | "fields">;
}

export async function action({ request, context: { signing } }: ActionFunctionArgs) {
  const forgotPassword = requireMail(signing);
  const form = await request.formData();
  const { login = "" } = typedInto(form, "login");
  const asked = await attempt(forgotPassword(form));
  if (asked.ok) return json<Answer>({ login });
  const { status, message, fields } = asked.failure;
  return json<Answer>({ login, refused: { message, fields } }, { status });
}

/** Throws the page for an address that leads nowhere where no mail server is configured. */
function requireMail({ forgotPassword }: Signing): NonNullable<Signing["forgotPassword"]> {
  if (!forgotPassword)
    throw notFound("This server sends no mails. An administrator can make you a link to choose a password.");
  return forgotPassword;
}

export default function ForgotPasswordPage() {
  const answer = useActionData<typeof action>();
  const refused = answer?.refused;
  const formRef = useFocusFirstInvalid(refused?.fields);
  return (
    <div className="page narrow-page">
      <h1>Forgot your password?</h1>
      {answer && !refused && (
        <Notice kind="success">
          If there is an active account with the login {answer.login}, a mail is on its way. When none comes
          within some minutes, look among the unwanted mails, or ask an administrator for a link.
        </Notice>
      )}
      {refused?.message && <Notice kind="error">{refused.message}</Notice>}
      <Form method="post" className="form" ref={formRef}>
        <Field
          name="login"
          label="E-mail address"
          required
          hint="You get a link to choose another password."
          error={refused?.fields.login}
        >
          {(control) => (
            <input
              {...control}
              type="email"
              autoComplete="username"
              defaultValue={refused && answer.login}
              required
            />
          )}
        </Field>
        <div className="form-buttons">
          <button type="submit" data-kind="primary">
            Send the link
          </button>
        </div>
      </Form>
      <p>
        <Link to="/sign-in">Sign in</Link>
      </p>
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: "Forgot your password? – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
