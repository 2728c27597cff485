import { hash, verify } from "@node-rs/argon2";
import { newToken } from "./secret-tokens.ts";

/** Argon2id as OWASP has it: 19 MiB, two passes, one lane. The hash carries them, so they may change later. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** What is kept of a password. The work is done beside the event loop. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), COST);
}

let decoy: Promise<string> | undefined;

/** Whether the password is the one that was hashed; where there is none, no takes as long as it does elsewhere. */
export async function passwordFits(password: string, hashed: string | null): Promise<boolean> {
  decoy ??= hashPassword(newToken());
  const other = await decoy;
  const fits = await verify(hashed ?? other, password.normalize("NFKC"));
  return fits && hashed !== null;
}
