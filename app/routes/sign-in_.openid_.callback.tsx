import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RouteProblem } from "../components/route-problem.tsx";
import { SignInForm } from "../components/sign-in-form.tsx";
import { refusedByOpenId, requireOpenId } from "../lib/openid.server.ts";
import { attempt } from "../lib/problems.server.ts";
import { pathAfter } from "../lib/session.server.ts";

/** Where the provider of OpenID Connect sends people back to; when that was in vain, it is the page to sign in again. */
export async function loader({ context: { signing } }: LoaderFunctionArgs) {
  const openId = requireOpenId(signing);
  const returnTo = pathAfter(openId.returnTo);
  const begun = await attempt(openId.finish());
  const headers = new Headers([["Set-Cookie", openId.forget]]);
  if (begun.ok) {
    headers.append("Set-Cookie", begun.value);
    throw redirect(returnTo, { status: 303, headers });
  }
  return refusedByOpenId(signing, returnTo, begun.failure, headers);
}

/** The answer counts once: looked at again, it would be refused for that. */
export const shouldRevalidate = () => false;

export default function OpenIdCallbackPage() {
  return <SignInForm {...useLoaderData<typeof loader>()} />;
}

export const meta: MetaFunction = () => [{ title: "Sign in – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
