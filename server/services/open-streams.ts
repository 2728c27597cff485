import type { Origin } from "../contracts/audit.ts";
import type { Actor } from "../contracts/people.ts";
import { AppError } from "../errors.ts";

/** Streams of events that one caller may have open at a time. */
export const MOST_STREAMS = 50;

/** How many streams of events everybody has open: each holds a connection for as long as a run goes on. */
export class OpenStreams {
  readonly #count = new Map<string, number>();

  /** Counts one more; what it answers with is to be called when that is closed. Throws when there are too many. */
  enter(caller: { readonly actor: Actor; readonly origin: Origin }): () => void {
    const key = keyOf(caller);
    const open = this.#count.get(key) ?? 0;
    if (open >= MOST_STREAMS)
      throw new AppError(
        "too_many_requests",
        `You have ${MOST_STREAMS} streams of events open already. Close some, or ask for the executions now and then.`,
      );
    this.#count.set(key, open + 1);
    return () => {
      const left = (this.#count.get(key) ?? 1) - 1;
      if (left > 0) this.#count.set(key, left);
      else this.#count.delete(key);
    };
  }
}

/** Whoever has neither account nor key is told apart by the address. */
function keyOf({ actor, origin }: { readonly actor: Actor; readonly origin: Origin }): string {
  if (actor.account) return `account ${actor.account.id}`;
  return actor.keyId === undefined ? `address ${origin.address}` : `key ${actor.keyId}`;
}
