import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server.browser";
import { asLiteral } from "./lib/handoff.ts";
import { NonceProvider } from "./lib/nonce.ts";
import { renderInSteps } from "./lib/render-in-steps.server.tsx";

/** What pages show changes with every run and save: nobody keeps it without asking again. */
const FRESH = "private, no-cache";

/** Characters of data from which on a page is rendered in steps; what is shown grows with what is handed over. */
const MUCH_DATA = 50_000;

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const { serverHandoffString: json } = remixContext;
  const context = { ...remixContext, ...(json !== undefined && { serverHandoffString: asLiteral(json) }) };
  const page = (
    <NonceProvider value={loadContext.cspNonce}>
      <RemixServer context={context} url={request.url} nonce={loadContext.cspNonce} />
    </NonceProvider>
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Cache-Control", FRESH);
  const isLarge = json !== undefined && json.length > MUCH_DATA;
  // Most pages are small and wait for nothing: one string is faster than a stream.
  const body = isLarge
    ? await renderInSteps(page, loadContext.takeTurn, request.signal)
    : `<!DOCTYPE html>${renderToString(page)}`;
  return new Response(body, { headers, status });
}

export function handleDataRequest(response: Response): Response {
  response.headers.set("Cache-Control", FRESH);
  return response;
}

/** Faults that no loader turned into an answer: the log gets them, the visitor gets the error page. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (request.signal.aborted) return;
  // The router refused it (no such data, no form taken here): that is the visitor's matter, not a fault of ours.
  if (isRouteErrorResponse(error) && error.status < 500) return;
  console.error(`${request.method} ${new URL(request.url).pathname}`, error);
}
