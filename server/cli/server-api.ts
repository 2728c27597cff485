import type { Api } from "../client/api.ts";
import { LandingKpiError } from "../client/error.ts";
import { clientOver, type LandingKpiClient } from "../client/index.ts";
import { type ClientOptions, createTransport, type Transport } from "../client/transport.ts";
import { COMMAND_LINE } from "../contracts/audit.ts";
import type { FieldError } from "../contracts/refusals.ts";
import { badInput, CliError, EXIT } from "./trouble.ts";

/** The running server that a command talks to. */
export interface ServerApi {
  /** Without a slash at its end. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly trpc: Api;
  readonly client: LandingKpiClient;
  readonly transport: Transport;
}

/** Some commands wait for a source or for a whole file to be read; whoever has waited enough presses Ctrl+C. */
const TIMEOUT_MS = 3_600_000;
/** Enough for a server that restarts, without keeping people waiting for one that is not there. */
const RETRIES = 2;

/** `secret` is an API key, or the ADMIN_TOKEN. */
export function connect(server: string, secret: string | undefined): ServerApi {
  if (!URL.canParse(server))
    throw badInput(`"${server}" is no address of a server; say it with --server as http://127.0.0.1:3000.`);
  const limits = { timeoutMs: TIMEOUT_MS, retries: RETRIES };
  const transport = transportTo({ url: server, apiKey: secret, userAgent: COMMAND_LINE, ...limits });
  const client = clientOver(transport);
  const { url, headers } = transport;
  return { url, headers, trpc: client.api, client, transport };
}

/** Of what is wrong with them before anything is sent, a command says it was typed wrong. */
function transportTo(options: ClientOptions): Transport {
  try {
    return createTransport(options);
  } catch (error) {
    throw error instanceof TypeError ? badInput(error.message) : error;
  }
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

/** What went wrong between here and the server, as a sentence and an exit code; null for what is our own fault. */
export function troubleWith({ url }: ServerApi, error: unknown): CliError | null {
  if (error instanceof CliError) return error;
  if (error instanceof LandingKpiError)
    return error.status === null ? unreachable(url) : refusal(error.status, error.message, error.errors);
  // What fetch throws when a file is sent and no connection comes about, or when it breaks.
  return error instanceof TypeError && error.message === "fetch failed" ? unreachable(url) : null;
}

function unreachable(url: string): CliError {
  return new CliError(
    EXIT.failed,
    `No Landing KPI server answers at ${url}. Start one with npm start, or say with --server where it is.`,
  );
}
