import type { MiddlewareHandler } from "hono";
import { refusalFor } from "./answers.ts";
import { bringsFile } from "./incoming-file.ts";

const METHODS = ["GET", "HEAD", "POST"];
const FORM = /^\s*(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;
const MULTIPART = /^\s*multipart\//i;

/**
 * What stands before the pages: they are read, or sent a form, and nothing else. Their actions may then read a form
 * without asking whether there is one, and a page that only counts on being posted to is reached by no other way.
 */
export const pageRequests: MiddlewareHandler = async (c, next) => {
  const { method } = c.req;
  if (!METHODS.includes(method)) {
    const answer = refusalFor(
      c,
      405,
      `${method} is not possible on a page; use ${METHODS.join(", ")}, or the API at /docs.`,
    );
    answer.headers.set("Allow", METHODS.join(", "));
    return answer;
  }
  if (method === "POST") {
    const type = c.req.header("content-type") ?? "";
    if (!FORM.test(type))
      return refusalFor(
        c,
        415,
        `A page takes a form, not ${type ? `"${type}"` : "a request without a Content-Type"}. For programs there is the API at /docs.`,
      );
    if (MULTIPART.test(type) && !bringsFile(c.req.raw) && !(await isReadableForm(c.req.raw)))
      return refusalFor(c, 400, "The form is not well-formed multipart/form-data. Send it again.");
  }
  await next();
  const sentence = unexplained(c.res, c.req.path);
  if (sentence !== null) {
    const { status, headers } = c.res;
    c.res = undefined;
    c.res = refusalFor(c, status, sentence);
    // By this the pages' own scripts recognise an error.
    c.res.headers.set("X-Remix-Error", headers.get("X-Remix-Error") ?? "yes");
  }
};

async function isReadableForm(request: Request): Promise<boolean> {
  try {
    await request.clone().formData();
    return true;
  } catch {
    return false;
  }
}

/** The sentence for a refusal that the router of the pages made without one; null when it needs none. */
function unexplained({ status, headers }: Response, path: string): string | null {
  if (!headers.has("X-Remix-Error") || status >= 500) return null;
  return status === 405
    ? `${path} takes no form.`
    : `There is no such data at ${path}. Open the page itself, or reload it.`;
}
