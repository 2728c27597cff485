import type { Column } from "../graph.ts";
import { identifierParts } from "./names.ts";

/** ISO 5218 aside, people store a person's sex as a letter or a word; others say "women" or "female" all the same. */
const SEXES = [
  { stored: new Set(["m", "male", "man"]), said: ["male", "males", "man", "men"] },
  { stored: new Set(["f", "female", "woman"]), said: ["female", "females", "woman", "women"] },
] as const;
const NAMES = new Set(["gender", "sex"]);

/** What is said of people by a column of their sex, with how the column stores it; nothing for other columns. */
export function sexesSaid(column: Column): { readonly said: string; readonly stored: readonly string[] }[] {
  if (![column.name, ...column.aliases].some((name) => identifierParts(name).some((part) => NAMES.has(part))))
    return [];
  return SEXES.flatMap((sex) => {
    const stored = (column.values ?? []).filter((value) => sex.stored.has(value.trim().toLowerCase()));
    return stored.length > 0 ? sex.said.map((said) => ({ said, stored })) : [];
  });
}
