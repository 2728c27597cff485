import type { FileColumn, FileColumnType, FileReading, LoadRequest } from "../contracts/file-uploads.ts";
import { AppError, invalidField } from "../errors.ts";
import type { ColumnType } from "../files/column-type.ts";
import { FileError } from "../files/file-error.ts";
import type { PlannedColumn } from "../files/file-plan.ts";
import type { InspectedColumn, Inspection } from "../files/look.ts";
import { underscored } from "./text.ts";

/** Between what the reader of files says of columns and what the API says of them. */

/** `decimal_comma`, `date_dmy`: the kind, and how it is written where that is not the usual way. */
export function codeOf(type: ColumnType): FileColumnType {
  if (type.kind === "date" || type.kind === "datetime") return `${type.kind}_${type.order}`;
  if (type.kind === "integer" || type.kind === "decimal")
    return type.notation === "comma" ? `${type.kind}_comma` : type.kind;
  return type.kind;
}

function typeOf(code: FileColumnType): ColumnType {
  const [kind, way] = code.split("_");
  if (kind === "date" || kind === "datetime") return { kind, order: way as "ymd" };
  if (kind === "integer" || kind === "decimal")
    return { kind, notation: way === "comma" ? "comma" : "point" };
  return { kind: kind === "boolean" ? "boolean" : "text" };
}

export function describeColumn(column: InspectedColumn): FileColumn {
  return {
    header: column.header,
    name: column.name,
    type: codeOf(column.type),
    values: column.values,
    empty: column.empty,
    examples: [...column.examples],
    notes: [...column.notes],
  };
}

/** What people decided about the columns, in the order of the file; as they were found when nothing is decided. */
export function plannedColumns(
  { columns }: Inspection,
  decided: LoadRequest["columns"],
): readonly PlannedColumn[] {
  if (!decided) return columns;
  if (decided.length !== columns.length)
    throw invalidField(
      "columns",
      `The file has ${columns.length} columns, and ${decided.length} were sent. Send every column, in the order of the file; "leave_out" leaves one out.`,
    );
  return columns.map(({ header }, i) => {
    const { name, type } = decided[i] as (typeof decided)[number];
    return { header, name, type: type === "leave_out" ? null : typeOf(type) };
  });
}

export function chosenReading({ has_header, sheet, ...choice }: FileReading) {
  return { ...choice, ...(sheet && { sheet }), ...(has_header !== undefined && { hasHeader: has_header }) };
}

/** A table's name that fits the file's: `sales_2024` of `Sales 2024.csv`. */
export function tableNamed(fileName: string): string {
  const name = underscored(fileName.replace(/\.[a-z0-9]{1,5}$/i, "")) || "table";
  return name.startsWith("sqlite_") ? `t_${name}` : name;
}

/** The name, with a number behind it when another file that waits is to become a table of that name. */
export function freeName(name: string, taken: readonly string[]): string {
  const lower = new Set(taken.map((table) => table.toLowerCase()));
  for (let n = 1; ; n++) {
    const free = n === 1 ? name : `${name}_${n}`;
    if (!lower.has(free.toLowerCase())) return free;
  }
}

/** A refusal of the reader of files as one of the API, on the field that it is about. */
export function refusedFile(error: unknown, field: "file" | "columns" | "table_name" | "table"): unknown {
  if (!(error instanceof FileError)) return error;
  if (error.detail) console.warn(`A file was refused. ${error.message} ${error.detail}`);
  if (error.code === "store" || error.code === "interrupted")
    return new AppError("unavailable", error.message);
  return invalidField(field, error.message);
}
