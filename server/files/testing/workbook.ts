import { type Zippable, zipSync } from "fflate";

export interface SheetContent {
  readonly name: string;
  /** What stands between the tags of `sheetData`. */
  readonly rows: string;
  /** What stands before it. */
  readonly head?: string;
  readonly state?: string;
}

export interface WorkbookContent {
  readonly sheets: readonly SheetContent[];
  /** The insides of `si`. */
  readonly strings?: readonly string[];
  /** Codes of number formats; the style of a cell is the place in this list, from 1. */
  readonly formats?: readonly string[];
  readonly from1904?: boolean;
  /** Parts that are there besides, or instead. */
  readonly parts?: Readonly<Record<string, string>>;
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The bytes of a real workbook, with exactly the XML that a test is about. */
export function workbookFile({ sheets, strings = [], formats = [], from1904, parts = {} }: WorkbookContent) {
  const files: Record<string, string> = {
    "xl/workbook.xml": `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATION}"><workbookPr${from1904 ? ' date1904="1"' : ""}/><sheets>${sheets
      .map(
        ({ name, state }, at) =>
          `<sheet name="${name}" sheetId="${at + 1}"${state ? ` state="${state}"` : ""} r:id="rId${at + 1}"/>`,
      )
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations(sheets.length),
    "xl/sharedStrings.xml": `${HEAD}<sst xmlns="${MAIN}">${strings.map((text) => `<si>${text}</si>`).join("")}</sst>`,
    "xl/styles.xml": styles(formats),
  };
  for (const [at, { rows, head = "" }] of sheets.entries()) {
    files[`xl/worksheets/sheet${at + 1}.xml`] =
      `${HEAD}<worksheet xmlns="${MAIN}">${head}<sheetData>${rows}</sheetData></worksheet>`;
  }
  const zipped: Zippable = {};
  for (const [part, text] of Object.entries({ ...files, ...parts })) zipped[part] = Buffer.from(text);
  return zipSync(zipped);
}

function relations(sheets: number): string {
  const targets = Array.from({ length: sheets }, (_, at) => [
    `rId${at + 1}`,
    "worksheet",
    at === 0 ? "worksheets/sheet1.xml" : `/xl/worksheets/sheet${at + 1}.xml`,
  ]);
  targets.push(["rIdS", "sharedStrings", "sharedStrings.xml"], ["rIdT", "styles", "styles.xml"]);
  const tags = targets.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${RELATION}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${tags.join("")}</Relationships>`;
}

function styles(formats: readonly string[]): string {
  const codes = formats.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escaped(code)}"/>`);
  const cells = formats.map((_, at) => `<xf numFmtId="${164 + at}"/>`);
  return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts>${codes.join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${cells.join("")}</cellXfs></styleSheet>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/** A row of cells, given as the tags of their values: `text("a")`, `number(1)`. */
export function row(line: number, ...cells: readonly string[]): string {
  const placed = cells.map((cell, at) => cell.replace("<c", `<c r="${String.fromCharCode(65 + at)}${line}"`));
  return `<row r="${line}">${placed.join("")}</row>`;
}

export const text = (value: string): string => `<c t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
export const number = (value: number | string, style = 0): string => `<c s="${style}"><v>${value}</v></c>`;
export const shared = (place: number): string => `<c t="s"><v>${place}</v></c>`;
export const nothing = "<c/>";
