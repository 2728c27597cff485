import { type Reader, wordAt } from "./reader.ts";

const ONLY = new Set(["only", "solely", "exclusively"]);

/** Where the words end that say that there are no others: "only", "exclusively", "nothing but"; null without any. */
export function onlyAt(reader: Reader, at: number): number | null {
  if (ONLY.has(wordAt(reader, at))) return at + 1;
  const nothing = ["nothing", "none"].includes(wordAt(reader, at));
  return nothing && ["but", "except"].includes(wordAt(reader, at + 1)) ? at + 2 : null;
}

/** Where the words end that say "each of them": "all", "every"; null without any. */
export function allAt(reader: Reader, at: number): number | null {
  return ["all", "every"].includes(wordAt(reader, at)) ? at + 1 : null;
}
