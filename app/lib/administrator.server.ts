import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { may } from "../../server/contracts/people.ts";
import { withParams } from "./urls.ts";

/** Whether this request may change sources and graphs, for pages that show more to those who may. */
export function isAdministrator({ context }: LoaderFunctionArgs): boolean {
  return may(context.actor, "manage");
}

/** For pages that are for administrators only: others are led to where they sign in, or learn why they cannot. */
export function requireAdministrator(args: LoaderFunctionArgs): void {
  if (isAdministrator(args)) return;
  const { pathname, search } = new URL(args.request.url);
  throw redirect(`/admin${withParams("", { return_to: pathname + search })}`);
}
