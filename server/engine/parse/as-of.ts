import { parseIsoDate } from "../text/calendar.ts";
import type { Token } from "../text/tokens.ts";

/** "as of 2024-12-31" says what "today" means; its tokens are taken out of the definition. */
export function takeAsOf(
  tokens: readonly Token[],
  today: string,
): { today: string; tokens: readonly Token[] } {
  for (let at = 0; at + 2 < tokens.length; at++) {
    const [as, of, date] = [tokens[at], tokens[at + 1], tokens[at + 2]];
    if (as?.norm !== "as" || !["of", "at", "on"].includes(of?.norm ?? "") || date?.kind !== "date") continue;
    const parsed = parseIsoDate(date.norm);
    if (parsed) return { today: parsed, tokens: [...tokens.slice(0, at), ...tokens.slice(at + 3)] };
  }
  return { today, tokens };
}
