import { lazy, type ReactElement } from "react";
// The one for Node leaves NUL bytes where a letter beyond ASCII meets the end of its buffer.
import { renderToReadableStream } from "react-dom/server.browser";
import { type InTurn, InTurnProvider } from "./in-turn.ts";

/**
 * The whole page in UTF-8, whose large parts are rendered one by one, each when `takeTurn` settles. Rejects as rendering
 * fails, and when `signal` says that nobody waits for it any more.
 */
export async function renderInSteps(
  page: ReactElement,
  takeTurn: () => Promise<void>,
  signal?: AbortSignal,
): Promise<ReadableStream> {
  const inTurn: InTurn = (component) =>
    lazy(async () => {
      await takeTurn();
      return { default: component };
    }) as unknown as typeof component;
  const failures: unknown[] = [];
  const stream = await renderToReadableStream(<InTurnProvider value={inTurn}>{page}</InTurnProvider>, {
    signal,
    onError: (error) => void failures.push(error),
    // Otherwise what is large would come at the end of the page, and scripts would put it in its place.
    progressiveChunkSize: Number.POSITIVE_INFINITY,
  });
  await stream.allReady;
  if (failures.length > 0) throw failures[0];
  return stream;
}
