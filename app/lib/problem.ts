/** A page that cannot be shown, as data for its error boundary: sentences only, never a stack trace. */
export interface Problem {
  readonly title: string;
  readonly message: string;
  readonly reasons: readonly { readonly field: string; readonly message: string }[];
}

export function isProblem(value: unknown): value is Problem {
  return (
    typeof value === "object" &&
    value !== null &&
    "title" in value &&
    "message" in value &&
    Array.isArray((value as Problem).reasons)
  );
}
