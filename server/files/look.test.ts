import { describe, expect, it } from "vitest";
import { lookInto } from "./look.ts";
import { fileTroubleOf, fileWith } from "./testing/files.ts";

const inspected = (content: string | Uint8Array, chosen = {}) =>
  lookInto(fileWith(content), "sales.csv", chosen);

/** The only column of a file with these cells, one a line, in quotes. */
async function columnOf(cells: readonly string[], delimiter = ",") {
  const lines = cells.map((cell) => `"${cell}"${delimiter}x`);
  const { columns } = await inspected(`value${delimiter}other\n${lines.join("\n")}\n`, { hasHeader: true });
  return columns[0] as NonNullable<(typeof columns)[0]>;
}
const typeOf = async (cells: readonly string[], delimiter?: string) =>
  (await columnOf(cells, delimiter)).type;

describe("the type of a column", () => {
  it("is the narrowest that every value fits", async () => {
    expect(await typeOf(["1", "-20", "0"])).toEqual({ kind: "integer", notation: "point" });
    expect(await typeOf(["1", "0.1", "-1e-05"])).toEqual({ kind: "decimal", notation: "point" });
    expect(await typeOf(["TRUE", "false"])).toEqual({ kind: "boolean" });
    expect(await typeOf(["2024-02-29", "2023-12-31"])).toEqual({ kind: "date", order: "ymd" });
    expect(await typeOf(["2024-02-29T10:00:00Z", "2023-12-31 23:59"])).toEqual({
      kind: "datetime",
      order: "ymd",
    });
    expect(await typeOf(["Ann", "2"])).toEqual({ kind: "text" });
    expect(await typeOf(["", " "])).toEqual({ kind: "text" });
  });

  it("stays text where digits are names", async () => {
    expect(await typeOf(["00042", "00043"])).toEqual({ kind: "text" });
    expect(await typeOf(["1", "1234567890123456"])).toEqual({ kind: "text" });
    expect(await typeOf(["+4930123456", "+4930123457"])).toEqual({ kind: "text" });
    expect(await typeOf(["12E4", "13E5"])).toEqual({ kind: "text" });
    expect((await columnOf(["00042", "7"])).notes).toEqual([
      "1 of 2 values have leading zeros, a plus sign or more than 15 digits: they are names, not quantities.",
    ]);
  });

  it("is text where a double would change a digit", async () => {
    expect(await typeOf(["0.1234567890123456789", "1.5"])).toEqual({ kind: "text" });
    expect(await typeOf(["0.30000000000000004", "1.5"])).toEqual({ kind: "decimal", notation: "point" });
  });

  it("takes the decimal comma where some value decides", async () => {
    const column = await columnOf(["1.234,56", "1.234", "12"], ";");
    expect(column.type).toEqual({ kind: "decimal", notation: "comma" });
    expect(column.notes[0]).toContain("decimal comma");
    expect(await typeOf(["1,234.5", "7"])).toEqual({ kind: "decimal", notation: "point" });
    expect(await typeOf(["1.234.567", "1.000"], ";")).toEqual({ kind: "integer", notation: "comma" });
  });

  it("is text where 1.234 may be a thousand, and says so", async () => {
    const column = await columnOf(["1.234", "5.678"], ";");
    expect(column.type).toEqual({ kind: "text" });
    expect(column.notes[0]).toContain("choose");
    expect(await typeOf(["1,234", "5,678"])).toEqual({ kind: "text" });
    expect(await typeOf(["1.234", "5.678"])).toEqual({ kind: "decimal", notation: "point" });
  });

  it("takes day or month first only where some value decides", async () => {
    expect(await typeOf(["31/12/2024", "01/02/2024"])).toEqual({ kind: "date", order: "dmy" });
    expect(await typeOf(["12/31/2024 2:30 PM", "01/02/2024"])).toEqual({ kind: "datetime", order: "mdy" });
    const column = await columnOf(["01/02/2024", "03.04.2024"]);
    expect(column.type).toEqual({ kind: "text" });
    expect(column.notes[0]).toContain("no value decides");
  });

  it("is no date where the calendar has none", async () => {
    expect(await typeOf(["2023-02-29", "2023-02-28"])).toEqual({ kind: "text" });
  });
});

describe("the evidence for a column", () => {
  it("counts what fits each type and shows where it does not", async () => {
    const column = await columnOf(["1", "", "2.5", "n/a", "3"]);
    expect(column).toMatchObject({ values: 4, empty: 1, examples: ["1", "2.5", "n/a"] });
    expect(column.fits).toMatchObject({
      integer: { count: 2, misfit: { line: 4, value: "2.5" } },
      decimal: { count: 3, misfit: { line: 5, value: "n/a" } },
      boolean: { count: 0 },
    });
    expect(column.notes).toEqual(['3 of 4 values would be read as decimal, but not "n/a" in line 5.']);
  });

  it("names lines as an editor counts them, with line breaks inside quotes", async () => {
    const { columns } = await inspected('id,note\r\n1,"two\r\nlines"\r\n\r\n2,b\r\nx,c\r\n');
    expect(columns[0]?.fits.integer).toEqual({ count: 2, misfit: { line: 6, value: "x" } });
  });
});

describe("the columns of a file", () => {
  it("have clean names beside their headers, and no name twice", async () => {
    const { columns } = await inspected('Id," Unit\n price ",,ID,id (2)\n1,2,3,4,5\n');
    expect(columns.map(({ header, name }) => [header, name])).toEqual([
      ["Id", "Id"],
      [" Unit\n price ", "Unit  price"],
      ["", "column 3"],
      ["ID", "ID (3)"],
      ["id (2)", "id (2)"],
    ]);
  });

  it("have names that can be typed, whatever nobody sees in their headers", async () => {
    const headers = ["\u200bCustomer\u00a0No\ufeff", "Umsa\u00adtz", "a\u202eb", "Menu\u0308", "\u200b"];
    const { columns } = await inspected(`${headers.join(",")}\n1,2,3,4,5\n`);
    expect(columns.map(({ header }) => header)).toEqual(headers);
    expect(columns.map(({ name }) => name)).toEqual(["Customer No", "Umsatz", "ab", "Menü", "column 5"]);
  });

  it("are called by the beginning of a header that is a whole text", async () => {
    const question = "Which of these do you buy? ".repeat(20);
    const { columns } = await inspected(`${question}A,${question}B,${"😀".repeat(200)}\n1,2,3\n`);
    expect(columns.map(({ header }) => header.length)).toEqual([541, 541, 400]);
    expect(columns.map(({ name }) => name)).toEqual([
      question.slice(0, 255).trim(),
      `${question.slice(0, 251).trim()} (2)`,
      "😀".repeat(127),
    ]);
  });

  it("do not include the empty cells that spreadsheets write at the end of rows", async () => {
    const { columns, wideRows } = await inspected("id,name,,\n1,Ann,,\n2,Bob,,,,\n");
    expect(columns.map(({ name }) => name)).toEqual(["id", "name"]);
    expect(wideRows.count).toBe(0);
  });

  it("are numbered without a header", async () => {
    const { columns, firstRows, shape } = await inspected("1,2\n3,4,5\n");
    expect(shape).toMatchObject({ hasHeader: false });
    expect(columns.map(({ name, header }) => [name, header])).toEqual([
      ["column 1", ""],
      ["column 2", ""],
      ["column 3", ""],
    ]);
    expect(firstRows[0]).toEqual({ line: 1, cells: ["1", "2", null] });
  });
});

describe("a look into a file", () => {
  it("counts rows that are blank, too short or too wide", async () => {
    const look = await inspected("id,name,city\n1,Ann,Oslo\n\n2,Bob\n,,\n3,Cid,Rome,extra\n4\n", {});
    expect(look).toMatchObject({
      rowsRead: 4,
      whole: true,
      blankRows: 2,
      shortRows: { count: 2, line: 4 },
      wideRows: { count: 1, line: 6 },
    });
    expect(look.columns[1]).toMatchObject({ values: 3, empty: 1 });
  });

  it("reads no more than it has to", async () => {
    const look = await inspected(`id\n${"1\n".repeat(100_500)}x\n`);
    expect(look).toMatchObject({ rowsRead: 100_000, whole: false });
    expect(look.columns[0]).toMatchObject({ type: { kind: "integer" }, values: 100_000 });
  });

  it("reads the file as a person chose", async () => {
    const look = await inspected("a;b\n1;caf\u00e9\n", { delimiter: ",", hasHeader: false, skip: 1 });
    expect(look.columns).toHaveLength(1);
    expect(look.firstRows).toEqual([{ line: 2, cells: ["1;caf\u00e9"] }]);
  });

  it("reads accents in every encoding", async () => {
    const text = "name;price\nCaf\u00e9;5 \u20ac\n";
    const wide = Buffer.from(`\ufeff${text}`, "utf16le");
    const western = Buffer.from(text.replace("\u20ac", "\x80"), "latin1");
    for (const content of [text, `\ufeff${text}`, wide, Buffer.from(wide).swap16(), western]) {
      const look = await inspected(content);
      expect(look.columns[0]?.name).toBe("name");
      expect(look.firstRows[0]?.cells).toEqual(["Caf\u00e9", "5 \u20ac"]);
    }
  });
});

describe("a file that is wrong somewhere", () => {
  const refusal = async (content: string | Uint8Array, chosen = {}) => {
    const { code, line, message } = await fileTroubleOf(inspected(content, chosen));
    return { code, line, message };
  };

  it("is refused with the line where an unclosed quote begins", async () => {
    const rows = "1,x\r\n".repeat(2_000);
    expect(
      await refusal(`id,note\r\n1,"two\r\nlines"\r\n\r\n${rows}7,"never closed\r\n${rows}`),
    ).toMatchObject({
      code: "content",
      line: 2_005,
      message: expect.stringContaining("The quote that begins in the row of line 2005 is never closed"),
    });
  });

  it("is refused soon when an unclosed quote makes a row of the rest", async () => {
    expect(await refusal(`id,note\n1,"open\n${"2,plain text\n".repeat(2_000_000)}`)).toMatchObject({
      line: 2,
      message: expect.stringContaining("larger than 16 MB. Most likely a quote in it is never closed"),
    });
  });

  it("is refused with the line of a cell beyond a million characters", async () => {
    expect(await refusal(`id,note\n1,a\n2,${"x".repeat(1_048_577)}\n`)).toMatchObject({
      code: "too_large",
      line: 3,
      message: expect.stringContaining("Cell 2 of line 3 has more than 1,048,576 characters"),
    });
  });

  it("is refused with the line of a NUL character beyond the first bytes", async () => {
    expect(await refusal(`id,note\n${"1,a\n".repeat(100_000)}2,\0\n`)).toMatchObject({
      code: "content",
      line: 100_002,
      message: expect.stringContaining("Line 100002 has a NUL character"),
    });
  });

  it("is refused with the line where it is not in the chosen encoding", async () => {
    const content = Buffer.from(`id,note\n${"1,a\n".repeat(90_000)}2,caf\u00e9\n`, "latin1");
    expect(await refusal(content, { encoding: "utf-8" })).toMatchObject({
      code: "content",
      line: 90_002,
      message: expect.stringContaining("bytes that mean nothing in UTF-8. Choose another encoding"),
    });
  });

  it("is refused when nothing is left below the chosen row", async () => {
    expect(await refusal("id\n1\n", { skip: 5 })).toMatchObject({ code: "choice" });
  });

  it("keeps a quote that opens or closes no cell", async () => {
    const { firstRows } = await inspected('id,size\n1,5" pipe\n2,"5"" pipe"\n');
    expect(firstRows.map(({ cells }) => cells[1])).toEqual(['5" pipe', '5" pipe']);
  });
});
