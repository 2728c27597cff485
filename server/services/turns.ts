import { setImmediate as nextTurn } from "node:timers/promises";

let last: Promise<unknown> = Promise.resolve();

/**
 * Long work on the store goes in steps, and of all the steps of all requests one is done between two looks at what
 * else there is to do: ten searches at once keep a small request waiting no longer than one does. Settles when it is
 * the caller's turn to do one step.
 */
export async function takeTurn(): Promise<void> {
  const turn = last.then(() => nextTurn());
  last = turn;
  await turn;
}
