import { type ParamChanges, withParams } from "./urls.ts";

/** The page of a knowledge graph, whatever its name has in it; `below` is a page of its own under it. */
export function graphPath(name: string, params: ParamChanges = {}, below = ""): string {
  return `/graphs/${encodeURIComponent(name)}${below}${withParams("", params)}`;
}
