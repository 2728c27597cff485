import { createCookie, redirect } from "@remix-run/node";

/**
 * What was just done, told once on the next page. The cookie holds only a key of this list, never text, so
 * nobody can make the product say something of their own.
 */
const MESSAGES = {
  created: "The KPI is created. Execute it to see its records.",
  saved: "The changes are saved.",
  deleted: "The KPI is deleted. It can be restored from the list of deleted KPIs.",
  restored: "The KPI is restored.",
  purged: "The KPI and its history are permanently deleted.",
  started: "The execution has started. You can leave this page and come back to it.",
  cancelled: "The execution was asked to stop.",
} as const;
export type FlashKey = keyof typeof MESSAGES;

const cookie = createCookie("flash", { httpOnly: true, sameSite: "lax", path: "/", maxAge: 60 });

/** Goes to `path` (303, so that a reload never repeats the act) and says there what was done. */
export async function redirectWithFlash(path: string, key: FlashKey) {
  return redirect(path, { status: 303, headers: { "Set-Cookie": await cookie.serialize(key) } });
}

/** The message to show on this page, and the headers that take it away afterwards. */
export async function takeFlash(request: Request): Promise<{ message: string | null; headers: HeadersInit }> {
  const key: unknown = await cookie.parse(request.headers.get("Cookie"));
  if (typeof key !== "string" || !Object.hasOwn(MESSAGES, key)) return { message: null, headers: {} };
  return {
    message: MESSAGES[key as FlashKey],
    headers: { "Set-Cookie": await cookie.serialize("", { maxAge: 0 }) },
  };
}
