import { createCookie } from "@remix-run/node";
import { THEMES, type Theme } from "./theme.ts";

const YEAR_IN_SECONDS = 365 * 24 * 3600;
const cookie = createCookie("theme", { httpOnly: true, sameSite: "lax", path: "/", maxAge: YEAR_IN_SECONDS });

function themeNamed(name: unknown): Theme {
  return THEMES.find((theme) => theme === name) ?? "system";
}

export async function readTheme(request: Request): Promise<Theme> {
  return themeNamed(await cookie.parse(request.headers.get("Cookie")));
}

/** The `Set-Cookie` header that remembers a choice. */
export function themeCookie(choice: FormDataEntryValue | null): Promise<string> {
  return cookie.serialize(themeNamed(choice));
}
