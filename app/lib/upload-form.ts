import type { FileColumnType, FileEncoding, FileUpload } from "../../server/contracts/file-uploads.ts";
import { formatQuantity } from "./format.ts";

/** What people call the types of a column, in the order in which they are offered. */
export const COLUMN_TYPE_NAMES: Readonly<Record<FileColumnType, string>> = {
  text: "Text",
  integer: "Whole number",
  integer_comma: "Whole number (1.234)",
  decimal: "Number",
  decimal_comma: "Number (1.234,56)",
  boolean: "Yes or no",
  date_ymd: "Date (2024-12-31)",
  date_dmy: "Date (31.12.2024)",
  date_mdy: "Date (12/31/2024)",
  datetime_ymd: "Date and time (2024-12-31)",
  datetime_dmy: "Date and time (31.12.2024)",
  datetime_mdy: "Date and time (12/31/2024)",
};

export const ENCODING_NAMES: Readonly<Record<FileEncoding, string>> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16, little-endian",
  "utf-16be": "UTF-16, big-endian",
  "windows-1252": "Windows-1252 (Western European)",
  "windows-1250": "Windows-1250 (Central European)",
  "iso-8859-2": "ISO 8859-2 (Central European)",
  "windows-1251": "Windows-1251 (Cyrillic)",
  "koi8-r": "KOI8-R (Cyrillic)",
  "windows-1253": "Windows-1253 (Greek)",
  "windows-1254": "Windows-1254 (Turkish)",
  shift_jis: "Shift-JIS (Japanese)",
  "euc-jp": "EUC-JP (Japanese)",
  gb18030: "GB 18030, GBK (Chinese)",
  big5: "Big5 (Chinese)",
  "euc-kr": "EUC-KR (Korean)",
};

export const DELIMITER_NAMES: Readonly<Record<string, string>> = {
  ",": "Comma",
  ";": "Semicolon",
  "\t": "Tab",
  "|": "Pipe |",
};

/** What people decided about the columns of a file, as the texts of the form. */
export interface ColumnChoices {
  readonly table_name: string;
  readonly names: readonly string[];
  readonly types: readonly string[];
}

/** As the file was found. */
export function choicesOf({ table_name, columns }: FileUpload): ColumnChoices {
  return {
    table_name,
    names: columns.map(({ name }) => name),
    types: columns.map(({ type }) => type),
  };
}

export function readChoices(form: FormData): ColumnChoices {
  const texts = (name: string) => form.getAll(name).map(String);
  return { table_name: String(form.get("table_name") ?? ""), names: texts("name"), types: texts("type") };
}

/** "Semicolon, UTF-8": how a file was read, in a few words. */
export function readingWords({
  format,
  encoding,
  encoding_guessed,
  delimiter,
  has_header,
  sheet,
}: FileUpload["reading"]): string {
  const words = [
    FORMAT_NAMES[format] ?? format,
    sheet && `sheet “${sheet}”`,
    delimiter && (DELIMITER_NAMES[delimiter] ?? delimiter).toLowerCase(),
    encoding && ENCODING_NAMES[encoding as FileEncoding] + (encoding_guessed ? " (a guess)" : ""),
    has_header === false && "without a header",
  ];
  return words.filter(Boolean).join(", ");
}

const FORMAT_NAMES: Readonly<Record<string, string>> = {
  delimited: "Delimited text",
  jsonl: "JSON lines",
  xlsx: "Excel workbook",
};

/** "1.2 MB", "43 bytes" */
export function formatBytes(bytes: number): string {
  if (bytes < 1e3) return formatQuantity(bytes, "byte");
  const [unit, name] = bytes < 1e6 ? [1e3, "kB"] : bytes < 1e9 ? [1e6, "MB"] : [1e9, "GB"];
  const amount = bytes / unit;
  return `${amount.toLocaleString("en", { maximumFractionDigits: amount < 10 ? 1 : 0 })} ${name}`;
}
