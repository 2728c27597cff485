import { bodyStream } from "./body-stream.ts";

/** Stands in JSON where the rows belong. Inside a text its quotes would be escaped, and lists answer null here. */
const PLACE = '"result_data":[]';

/**
 * The answer to one request, whose `result_data` may be too large to be built at once: the procedure answers with an
 * empty one and sends the rows apart, and they are written into the answer's text while the client reads it. At most
 * one call of a request has rows.
 */
export class RowAnswer {
  #rows: AsyncIterable<string> | null = null;

  /** Takes the JSON texts that stand between the brackets, one after the other. */
  readonly sendRows = (rows: AsyncIterable<string>): void => {
    this.#rows = rows;
  };

  /** The response with this JSON, and the rows in it if any were sent. */
  respond(json: string, init: ResponseInit): Response {
    const at = json.indexOf(PLACE) + PLACE.length - 1;
    if (!this.#rows || at < PLACE.length - 1) return new Response(json, init);
    return new Response(bodyStream(around(json.slice(0, at), this.#rows, json.slice(at))), init);
  }
}

async function* around(before: string, rows: AsyncIterable<string>, after: string): AsyncGenerator<string> {
  yield before;
  yield* rows;
  yield after;
}
