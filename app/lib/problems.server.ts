import { json } from "@remix-run/node";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { ZodError } from "zod";
import type { AppError, FieldError } from "../../server/errors.ts";
import type { Problem } from "./problem.ts";

/** A form that was refused: the message for the whole form, and the first message of each field. */
export interface FormFailure {
  readonly status: number;
  readonly code: AppError["code"];
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
  /** After a stale save: the thing as it is stored now. */
  readonly current: unknown;
}

export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: FormFailure };

const TITLES: Readonly<Record<number, string>> = {
  400: "This request cannot be read",
  403: "Only for administrators",
  404: "Not found",
  409: "This does not fit what is stored",
  422: "Some of this is not valid",
  500: "The product made a mistake",
  503: "Not available right now",
  507: "There is no room left",
};

const INVALID = "Some fields need another look.";

/** What an API call threw, in one shape, whether a service refused it or its input schema did. */
interface Refused {
  readonly status: number;
  readonly code: FormFailure["code"];
  readonly message: string;
  readonly errors: readonly FieldError[];
  readonly current: unknown;
}

/** Structural, so that no server code is needed at run time; null for anything that nobody refused on purpose. */
function refusalIn(error: unknown): Refused | null {
  if (!(error instanceof TRPCError) || error.code === "INTERNAL_SERVER_ERROR") return null;
  const status = getHTTPStatusCodeFromError(error);
  const cause: unknown = error.cause;
  if (cause instanceof Error && "fieldErrors" in cause) {
    const { httpStatus, code, message, fieldErrors: errors, current } = cause as AppError;
    return { status: httpStatus ?? status, code, message, errors, current };
  }
  if (cause instanceof Error && "issues" in cause) {
    const errors = (cause as ZodError).issues.map(({ path, message }) => ({
      field: String(path[0] ?? ""),
      message,
    }));
    return { status: 422, code: "invalid", message: INVALID, errors, current: null };
  }
  return { status, code: "invalid", message: error.message, errors: [], current: null };
}

function response(status: number, problem: Problem): Response {
  return json(problem, { status });
}

/** The answer of a page whose address leads nowhere. */
export function notFound(message: string): Response {
  return response(404, { title: "Not found", message, reasons: [] });
}

/** The answer of a page whose form says what the page does not know. */
export function badRequest(message: string): Response {
  return response(400, { title: "This request cannot be read", message, reasons: [] });
}

/** What to say about anything that an API call threw; what nobody foresaw is logged under the reference it names. */
function explain(error: unknown): Refused {
  const refused = refusalIn(error);
  if (refused) return refused;
  const reference = crypto.randomUUID().slice(0, 8);
  console.error(`[${reference}]`, error);
  const message = `A fault in the product kept this from working. Try again; if it stays, the server's log tells more under ${reference}.`;
  return { status: 500, code: "unavailable", message, errors: [], current: null };
}

/** What an API call answers; a refusal becomes the Response that the nearest error boundary shows. */
export async function answer<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const { status, message, errors } = explain(error);
    throw response(status, { title: TITLES[status] ?? "This is not possible", message, reasons: errors });
  }
}

/** Like `answer` for what a form asks: whatever is refused comes back to the form, so that nothing typed is lost. */
export async function attempt<T>(call: Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await call };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

/** What a form is told about something that an API call threw. */
export function failureOf(error: unknown): FormFailure {
  const { status, code, message, errors, current } = explain(error);
  const fields: Record<string, string> = {};
  for (const { field, message } of errors) fields[field] ??= message;
  return { status, code, message, fields, current };
}

/** The number in a path such as `/landing-kpi/12/edit`; anything but digits is a page that does not exist. */
export function idInPath(text: string | undefined, what: string): number {
  const id = /^\d{1,15}$/.test(text ?? "") ? Number(text) : 0;
  if (id < 1) throw notFound(`There is no ${what} “${text ?? ""}”. Its number is made of digits only.`);
  return id;
}
