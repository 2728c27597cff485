import { createTRPCClient, httpLink, TRPCClientError } from "@trpc/client";
import { COMMAND_LINE } from "../contracts/audit.ts";
import type { AppRouter } from "../router.ts";
import { CliError, EXIT } from "./trouble.ts";

/** The running server that a command talks to. */
export interface ServerApi {
  /** Without a slash at its end. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly trpc: ReturnType<typeof createTRPCClient<AppRouter>>;
}

/** `secret` is an API key, or the ADMIN_TOKEN. */
export function connect(url: string, secret: string | undefined): ServerApi {
  const base = url.replace(/\/+$/, "");
  const headers: Record<string, string> = {
    "User-Agent": COMMAND_LINE,
    ...(secret && { Authorization: `Bearer ${secret}` }),
  };
  return {
    url: base,
    headers,
    trpc: createTRPCClient<AppRouter>({ links: [httpLink({ url: `${base}/trpc`, headers })] }),
  };
}

/** Refusals of what was typed; all else (no right to it, a source that is away) is no fault of the input. */
const BAD_INPUT = new Set([400, 404, 409, 422]);

/** The server's own sentence, with what it says of each field where that is more. */
export function refusal(status: number, message: string, errors: readonly FieldError[] = []): CliError {
  const more = errors
    .filter((error) => !message.includes(error.message))
    .map((error) => `  ${error.field}: ${error.message}`);
  const code = BAD_INPUT.has(status) ? EXIT.badInput : EXIT.failed;
  return new CliError(code, [message, ...more].join("\n"));
}

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** What went wrong between here and the server, as a sentence and an exit code; null for what is our own fault. */
export function troubleWith({ url }: ServerApi, error: unknown): CliError | null {
  if (error instanceof CliError) return error;
  if (error instanceof TRPCClientError) {
    const data = error.data as { httpStatus?: number; errors?: readonly FieldError[] } | undefined;
    if (data?.httpStatus !== undefined) return refusal(data.httpStatus, error.message, data.errors);
    return unreachable(url);
  }
  // What fetch throws when no connection comes about, or when it breaks.
  return error instanceof TypeError && error.message === "fetch failed" ? unreachable(url) : null;
}

function unreachable(url: string): CliError {
  return new CliError(
    EXIT.failed,
    `No Landing KPI server answers at ${url}. Start one with npm start, or say with --server where it is.`,
  );
}
