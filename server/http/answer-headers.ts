import type { Context } from "hono";

/**
 * Sets headers of the finished answer. Hono's own `c.header` makes another answer for each of them, and what was a text
 * then goes out as a stream, which takes longer than most answers take to make.
 */
export function setHeaders(
  { res }: Context,
  headers: Iterable<readonly [name: string, value: string]>,
): void {
  for (const [name, value] of headers) res.headers.set(name, value);
}
