import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { asLiteral } from "./lib/handoff.ts";
import { NonceProvider } from "./lib/nonce.ts";

/** What pages show changes with every run and save: nobody keeps it without asking again. */
const FRESH = "private, no-cache";

/** Pages are small and wait for nothing, so one string is faster than a stream. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Response {
  const { serverHandoffString: json } = remixContext;
  const context = { ...remixContext, ...(json !== undefined && { serverHandoffString: asLiteral(json) }) };
  const markup = renderToString(
    <NonceProvider value={loadContext.cspNonce}>
      <RemixServer context={context} url={request.url} nonce={loadContext.cspNonce} />
    </NonceProvider>,
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Cache-Control", FRESH);
  return new Response(`<!DOCTYPE html>${markup}`, { headers, status });
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
