import { createCookie } from "@remix-run/node";
import { type ColumnWidths, readWidths } from "./column-widths.ts";

const YEAR_IN_SECONDS = 365 * 24 * 3600;
const cookie = createCookie("column_widths", {
  httpOnly: true,
  sameSite: "lax",
  path: "/landing-kpi/drilldown",
  maxAge: YEAR_IN_SECONDS,
});

/** The widths that were given in this browser, for columns of these names in any run. */
export async function rememberedWidths(request: Request): Promise<ColumnWidths> {
  const remembered: unknown = await cookie.parse(request.headers.get("Cookie"));
  return typeof remembered === "object" && remembered !== null ? readWidths(Object.entries(remembered)) : {};
}

/** The `Set-Cookie` header that remembers them. */
export function widthsCookie(widths: ColumnWidths): Promise<string> {
  return cookie.serialize(widths);
}
