/** JSON has no integers beyond 2^53: those are objects. */
interface StoredInteger {
  readonly integer: string;
}

/** What parameters of a statement are part of, as the text that is kept. */
export function writeExact(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === "bigint" ? ({ integer: inner.toString() } satisfies StoredInteger) : inner,
  );
}

export function readExact<T>(text: string): T {
  return JSON.parse(text, (_, inner) =>
    typeof inner?.integer === "string" ? BigInt((inner as StoredInteger).integer) : inner,
  );
}
