import { initTRPC, TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { ZodError } from "zod";
import { AppError, type AppErrorCode, type FieldError, newLogId } from "./errors.ts";
import type { Services } from "./services/compose.ts";
import { storeTrouble } from "./services/store-trouble.ts";

/** What every procedure works with. */
export interface ApiContext extends Services {
  /** Why the caller may not do what only an administrator may; null when it may. */
  readonly adminRefusal: string | null;
  /**
   * Takes the JSON texts that stand for the empty `result_data` of an answer. Only requests over HTTP have it: pages
   * ask for a page of rows, never for all of them.
   */
  readonly sendRows?: (rows: AsyncIterable<string>) => void;
}

/** Where a procedure stands in the REST surface; `:name` in the path is a field of its input. */
export interface RestRoute {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: `/v1/${string}`;
  /** The status of a good answer; 200 unless said. */
  readonly status?: 201;
  /** Headers that carry a field of the input each, which then does not stand in the body. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The procedure to call, with the same input, for `Prefer: respond-async`; it answers 202 and where to look. */
  readonly respondAsync?: { readonly procedure: string; readonly location: (answer: never) => string };
  readonly summary: string;
  readonly description?: string;
}

export interface ProcedureMeta {
  readonly rest?: RestRoute;
}

const TRPC_CODES: Readonly<Record<AppErrorCode, TRPCError["code"]>> = {
  not_found: "NOT_FOUND",
  duplicate_name: "CONFLICT",
  stale_version: "CONFLICT",
  conflict: "CONFLICT",
  invalid: "UNPROCESSABLE_CONTENT",
  forbidden: "FORBIDDEN",
  unavailable: "SERVICE_UNAVAILABLE",
  storage_full: "SERVICE_UNAVAILABLE",
};

const t = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    errorFormatter({ shape, error }) {
      const refusal = describeError(error);
      return {
        ...shape,
        message: refusal.message,
        data: {
          code: shape.data.code,
          httpStatus: refusal.status,
          path: shape.data.path,
          reason: refusal.reason,
          errors: refusal.errors,
          current: refusal.current,
        },
      };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Every procedure: refusals of services, and of the store, become tRPC errors with the AppError as their cause. */
export const procedure = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (!result.ok) {
    const thrown = result.error.cause;
    const cause = thrown instanceof AppError ? thrown : storeTrouble(thrown);
    if (cause) throw refused(cause);
  }
  return result;
});

/** A procedure that only an administrator may call. */
export const adminProcedure = procedure.use(({ ctx, next }) => {
  if (ctx.adminRefusal !== null) throw refused(new AppError("forbidden", ctx.adminRefusal));
  return next();
});

/** A refusal of ours as an error of a procedure. */
export function refused(cause: AppError): TRPCError {
  return new TRPCError({ code: TRPC_CODES[cause.code], message: cause.message, cause });
}

/** An error as the outside sees it: status, sentence, reasons by field. */
export interface Refusal {
  readonly status: number;
  readonly reason: AppErrorCode | "invalid_input" | "internal" | "request";
  readonly message: string;
  readonly errors: readonly FieldError[];
  readonly current: unknown;
}

/** What to tell the caller about any error of a procedure; our bugs say nothing but where to look. */
export function describeError(error: TRPCError): Refusal {
  const { cause } = error;
  if (cause instanceof AppError)
    return {
      status: cause.httpStatus ?? getHTTPStatusCodeFromError(error),
      reason: cause.code,
      message: cause.message,
      errors: cause.fieldErrors,
      current: cause.current,
    };
  if (cause instanceof ZodError && error.code === "BAD_REQUEST") {
    const errors = fieldErrors(cause);
    const message = `The request was not accepted: ${errors.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join(" ")}`;
    return { status: 422, reason: "invalid_input", message, errors, current: null };
  }
  if (error.code === "INTERNAL_SERVER_ERROR")
    return {
      status: 500,
      reason: "internal",
      message: `An unexpected error happened. The server's log has the details under ${logId(error)}.`,
      errors: [],
      current: null,
    };
  return { status: 400, reason: "request", message: error.message, errors: [], current: null };
}

const logIds = new WeakMap<TRPCError, string>();

/** An id by which an unexpected error is found in the log; the same for the same error. */
export function logId(error: TRPCError): string {
  const known = logIds.get(error);
  if (known) return known;
  const id = newLogId();
  logIds.set(error, id);
  return id;
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
