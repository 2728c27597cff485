import type { ListedUpload } from "../../db/queries/file-uploads.ts";
import type { FileUploadRow } from "../../db/schema/file-uploads.ts";
import type { FileUpload, FileUploadSummary } from "../contracts/file-uploads.ts";
import type { LoadedFile } from "../files/file-plan.ts";
import { cellText, lineWord } from "../files/file-shape.ts";
import type { Inspection } from "../files/look.ts";
import type { Progress } from "../files/protocol.ts";
import { describeColumn } from "./file-columns.ts";
import { isoTimestamp } from "./text.ts";

/** How many of a file's first rows are shown. */
const FIRST_ROWS = 10;

/** What is kept of a load. */
export interface KeptLoad extends LoadedFile {
  /** What that meant for the knowledge graphs that hold the table, in sentences; earlier versions did not look. */
  readonly graphs?: string | null;
}

/** An upload as the API shows it. */
export function describeUpload(row: FileUploadRow, progress: Progress | null): FileUpload {
  const inspection = JSON.parse(row.inspection) as Inspection;
  const loaded = row.loaded === null ? null : (JSON.parse(row.loaded) as KeptLoad);
  return {
    id: row.id,
    source_id: row.source_id,
    file_name: row.file_name,
    size: row.size,
    status: row.status as FileUpload["status"],
    message: loaded ? [loadedMessage(loaded), ...guessOf(inspection)].join(" ") : row.message,
    table_name: row.table_name,
    created_at: isoTimestamp(row.created_at),
    ended_at: row.ended_at && isoTimestamp(row.ended_at),
    reading: describeReading(inspection),
    sheets: inspection.sheets.map(({ name, rows }) => ({ name, rows })),
    columns: inspection.columns.map(describeColumn),
    first_rows: inspection.firstRows.slice(0, FIRST_ROWS).map(({ cells }) => cells.map(cellText)),
    rows_read: inspection.rowsRead,
    whole: inspection.whole,
    warnings: warningsOf(inspection),
    rows_loaded: loaded?.rows ?? null,
    progress: progress && {
      rows: progress.rows,
      share: progress.totalBytes > 0 ? progress.bytes / progress.totalBytes : 0,
    },
  };
}

/** An upload in a list. */
export function summarizeUpload(row: ListedUpload): FileUploadSummary {
  return {
    ...row,
    encoding_guessed: row.encoding_guessed === 1,
    status: row.status as FileUpload["status"],
    created_at: isoTimestamp(row.created_at),
    ended_at: row.ended_at && isoTimestamp(row.ended_at),
  };
}

function describeReading({ shape, encodingGuessed }: Inspection): FileUpload["reading"] {
  return {
    format: shape.format,
    encoding: "encoding" in shape ? shape.encoding : null,
    // Files that were looked into by earlier versions do not have it.
    encoding_guessed: encodingGuessed ?? false,
    delimiter: "delimiter" in shape ? shape.delimiter : null,
    skip: "skip" in shape ? shape.skip : null,
    has_header: "hasHeader" in shape ? shape.hasHeader : null,
    sheet: "sheet" in shape ? shape.sheet : null,
  };
}

function warningsOf(inspection: Inspection): string[] {
  const { shape, shortRows, wideRows } = inspection;
  const first = ({ line }: { readonly line: number | null }) => ` (the first in ${lineWord(shape)} ${line})`;
  const wide = `${rows(wideRows.count)} more cells than there are columns${first(wideRows)}: they cannot be loaded.`;
  return [
    ...guessOf(inspection),
    ...(wideRows.count > 0 ? [wide] : []),
    ...notesOf({ ...inspection, shortRows: shortRows.count }, shortRows.count > 0 ? first(shortRows) : ""),
  ];
}

function guessOf({ shape, encodingGuessed }: Inspection): string[] {
  if (!encodingGuessed || !("encoding" in shape)) return [];
  return [
    `Nothing in the file says its encoding: ${shape.encoding} is a guess. Where letters look wrong, have it read in another encoding, or save it as UTF-8 and upload it again.`,
  ];
}

/** What of a file is not in its table as it stands in the file. */
function notesOf(
  { shortRows, blankRows, errorCells, formulasWithoutResult }: Omitted,
  whereShort = "",
): string[] {
  const count = (n: number) => n.toLocaleString("en");
  const notes: readonly (readonly [number, string])[] = [
    [
      shortRows,
      `${rows(shortRows)} fewer cells than there are columns${whereShort}: the missing ones are empty.`,
    ],
    [blankRows, `Blank rows are passed over: ${count(blankRows)}.`],
    [errorCells, `Cells that show an error such as #N/A are empty: ${count(errorCells)}.`],
    [
      formulasWithoutResult,
      `Cells whose formula was never calculated are empty: ${count(formulasWithoutResult)}. Open the workbook in Excel, save it and upload it again to have them.`,
    ],
  ];
  return notes.filter(([n]) => n > 0).map(([, note]) => note);
}

type Omitted = Pick<LoadedFile, "shortRows" | "blankRows" | "errorCells" | "formulasWithoutResult">;

function rows(count: number): string {
  return count === 1 ? "1 row has" : `${count.toLocaleString("en")} rows have`;
}

function loadedMessage(loaded: KeptLoad): string {
  const { rows: count, table, graphs } = loaded;
  const told = `${count.toLocaleString("en")} ${count === 1 ? "row is" : "rows are"} in the table ${table}.`;
  return [told, ...notesOf(loaded), ...(graphs ? [graphs] : [])].join(" ");
}
