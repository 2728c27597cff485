import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** A secret of 256 bits that nobody can guess, fit for addresses, cookies and headers. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of such a secret. It needs no slow hash: there is nothing to guess. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** Takes the same time wherever the texts differ. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHmac("sha256", "compare").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
