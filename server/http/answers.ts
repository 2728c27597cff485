import type { Context } from "hono";
import { html } from "hono/html";
import { parseAccept } from "hono/utils/accept";
import type { FieldError } from "../errors.ts";

/** The error envelope of the REST surface. */
export function refusal(status: number, message: string, errors: readonly FieldError[] = []): Response {
  return Response.json({ success: false, message, ...(errors.length > 0 ? { errors } : {}) }, { status });
}

const API = /^\/(v1|trpc)\//;

/** A refusal where both people and programs may ask: a page for a browser, the error envelope for others. */
export function refusalFor({ req }: Context, status: number, message: string): Response {
  return API.test(req.path) ? refusal(status, message) : refusalTo(req.header("accept"), status, message);
}

/** The same for a client that sent this Accept header, where there is no well-formed request. */
export function refusalTo(accept: string | undefined, status: number, message: string): Response {
  const answer = wantsPage(accept) ? refusalPage(status, message) : refusal(status, message);
  answer.headers.set("Vary", "Accept");
  return answer;
}

/** Browsers name HTML; programs name JSON, or take anything. */
function wantsPage(accept = ""): boolean {
  const wish = (type: string) => parseAccept(accept).find((accepted) => accepted.type === type)?.q ?? 0;
  return wish("text/html") > 0 && wish("text/html") >= wish("application/json");
}

/** Without scripts and styles, and not one of the web application's pages: the request may not be fit for those. */
function refusalPage(status: number, message: string): Response {
  const page = html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>This is not possible – Landing KPI</title>
  </head>
  <body>
    <main>
      <h1>This is not possible</h1>
      <p>${message}</p>
      <p><a href="/landing-kpi">Go to the list of KPIs</a></p>
    </main>
  </body>
</html>
`;
  return new Response(String(page), { status, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
