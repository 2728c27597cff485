import type { FieldError } from "../errors.ts";

/** The error envelope of the REST surface. */
export function refusal(status: number, message: string, errors: readonly FieldError[] = []): Response {
  return Response.json({ success: false, message, ...(errors.length > 0 ? { errors } : {}) }, { status });
}
