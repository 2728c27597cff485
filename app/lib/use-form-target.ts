import { useLocation } from "@remix-run/react";

/**
 * Where a form of the page that is shown is sent, itself: said outright, because the router's own guess is the address
 * with its names decoded, where a question mark or a percent sign in a name is taken for something else.
 */
export function useFormTarget(page: "index" | "other" = "other"): string {
  const { pathname, search } = useLocation();
  return page === "index" ? `${pathname}?index${search.replace(/^\?/, "&")}` : pathname + search;
}
