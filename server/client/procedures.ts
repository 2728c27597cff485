import { createTRPCUntypedClient, httpLink, TRPCClientError } from "@trpc/client";
import type { Api, CallOptions, FieldError, RefusalReason } from "./api.ts";
import { LandingKpiError, refusalOf, requestIdOf, retryAfterOf } from "./error.ts";
import type { Transport } from "./transport.ts";

/** All procedures of the server, by area and name; they reject with a LandingKpiError. */
export function proceduresOver(transport: Transport): Api {
  const fetch = (url: unknown, init: unknown) => transport.whole(String(url), Object(init) as RequestInit);
  const client = createTRPCUntypedClient({ links: [httpLink({ url: `${transport.url}/trpc`, fetch })] });
  const call =
    (path: string, kind: "query" | "mutation") => async (input: unknown, options?: CallOptions) => {
      const { signal } = options ?? {};
      try {
        return await client[kind](path, input, signal ? { signal } : {});
      } catch (error) {
        signal?.throwIfAborted();
        throw ownError(error);
      }
    };
  return byName((area) =>
    byName((name) => ({
      query: call(`${area}.${name}`, "query"),
      mutate: call(`${area}.${name}`, "mutation"),
    })),
  ) as Api;
}

/** An object that has whatever is asked of it; but it is no promise, or it could not be handed out by one. */
function byName(make: (name: string) => object): object {
  return new Proxy(
    {},
    { get: (_target, name) => (typeof name === "string" && name !== "then" ? make(name) : undefined) },
  );
}

interface ToldError {
  readonly httpStatus?: number;
  readonly reason?: RefusalReason;
  readonly errors?: readonly FieldError[];
}

function ownError(error: unknown): unknown {
  if (!(error instanceof TRPCClientError)) return error;
  if (error.cause instanceof LandingKpiError) return error.cause;
  const { httpStatus: status, reason, errors } = (error.data ?? {}) as ToldError;
  const { response } = (error.meta ?? {}) as { response?: Response };
  const headers = response?.headers ?? null;
  if (status === undefined || reason === undefined) return refusalOf(response?.status ?? 500, headers, error);
  const more = { status, errors, requestId: requestIdOf(headers), retryAfterMs: retryAfterOf(headers) };
  return new LandingKpiError(reason, error.message, more);
}
