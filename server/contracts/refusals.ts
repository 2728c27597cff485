import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { ZodError } from "zod";

/** Everything the server refuses on purpose. Anything else that is thrown is our bug and answers 500. */
export type AppErrorCode =
  | "not_found"
  | "duplicate_name"
  | "stale_version"
  | "conflict"
  | "invalid"
  | "unauthorized"
  | "forbidden"
  | "too_many_requests"
  | "unavailable"
  | "storage_full";

/** What is wrong with one field of a request; `field` is the request's own name for it. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** An error as the outside sees it: status, sentence, reasons by field. */
export interface Refusal {
  readonly status: number;
  readonly reason: AppErrorCode | "invalid_input" | "internal" | "request";
  readonly message: string;
  readonly errors: readonly FieldError[];
  /** With `stale_version`: the thing as it is stored now; else null. */
  readonly current: unknown;
}

/** What a refusal of ours has besides its message (`AppError` in server/errors.ts). */
interface AppRefusal extends Error {
  readonly code: AppErrorCode;
  readonly fieldErrors: readonly FieldError[];
  readonly current: unknown;
  readonly httpStatus: number | null;
}

/**
 * What to tell about any error of a procedure, for tRPC, REST and pages alike; our bugs say nothing but where to look.
 * Refusals are told by their names: the web application is built apart and has no class in common with the server.
 */
export function describeError(error: TRPCError): Refusal {
  const { cause } = error;
  const status = getHTTPStatusCodeFromError(error);
  if (isAppRefusal(cause)) {
    const { code: reason, message, fieldErrors: errors, current } = cause;
    return { status: cause.httpStatus ?? status, reason, message, errors, current };
  }
  if (cause?.name === "ZodError" && error.code === "BAD_REQUEST") {
    const errors = fieldErrors(cause as ZodError);
    const message = `The request was not accepted: ${errors.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join(" ")}`;
    return { status: 422, reason: "invalid_input", message, errors, current: null };
  }
  if (status >= 500) {
    const message = `An unexpected error happened. The server's log has the details under ${logId(error)}.`;
    return { status: 500, reason: "internal", message, errors: [], current: null };
  }
  return { status, reason: "request", message: error.message, errors: [], current: null };
}

/** tRPC's code for each of ours. */
export const TRPC_CODES: Readonly<Record<AppErrorCode, TRPCError["code"]>> = {
  not_found: "NOT_FOUND",
  duplicate_name: "CONFLICT",
  stale_version: "CONFLICT",
  conflict: "CONFLICT",
  invalid: "UNPROCESSABLE_CONTENT",
  unauthorized: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  too_many_requests: "TOO_MANY_REQUESTS",
  unavailable: "SERVICE_UNAVAILABLE",
  storage_full: "SERVICE_UNAVAILABLE",
};

/** The same for anything that was thrown. What nobody foresaw goes to the log, under the id that the sentence names. */
export function explain(error: unknown): Refusal {
  const known = error instanceof TRPCError ? error : asTrpcError(error);
  const refusal = describeError(known);
  if (refusal.reason === "internal") console.error(logId(known), known.cause ?? known);
  return refusal;
}

function asTrpcError(cause: unknown): TRPCError {
  const code = isAppRefusal(cause) ? TRPC_CODES[cause.code] : "INTERNAL_SERVER_ERROR";
  return new TRPCError({ code, message: "refused", cause });
}

/** A new id under which the log has the details of an unexpected error. */
export function newLogId(): string {
  return `error-${crypto.randomUUID().slice(0, 8)}`;
}

const logIds = new WeakMap<TRPCError, string>();

/** An id by which an unexpected error is found in the log; the same for the same error. */
function logId(error: TRPCError): string {
  const known = logIds.get(error);
  if (known) return known;
  const id = newLogId();
  logIds.set(error, id);
  return id;
}

function isAppRefusal(cause: unknown): cause is AppRefusal {
  return cause instanceof Error && cause.name === "AppError";
}

function fieldErrors(error: ZodError): FieldError[] {
  return error.issues.flatMap((issue): FieldError[] => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        field: [...issue.path, key].join("."),
        message: "There is no such field. Check its spelling, or leave it out.",
      }));
    return [{ field: issue.path.join("."), message: issue.message }];
  });
}
