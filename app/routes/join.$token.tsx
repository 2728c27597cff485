import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Notice } from "../components/notice.tsx";
import { NewPassword } from "../components/password-fields.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { answer } from "../lib/problems.server.ts";
import { answerWithSession } from "../lib/session.server.ts";
import { useFocusFirstInvalid } from "../lib/use-focus-first-invalid.ts";

export async function loader({ params, context: { signing } }: LoaderFunctionArgs) {
  return answer(signing.linkedAccount(params.token ?? ""));
}

export async function action({ request, params, context: { signing } }: ActionFunctionArgs) {
  const form = await request.formData();
  return answerWithSession(signing.choosePassword(params.token ?? "", form), "/landing-kpi");
}

export default function ChoosePasswordPage() {
  const { login, name } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const formRef = useFocusFirstInvalid(refused?.fields);
  return (
    <div className="page narrow-page">
      <h1>Choose a password</h1>
      <p>
        For {name}. You sign in with the login <strong>{login}</strong>.
      </p>
      {refused?.message && <Notice kind="error">{refused.message}</Notice>}
      <Form method="post" className="form" ref={formRef} reloadDocument>
        <input type="hidden" name="username" autoComplete="username" value={login} />
        <NewPassword error={refused?.fields.password} />
        <div className="form-buttons">
          <button type="submit" data-kind="primary">
            Choose it and sign in
          </button>
        </div>
      </Form>
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: "Choose a password – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
