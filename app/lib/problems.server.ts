import { json } from "@remix-run/node";
import { explain, type Refusal } from "../../server/contracts/refusals.ts";
import type { Problem } from "./problem.ts";

/** A form that was refused: the message for the whole form, and the first message of each field. */
export interface FormFailure {
  readonly status: number;
  readonly reason: Refusal["reason"];
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
  401: "Sign in first",
  403: "This is not for everybody",
  404: "Not found",
  409: "This does not fit what is stored",
  422: "Some of this is not valid",
  429: "Too many at once",
  500: "The product made a mistake",
  503: "Not available right now",
  507: "There is no room left",
};

const INVALID = "Some fields need another look.";

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

/** The answer of a page whose address asks for something that the page does not know. */
export function unknownInAddress(name: string): Response {
  const message = `The address has “${name}”, which this page does not know. Take it out, or set filters above the columns.`;
  return response(422, { title: "Some of this is not valid", message, reasons: [] });
}

/** What an API call answers; a refusal becomes the Response that the nearest error boundary shows. */
export async function answer<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const refusal = explain(error);
    const { status, errors: reasons } = refusal;
    throw response(status, {
      title: TITLES[status] ?? "This is not possible",
      message: messageBeside(refusal),
      reasons,
    });
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
  const refusal = explain(error);
  const { status, reason, errors, current } = refusal;
  const fields: Record<string, string> = {};
  // What a schema finds inside of a field is shown at the field.
  const at = (field: string) => (reason === "invalid_input" ? (field.split(".")[0] ?? "") : field);
  for (const { field, message } of errors) fields[at(field)] ??= message;
  return { status, reason, message: messageBeside(refusal), fields, current };
}

/** The sentence where the fields are told apart: what a schema found is said there. */
function messageBeside({ reason, message }: Refusal): string {
  return reason === "invalid_input" ? INVALID : message;
}

/** The number in a path such as `/landing-kpi/12/edit`; anything but digits is a page that does not exist. */
export function idInPath(text: string | undefined, what: string): number {
  const id = /^\d{1,15}$/.test(text ?? "") ? Number(text) : 0;
  if (id < 1) throw notFound(`There is no ${what} “${text ?? ""}”. Its number is made of digits only.`);
  return id;
}
