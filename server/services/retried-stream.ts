import { setTimeout as pause } from "node:timers/promises";
import { type Connector, type RunOptions, SourceError, type StreamEvent } from "../connectors/connector.ts";
import type { Statement } from "../engine/result.ts";

/** Before the second attempt, in milliseconds: other connections that were lost at the same time are then known to be. */
const PAUSE_MS = 500;

/**
 * What the statement yields. When its connection is lost before the first row, `onRetry` is told and the statement is
 * sent once more, within what `options()` says is left of its time; the columns then come again. Nothing else is tried
 * twice: a refusal would be refused again, a time limit would be used up twice, and rows would come twice.
 */
export async function* streamWithRetry(
  connector: Connector,
  statement: Statement,
  options: () => RunOptions,
  onRetry: (lost: SourceError) => Promise<unknown>,
): AsyncGenerator<StreamEvent> {
  let anyRows = false;
  try {
    for await (const event of connector.stream(statement, options())) {
      anyRows ||= event.kind === "rows";
      yield event;
    }
    return;
  } catch (error) {
    if (anyRows || !(error instanceof SourceError && error.connectionLost)) throw error;
    await onRetry(error);
  }
  await pause(PAUSE_MS, undefined, { signal: options().signal });
  yield* connector.stream(statement, options());
}
