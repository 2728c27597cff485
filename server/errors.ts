import type { AppErrorCode, FieldError } from "./contracts/refusals.ts";

export type { AppErrorCode, FieldError };

/** A refusal for people: `message` says what is wrong, to what, and what to do. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly fieldErrors: readonly FieldError[];
  /** With `stale_version`: the thing as it is stored now. */
  readonly current: unknown;

  constructor(
    code: AppErrorCode,
    message: string,
    more: { fieldErrors?: readonly FieldError[]; current?: unknown } = {},
  ) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.fieldErrors = more.fieldErrors ?? [];
    this.current = more.current ?? null;
  }

  /** The HTTP status where tRPC has no code that means it; null where the code says it. */
  get httpStatus(): number | null {
    return this.code === "storage_full" ? 507 : null;
  }
}

/** A request whose fields are well-formed but do not fit what is stored; answers 422. */
export function invalidField(field: string, message: string): AppError {
  return new AppError("invalid", message, { fieldErrors: [{ field, message }] });
}
