import { setImmediate as nextTurn } from "node:timers/promises";

/**
 * Long work on the store goes in steps, and of all the steps of all requests one is done between two looks at what
 * else there is to do: ten searches at once keep a small request waiting no longer than one does.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Settles when it is the caller's turn to do one step. */
  async take(): Promise<void> {
    const turn = this.#last.then(() => nextTurn());
    this.#last = turn;
    await turn;
  }
}
