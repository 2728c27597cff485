import type { Column } from "../graph.ts";
import { dictionary } from "../text/dictionary.ts";
import { singular } from "../text/words.ts";
import { identifierParts } from "./names.ts";

/** Columns of yes and no. Their name, as an adjective, says what holds when they are yes: "discontinued products". */
const YES = new Set(["y", "yes", "true", "t", "1", "x", "on"]);
const NO = new Set(["n", "no", "false", "f", "0", "off", ""]);
const MARKS = new Set(["is", "has", "flag", "flg", "yn", "ind", "indicator"]);
/** Endings of adjectives and participles; a mere "id" is none. */
const ADJECTIVE = /..(ed|ive|able|ible|ent|ant|ary|al|id|en)$/;

/** "board_member", "key_donor": what a row is. */
const AGENT = /...(er|or|ist)$/;
const NO_AGENTS = new Set(
  "number order quarter floor error tier layer counter meter letter paper power water year color other router door".split(
    " ",
  ),
);

/** "out_of_order", "on_hold", "in_stock" */
const PLACED = new Set(["out", "on", "in", "under", "off", "over"]);

/** How a column says yes, as stored; null when it is no column of yes and no. */
export function affirmatives(column: Column): readonly string[] | null {
  if (column.kind === "boolean") return ["1"];
  const parts = identifierParts(column.name);
  const marked = parts.some((part) => MARKS.has(part));
  if (column.kind === "integer") {
    const few = column.distinctCount === undefined ? marked : column.distinctCount <= 2;
    const state = parts.length > 1 && PLACED.has(parts[0] ?? "");
    const last = parts.at(-1) ?? "";
    const adjective =
      (ADJECTIVE.test(last) && singular(last) === last) || (AGENT.test(last) && !NO_AGENTS.has(last));
    return few && (marked || state || adjective) ? ["1"] : null;
  }
  const values = column.values ?? [];
  const fold = (value: string) => value.trim().toLowerCase();
  const yes = values.filter((value) => YES.has(fold(value)));
  return yes.length > 0 && values.every((value) => YES.has(fold(value)) || NO.has(fold(value))) ? yes : null;
}

/** What a flag is called as an adjective, lower case: without "is", "flag" and the prefix of its table's columns. */
export function flagNames(column: Column, prefix: string | null): string[] {
  const parts = identifierParts(column.name);
  const own = parts[0] === prefix ? parts.slice(1) : parts;
  const bare = own.filter((part) => !MARKS.has(part));
  const aliases = column.aliases.map((alias) => alias.toLowerCase());
  // "blocked flag" says "blocked".
  const unmarked = aliases.map((alias) =>
    alias
      .split(" ")
      .filter((word) => !MARKS.has(word))
      .join(" "),
  );
  return [...new Set([bare.join(" "), ...aliases, ...unmarked])].filter(Boolean);
}

/** How a column says no, as stored. */
export function negatives(column: Column): readonly string[] {
  if (column.kind === "boolean" || column.kind === "integer") return ["0"];
  return (column.values ?? []).filter((value) => NO.has(value.trim().toLowerCase()));
}

/** Opposites that no prefix makes. */
const ANTONYMS = dictionary<readonly string[]>({
  open: ["closed", "shut"],
  closed: ["open"],
  enabled: ["disabled", "switched off"],
  disabled: ["enabled"],
  public: ["private"],
  private: ["public"],
  hidden: ["visible"],
  visible: ["hidden"],
  online: ["offline"],
  offline: ["online"],
  alive: ["dead", "deceased"],
  optional: ["mandatory"],
  mandatory: ["optional"],
});

/** The opposite of an adjective: "inactive", "uninsured", "non-taxable", "closed" of what is open. */
export function opposites(name: string): readonly string[] {
  const made = ["in", "un", "non", "non-", "non "].map((prefix) => prefix + name);
  return /^[a-z]{4,}$/.test(name) ? [...(ANTONYMS.get(name) ?? []), ...made] : [];
}
