import type { FileUploadRow } from "../../db/schema/file-uploads.ts";
import type { FileUpload } from "../contracts/file-uploads.ts";
import type { LoadedFile } from "../files/file-plan.ts";
import { cellText, type FileShape } from "../files/file-shape.ts";
import type { Inspection } from "../files/look.ts";
import type { Progress } from "../files/protocol.ts";
import { describeColumn } from "./file-columns.ts";
import { isoTimestamp } from "./text.ts";

/** How many of a file's first rows are shown. */
const FIRST_ROWS = 10;

/** An upload as the API shows it. */
export function describeUpload(row: FileUploadRow, progress: Progress | null): FileUpload {
  const inspection = JSON.parse(row.inspection) as Inspection;
  const loaded = row.loaded === null ? null : (JSON.parse(row.loaded) as LoadedFile);
  return {
    id: row.id,
    source_id: row.source_id,
    file_name: row.file_name,
    size: row.size,
    status: row.status as FileUpload["status"],
    message: loaded ? loadedMessage(loaded) : row.message,
    table_name: row.table_name,
    created_at: isoTimestamp(row.created_at),
    ended_at: row.ended_at && isoTimestamp(row.ended_at),
    reading: describeReading(inspection.shape),
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

function describeReading(shape: FileShape): FileUpload["reading"] {
  return {
    format: shape.format,
    encoding: "encoding" in shape ? shape.encoding : null,
    delimiter: "delimiter" in shape ? shape.delimiter : null,
    skip: "skip" in shape ? shape.skip : null,
    has_header: "hasHeader" in shape ? shape.hasHeader : null,
  };
}

function warningsOf({ shortRows, wideRows, blankRows }: Inspection): string[] {
  const warnings: string[] = [];
  if (wideRows.count > 0)
    warnings.push(
      `${rows(wideRows.count)} more cells than there are columns (the first in line ${wideRows.line}): they cannot be loaded.`,
    );
  if (shortRows.count > 0)
    warnings.push(
      `${rows(shortRows.count)} fewer cells than there are columns (the first in line ${shortRows.line}): the missing ones are empty.`,
    );
  if (blankRows > 0) warnings.push(`${blankRows.toLocaleString("en")} blank rows are passed over.`);
  return warnings;
}

function rows(count: number): string {
  return count === 1 ? "1 row has" : `${count.toLocaleString("en")} rows have`;
}

function loadedMessage({ rows: count, table, shortRows, blankRows }: LoadedFile): string {
  const notes = [
    shortRows > 0 && `${rows(shortRows)} fewer cells than columns: the missing ones are empty`,
    blankRows > 0 && `${blankRows.toLocaleString("en")} blank rows were passed over`,
  ].filter((note) => note !== false);
  const told = `${count.toLocaleString("en")} ${count === 1 ? "row is" : "rows are"} in the table ${table}.`;
  return notes.length > 0 ? `${told} ${notes.join(". ")}.` : told;
}
