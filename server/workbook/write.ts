import { Readable } from "node:stream";
import yazl from "yazl";
import {
  type CellRemark,
  type CellValue,
  type ColumnKind,
  cellXml,
  columnLetters,
  textXml,
} from "./cells.ts";
import {
  contentTypes,
  rootRelations,
  SHEET_END,
  sheetBeginning,
  workbookRelations,
  workbookXml,
} from "./parts.ts";
import { STYLE, STYLES_XML } from "./styles.ts";

/** Rows of a sheet, the first among them (Excel's limit). */
export const MOST_SHEET_ROWS = 1_048_576;

export interface TableColumn {
  readonly name: string;
  readonly kind: ColumnKind;
}

/** Rows under a header; more than a sheet takes go on in further sheets, each with the header. */
export interface Table {
  /** At most 25 letters, without `[]:*?/\`; a further sheet has a number behind it. */
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** How many rows come. */
  readonly count: number;
  /** Begun when the sheets before are written. Some rows at a time. */
  rows(): AsyncIterable<readonly (readonly CellValue[])[]>;
  /** Told of each value that its cell could not hold as it is, with the column's position. */
  remark?(column: number, what: CellRemark): void;
}

/**
 * The bytes of an Excel workbook (.xlsx), written as fast as they are taken; compressing is the platform's, on its own
 * threads. A failure of the rows ends the bytes with it.
 */
export async function* writeWorkbook(
  tables: readonly Table[],
  mostRows = MOST_SHEET_ROWS,
): AsyncGenerator<Uint8Array> {
  const sheets = tables.flatMap((table) => sheetsOf(table, mostRows - 1));
  const zip = new yazl.ZipFile();
  const output = zip.outputStream as Readable;
  const begun: Readable[] = [];
  const add = (path: string, text: string) => zip.addBuffer(Buffer.from(text), path);
  add("[Content_Types].xml", contentTypes(sheets.length));
  add("_rels/.rels", rootRelations());
  add("xl/workbook.xml", workbookXml(sheets.map((sheet) => sheet.name)));
  add("xl/_rels/workbook.xml.rels", workbookRelations(sheets.length));
  add("xl/styles.xml", STYLES_XML);
  for (const [at, sheet] of sheets.entries())
    zip.addReadStreamLazy(`xl/worksheets/sheet${at + 1}.xml`, { compressionLevel: 1 }, (give) => {
      const xml = Readable.from(sheet.xml(), { objectMode: false });
      xml.on("error", (error) => output.destroy(error));
      begun.push(xml);
      give(null, xml);
    });
  zip.end();
  try {
    yield* output as AsyncIterable<Uint8Array>;
  } finally {
    for (const xml of begun) xml.destroy();
  }
}

interface Sheet {
  readonly name: string;
  xml(): AsyncGenerator<Buffer>;
}

function sheetsOf(table: Table, mostRows: number): Sheet[] {
  const sheets = Math.max(1, Math.ceil(table.count / mostRows));
  const rows = new RowsInParts(table);
  return Array.from({ length: sheets }, (_, at) => ({
    name: at === 0 ? table.name : `${table.name} ${at + 1}`,
    xml: () => sheetXml(table, rows.next(mostRows)),
  }));
}

type Rows = readonly (readonly CellValue[])[];

/** The rows of a table, of which each sheet takes its part where the one before ended. */
class RowsInParts {
  readonly #table: Table;
  #source: AsyncIterator<Rows> | undefined;
  #left: Rows = [];

  constructor(table: Table) {
    this.#table = table;
  }

  /** At most `most` rows, and the end of the source when they are not all taken. */
  async *next(most: number): AsyncGenerator<Rows> {
    this.#source ??= this.#table.rows()[Symbol.asyncIterator]();
    let room = most;
    let whole = false;
    try {
      while (room > 0) {
        if (this.#left.length === 0) {
          const { done, value } = await this.#source.next();
          if (done) break;
          this.#left = value;
        }
        const some = this.#left.slice(0, room);
        this.#left = this.#left.slice(room);
        room -= some.length;
        yield some;
      }
      whole = true;
    } finally {
      if (!whole) await this.#source.return?.();
    }
  }
}

async function* sheetXml(table: Table, rows: AsyncIterable<Rows>): AsyncGenerator<Buffer> {
  const letters = table.columns.map((_, at) => columnLetters(at));
  const header = table.columns.map(({ name }, at) =>
    textXml(`${letters[at]}1`, name, STYLE.header, () => {}),
  );
  let text = `<row r="1">${header.join("")}</row>`;
  let number = 1;
  let begun = false;
  const begin = (some: Rows) => {
    text = sheetBeginning(widthsOf(table.columns, some)) + text;
    begun = true;
  };
  for await (const some of rows) {
    if (!begun) begin(some);
    for (const cells of some) text += rowXml(table, letters, ++number, cells);
    yield Buffer.from(text);
    text = "";
  }
  if (!begun) begin([]);
  yield Buffer.from(text + SHEET_END);
}

function rowXml(
  { columns, remark }: Table,
  letters: readonly string[],
  number: number,
  cells: readonly CellValue[],
): string {
  let text = `<row r="${number}">`;
  for (const [at, { kind }] of columns.entries())
    text += cellXml(`${letters[at]}${number}`, cells[at] ?? null, kind, (what) => remark?.(at, what));
  return `${text}</row>`;
}

const NARROWEST = 8;
const WIDEST = 60;
const LETTERS_BESIDE = 2;

/** By the header and the first rows, in characters. */
function widthsOf(columns: readonly TableColumn[], rows: Rows): number[] {
  return columns.map(({ name }, at) => {
    const longest = rows.reduce((most, cells) => Math.max(most, String(cells[at] ?? "").length), name.length);
    return Math.min(WIDEST, Math.max(NARROWEST, longest + LETTERS_BESIDE));
  });
}
