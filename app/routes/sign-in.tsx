import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { RouteProblem } from "../components/route-problem.tsx";
import { SignInForm } from "../components/sign-in-form.tsx";
import { answerWithSession, pathAfter, typedInto } from "../lib/session.server.ts";

const RETURN_TO = "return_to";

export async function loader({ request, context: { actor, signing } }: LoaderFunctionArgs) {
  const returnTo = pathAfter(new URL(request.url).searchParams.get(RETURN_TO));
  if (!(await signing.isOn())) throw redirect("/setup");
  if (actor.account) throw redirect(returnTo);
  const { openId, forgotPassword } = signing;
  const provider = openId && { name: openId.name, startUrl: openId.startUrl };
  return { returnTo, provider, mailsLinks: forgotPassword !== null };
}

export async function action({ request, context: { signing } }: ActionFunctionArgs) {
  const form = await request.formData();
  return answerWithSession(signing.signIn(form), pathAfter(form.get(RETURN_TO)), typedInto(form, "login"));
}

export default function SignInPage() {
  return <SignInForm {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>()} />;
}

export const meta: MetaFunction = () => [{ title: "Sign in – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
