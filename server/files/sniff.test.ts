import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { sniffFile } from "./sniff.ts";
import { fileTroubleOf, fileWith } from "./testing/files.ts";

const sniffed = async (content: string | Uint8Array, name = "sales.csv") =>
  (await sniffFile(fileWith(content), name)).shape;
const refusal = async (content: string | Uint8Array, name = "sales.csv") =>
  (await fileTroubleOf(sniffed(content, name))).message;

describe("the delimiter of a file", () => {
  for (const delimiter of [",", ";", "\t", "|"] as const) {
    it(`is ${JSON.stringify(delimiter)} where it cuts every row into the same number of cells`, async () => {
      const text = `${["id", "name", "city"].join(delimiter)}\n1${delimiter}Ann${delimiter}Oslo\n`;
      expect(await sniffed(text)).toMatchObject({ format: "delimited", delimiter, hasHeader: true, skip: 0 });
    });
  }

  it("is not taken from inside quotes", async () => {
    const text = 'name;note\n"a,b,c";"say ""x, y"""\n"d,e,f";"g, h"\n';
    expect(await sniffed(text)).toMatchObject({ delimiter: ";" });
  });

  it("is the semicolon where commas are decimal signs", async () => {
    expect(await sniffed("1,5;2,25\n3,0;4,75\n")).toMatchObject({ delimiter: ";" });
  });

  it("is what Excel's first line says", async () => {
    expect(await sniffed("sep=|\na,x|b,y\n1,2|3,4\n")).toMatchObject({
      delimiter: "|",
      skip: 1,
      hasHeader: true,
    });
  });

  it("is a comma for a file of one column", async () => {
    expect(await sniffed("name\nAnn\nBob\n")).toMatchObject({ delimiter: ",", hasHeader: true });
  });
});

describe("the beginning of the table", () => {
  it("has no header where its first row is data", async () => {
    expect(await sniffed("1,Ann,2024-01-31\n2,Bob,2024-02-01\n")).toMatchObject({ hasHeader: false });
  });

  it("is below a title", async () => {
    const text = "Sales of May,,\n,,\nid,name,city\n1,Ann,Oslo\n2,Bob,Rome\n3,Cid,Bonn\n";
    expect(await sniffed(text)).toMatchObject({ skip: 2, hasHeader: true });
  });
});

describe("the encoding of a file", () => {
  const wide = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");

  it("is UTF-8 with and without a mark", async () => {
    expect(await sniffed("naïve,b\n1,2\n")).toMatchObject({ encoding: "utf-8" });
    expect(await sniffed("\ufeffnaïve,b\n1,2\n")).toMatchObject({ encoding: "utf-8" });
  });

  it("is UTF-16 in either byte order where a mark says so", async () => {
    expect(await sniffed(wide("a;b\n1;ü\n"))).toMatchObject({ encoding: "utf-16le", delimiter: ";" });
    expect(await sniffed(wide("a;b\n1;ü\n").swap16())).toMatchObject({
      encoding: "utf-16be",
      delimiter: ";",
    });
  });

  it("is windows-1252 only where the bytes are no UTF-8, be it in the last line", async () => {
    const ascii = `a,b\n${"1,plain\n".repeat(100_000)}`;
    expect(await sniffed(Buffer.from(`${ascii}2,caf\xe9\n`, "latin1"))).toMatchObject({
      encoding: "windows-1252",
    });
    expect(await sniffed(Buffer.from(`${ascii}2,café\n`))).toMatchObject({ encoding: "utf-8" });
  });

  it("is UTF-8 also where characters are cut by the chunks in which a file is read", async () => {
    for (const letters of ["é", "€", "😀"]) {
      for (let shift = 0; shift < 4; shift += 1) {
        expect(await sniffed(`a,b\n${"x".repeat(shift)}${letters.repeat(200_000)},2\n`)).toMatchObject({
          encoding: "utf-8",
        });
      }
    }
  });

  it("is told by the bytes where nothing says it, as a guess", async () => {
    const shiftJis = "956994d42c96bc8fcc0a412c82cb82b30a422c837b838b83670a432c836883898343836f815b0a";
    const guesses = [
      [Buffer.from(shiftJis, "hex"), "shift_jis"],
      [
        Buffer.from(
          "caeee43bcde0e7e2e0ede8e53bc3eef0eee40a313bc2e8edf23bcceef1eae2e00a323bc1eeebf23bcae0e7e0edfc0a333bc3e0e9eae03bd1e0ece0f0e00a343bcae0e1e5ebfc20efe8f2e0ede8ff3bd3f4e00a",
          "hex",
        ),
        "windows-1251",
      ],
      [Buffer.from("a;b\nKöln;20 €\n".replace("€", "\x80"), "latin1"), "windows-1252"],
      [Buffer.from("a,b\n1,2\n", "utf16le"), "utf-16le"],
      [Buffer.from("a,b\n1,2\n", "utf16le").swap16(), "utf-16be"],
    ] as const;
    for (const [content, encoding] of guesses) {
      expect(await sniffFile(fileWith(content), "sales.csv")).toMatchObject({
        shape: { encoding },
        encodingGuessed: true,
      });
    }
  });

  it("is no guess where the file says it or a person does", async () => {
    const cafe = fileWith(Buffer.from("a,b\n1,caf\xe9\n", "latin1"));
    expect(await sniffFile(cafe, "sales.csv", { encoding: "windows-1252" })).toMatchObject({
      encodingGuessed: false,
    });
    for (const text of ["a,b\n", "ä,b\n", wide("a,b\n")])
      expect(await sniffFile(fileWith(text), "sales.csv")).toMatchObject({ encodingGuessed: false });
  });

  it("is refused where there is no text", async () => {
    expect(await refusal("a,b\n1,\0\n")).toContain("NUL characters");
  });
});

describe("a file that is no table", () => {
  const ole = (directory: string) => {
    const bytes = Buffer.alloc(8_192);
    bytes.write("d0cf11e0a1b11ae1", "hex");
    bytes.writeUInt16LE(9, 0x1e);
    bytes.writeUInt32LE(5, 0x30);
    bytes.write(directory, 6 * 512, "utf16le");
    return bytes;
  };

  it("is named for what it is, whatever its name says", async () => {
    expect(await refusal("%PDF-1.7\n...")).toBe(
      '"sales.csv" is a PDF document, not a table. Export the table as CSV or Excel from the program that made the PDF.',
    );
    expect(await refusal(Buffer.from("\x89PNG\r\n\x1a\n", "latin1"))).toContain("a picture (PNG)");
    expect(await refusal("<html><table><tr><td>1</td></tr></table></html>", "report.xls")).toContain(
      "a web page",
    );
    expect(await refusal(zipSync({ "a.csv": Buffer.from("a,b\n") }))).toContain(
      "is a zip archive. Unpack it",
    );
  });

  it("is told apart as an old or a protected workbook", async () => {
    expect(await refusal(ole("Workbook"), "sales.xlsx")).toContain("old binary Office format (.xls)");
    expect(await refusal(ole("EncryptedPackage"), "sales.xlsx")).toContain("protected by a password");
  });

  it("is refused when nothing is in it", async () => {
    expect(await refusal("")).toBe('"sales.csv" is empty. Upload a file with at least one row.');
    expect(await refusal("\ufeff\n \n")).toContain("only blank lines");
  });
});
