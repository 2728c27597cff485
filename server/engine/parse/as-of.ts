import { dateOf, parseIsoDate } from "../text/calendar.ts";
import { monthNumber } from "../text/months.ts";
import type { Token } from "../text/tokens.ts";

/** "as of 2024-12-31", "as of 31 December 2024" says what "today" means; its tokens are taken out of the definition. */
export function takeAsOf(
  tokens: readonly Token[],
  today: string,
): { today: string; tokens: readonly Token[] } {
  for (let at = 0; at + 2 < tokens.length; at++) {
    const [as, of] = [tokens[at], tokens[at + 1]];
    if (as?.norm !== "as" || !["of", "at", "on"].includes(of?.norm ?? "")) continue;
    const date = dayAt(tokens, at + 2);
    if (date) return { today: date.day, tokens: [...tokens.slice(0, at), ...tokens.slice(date.end)] };
  }
  return { today, tokens };
}

function dayAt(tokens: readonly Token[], at: number): { day: string; end: number } | null {
  const [first, second, third] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  const day = first?.kind === "date" ? parseIsoDate(first.norm) : undefined;
  if (day) return { day, end: at + 1 };
  // "31 December 2024", "December 31 2024"
  const [number, month] = monthNumber(first?.norm ?? "") ? [second, first] : [first, second];
  const written =
    number?.number !== undefined && third?.number !== undefined && monthNumber(month?.norm ?? "") > 0
      ? dateOf(third.number, monthNumber(month?.norm ?? ""), number.number)
      : undefined;
  return written ? { day: written, end: at + 3 } : null;
}
