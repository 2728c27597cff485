import { stat } from "node:fs/promises";
import { ColumnEvidence } from "./column-evidence.ts";
import { FileError, shown } from "./file-error.ts";
import {
  cellText,
  type FileShape,
  isBlank,
  type RawCell,
  type RawRow,
  type ShapeChoice,
  tableStart,
} from "./file-shape.ts";
import { columnNames } from "./headers.ts";
import { type InferredType, inferType } from "./infer-type.ts";
import { Keys } from "./json-rows.ts";
import { Passed } from "./passed.ts";
import { sniffFile } from "./sniff.ts";
import { tableRows } from "./table-rows.ts";
import type { SheetInfo } from "./xlsx/workbook.ts";

/** Types are inferred from the first rows; loading checks every value again. */
const MAX_ROWS = 100_000;

const FIRST_ROWS = 20;

/** What a file holds, as far as a bounded look tells: the page where a person decides what becomes of it. */
export interface Inspection {
  /** How it was read: what was found in it, or what the person chose. */
  readonly shape: FileShape;
  /** The sheets to choose from; none but in a workbook. */
  readonly sheets: readonly SheetInfo[];
  /** Whether nothing in the file says its encoding, and no person did. */
  readonly encodingGuessed: boolean;
  /** Bytes. */
  readonly size: number;
  readonly columns: readonly InspectedColumn[];
  /** The first rows below the header, for looking at; cells in the order of `columns`. */
  readonly firstRows: readonly ShownRow[];
  readonly rowsRead: number;
  /** Whether these were all rows of the file. */
  readonly whole: boolean;
  readonly blankRows: number;
  /** Cells of a sheet that show an error such as #N/A: they would be empty. */
  readonly errorCells: number;
  /** Cells whose formula was never calculated: they would be empty. */
  readonly formulasWithoutResult: number;
  /** Rows with fewer cells than there are columns: the rest of them would be empty. */
  readonly shortRows: RowsOfWidth;
  /** Rows with values beyond the last column: the file cannot be loaded with them. */
  readonly wideRows: RowsOfWidth;
}

export interface ShownRow {
  readonly line: number;
  readonly cells: readonly (string | null)[];
}

export interface RowsOfWidth {
  readonly count: number;
  /** The line of the first of them. */
  readonly line: number | null;
}

export interface InspectedColumn extends InferredType {
  /** Which cell of a row it is, from 0. */
  readonly position: number;
  /** As written in the file; empty without a header. */
  readonly header: string;
  readonly name: string;
  readonly values: number;
  readonly empty: number;
  readonly examples: readonly string[];
}

/**
 * Looks into a file: how it is to be read and what its columns hold. `chosen` is how a person wants it read instead
 * of what `sniffFile` finds. Throws a FileError when it is no table, or is wrong somewhere in the rows read. Keeps
 * the thread that calls it busy: the server asks `inspectFile`.
 */
export async function lookInto(
  path: string,
  originalName: string,
  chosen: ShapeChoice = {},
): Promise<Inspection> {
  const { shape, ...sniffed } = await sniffFile(path, originalName, chosen);
  const keys = new Keys(null);
  const passed = new Passed();
  const look = new Look(shape, keys);
  let whole = true;
  for await (const batch of tableRows({ path, originalName, shape, keys, passed })) {
    for (const row of batch) if (look.rowsRead < MAX_ROWS) look.add(row);
    if (look.rowsRead < MAX_ROWS) continue;
    whole = false;
    break;
  }
  const { size } = await stat(path);
  const { columns, firstRows, rowsRead, shortRows, wideRows } = look.result(originalName);
  return { shape, ...sniffed, size, columns, firstRows, rowsRead, whole, ...passed, shortRows, wideRows };
}

/** Everything that one pass over the first rows tells. */
class Look {
  rowsRead = 0;
  readonly #shape: FileShape;
  readonly #evidence: ColumnEvidence[] = [];
  readonly #firstRows: RawRow[] = [];
  #header: readonly RawCell[] | null = null;
  /** How many rows have how many cells, and the line of the first of them. */
  readonly #widths = new Map<number, { count: number; readonly line: number }>();
  readonly #wide: { count: number; line: number | null } = { count: 0, line: null };

  readonly #typed: boolean;
  readonly #keys: Keys;

  constructor(shape: FileShape, keys: Keys) {
    this.#shape = shape;
    this.#typed = shape.format !== "delimited";
    this.#keys = keys;
  }

  add(row: RawRow): void {
    if (tableStart(this.#shape).hasHeader && this.#header === null) {
      this.#header = row.cells;
      return;
    }
    this.rowsRead += 1;
    if (this.#firstRows.length < FIRST_ROWS) this.#firstRows.push(row);
    const width = this.#header?.length ?? row.cells.length;
    for (const [index, cell] of row.cells.slice(0, width).entries())
      this.#evidenceOf(index).add(cell, row.line, this.#typed);
    if (!isBlank(row.cells.slice(width))) {
      this.#wide.count += 1;
      this.#wide.line ??= row.line;
    }
    const known = this.#widths.get(row.cells.length);
    if (known === undefined) this.#widths.set(row.cells.length, { count: 1, line: row.line });
    else known.count += 1;
  }

  result(originalName: string) {
    const columns = this.#columns();
    if (columns.length === 0) {
      throw new FileError(
        "choice",
        `No table was found in ${shown(originalName)} below row ${tableStart(this.#shape).skip}. Choose where it begins.`,
      );
    }
    return {
      columns,
      firstRows: this.#firstRows.map((row) => ({
        ...row,
        cells: columns.map((_, at) => cellText(row.cells[at])),
      })),
      rowsRead: this.rowsRead,
      shortRows: this.#narrowerThan(columns.length),
      wideRows: this.#wide,
    };
  }

  /** Cells at the end without a name and without a value are no columns; spreadsheets write them. */
  #columns(): InspectedColumn[] {
    const headers = this.#headers();
    let count = headers.length;
    while (count > 0 && headers[count - 1]?.trim() === "" && this.#evidenceOf(count - 1).values === 0)
      count -= 1;
    const names = columnNames(headers.slice(0, count));
    return names.map((name, position) => {
      const seen = this.#evidenceOf(position);
      return {
        position,
        header: headers[position] ?? "",
        name,
        ...inferType(seen, this.#shape),
        values: seen.values,
        empty: this.rowsRead - seen.values,
        examples: seen.examples,
      };
    });
  }

  #headers(): readonly string[] {
    if (this.#shape.format === "jsonl") return this.#keys.names;
    return this.#header?.map((cell) => cellText(cell) ?? "") ?? this.#evidence.map(() => "");
  }

  /** In JSON lines a key that is not there is an empty cell like any other. */
  #narrowerThan(columns: number): RowsOfWidth {
    if (this.#shape.format === "jsonl") return { count: 0, line: null };
    const narrow = [...this.#widths].filter(([width]) => width < columns).map(([, rows]) => rows);
    return {
      count: narrow.reduce((sum, { count }) => sum + count, 0),
      line: narrow.length === 0 ? null : Math.min(...narrow.map(({ line }) => line)),
    };
  }

  #evidenceOf(index: number): ColumnEvidence {
    this.#evidence[index] ??= new ColumnEvidence();
    return this.#evidence[index];
  }
}
