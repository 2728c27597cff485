import type { MiddlewareHandler } from "hono";
import { may, whyNot } from "../contracts/people.ts";
import { refusal } from "./answers.ts";
import type { HttpVariables } from "./security-headers.ts";

/** Pages for people who are not signed in (yet). */
const OPEN_PAGES = /^\/(setup|forgot-password|sign-in(\/openid(\/callback)?)?|admin|theme|join\/[\w-]+)$/;

/**
 * Whoever may read nothing gets no further than the pages that change that. Procedures refuse by themselves; this keeps
 * what is no procedure, such as the API's description, and leads people to where they sign in.
 */
export function entrance(isOn: () => Promise<boolean>): MiddlewareHandler<{ Variables: HttpVariables }> {
  return async (c, next) => {
    const { path, method } = c.req;
    const actor = c.get("actor");
    if (may(actor, "read") || path.startsWith("/trpc/") || OPEN_PAGES.test(path)) return next();
    if (path.startsWith("/v1/") || path === "/openapi.json" || path === "/metrics")
      return refusal(401, whyNot(actor, "read") ?? "");
    const url = new URL(c.req.url);
    const isData = url.searchParams.has("_data");
    url.searchParams.delete("_data");
    const back = method === "POST" ? "" : `?${new URLSearchParams({ return_to: url.pathname + url.search })}`;
    const location = (await isOn()) ? `/sign-in${back}` : "/setup";
    // By these headers the pages' own scripts open another page as a whole.
    const headers: Record<string, string> = isData
      ? { "X-Remix-Redirect": location, "X-Remix-Reload-Document": "true", "X-Remix-Status": "302" }
      : { Location: location };
    return new Response(null, {
      status: isData ? 204 : 303,
      headers: { ...headers, "Cache-Control": "no-store" },
    });
  };
}
