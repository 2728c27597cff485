/** One block of a stream of server-sent events: its lines by their names; a comment is under the empty name. */
export type Block = Readonly<Record<string, string>>;

/** A stream of events that is read block by block. */
export interface EventReader {
  readonly status: number;
  readonly headers: Headers;
  /** The next block; null at the end. */
  next(): Promise<Block | null>;
  /** Every block that is still to come. */
  rest(): Promise<Block[]>;
  /** The next block of this name, or comment (""), whatever comes before it. */
  until(event: string): Promise<Block>;
  /** Goes away, as a client does. */
  leave(): void;
}

export async function openEvents(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<EventReader> {
  const leaving = new AbortController();
  const response = await fetch(url, { headers, signal: leaving.signal });
  const chunks = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const next = async (): Promise<Block | null> => {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        if (block.trim() !== "") return blockOf(block);
        continue;
      }
      const { done, value } = (await chunks?.read()) ?? { done: true, value: undefined };
      if (done) return null;
      text += value;
    }
  };
  return {
    status: response.status,
    headers: response.headers,
    next,
    async rest() {
      const blocks: Block[] = [];
      for (let block = await next(); block; block = await next()) blocks.push(block);
      return blocks;
    },
    async until(event) {
      for (let block = await next(); block; block = await next())
        if (event === "" ? "" in block : block.event === event) return block;
      throw new Error(`The stream ended before ${event || "a comment"}.`);
    },
    leave: () => leaving.abort(),
  };
}

function blockOf(text: string): Block {
  const lines = text.split("\n").filter((line) => line !== "");
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(":");
      return [line.slice(0, at), line.slice(at + 1).trimStart()];
    }),
  );
}
