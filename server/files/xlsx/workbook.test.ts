import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import Database from "better-sqlite3";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import yazl from "yazl";
import type { ShapeChoice } from "../file-shape.ts";
import { loadFile } from "../load.ts";
import { lookInto } from "../look.ts";
import { fileTroubleOf, fileWith, temporaryFolder } from "../testing/files.ts";
import {
  nothing,
  number,
  row,
  shared,
  text,
  type WorkbookContent,
  workbookFile,
} from "../testing/workbook.ts";

const looked = (content: WorkbookContent, chosen: ShapeChoice = {}) =>
  lookInto(fileWith(workbookFile(content)), "sales.csv", chosen);
const oneSheet = (rows: string, more: Partial<WorkbookContent> = {}) => ({
  sheets: [{ name: "Sales", rows }],
  ...more,
});
const refusal = async (bytes: Uint8Array, chosen: ShapeChoice = {}) =>
  (await fileTroubleOf(lookInto(fileWith(bytes), "sales.xlsx", chosen))).message;

/** What is loaded of a workbook as it was understood. */
async function loaded(content: WorkbookContent) {
  const path = fileWith(workbookFile(content));
  const { shape, columns } = await lookInto(path, "sales.xlsx");
  const target = join(temporaryFolder(), "landing.db");
  const result = await loadFile(
    { path, originalName: "sales.xlsx", shape, columns },
    { target, table: "sales" },
  );
  const db = new Database(target, { readonly: true });
  const rows = db.prepare("SELECT * FROM sales").raw().all();
  db.close();
  return { path, result, rows, types: columns.map(({ type }) => type.kind) };
}

describe("a sheet of a workbook", () => {
  it("is loaded with the types and values that Excel gives its cells", async () => {
    const header = row(
      1,
      text("id"),
      text("code"),
      text("price"),
      text("open"),
      text("day"),
      text("at"),
      text("time"),
    );
    const content = oneSheet(
      header +
        row(
          2,
          number(1),
          text("00042"),
          number("0.10000000000000001"),
          '<c t="b"><v>1</v></c>',
          number(45322, 1),
          number("45322.4375", 2),
          number(0.4375, 3),
        ) +
        row(
          3,
          number(-2),
          shared(0),
          number("1E-3"),
          '<c t="b"><v>0</v></c>',
          number(45351, 1),
          number(45323, 2),
          number(0.5, 3),
        ),
      {
        strings: ['<r><t>A&amp;</t></r><r><t xml:space="preserve"> B</t></r><rPh><t>no</t></rPh>'],
        formats: ["dd/mm/yyyy", '[$-409]d\\-mmm\\-yy" at "h:mm AM/PM;@', "[hh]:mm:ss"],
      },
    );
    const { rows, types, path, result } = await loaded(content);
    expect(types).toEqual(["integer", "text", "decimal", "boolean", "date", "datetime", "text"]);
    expect(rows).toEqual([
      [1, "00042", 0.1, 1, "2024-01-31", "2024-01-31 10:30:00", "10:30:00"],
      [-2, "A& B", 0.001, 0, "2024-02-29", "2024-02-01 00:00:00", "12:00:00"],
    ]);
    const bytes = readFileSync(path);
    expect(result.file).toEqual({
      name: "sales.xlsx",
      size: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    });
  });

  it("counts days from 1904 where the workbook says so", async () => {
    const rows = row(1, text("day")) + row(2, number(43860, 1)) + row(3, number(0, 1));
    expect((await loaded(oneSheet(rows, { formats: ["yyyy-mm-dd"], from1904: true }))).rows).toEqual([
      ["2024-01-31"],
      ["1904-01-01"],
    ]);
  });

  it("has no 29th of February 1900, which Excel counts", async () => {
    const rows = row(1, text("day")) + row(2, number(1, 1)) + row(3, number(59, 1)) + row(4, number(61, 1));
    const formats = ["m/d/yyyy"];
    expect((await loaded(oneSheet(rows, { formats }))).rows).toEqual([
      ["1900-01-01"],
      ["1900-02-28"],
      ["1900-03-01"],
    ]);
    const { columns } = await looked(oneSheet(rows + row(5, number(60, 1)), { formats }));
    expect(columns[0]).toMatchObject({
      type: { kind: "text" },
      fits: { date: { count: 3, misfit: { line: 5, value: "60" } } },
    });
  });

  it("has the stored results of formulas; errors and missing results are empty, and counted", async () => {
    const rows =
      row(1, text("a"), text("b")) +
      row(2, "<c><f>1+1</f><v>2</v></c>", '<c t="str"><f>"x"</f><v>x</v></c>') +
      row(3, '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', "<c><f>NOW()</f></c>") +
      row(4, number(3), '<c t="str"><f>""</f><v></v></c>');
    const counted = { errorCells: 1, formulasWithoutResult: 1, blankRows: 1 };
    expect(await looked(oneSheet(rows))).toMatchObject({ ...counted, rowsRead: 2 });
    const { rows: table, result } = await loaded(oneSheet(rows));
    expect(table).toEqual([
      [2, "x"],
      [3, null],
    ]);
    expect(result).toMatchObject(counted);
  });

  it("keeps numbers that are written as text as text", async () => {
    const { columns } = await looked(
      oneSheet(row(1, text("a"), text("b")) + row(2, text("12"), number("1234567890123456789"))),
    );
    expect(columns.map(({ type }) => type.kind)).toEqual(["text", "text"]);
  });

  it("is read where its cells say nothing of their place, and with a prefix on every tag", async () => {
    const rows =
      "<row><c t='inlineStr'><is><t>a</t></is></c><c t='inlineStr'><is><t>b</t></is></c></row><row><c><v>1</v></c><c><v>2</v></c></row>";
    const prefixed = `<x:worksheet xmlns:x="urn:x"><x:sheetData>${rows.replace(/<(\/?)/g, "<$1x:")}</x:sheetData></x:worksheet>`;
    for (const parts of [undefined, { "xl/worksheets/sheet1.xml": prefixed }]) {
      const look = await looked({ ...oneSheet(rows), parts });
      expect(look.columns.map(({ name }) => name)).toEqual(["a", "b"]);
      expect(look.firstRows).toEqual([{ line: 2, cells: ["1", "2"] }]);
    }
  });

  it("begins below its title, by the rows' numbers", async () => {
    const rows =
      row(2, text("Sales of May")) +
      row(5, text("id"), text("name"), text("city")) +
      row(6, number(1), text("Ann"), text("Oslo")) +
      row(9, number(2), nothing, text("Rome"));
    const look = await looked(oneSheet(rows));
    expect(look).toMatchObject({
      shape: { format: "xlsx", sheet: "Sales", skip: 4, hasHeader: true },
      rowsRead: 2,
    });
    expect(look.firstRows).toEqual([
      { line: 6, cells: ["1", "Ann", "Oslo"] },
      { line: 9, cells: ["2", null, "Rome"] },
    ]);
    expect((await looked(oneSheet(rows), { skip: 5 })).shape).toMatchObject({ skip: 5, hasHeader: false });
  });

  it("is named by its rows where a value does not fit", async () => {
    const content = oneSheet(row(1, text("qty")) + row(2, number(1)) + row(4, text("many")));
    const path = fileWith(workbookFile(content));
    const { shape, columns } = await lookInto(path, "sales.xlsx");
    expect(columns[0]?.notes).toEqual(['1 of 2 values would be read as integer, but not "many" in row 4.']);
    const plan = {
      path,
      originalName: "sales.xlsx",
      shape,
      columns: columns.map((column) => ({
        ...column,
        type: { kind: "integer", notation: "point" } as const,
      })),
    };
    const target = join(temporaryFolder(), "landing.db");
    expect((await fileTroubleOf(loadFile(plan, { target, table: "sales" }))).message).toBe(
      'Row 4, column "qty": "many" cannot be read as an integer. Load the column as text, or correct the file.',
    );
  });
});

describe("the sheets of a workbook", () => {
  const sheets = [
    { name: "Notes", rows: row(1, text("secret")), state: "hidden" },
    { name: "Sales", rows: row(1, text("id")) + row(2, number(1)), head: '<dimension ref="A1:A2"/>' },
    { name: "Caf\u00e9 &amp; bar", rows: row(1, text("x"), text("y")) + row(2, number(1), number(2)) },
  ];

  it("are told with their sizes, and the first that is not hidden is read", async () => {
    const look = await looked({ sheets });
    expect(look.sheets).toEqual([
      { name: "Notes", hidden: true, rows: null, columns: null },
      { name: "Sales", hidden: false, rows: 2, columns: 1 },
      { name: "Caf\u00e9 & bar", hidden: false, rows: null, columns: null },
    ]);
    expect(look.shape).toMatchObject({ sheet: "Sales" });
  });

  it("are read as chosen", async () => {
    expect((await looked({ sheets }, { sheet: "Caf\u00e9 & bar" })).columns.map(({ name }) => name)).toEqual([
      "x",
      "y",
    ]);
    expect(await refusal(workbookFile({ sheets }), { sheet: "Costs" })).toBe(
      'There is no sheet "Costs" in "sales.xlsx". It has "Notes", "Sales", "Caf\u00e9 & bar".',
    );
  });
});

describe("a file that is no ordinary workbook", () => {
  it("is named for what it is", async () => {
    const zip = (part: string) => zipSync({ [part]: Buffer.from("x") });
    expect(await refusal(zip("xl/workbook.bin"))).toContain("a binary Excel workbook (.xlsb)");
    expect(await refusal(zip("word/document.xml"))).toContain("is a Word document");
    expect(await refusal(zip("content.xml"))).toContain("is an OpenDocument file");
    expect(await refusal(zip("a.csv"))).toBe(
      '"sales.xlsx" is a zip archive. Unpack it and upload the file inside.',
    );
  });

  it("is refused when it is cut or damaged", async () => {
    const bytes = workbookFile(oneSheet(row(1, text("a"))));
    expect(await refusal(bytes.slice(0, bytes.length - 40))).toContain("is damaged and cannot be opened");
    const broken = oneSheet("<row r='1'><c><v>1</c></row>");
    expect(await refusal(workbookFile(broken))).toContain("xl/worksheets/sheet1.xml");
    expect(await refusal(workbookFile(oneSheet(row(1, shared(7)))))).toContain(
      "refers to a text that is not there",
    );
  });

  it("expands no entities", async () => {
    const evil = (rows: string) => ({
      "xl/worksheets/sheet1.xml": `<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet><sheetData>${rows}</sheetData></worksheet>`,
    });
    expect(await refusal(workbookFile({ ...oneSheet(""), parts: evil(row(1, text("x"))) }))).toContain(
      "has a document type in",
    );
    expect(
      await refusal(workbookFile(oneSheet('<row><c t="inlineStr"><is><t>&f;</t></is></c></row>'))),
    ).toContain("undefined entity");
  });

  /** A workbook that says of one of its parts that it unpacks to so many bytes. */
  const saying = (part: string, bytes: number, content: WorkbookContent): Buffer => {
    const file = Buffer.from(workbookFile(content));
    file.writeUInt32LE(bytes, file.lastIndexOf(part) - 46 + 24);
    return file;
  };
  const MANY = oneSheet(Array.from({ length: 5_000 }, (_, at) => row(at + 1, number(at))).join(""));

  it("is refused before it unpacks to any size", async () => {
    const MB = 1024 * 1024;
    expect(await refusal(saying("xl/styles.xml", 300 * MB, MANY))).toMatch(
      /is not opened: its [\d,]+ bytes would unpack to 301 MB, which no ordinary workbook does/,
    );
    expect(await refusal(saying("xl/sharedStrings.xml", 200 * MB, oneSheet(row(1, text("a")))))).toContain(
      "more different texts than are read",
    );
    const much = saying("xl/worksheets/sheet1.xml", 4_095 * MB, MANY);
    expect(await refusal(much)).toContain("is not opened");
  });

  it("is refused when it is a real zip bomb, before anything is unpacked", async () => {
    const zip = new yazl.ZipFile();
    zip.addBuffer(Buffer.from("<Types/>"), "[Content_Types].xml");
    // Neither the bomb nor what it unpacks to is ever whole in memory here.
    const zeros = Readable.from(Array(300).fill(Buffer.alloc(1024 * 1024)));
    zip.addReadStream(zeros, "xl/worksheets/sheet1.xml");
    zip.end();
    const bomb = await buffer(zip.outputStream);
    expect(bomb.length).toBeLessThan(400_000);
    expect(await refusal(bomb)).toMatch(
      /is not opened: its [\d,]+ bytes would unpack to 301 MB, which no ordinary workbook does/,
    );
  });

  it("is refused when a part is larger than it says", async () => {
    expect(await refusal(saying("xl/worksheets/sheet1.xml", 1_000, MANY))).toContain(
      "is damaged and cannot be opened",
    );
  });

  it("is refused when one text goes on and on", async () => {
    const endless = `<row><c t="inlineStr"><is><t>${"x".repeat(40 * 1024 * 1024)}</t></is></c></row>`;
    expect(await refusal(workbookFile(oneSheet(endless)))).toContain("a text is too large");
  });

  it("is refused with the row of a cell that no table can hold", async () => {
    expect(await refusal(workbookFile(oneSheet('<row r="3"><c r="XFD3"><v>1</v></c></row>')))).toContain(
      "Row 3 has a value in column 16,384; a table has at most 2,000 columns",
    );
    expect(await refusal(workbookFile(oneSheet(row(1, text("a")) + row(2, text("_x0000_")))))).toBe(
      "Cell 1 of row 2 has a NUL character, which no text may have. Remove it.",
    );
    expect(
      await refusal(workbookFile(oneSheet(row(1, text("a")) + row(2, text("x".repeat(1_048_577)))))),
    ).toContain("Cell 1 of row 2 has more than 1,048,576 characters");
  });
});
