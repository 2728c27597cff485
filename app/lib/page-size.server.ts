import { createCookie, redirect } from "@remix-run/node";
import { LARGEST_PAGE } from "./page-size.ts";
import { withParams } from "./urls.ts";

const YEAR_IN_SECONDS = 365 * 24 * 3600;
const cookie = createCookie("page_size", {
  httpOnly: true,
  sameSite: "lax",
  path: "/landing-kpi/drilldown",
  maxAge: YEAR_IN_SECONDS,
});

/**
 * How many records a page has is remembered for the next run: headers that do so where the address says it. Where it
 * says neither this nor a page, throws the way to the address that does, which means the same to everybody.
 */
export async function rememberPageSize(request: Request): Promise<Headers> {
  const url = new URL(request.url);
  const asked = url.searchParams.get("page_size");
  if (asked !== null)
    return new Headers(isPageSize(asked) ? { "Set-Cookie": await cookie.serialize(asked) } : {});
  const remembered: unknown = await cookie.parse(request.headers.get("Cookie"));
  if (isPageSize(remembered) && !url.searchParams.has("page"))
    throw redirect(url.pathname + withParams(url.search, { page_size: remembered }));
  return new Headers();
}

function isPageSize(text: unknown): text is string {
  return typeof text === "string" && /^[1-9]\d{0,2}$/.test(text) && Number(text) <= LARGEST_PAGE;
}
