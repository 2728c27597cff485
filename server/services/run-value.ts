import type { Cell } from "../contracts/executions.ts";
import type { Answer } from "../engine/result.ts";
import { isNumberText } from "./column-values.ts";

/**
 * A run's answer in one number. `total` is what the query returns in full, `first` the first cell of its first row.
 * Null when the answer is no single number: several figures, a sum over nothing, the latest date.
 */
export function runValue(answer: Answer, total: number, first: Cell | undefined): number | null {
  if (answer === "rows" || answer === "groups") return total;
  return answer === "figures" ? null : numberIn(first);
}

function numberIn(cell: Cell | undefined): number | null {
  if (typeof cell === "number") return cell;
  return typeof cell === "string" && isNumberText(cell) ? Number(cell) : null;
}
