import type { Cell } from "../../server/contracts/executions.ts";
import { formatQuantity } from "../lib/format.ts";

/** A cell as it is stored. Nothing, an empty text and a text of spaces look different, because they are. */
export function CellValue({ value }: { value: Cell | undefined }) {
  if (value == null) return <span className="cell-null">null</span>;
  if (value === "") return <span className="cell-null">empty text</span>;
  if (typeof value !== "string") return String(value);
  if (value.trim() === "") return <span className="cell-null">{formatQuantity(value.length, "space")}</span>;
  return value === value.trim() ? value : <span className="cell-spaced">{value}</span>;
}
