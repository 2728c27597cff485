import { json, redirect } from "@remix-run/node";
import { attempt } from "./problems.server.ts";
import { localPath } from "./urls.ts";

/** Where somebody goes who has just signed in. */
export function pathAfter(returnTo: FormDataEntryValue | null): string {
  return localPath(returnTo, "/landing-kpi");
}

/** The answer of a form that begins or ends a session: its cookie and another page, or what is wrong. */
export async function answerWithSession(
  cookie: Promise<string>,
  to: string,
  typed: Readonly<Record<string, string>> = {},
) {
  const begun = await attempt(cookie);
  if (begun.ok) return redirect(to, { status: 303, headers: { "Set-Cookie": begun.value } });
  const { status, message, fields } = begun.failure;
  return json({ message, fields, typed }, { status });
}

/** What was typed into these fields of a form, to be shown again; never a password. */
export function typedInto(form: FormData, ...fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field, String(form.get(field) ?? "")]));
}
