import { isoForm } from "../connectors/measuring/observed.ts";
import type { ResultColumnInfo } from "./execution-record.ts";

/** How the values of a column compare when its cells are filtered: see row-filter.ts. */
export type ColumnValues = "numbers" | "dates" | "texts";

/** Whether a text is a number as a source sends it when a double has no room for it; one that begins with a zero is a code. */
export function isNumberText(text: string): boolean {
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text);
}

/** What was seen in a column so far; null until the first value that is not blank. */
export class ColumnNotes {
  readonly #name: string;
  #numeric: boolean | null = null;
  #values: ColumnValues | null = null;

  constructor(name: string) {
    this.#name = name;
  }

  note(cell: unknown): void {
    if (this.#values === "texts" || cell == null || (typeof cell === "string" && cell.trim() === "")) return;
    this.#numeric = this.#numeric !== false && typeof cell === "number";
    const values = valuesOf(cell);
    this.#values = this.#values === null || this.#values === values ? values : "texts";
    if (this.#values === "texts") this.#numeric = false;
  }

  info(): ResultColumnInfo {
    return { name: this.#name, numeric: this.#numeric === true, values: this.#values ?? "texts" };
  }
}

function valuesOf(cell: unknown): ColumnValues {
  if (typeof cell === "number") return "numbers";
  if (typeof cell !== "string") return "texts";
  const text = cell.trim();
  if (isNumberText(text)) return "numbers";
  return isoForm(text) ? "dates" : "texts";
}
