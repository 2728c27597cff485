import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RouteProblem } from "../components/route-problem.tsx";
import { SignInForm } from "../components/sign-in-form.tsx";
import { refusedByOpenId, requireOpenId } from "../lib/openid.server.ts";
import { attempt } from "../lib/problems.server.ts";
import { pathAfter } from "../lib/session.server.ts";

/** Leads to the provider of OpenID Connect; when it does not answer, this is the page to sign in otherwise. */
export async function loader({ request, context: { actor, signing } }: LoaderFunctionArgs) {
  const openId = requireOpenId(signing);
  const returnTo = pathAfter(new URL(request.url).searchParams.get("return_to"));
  if (!(await signing.isOn())) throw redirect("/setup");
  if (actor.account) throw redirect(returnTo);
  const begun = await attempt(openId.begin(returnTo));
  if (begun.ok) {
    const { location, cookie } = begun.value;
    throw redirect(location, { status: 303, headers: { "Set-Cookie": cookie } });
  }
  return refusedByOpenId(signing, returnTo, begun.failure);
}

export default function OpenIdPage() {
  return <SignInForm {...useLoaderData<typeof loader>()} />;
}

export const meta: MetaFunction = () => [{ title: "Sign in – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
