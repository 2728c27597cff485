import { shown } from "./file-error.ts";

/** Sorts of files that people upload by mistake, by their first bytes. */
const SIGNATURES: readonly (readonly [latin1: string, sort: string, advice: string])[] = [
  ["%PDF", "a PDF document", "Export the table as CSV or Excel from the program that made the PDF."],
  ["\x89PNG", "a picture (PNG)", "Upload the table itself, as CSV or Excel."],
  ["\xff\xd8\xff", "a picture (JPEG)", "Upload the table itself, as CSV or Excel."],
  ["GIF8", "a picture (GIF)", "Upload the table itself, as CSV or Excel."],
  ["\x1f\x8b", "a gzip archive", "Unpack it and upload the file inside."],
  ["7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it and upload the file inside."],
  ["Rar!", "a RAR archive", "Unpack it and upload the file inside."],
  ["SQLite format 3\0", "a SQLite database", "Connect it as a source of its own."],
  ["PAR1", "a Parquet file", "Export it as CSV."],
  ["{\\rtf", "a formatted text document (RTF)", "Save the table as CSV or Excel."],
];

const OLE = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/** How a stream of an encrypted workbook is named inside an OLE file. */
const ENCRYPTED = Buffer.from("EncryptedPackage", "utf16le").toString("latin1");

/** A web page or an XML document under the name of a table; some programs "export to Excel" like that. */
const MARKUP = /^\s*(?:<\?xml|<!doctype|<html|<table|<workbook)/i;

/** Where an OLE file has the list of what is in it: a stretch that `foreignFormat` has to see besides the start. */
export function oleDirectory(start: Buffer): { readonly position: number; readonly bytes: number } | null {
  if (!start.toString("latin1", 0, 8).startsWith(OLE) || start.length < 0x34) return null;
  const sector = 1 << Math.min(start.readUInt16LE(0x1e), 12);
  return { position: (start.readUInt32LE(0x30) + 1) * sector, bytes: 4_096 };
}

/**
 * What a file that is neither text nor an Excel workbook is, and what to do, as a sentence; null when its first
 * bytes say nothing of that kind. `directory`: see `oleDirectory`.
 */
export function foreignFormat(start: Buffer, directory: Buffer, name: string): string | null {
  const head = start.toString("latin1", 0, 1_024);
  if (head.startsWith(OLE)) return oleFile(directory.toString("latin1"), name);
  const known = SIGNATURES.find(([signature]) => head.startsWith(signature));
  if (known !== undefined) return `${shown(name)} is ${known[1]}, not a table. ${known[2]}`;
  const markup = head.replace(/^\xef\xbb\xbf/, "");
  if (MARKUP.test(markup)) {
    return `${shown(name)} is a web page or an XML document, whatever its name says. Open it in Excel and save it as .xlsx or CSV.`;
  }
  return null;
}

function oleFile(directory: string, name: string): string {
  return directory.includes(ENCRYPTED)
    ? `${shown(name)} is protected by a password. Open it in Excel, remove the password, save it, and upload it again.`
    : `${shown(name)} is in the old binary Office format (.xls). Open it in Excel, save it as .xlsx or CSV, and upload that.`;
}
