import { initTRPC, TRPCError } from "@trpc/server";
import type { Actor } from "./contracts/people.ts";
import { describeError } from "./contracts/refusals.ts";
import { AppError, type AppErrorCode } from "./errors.ts";
import type { Services } from "./services/compose.ts";
import { storeTrouble } from "./services/store-trouble.ts";

/** What every procedure works with. */
export interface ApiContext extends Services {
  /** Who asks. Every request has a context of its own. */
  readonly actor: Actor;
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
  unauthorized: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  too_many_requests: "TOO_MANY_REQUESTS",
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
  if (ctx.actor.role !== "administrator")
    throw refused(new AppError("forbidden", forAdministrators(ctx.actor)));
  return next();
});

function forAdministrators({ advice }: Actor): string {
  return `Only an administrator may do this. ${advice}`;
}

/** A refusal of ours as an error of a procedure. */
export function refused(cause: AppError): TRPCError {
  return new TRPCError({ code: TRPC_CODES[cause.code], message: cause.message, cause });
}
