import { FileError } from "../file-error.ts";
import { MAX_COLUMNS, type RawCell, type RawRow } from "../file-shape.ts";
import type { Passed } from "../passed.ts";
import { damaged } from "./archive.ts";
import { serialCell } from "./serial-date.ts";
import { RichText, unescaped } from "./shared-strings.ts";
import { columnNumber, type SheetContext, type Workbook } from "./workbook.ts";
import { type Attributes, readXml } from "./xml.ts";

/**
 * The rows of a sheet in batches; `line` is the number that Excel shows, rows without cells are not there. `onShare`
 * is told which share of the sheet is read. Errors such as #N/A and formulas without a stored result are empty cells,
 * and counted in `passed`.
 */
export async function* sheetRows(
  workbook: Workbook,
  sheet: string,
  passed: Passed,
  onShare: (share: number) => void = () => {},
): AsyncGenerator<RawRow[]> {
  const part = workbook.partOf(sheet);
  const size = workbook.archive.unpackedSize(part);
  const reader = new SheetReader(await workbook.context(), workbook.archive.name, passed);
  for await (const bytes of readXml(workbook.archive, part, reader)) {
    onShare(size === 0 ? 1 : Math.min(1, bytes / size));
    const rows = reader.take();
    if (rows.length > 0) yield rows;
  }
}

/** Puts rows together from the tags of a sheet. */
class SheetReader {
  readonly #context: SheetContext;
  readonly #name: string;
  readonly #passed: Passed;
  #rows: RawRow[] = [];
  #line = 0;
  #cells: RawCell[] = [];
  #column = 0;
  #type = "n";
  #style = 0;
  #value: string | null = null;
  #formula = false;
  #inValue = false;
  readonly #inline = new RichText();

  constructor(context: SheetContext, name: string, passed: Passed) {
    this.#context = context;
    this.#name = name;
    this.#passed = passed;
  }

  /** The rows that are complete. */
  take(): RawRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case "row":
        this.#line = attributes.r === undefined ? this.#line + 1 : Number(attributes.r);
        this.#cells = [];
        this.#column = 0;
        return;
      case "c":
        this.#openCell(attributes);
        return;
      case "v":
        this.#inValue = true;
        this.#value ??= "";
        return;
      case "f":
        this.#formula = true;
        return;
      default:
        this.#inline.open(name);
    }
  }

  text(text: string): void {
    if (this.#inValue) this.#value += text;
    else this.#inline.add(text);
  }

  close(name: string): void {
    switch (name) {
      case "v":
        this.#inValue = false;
        return;
      case "c":
        this.#closeCell();
        return;
      case "row":
        if (this.#column > 0) this.#rows.push({ line: this.#line, cells: this.#cells });
        return;
      default:
        this.#inline.close(name);
    }
  }

  #openCell({ r, t, s }: Attributes): void {
    const letters = /^[A-Z]{1,3}/.exec(r ?? "")?.[0];
    this.#column = letters === undefined ? this.#column + 1 : columnNumber(letters);
    this.#type = t ?? "n";
    this.#style = Number(s ?? 0);
    this.#value = null;
    this.#formula = false;
    this.#inline.begin();
  }

  #closeCell(): void {
    const cell = this.#cell();
    if (cell === null || cell === "") return;
    if (this.#column > MAX_COLUMNS) {
      const message = `Row ${this.#line} has a value in column ${this.#column.toLocaleString("en")}; a table has at most ${MAX_COLUMNS.toLocaleString("en")} columns. Delete what is beyond.`;
      throw new FileError("too_large", message, { line: this.#line });
    }
    while (this.#cells.length < this.#column) this.#cells.push(null);
    this.#cells[this.#column - 1] = cell;
  }

  #cell(): RawCell {
    if (this.#type === "inlineStr") return this.#inline.value();
    const value = this.#value;
    if (value === null || (value === "" && this.#type !== "str")) {
      if (this.#formula) this.#passed.formulasWithoutResult += 1;
      return null;
    }
    switch (this.#type) {
      case "s":
        return this.#sharedString(value);
      case "str":
        return unescaped(value);
      case "b":
        return { is: "boolean", text: value.trim() === "1" || value.trim() === "true" ? "true" : "false" };
      case "e":
        this.#passed.errorCells += 1;
        return null;
      case "d":
        return value;
      default:
        return this.#number(value);
    }
  }

  #sharedString(value: string): string {
    const text = this.#context.strings[Number(value)];
    if (text === undefined) throw damaged(this.#name, `row ${this.#line} refers to a text that is not there`);
    return text;
  }

  /** A number is a double, written with more digits than it has: the shortest text that gives it back is meant. */
  #number(value: string): RawCell {
    const number = Number(value);
    if (!Number.isFinite(number)) throw damaged(this.#name, `row ${this.#line} has a number that is none`);
    const format = this.#context.formats[this.#style];
    if (format !== undefined && (format.date || format.time)) {
      const cell = serialCell(number, format, this.#context.from1904);
      if (cell !== null) return cell;
    }
    return { is: "number", text: String(number) };
  }
}
