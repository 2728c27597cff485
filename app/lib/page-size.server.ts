import { createCookie, redirect } from "@remix-run/node";
import { LARGEST_PAGE, SIZE_OFFERED } from "./page-size.ts";
import { withoutBlanks, withParams } from "./urls.ts";

const YEAR_IN_SECONDS = 365 * 24 * 3600;
const cookie = createCookie("page_size", {
  httpOnly: true,
  sameSite: "lax",
  path: "/landing-kpi/drilldown",
  maxAge: YEAR_IN_SECONDS,
});

/**
 * Throws the way to the short address of what the grid's form sent. How many records a page has is remembered where
 * another number was chosen than the form offered: one that is only in the address may be a link's, or the most that
 * fits so many columns.
 */
export async function requireShortAddress(url: URL): Promise<void> {
  const offered = url.searchParams.get(SIZE_OFFERED);
  const kept = new URLSearchParams(url.search);
  kept.delete(SIZE_OFFERED);
  const short = withoutBlanks(kept);
  if (offered === null && short === null) return;
  const chosen = url.searchParams.get("page_size");
  const isChosen = offered !== null && chosen !== offered && isPageSize(chosen);
  const headers = isChosen ? { "Set-Cookie": await cookie.serialize(chosen) } : undefined;
  throw redirect(url.pathname + (short ?? withParams(kept, {})), { headers });
}

/** Throws the way to the page with as many records as were chosen last, where the address says neither this nor a page. */
export async function requireRememberedSize(request: Request): Promise<void> {
  const url = new URL(request.url);
  if (url.searchParams.has("page_size") || url.searchParams.has("page")) return;
  const remembered: unknown = await cookie.parse(request.headers.get("Cookie"));
  if (isPageSize(remembered))
    throw redirect(url.pathname + withParams(url.search, { page_size: remembered }));
}

function isPageSize(text: unknown): text is string {
  return typeof text === "string" && /^[1-9]\d{0,2}$/.test(text) && Number(text) <= LARGEST_PAGE;
}
