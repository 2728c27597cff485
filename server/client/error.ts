import type { FieldError, RefusalReason } from "./api.ts";

/**
 * Why something was not answered: a reason of the server's; or `unreachable`, when no connection came about or it broke;
 * `timeout`, when the answer took too long; `unreadable`, when the answer is none of this server's; `unwritable`, when it
 * came and the file for it could not be written here.
 */
export type ErrorCode = RefusalReason | "unreachable" | "timeout" | "unreadable" | "unwritable";

interface More {
  readonly status?: number | null;
  readonly requestId?: string | null;
  readonly errors?: readonly FieldError[];
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
}

/** What every call rejects with, unless its signal was aborted. The message is a sentence for people. */
export class LandingKpiError extends Error {
  override readonly name = "LandingKpiError";
  readonly code: ErrorCode;
  /** The answer's HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** Under which the server's log has the request (with REQUEST_LOG); null when there was no answer. */
  readonly requestId: string | null;
  /** What is wrong with which field of the request. */
  readonly errors: readonly FieldError[];
  /** For how long the server, or a proxy before it, wants to be left alone, in milliseconds; null when it says nothing of it. */
  readonly retryAfterMs: number | null;

  constructor(code: ErrorCode, message: string, more: More = {}) {
    super(message, { cause: more.cause });
    this.code = code;
    this.status = more.status ?? null;
    this.requestId = more.requestId ?? null;
    this.errors = more.errors ?? [];
    this.retryAfterMs = more.retryAfterMs ?? null;
  }
}

const CODES: Readonly<Record<number, ErrorCode>> = {
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  422: "invalid_input",
  429: "too_many_requests",
  502: "unavailable",
  503: "unavailable",
  504: "unavailable",
  507: "storage_full",
};

/** The refusal that an answer's body (JSON, or anything else that a proxy wrote) is. */
export function refusalOf(status: number, headers: Headers | null, body: unknown): LandingKpiError {
  const { message, errors } = Object(body) as { message?: unknown; errors?: readonly FieldError[] };
  const said = typeof message === "string" ? message : `The server answered with status ${status}.`;
  const code = CODES[status] ?? (status >= 500 ? "internal" : "request");
  const more = { status, requestId: requestIdOf(headers), errors, retryAfterMs: retryAfterOf(headers) };
  return new LandingKpiError(code, said, more);
}

/** RFC 9110: seconds, or a date. */
export function retryAfterOf(headers: Headers | null): number | null {
  const said = headers?.get("retry-after");
  if (!said) return null;
  const ms = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now();
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

export function requestIdOf(headers: Headers | null | undefined): string | null {
  return headers?.get("x-request-id") ?? null;
}
