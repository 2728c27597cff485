import type { ColumnType } from "./column-type.ts";
import { FileError, shown } from "./file-error.ts";
import { type FileShape, MAX_COLUMNS } from "./file-shape.ts";

/** What people decided about a file: everything that loading it needs. */
export interface FilePlan {
  readonly path: string;
  /** As the person named the file. */
  readonly originalName: string;
  readonly shape: FileShape;
  /** Every column of the file, in its order, also those left out. */
  readonly columns: readonly PlannedColumn[];
}

export interface PlannedColumn {
  /** As written in the file when it was looked at; a file with another header is not loaded. */
  readonly header: string;
  readonly name: string;
  /** Null leaves the column out. */
  readonly type: ColumnType | null;
}

/** A planned column that is loaded, with the cell of a row that it is, from 0. */
export interface LoadedColumn {
  readonly position: number;
  readonly header: string;
  readonly name: string;
  readonly type: ColumnType;
}

/** What a table was loaded from; the caller keeps it. */
export interface LoadedFile {
  readonly table: string;
  readonly rows: number;
  readonly columns: readonly LoadedColumn[];
  readonly file: { readonly name: string; readonly size: number; readonly sha256: string };
  /** ISO 8601, UTC. */
  readonly loadedAt: string;
  /** Rows with fewer cells than there are columns: the missing ones are empty. */
  readonly shortRows: number;
  readonly blankRows: number;
  /** Cells of a sheet that were empty in the table because they show an error such as #N/A. */
  readonly errorCells: number;
  /** Cells that were empty because their formula was never calculated. */
  readonly formulasWithoutResult: number;
}

/** The columns that are loaded. Throws a FileError when the plan cannot become a table. */
export function loadedColumns(plan: FilePlan): LoadedColumn[] {
  const columns = plan.columns.flatMap(({ header, name, type }, position) =>
    type === null ? [] : [{ position, header, name, type }],
  );
  if (columns.length === 0) throw choice("Every column is left out. Keep at least one.");
  if (columns.length > MAX_COLUMNS) {
    throw choice(`A table has at most ${MAX_COLUMNS.toLocaleString("en")} columns. Leave some out.`);
  }
  const taken = new Set<string>();
  for (const { name, position } of columns) {
    refuseUnusable(name, `Column ${position + 1}`);
    if (taken.has(name.toLowerCase())) {
      throw choice(
        `Two columns are named ${shown(name)}, capital letters apart. Give one of them another name.`,
      );
    }
    taken.add(name.toLowerCase());
  }
  return columns;
}

/** Throws a FileError when no table can have this name. */
export function refuseTableName(table: string): void {
  refuseUnusable(table, "The table");
  if (/^sqlite_/i.test(table))
    throw choice("Names of tables do not begin with sqlite_. Choose another name.");
}

function refuseUnusable(name: string, what: string): void {
  if (name.trim() === "") throw choice(`${what} has no name. Give it one.`);
  if (/\p{Cc}/u.test(name))
    throw choice(`${what} has a control character in its name. Give it another name.`);
}

function choice(message: string): FileError {
  return new FileError("choice", message);
}
